"""A state string as it comes out of a report, a mail or a database: what copying did, undone.

The checksum says which reading is the right one, so nothing is guessed.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Callable, Iterator

from builder.plan.state import Refusal, State, decode

MOST = 200_000
"""Characters; no LMS keeps as many."""

_PAIRS = ('""', "''", "``", "“”", "„“", "‘’", "«»")

_NAME = re.compile(r"^[\s\"']*cmi\.suspend_data[\s\"',:=]*", re.IGNORECASE)


def _without_name(text: str) -> str:
    return _NAME.sub("", text)


def _without_ends(text: str) -> str:
    return text.strip().strip("\ufeff\u200b").strip()


def _without_quotes(text: str) -> str:
    if len(text) > 1 and text[0] + text[-1] in _PAIRS:
        return text[1:-1]
    return text.strip("\"'`,;")


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n]+", "", text)


def _one_line_of_indented(text: str) -> str:
    return re.sub(r"[\r\n]+[ \t]*", "", text)


def _one_line_of_words(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", text)


def _plain_blanks(text: str) -> str:
    return text.replace("\u00a0", " ")


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]*>", "", text)


def _from_csv(text: str) -> str:
    return text.replace('""', '"')


def _from_json(text: str) -> str:
    try:
        found = json.loads(f'"{text}"')
    except ValueError:
        return text
    return found if isinstance(found, str) else text


def read_bytes(data: bytes) -> str:
    """What stands in a file or comes through a pipe; programs of Windows often write UTF-16."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")


UNDONE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("tags of a web page", _without_tags),
    ("signs written as HTML", html.unescape),
    ("the name of the element", _without_name),
    ("blanks around it", _without_ends),
    ("quotation marks around it", _without_quotes),
    ("line breaks in it", _one_line),
    ("line breaks in it and the blanks after them", _one_line_of_indented),
    ("line breaks in place of blanks", _one_line_of_words),
    ("hard blanks", _plain_blanks),
    ("doubled quotation marks", _from_csv),
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
