"""Moodle's own data of SCORM attempts, as a database gives them out: one row for each element.

The columns are those of `scorm_attempt`, `scorm_scoes_value` and `scorm_element` put together, or
of `scorm_scoes_track` in Moodle before 4.3; docs/xapi.md has the queries (lms-facts.md 1.4).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from builder.tracks.form import TIME, Attempt, Learner, TracksError, from_json, read_tracks

NEEDED = ("userid", "attempt", "element", "value")
STARTED = "x.start.time"
_NUMBERED = re.compile(r"(interactions|objectives|correct_responses)_(\d+)")


def read_any(text: str) -> tuple[Attempt, ...]:
    """The attempts in a file: the documented form, or Moodle's rows as CSV or JSON.

    Raises:
        TracksError: it is neither.
    """
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return from_rows(_csv_rows(text))
    data = from_json(text.lstrip("\ufeff"))
    return from_rows(data) if isinstance(data, list) else read_tracks(data)


def _csv_rows(text: str) -> list[dict[str, str]]:
    """Rows of a table with names of columns; commas, semicolons or tabs stand between them."""
    lines = text.lstrip("\ufeff")
    head = lines.partition("\n")[0]
    between = max(",;\t", key=head.count)
    try:
        return list(csv.DictReader(lines.splitlines(keepends=True), delimiter=between, strict=True))
    except csv.Error as error:
        raise TracksError(f"It is no table in CSV: {error}.") from error


def from_rows(rows: Iterable[Any]) -> tuple[Attempt, ...]:
    """The attempts in rows of Moodle's tables, in the order of their first rows.

    Raises:
        TracksError: a column is missing, or these are several activities.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    activities: set[str] = set()
    for number, given in enumerate(rows, start=1):
        row = _row(given, number)
        activities.add(row.get("scormid", ""))
        key = (row["userid"], row["attempt"])
        _take(row, found.setdefault(key, _empty(row)))
    if len(activities) > 1:
        raise TracksError("These are rows of several activities. Export one scormid at a time.")
    try:
        return tuple(Attempt.model_validate(one) for one in found.values())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise TracksError(f"A row cannot be right: {first['loc'][0]}: {first['msg']}.") from error


def _row(given: Any, number: int) -> dict[str, str]:
    """A row with its columns in small letters, all values as text."""
    if not isinstance(given, Mapping):
        raise TracksError(f"Row {number} is no row with named columns.")
    row = {str(name).strip().lower(): _text(value) for name, value in given.items() if name}
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise TracksError(
            f"Row {number} has no {', no '.join(missing)}. The columns must be called "
            f"{', '.join(NEEDED)} and timemodified; docs/xapi.md has the query."
        )
    return row


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _empty(row: Mapping[str, str]) -> dict[str, Any]:
    """An attempt of which nothing is known yet. Moodle's user ids never change, its names may."""
    name = row.get("fullname") or " ".join(
        filter(None, (row.get("firstname"), row.get("lastname")))
    )
    learner = Learner(id=row["userid"], name=name or None)
    return {"learner": learner, "attempt": row["attempt"], "elements": {}, "times": {}}


def _take(row: Mapping[str, str], attempt: dict[str, Any]) -> None:
    element = _NUMBERED.sub(r"\1.\2", row["element"])
    if element == STARTED:
        attempt["started"] = _time(row["value"])
        return
    attempt["elements"][element] = row["value"]
    when = _time(row.get("timemodified", ""))
    if when is not None:
        attempt["times"][element] = when


def _time(text: str) -> Any:
    """A time as Moodle keeps it, seconds since 1970; None where there is none."""
    try:
        return TIME.validate_python(float(text)) if float(text) > 0 else None
    except (ValueError, OverflowError):
        return None
