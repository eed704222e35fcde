"""The data model of SCORM, 1.2 and 2004, as far as it holds what can be told in xAPI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from builder.record import record

Status = Literal["incomplete", "failed", "completed", "passed"]
Result = Literal["right", "wrong", "neutral"]

STATE = "cmi.suspend_data"
STATUSES = ("cmi.success_status", "cmi.core.lesson_status", "cmi.completion_status")
"""In the order in which they count: 2004 has two words for what is one in 1.2."""
TIMES = ("cmi.core.total_time", "cmi.total_time")
SCORES = ("cmi.core.score.raw", "cmi.score.raw")

RESULTS: dict[str, Result] = {"correct": "right", "wrong": "wrong", "incorrect": "wrong"}
_ROW = re.compile(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)")
_SPAN = re.compile(r"(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


@record
class Row:
    """One row of `cmi.interactions` or `cmi.objectives`: its elements by their last parts."""

    at: str
    parts: Mapping[str, str]

    @property
    def id(self) -> str:
        """Whose row it is."""
        return self.parts.get("id", "")

    def elements(self, *names: str) -> list[str]:
        """The full names of those elements that it has."""
        return [f"{self.at}.{name}" for name in names if name in self.parts]


def rows(elements: Mapping[str, str], of: str) -> Iterator[Row]:
    """The rows of `interactions` or `objectives` that have an id, in their order."""
    found: dict[int, dict[str, str]] = {}
    for element, value in elements.items():
        match = _ROW.fullmatch(element)
        if match and match[1] == of:
            found.setdefault(int(match[2]), {})[match[3]] = value
    for number in sorted(found):
        if found[number].get("id"):
            yield Row(f"cmi.{of}.{number}", found[number])


def status_of(elements: Mapping[str, str]) -> tuple[Status, str]:
    """The status, and the element that says so; `incomplete` where none does."""
    for element in STATUSES:
        value = elements.get(element, "").strip().lower()
        if value in ("passed", "failed", "completed"):
            return value, element  # type: ignore[return-value] # one of the three
    return "incomplete", ""


def score_of(elements: Mapping[str, str]) -> tuple[float | None, str]:
    """The score from 0 to 100, and the element that has it."""
    for element in SCORES:
        score = number_of(elements.get(element, ""))
        if score is not None:
            return score, element
    return None, ""


def number_of(text: str) -> float | None:
    """A number from 0 to 100; None where there is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 100 else None


def total_time(elements: Mapping[str, str]) -> float | None:
    """The time spent, in milliseconds."""
    text = next((elements[name] for name in TIMES if elements.get(name)), "").strip()
    span, iso = _SPAN.fullmatch(text), _ISO.fullmatch(text)
    if span:
        return 1000 * (3600 * int(span[1]) + 60 * int(span[2]) + float(span[3]))
    if iso and any(iso.groups()):
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return 1000 * (86_400 * days + 3600 * hours + 60 * minutes + seconds)
    return None
