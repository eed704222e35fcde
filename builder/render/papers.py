"""Pages for people around a course, not its learners: the set-up card, the sheet of access."""

from __future__ import annotations

from jinja2 import Environment, FunctionLoader, StrictUndefined

from builder.cache import made_once
from builder.files import tool_text
from builder.markdown import line, plain
from builder.model.course import Course
from builder.render.compiled import Compiled
from builder.theming.css import squeeze
from builder.theming.theme import Theme


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


def paper_styles(theme: Theme, course: Course, *sheets: str) -> str:
    """The style of such a page: the colours of the course, and these sheets of the tool."""
    tokens = theme.colours_css() + theme.course_css(course.theme)
    css = "\n".join([tokens, *(tool_text(name) or "" for name in sheets)])
    return made_once("style", css, lambda: squeeze(css))
