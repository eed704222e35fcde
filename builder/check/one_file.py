"""The rules that look at one file at a time, and what else the others ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import BaseModel

from builder.check import headings, references, runs, scenarios, texts
from builder.check.subject import Looked, OneFile, Text, Texts, naming
from builder.diagnostics import Diagnostic, Rule

Check = Callable[[Texts], Iterator[Diagnostic]]

CHECKS: tuple[tuple[Rule, Check], ...] = (
    (references.LINK_TO_FILE, references.links_to_files),
    (texts.PICTURE_IN_TEXT, texts.pictures_in_texts),
    (texts.TOP_HEADING, texts.top_headings),
    (headings.LOST_TAG, headings.lost_tags),
    (scenarios.UNREACHED, scenarios.unreached_scenes),
    (scenarios.NO_WAY_OUT, scenarios.scenes_without_way_out),
    (scenarios.NEVER_READ, scenarios.values_never_read),
    (scenarios.NEVER_SET, scenarios.values_never_set),
    (runs.ALL_CONDITIONAL, runs.scenes_with_conditions_only),
    (runs.NEVER_OFFERED, runs.choices_never_offered),
    (runs.NEVER_REACHED, runs.scenes_never_reached),
    (runs.STUCK, runs.stuck_scenes),
    (runs.ENDLESS, runs.endless_loops),
    (runs.LOST_POINTS, runs.points_never_got),
    (runs.TOO_LARGE, runs.stories_too_large),
)
"""Rules of every build; what they find follows from the file alone."""


def look(file: str, model: BaseModel) -> Looked:
    """Look at a file with which nothing is wrong so far."""
    return looked(OneFile(file, model))


def looked(one: OneFile) -> Looked:
    """Look at a file."""
    return Looked(
        naming(one),
        [text for text in one.texts if _leads(text)],
        [found for _, check in CHECKS for found in check(one)],
    )


def _leads(text: Text) -> bool:
    prose = isinstance(text.mark, references.PROSE)
    return prose and next(references.links_in(text.value), None) is not None
