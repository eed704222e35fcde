"""Learners' texts as they stand in a state string; the same as `builder/player/src/text.ts`.

SCORM counts UTF-16 units, and so does JavaScript; Python counts characters. What is read, written
or counted here is therefore turned into a string of units first: one character for each unit, the
two halves of an astral character apart.
"""

from __future__ import annotations

import re
import struct

from builder.plan.alphabet import from_digits, to_digits

LINE = "\u2424"
ESCAPE = "\u241b"
UNSAFE = re.compile(
    "[\ud800-\udbff][\udc00-\udfff]"  # whole pairs first, so that only lone halves are left
    "|[\x00-\x08\x0a-\x1f\x7f\ufffe\uffff\u241b\u2424\ud800-\udfff]"
)
ESCAPED = re.compile(f"{ESCAPE}([A-Za-z0-9_-]{{3}})|{LINE}")


def units_of(text: str) -> str:
    """The UTF-16 units of a text, each as one character."""
    if text.isascii():
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))


def text_of(units: str) -> str:
    """The text of these units: two halves are one character again, a lone half stays what it is."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def escaped(units: str) -> str:
    """The text as it is kept."""
    return UNSAFE.sub(_escape, units)


def unescaped(kept: str) -> str:
    """The text as the learner wrote it."""
    return ESCAPED.sub(_unescape, kept)


def _escape(found: re.Match[str]) -> str:
    unit = found[0]
    if len(unit) == 2:
        return unit
    return LINE if unit == "\n" else ESCAPE + to_digits(ord(unit), 3)


def _unescape(found: re.Match[str]) -> str:
    return "\n" if found[1] is None else chr(from_digits(found[1]) & 0xFFFF)
