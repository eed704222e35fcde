"""Pages for people around a course, not its learners: the set-up card, the sheet of access."""

from __future__ import annotations

from jinja2 import Environment, FunctionLoader, StrictUndefined

from builder.files import tool_text
from builder.markdown import line, plain
from builder.render.compiled import Compiled


def paper_templates(room: str) -> Environment:
    """The templates in `builder/ROOM`, everything escaped; with `md` and `plain` for texts."""
    environment = Environment(
        loader=FunctionLoader(lambda name: tool_text(f"{room}/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(room),
    )
    environment.filters["md"] = line
    environment.filters["plain"] = plain
    return environment
