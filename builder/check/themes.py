"""The theme and the language of a course are those that come with the tool."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.files import tool_names, tool_text
from builder.languages import best_match, own_name, player_languages, script
from builder.model.course import COURSE_FILE
from builder.model.words import listed, meant

NO_THEME = Rule("BC308", "A theme that is not there")
NO_WORDS_IN = Rule("BC310", "A language that the player does not speak", Severity.WARNING)


def missing_themes(subject: Subject) -> Iterator[Diagnostic]:
    """The theme that `course.yaml` names is there."""
    theme, known = subject.course.theme, _known()
    if theme not in known:
        yield NO_THEME.at(
            Place(COURSE_FILE, ("theme",)),
            f"There is no theme '{theme}'.",
            meant(theme, known, f"These are there: {listed(known)}."),
        )


def languages_without_words(subject: Subject) -> Iterator[Diagnostic]:
    """The player has words of its own in the language of the course, and in its script."""
    language = subject.course.language
    match = best_match(language, player_languages())
    place = Place(COURSE_FILE, ("language",))
    if match is None:
        yield NO_WORDS_IN.at(
            place,
            f"The player has no words in '{language}' yet; its buttons and hints will be English.",
            "The course works all the same, and its own texts stay as they are.",
        )
    elif script(match) != script(language):
        yield NO_WORDS_IN.at(
            place,
            f"The player has no words in '{language}' yet; its buttons and hints will be in "
            f"'{match}' ({own_name(match)}).",
            "The course works all the same, and its own texts stay as they are.",
        )


def _known() -> list[str]:
    return [name for name in tool_names("themes") if tool_text(f"themes/{name}/theme.yaml")]
