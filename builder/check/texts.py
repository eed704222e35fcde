"""Markdown texts: pictures stand in blocks of their own, headings start at the second level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.base import LineText, MarkdownText
from builder.check.prose import html_of, without_code
from builder.check.subject import Texts
from builder.diagnostics import Diagnostic, Rule, Severity

PICTURE_IN_TEXT = Rule("BC505", "A picture inside a text")
TOP_HEADING = Rule("BC506", "A heading of the first level", Severity.WARNING)

_PICTURE = re.compile(r"!\[[^\]]*\]\(|<img\b", re.IGNORECASE)
_MAY_BE_TOP = re.compile(r"\n#(?!\S)")
"""What every such heading begins with below another line, and is found fast."""
_TOP = re.compile(r"^#(?:[ \t].*)?$", re.MULTILINE)


def pictures_in_texts(subject: Texts) -> Iterator[Diagnostic]:
    """A picture in Markdown would not be packed, and its alt text not be checked."""
    for kind in (MarkdownText, LineText):
        for text, _ in subject.marked(kind):
            if "![" not in text.value and "<" not in text.value:
                continue
            found = _PICTURE.search(without_code(text.value))
            if found and "<img" in html_of(text).lower():
                yield PICTURE_IN_TEXT.at(
                    text.at(found[0]),
                    "There is a picture inside this text, where it would not be shown.",
                    "Put it into a block of its own: - image: media/NAME with alt:.",
                )


def top_headings(subject: Texts) -> Iterator[Diagnostic]:
    """The page's title is the first level, so headings in it are of the second."""
    for text, _ in subject.marked(MarkdownText):
        if not _MAY_BE_TOP.search(f"\n{text.value}"):
            continue
        if found := _TOP.search(without_code(text.value)):
            yield TOP_HEADING.at(
                text.at(found[0]),
                "This text has a heading with one #, which is the level of the page's title.",
                "Begin headings with ##, and those below them with ###.",
            )
