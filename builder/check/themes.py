"""The theme of a course can be had, its colours can be read, and the player speaks its language."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.languages import best_match, own_name, player_languages, script
from builder.model.course import COURSE_FILE
from builder.theming.theme import load

NO_WORDS_IN = Rule("BC310", "A language that the player does not speak", Severity.WARNING)


def faulty_themes(subject: Subject) -> Iterator[Diagnostic]:
    """The theme that `course.yaml` names is there, and all that it names in turn."""
    if not subject.gaps.lacks(COURSE_FILE, ("theme",)):
        yield from load(subject.tree, subject.course.theme).found


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
            f"{own_name('-'.join(filter(None, [match, script(match)])))}.",
            "The course works all the same, and its own texts stay as they are.",
        )
