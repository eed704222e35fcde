"""The theme of a course is one that comes with the tool."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule
from builder.files import tool_names, tool_text
from builder.model.course import COURSE_FILE
from builder.model.words import listed, meant

NO_THEME = Rule("BC308", "A theme that is not there")


def missing_themes(subject: Subject) -> Iterator[Diagnostic]:
    """The theme that `course.yaml` names is there."""
    theme, known = subject.course.theme, _known()
    if theme not in known:
        yield NO_THEME.at(
            Place(COURSE_FILE, ("theme",)),
            f"There is no theme '{theme}'.",
            meant(theme, known, f"These are there: {listed(known)}."),
        )


def _known() -> list[str]:
    return [name for name in tool_names("themes") if tool_text(f"themes/{name}/theme.yaml")]
