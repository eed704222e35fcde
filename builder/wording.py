"""Small matters of wording that several rooms share."""

from __future__ import annotations

import unicodedata

TAB = 4
JOINERS = "\u200c\u200d"
"""They shape emoji and some scripts, and cannot do harm."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 page", "2 pages"; `many` where the plural is not just an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def visible(text: str) -> str:
    """A text as it may be printed: nothing in it moves the cursor or turns the writing round."""
    return text if text.isprintable() else "".join(map(visible_sign, text))


def visible_sign(sign: str) -> str:
    """One sign as it may be printed; a tab becomes blanks."""
    if sign == "\t":
        return " " * TAB
    if sign in JOINERS:
        return sign
    return "\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign
