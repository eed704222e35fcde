"""How reports and learners are told what a block is: bare words, cut where they are too long."""

from __future__ import annotations

from builder.markdown import plain

ASK_LENGTH = 160
"""About what a line of a report can show."""


def shortened(text: str, length: int = ASK_LENGTH) -> str:
    """The bare words of a Markdown text, cut after a whole word where they are too long."""
    words = plain(text)
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def label_of(ask: str | None, otherwise: str) -> str:
    """How a block is named to a learner: by what it asks, or by something else of it."""
    return shortened(ask or otherwise, 80)
