"""Markdown to safe HTML: CommonMark with tables, strikethrough and footnotes.

Whatever an author writes, raw HTML included, passes one sanitiser, so that no page can hold a
script, a style or a request to another site.
"""

from __future__ import annotations

import re

import nh3
from cmarkgfm import cmark
from cmarkgfm.cmark import Options

_OPTIONS = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
_EXTENSIONS = ["table", "strikethrough"]

CONTENT_LEVEL = 4
"""Headings in a text stand below course (1), module (2) and page (3)."""

_INLINE = """
a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time var
"""
_BLOCK = """
blockquote dd details div dl dt h4 h5 h6 hr li ol p pre section summary ul
table caption thead tbody tfoot tr th td
"""
_INLINE_TAGS = set(_INLINE.split())
_ATTRIBUTES = {
    "*": {"lang", "dir", "title", "class", "id"},
    "a": {"href", "aria-label"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
_CLASSES = frozenset({"footnotes", "footnote-ref", "footnote-backref"})


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keeps our own footnote classes and ids; an author's would clash with the theme's."""
    if name == "class":
        return value if value in _CLASSES else None
    if name == "id":
        return value if value.startswith(("fn-", "fnref-")) else None
    return value


_SCHEMES = {"https", "http", "mailto", "tel"}
_block_cleaner = nh3.Cleaner(
    tags=_INLINE_TAGS | set(_BLOCK.split()),
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=_SCHEMES,
)
_line_cleaner = nh3.Cleaner(
    tags=_INLINE_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=_SCHEMES,
)

_HEADING = re.compile(r"(</?h)([1-6])>")
_FOOTNOTE = re.compile(r'((?:id="|href="#)fn(?:ref)?-)')
_OUTSIDE = re.compile(r'<a href="(https?:)')


def markdown(text: str, prefix: str = "") -> str:
    """`text` as safe HTML.

    `prefix` keeps the footnotes of one text apart from those of all others in the document.
    """
    return _finish(_block_cleaner.clean(_shifted(_cmark(text))), prefix)


def line(text: str) -> str:
    """One line of Markdown as safe inline HTML; block elements are taken off."""
    return _finish(_line_cleaner.clean(_cmark(text)), "").strip()


def plain(text: str) -> str:
    """The bare words of a Markdown text on one line, for reports and labels."""
    bare = nh3.clean(_cmark(text), tags=set())
    return " ".join(_unescaped(bare).split())


def _cmark(text: str) -> str:
    html: str = cmark.markdown_to_html_with_extensions(
        text, options=_OPTIONS, extensions=_EXTENSIONS
    )
    return html


def _shifted(html: str) -> str:
    """Headings below the page's own: an author's `##` becomes the first level of content."""
    return _HEADING.sub(
        lambda found: f"{found[1]}{min(6, max(CONTENT_LEVEL, int(found[2]) + 2))}>", html
    )


def _finish(html: str, prefix: str) -> str:
    if prefix:
        html = _FOOTNOTE.sub(rf"\g<1>{prefix}-", html)
    return _OUTSIDE.sub(r'<a target="_blank" href="\1', html)


def _unescaped(text: str) -> str:
    for entity, character in (
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\u00a0"), ("&amp;", "&"),
    ):  # fmt: skip
        text = text.replace(entity, character)
    return text
