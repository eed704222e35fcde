"""How wide words are in a picture, near enough to break them into lines: no font is asked."""

from __future__ import annotations

from typing import Final
from unicodedata import combining, east_asian_width

NARROW: Final = frozenset("iIjl|!.,:;'’‘`()[]ftr ")
WIDE: Final = frozenset("mwMW@%—…")


def width_of(text: str, size: float) -> float:
    """About how wide a text is, rather too much than too little."""
    return size * sum(map(_share, text))


def _share(sign: str) -> float:
    if combining(sign):
        return 0
    if east_asian_width(sign) in "WF":
        return 1.05
    if sign in NARROW:
        return 0.36
    if sign in WIDE:
        return 0.95
    return 0.72 if sign.isupper() else 0.6


def in_lines(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in lines that fit; of a longer one the last ends with "…"."""
    lines = [""]
    words = text.split()
    for word in (part for one in words for part in _pieces(one, room, size)):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [line for line in lines if line]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", size) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word, broken where it alone is too long for a line."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
