"""From the bytes of a file to text that YAML may hold, and text as lines.

Lines end where YAML ends them, so that the numbers of a finding are those of the parser.
"""

from __future__ import annotations

import re

from builder.diagnostics import WHOLE_FILE, Diagnostic, Place, Rule, Span

MAX_BYTES = 4_000_000

NOT_UTF8 = Rule("BC101", "The file is not UTF-8 text")
CONTROL_CHARACTER = Rule("BC102", "A character that cannot be seen or typed")
TOO_LARGE = Rule("BC103", "The file is too large")
RULES = (NOT_UTF8, CONTROL_CHARACTER, TOO_LARGE)

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AGAIN = 'Save it again with the encoding "UTF-8"; every editor has this in its save dialog.'
_MOST_CHARACTERS = 20
"""A binary file has thousands of them; twenty tell the story."""


def lines_of(text: str) -> list[str]:
    """The lines of `text` without their ends; at least one."""
    return _LINE_BREAK.split(text)


def line_starts(text: str) -> list[int]:
    """Where in `text` each of its lines begins."""
    return [0, *(found.end() for found in _LINE_BREAK.finditer(text))]


def place_at(file: str, text: str, index: int, length: int = 1) -> Place:
    """The place of the character at `index`, and of `length` characters from there on its line."""
    before = _LINE_BREAK.split(text[:index])
    line, column = len(before), len(before[-1]) + 1
    return Place(file, span=Span(line, column, line, column + length))


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file without its byte order mark, or what keeps it from being one."""
    if len(data) > MAX_BYTES:
        return None, [_too_large(len(data), file)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error.start, file)]
    found = forbidden(text, file)
    return (None if found else text), found


def not_utf8(data: bytes, place: Place, file: str) -> Diagnostic | None:
    """The finding at `place` that a file named there is not UTF-8, if so."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] in _UTF16:
            what = "is UTF-16 text, but it must be UTF-8"
        else:
            line = len(_LINE_BREAK.split(data[: error.start].decode("utf-8", errors="replace")))
            what = f"is not UTF-8 text: there is the byte {data[error.start]:#04x} in line {line}"
        return NOT_UTF8.at(place, f"The file {file} {what}.", _SAVE_AGAIN)
    return None


def forbidden(text: str, file: str) -> list[Diagnostic]:
    """The characters of `text` that no text of a course may hold."""
    found = []
    for match in _FORBIDDEN.finditer(text):
        found.append(
            CONTROL_CHARACTER.at(
                place_at(file, text, match.start()),
                f"There is a character here that cannot be seen: U+{ord(match.group()):04X}.",
                "Delete it, or type the text again; it often comes along when text is pasted.",
            )
        )
        if len(found) == _MOST_CHARACTERS:
            break
    return found


def _too_large(size: int, file: str) -> Diagnostic:
    return TOO_LARGE.at(
        Place(file, span=WHOLE_FILE),
        f"This file has {size / 1_000_000:.1f} MB; a file of a course may have"
        f" {MAX_BYTES // 1_000_000} MB.",
        "Split it into several modules, and keep pictures and data in media/.",
    )


def _not_utf8(data: bytes, start: int, file: str) -> Diagnostic:
    before = data[:start].decode("utf-8-sig", errors="replace")
    if data[:2] in _UTF16:
        place = Place(file, span=WHOLE_FILE)
        message = "This file is UTF-16 text, but it must be UTF-8."
    else:
        place = place_at(file, before, len(before))
        message = f"This file is not UTF-8 text: there is the byte {data[start]:#04x} here."
    return NOT_UTF8.at(
        place,
        message,
        _SAVE_AGAIN,
    )
