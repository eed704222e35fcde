"""A state string as it comes out of a report, a mail or a database: what copying did, undone.

The checksum says which reading is the right one, so nothing is guessed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator

from builder.plan.state import Refusal, State, decode

MOST = 1_000_000
"""Characters; no LMS keeps as many."""

_NAME = re.compile(r"^[\s\"']*cmi\.suspend_data[\s\"',:=]*", re.IGNORECASE)


def _without_name(text: str) -> str:
    return _NAME.sub("", text)


def _without_ends(text: str) -> str:
    return text.strip()


def _without_quotes(text: str) -> str:
    for quote in ('"', "'", "`"):
        if len(text) > 1 and text[0] == text[-1] == quote:
            return text[1:-1]
    return text.strip("\"'`,;")


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n]+", "", text)


def _from_csv(text: str) -> str:
    return text.replace('""', '"')


def _from_json(text: str) -> str:
    try:
        found = json.loads(f'"{text}"')
    except ValueError:
        return text
    return found if isinstance(found, str) else text


UNDONE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("the name of the element", _without_name),
    ("blanks around it", _without_ends),
    ("quotation marks around it", _without_quotes),
    ("line breaks in it", _one_line),
    ("doubled quotation marks", _from_csv),
    ("signs written as HTML", html.unescape),
    ("signs written as in JSON", _from_json),
)
"""What reports, spreadsheets and databases add."""


def read_string(source: str) -> tuple[State | Refusal, tuple[str, ...]]:
    """The state, or why it cannot be had; and what was taken away to read it."""
    refused: Refusal | None = None
    for text, undone in _readings(source[: MOST + 1]):
        found = decode(text)
        if isinstance(found, State):
            return found, undone
        if refused is None or found == "newer" or (found == "empty" and refused == "damaged"):
            refused = found
    return ("damaged" if len(source) > MOST or refused is None else refused), ()


def _readings(source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The string itself, then with more and more undone; each text once."""
    found: dict[str, tuple[str, ...]] = {source: ()}
    for name, undo in UNDONE:
        for text, undone in list(found.items()):
            found.setdefault(undo(text), (*undone, name))
    yield from found.items()
