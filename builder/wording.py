"""Small matters of wording that several rooms share."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 page", "2 pages"; `many` where the plural is not just an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
