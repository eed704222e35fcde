"""The order of headings, and tags that vanish."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.prose import headings_in, is_line, prose, tags_in
from builder.check.subject import Text, Texts
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.markdown import LINE_TAGS, TEXT_TAGS

SKIPPED_LEVEL = Rule("BC509", "A heading skips a level", Severity.WARNING)
LOST_TAG = Rule("BC511", "A tag that vanishes", Severity.WARNING)

FIRST_LEVEL = 2
"""The highest heading of a text; the first level is the page's own."""

SAID_ELSEWHERE = frozenset({"img"})
"""A picture in a text is an error of its own."""


def skipped_levels(subject: Texts) -> Iterator[Diagnostic]:
    """Below a heading come those of the next level, so that a list of headings makes sense."""
    for text in prose(subject):
        above = FIRST_LEVEL - 1
        for level, words in headings_in(text):
            if level > above + 1:
                yield _skipped(text, level, words, above)
                break  # what follows from it is not told again
            above = max(level, FIRST_LEVEL)


def _skipped(text: Text, level: int, words: str, above: int) -> Diagnostic:
    first = above < FIRST_LEVEL
    return SKIPPED_LEVEL.at(
        text.at(words),
        f"The heading '{words}' has {level} #, but "
        + ("a text begins with 2." if first else f"the one above it has {above}."),
        f"Write {'#' * (above + 1)} {words}.",
    )


def lost_tags(subject: Texts) -> Iterator[Diagnostic]:
    """A word in angle brackets is a tag; those that a page does not know are taken away."""
    for text in prose(subject):
        known = LINE_TAGS if is_line(text) else TEXT_TAGS
        for name in tags_in(text):
            if name.lower() not in known | SAID_ELSEWHERE:
                yield LOST_TAG.at(
                    text.at(f"<{name}"),
                    f"<{name}> is taken for a tag, and vanishes from the page.",
                    f"Write `<{name}>` if the brackets are meant to be seen, else use Markdown.",
                )
