"""What an LMS holds of a SCORM attempt, 1.2 or 2004, in the common form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.blocks.tracking import Interaction, Option
from builder.plan.model import Plan
from tests.e2e.equality.form import (
    AND,
    WITH,
    Answer,
    Record,
    Result,
    Status,
    interactions_of,
    kept_of,
    ordered,
    percent,
)

Rows = dict[str, dict[str, str]]
RESULTS: dict[str, Result] = {"correct": "right", "wrong": "wrong", "incorrect": "wrong"}
STATUSES: dict[str, Status] = {one: one for one in ("failed", "completed", "passed")}
ROW = re.compile(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)")
LETTERS = re.compile(r"\{?[a-z0-9](,[a-z0-9])*\}?")
SIGNS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"
CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
CUT = "…"


def from_scorm(plan: Plan, elements: Mapping[str, str]) -> Record:
    """The record of an attempt, whichever of the two it is."""
    is_2004 = "cmi.completion_status" in elements
    known = interactions_of(plan)
    answers = {
        name: _answer(row, known.get(name)) for name, row in rows(elements, "interactions").items()
    }
    score = elements.get("cmi.score.raw" if is_2004 else "cmi.core.score.raw")
    return Record(
        target="scorm2004" if is_2004 else "scorm12",
        status=_status_2004(elements) if is_2004 else _status_12(elements),
        score=percent(float(score)) if score else None,
        answers=answers,
        objectives=dict(_objectives(elements)),
        kept=kept_of(plan, elements.get("cmi.suspend_data", "")),
    )


def rows(elements: Mapping[str, str], of: str) -> Rows:
    """The rows of a list by their ids."""
    found: dict[str, dict[str, str]] = {}
    for name, value in elements.items():
        match = ROW.fullmatch(name)
        if match and match[1] == of:
            found.setdefault(match[2], {})[match[3]] = value
    return {row["id"]: row for row in found.values() if row.get("id")}


def _status_12(elements: Mapping[str, str]) -> Status:
    return STATUSES.get(elements.get("cmi.core.lesson_status", ""), "incomplete")


def _status_2004(elements: Mapping[str, str]) -> Status:
    """Success says more than completion, where it is known."""
    success = STATUSES.get(elements.get("cmi.success_status", ""))
    return success or STATUSES.get(elements["cmi.completion_status"], "incomplete")


def _objectives(elements: Mapping[str, str]) -> Iterator[tuple[str, float | None]]:
    for name, row in rows(elements, "objectives").items():
        if "completed" in (row.get("status"), row.get("completion_status")):
            raw = row.get("score.raw")
            yield name, percent(float(raw)) if raw else None


# ---- answers ---------------------------------------------------------------------------------


def _answer(row: Mapping[str, str], interaction: Interaction | None) -> Answer:
    said = row.get("learner_response")
    in_ids = said is not None and row.get("type") != "other"
    response = row.get("student_response", "") if said is None else said
    if interaction is not None:
        response = _of_2004(interaction, response) if in_ids else in_ids_of(interaction, response)
    result = RESULTS.get(row.get("result", ""), "neutral")
    return Answer(ordered(interaction, response), result)


def _of_2004(interaction: Interaction, response: str) -> str:
    """2004 tells option ids with underscores for hyphens; authors' ids have none."""
    has_ids = interaction.type in ("choice", "likert", "sequencing", "matching")
    return response.replace("_", "-") if has_ids else response


def in_ids_of(interaction: Interaction, words: str) -> str:
    """The ids behind the words that a teacher reads; the words, where they cannot be told."""
    if interaction.type in ("fill-in", "long-fill-in", "numeric"):
        return words
    if interaction.type == "true-false":
        return _truth(interaction, words)
    reading = _letters(interaction, words)
    if reading is None:
        reading = next(_readings(interaction, words, 1), None)
    return words if reading is None else AND.join(reading)


def _truth(interaction: Interaction, words: str) -> str:
    named = {one_line(one.text): one.id for one in interaction.options}
    return named.get(words, {"t": "true", "f": "false"}.get(words, words))


def _letters(interaction: Interaction, words: str) -> list[str] | None:
    """The short signs of 1.2, where an LMS insisted on them (letter mode)."""
    if any(one_line(one.text) == words for one in interaction.options):
        return None
    if interaction.type == "matching":
        pairs = [one.partition(".") for one in words.split(",")]
        sources = _signed(interaction.options, DIGITS)
        targets = _signed(interaction.targets or (), SIGNS)
        if not all(one in sources and other in targets for one, _, other in pairs):
            return None
        return [f"{sources[one]}{WITH}{targets[other]}" for one, _, other in pairs]
    if not LETTERS.fullmatch(words):
        return None
    named = _signed(interaction.options, DIGITS if interaction.type == "likert" else SIGNS)
    parts = words.strip("{}").split(",")
    return [named[one] for one in parts] if all(one in named for one in parts) else None


def _signed(options: Sequence[Option], signs: str) -> dict[str, str]:
    return {sign: option.id for sign, option in zip(signs, options, strict=False)}


def _readings(interaction: Interaction, words: str, number: int) -> Iterator[list[str]]:
    """All ways to read a line as its options, one after the other; texts may have been cut."""
    for one, rest in _entries(interaction, words, number):
        if not rest:
            yield [one]
        elif rest.startswith("; "):
            for more in _readings(interaction, rest.removeprefix("; "), number + 1):
                yield [one, *more]


def _entries(interaction: Interaction, words: str, number: int) -> Iterator[tuple[str, str]]:
    """The first entry of a line, and what stands behind it."""
    before = f"{number}. " if interaction.type == "sequencing" else ""
    if not words.startswith(before):
        return
    for source, rest in _taken(interaction.options, words.removeprefix(before)):
        if interaction.type != "matching":
            yield source, rest
        elif rest.startswith(" → "):
            for target, behind in _taken(interaction.targets or (), rest.removeprefix(" → ")):
                yield f"{source}{WITH}{target}", behind


def _taken(options: Sequence[Option], words: str) -> Iterator[tuple[str, str]]:
    """The options with which a line may begin: whole ones first, the longest before others."""
    texts = sorted(((one_line(one.text), one.id) for one in options), key=lambda one: -len(one[0]))
    for text, name in texts:
        if text and words.startswith(text):
            yield name, words.removeprefix(text)
    start, sign, rest = words.partition(CUT)
    for text, name in texts:
        if sign and text.startswith(start) and len(text) > len(start):
            yield name, rest


def one_line(text: str) -> str:
    """As reports have a text: control characters are one blank."""
    return CONTROLS.sub(" ", text)
