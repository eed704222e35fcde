"""What rules ask of a text in Markdown: its HTML, its tags, headings and links, its bare words.

The HTML is what the parser of Markdown gives, before the sanitiser takes anything away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.blocks.base import LineText, MarkdownText
from builder.check.subject import Text, Texts
from builder.markdown import plain, unsafe_html

_CODE = re.compile(r"^(```|~~~).*?^\1|`+.*?`+", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(
    r"<a\b[^>]{0,999}?\shref=[\"']([^\"']*)[\"'][^>]{0,999}>(.{0,1999}?)</a>",
    re.DOTALL | re.IGNORECASE,
)
_MAY_LINK = re.compile(r"<a\s|<\w+:", re.IGNORECASE)
"""Beside links in brackets."""
_MARKDOWN = (MarkdownText, LineText)
_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\]\([^)]*\)|<?\bhttps?://[^\s)>]*>?")


class Link(NamedTuple):
    """A link: its address, and its words as a learner sees them."""

    address: str
    words: str


def prose(subject: Texts) -> Iterator[Text]:
    """All texts of a course in Markdown, whole ones and lines."""
    for text in subject.texts:
        if isinstance(text.mark, _MARKDOWN):
            yield text


def is_line(text: Text) -> bool:
    """Whether a text is one line of Markdown."""
    return isinstance(text.mark, LineText)


def html_of(text: Text) -> str:
    """The HTML that an author's Markdown and tags come to, with all that will be taken away."""
    return unsafe_html(text.value, inline=is_line(text))


def without_code(markdown: str) -> str:
    """A text without what stands in it as code."""
    return _CODE.sub("", markdown) if "`" in markdown or "~~~" in markdown else markdown


def tags_in(text: Text) -> list[str]:
    """The names of the tags in a text that the author wrote as tags, each once, in lower case."""
    if "<" not in text.value:
        return []
    written = dict.fromkeys(_TAG.findall(without_code(text.value)))
    made = {name.lower() for name in _TAG.findall(html_of(text))}
    return [name for name in written if name.lower() in made]


def headings_in(text: Text) -> list[tuple[int, str]]:
    """The headings of a text: the level of each as it was written, and its words."""
    if is_line(text) or ("#" not in text.value and "<h" not in text.value.lower()):
        return []
    return _structure(text.value, is_line(text))[0]


def links_in(text: Text) -> list[Link]:
    """The links of a text."""
    written = text.value
    bracketed = "](" in written or "]:" in written or "][" in written
    if not bracketed and ("<" not in written or not _MAY_LINK.search(written)):
        return []
    return _structure(written, is_line(text))[1]


SEVERAL_ASK = 1 << 12
"""For how many texts it is remembered what was found in them: several rules ask the same."""


@lru_cache(SEVERAL_ASK)
def _structure(markdown: str, inline: bool) -> tuple[list[tuple[int, str]], list[Link]]:
    """The headings of a text, and its links."""
    html = unsafe_html(markdown, inline=inline)
    headings = [(int(level), plain(words)) for level, words in _HEADING.findall(html)]
    links = [Link(address, plain(words)) for address, words in _LINK.findall(html)]
    return headings, links


def words_in(markdown: str) -> list[str]:
    """The words of a text, without the addresses of its links."""
    return _WORD.findall(_ADDRESS.sub("]", markdown) if "://" in markdown or "](" in markdown
                         else markdown)  # fmt: skip
