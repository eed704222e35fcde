"""Markdown to safe HTML: CommonMark with tables, strikethrough and footnotes.

Whatever an author writes, raw HTML included, passes one sanitiser, so that no page can hold a
script, a style or a request to another site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import nh3
from cmarkgfm import _cmark as binding
from cmarkgfm import cmark
from cmarkgfm.cmark import Options

from builder.languages import direction

_LINE_OPTIONS = Options.CMARK_OPT_UNSAFE
_OPTIONS = Options.CMARK_OPT_FOOTNOTES | _LINE_OPTIONS
_CURLY = Options.CMARK_OPT_SMART
_EXTENSIONS = ["table", "strikethrough"]

CONTENT_LEVEL = 4
"""Headings in a text stand below course (1), module (2) and page (3)."""

_INLINE = """
a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time var
"""
_BLOCK = """
blockquote dd details div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section summary ul
table caption thead tbody tfoot tr th td
"""
_INLINE_TAGS = set(_INLINE.split())
LINE_TAGS = frozenset(_INLINE_TAGS)
"""The tags that stay in a line of Markdown."""
TEXT_TAGS = LINE_TAGS | frozenset(_BLOCK.split())
"""Those that stay in a text."""
_ATTRIBUTES = {
    "*": {"lang", "dir", "title", "class", "id"},
    "a": {"href", "aria-label"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
CLASSES = frozenset({"footnotes", "footnote-ref", "footnote-backref"})
"""The classes that a text can have; an author's would clash with the theme's."""


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keeps our own footnote classes and ids."""
    if name == "class":
        return value if value in CLASSES else None
    if name == "id":
        return value if value.startswith(("fn-", "fnref-")) else None
    return value


SCHEMES = frozenset({"https", "http", "mailto", "tel"})
"""The kinds of address that a link may have."""
_JUDGED = {"class", "id"}
"""The attributes whose values `_attribute` looks at."""
_HAS_JUDGED = re.compile(r"class\s*=|id\s*=")


def _cleaners(tags: set[str]) -> tuple[nh3.Cleaner, nh3.Cleaner]:
    """One that looks at values, and a faster one for HTML without such attributes."""
    others = {tag: names - _JUDGED for tag, names in _ATTRIBUTES.items()}
    schemes = set(SCHEMES)
    return (
        nh3.Cleaner(
            tags=tags,
            attributes=_ATTRIBUTES,
            attribute_filter=_attribute,
            url_schemes=schemes,
        ),
        nh3.Cleaner(tags=tags, attributes=others, url_schemes=schemes),
    )


_block_cleaners = _cleaners(set(TEXT_TAGS))
_line_cleaners = _cleaners(_INLINE_TAGS)


def _clean(html: str, cleaners: tuple[nh3.Cleaner, nh3.Cleaner]) -> str:
    judging, fast = cleaners
    only_addresses = html.count("=") == html.count('href="')
    judged = not only_addresses and _HAS_JUDGED.search(html.lower())
    return (judging if judged else fast).clean(html)


_label_cleaner = nh3.Cleaner(
    tags=_INLINE_TAGS - {"a"}, attributes={"*": {"lang", "dir"}}, url_schemes=set(SCHEMES)
)

_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_FOOTNOTE = re.compile(r'((?:id="|href="#)fn(?:ref)?-)')
_OUTSIDE = re.compile(r'<a(?=(?: [a-z-]+="[^"]*")*? href="(?:https?:|//))', re.IGNORECASE)

_LANG = re.compile(r'<[a-z0-9]+(?=[^>]* lang="([A-Za-z][A-Za-z0-9-]*)")(?![^>]* dir=)')

_BREAKS = re.compile(r"[ \t\r\n]+")
_START = "\u2016"
"""A sign of punctuation, so that emphasis may begin right behind it."""

_MARKED = re.compile(
    "[\x00-\x1f&*<>\\[\\\\\\]_`|~\x7f-\xa0\xad\u2016\u2028-\u202f\ud800-\uffff"
    "\U0001fffe-\U0010ffff]|  "
)
"""What may mean something in a line; where nothing of it is found, the text is its own HTML."""

_TYPED = re.compile(r"[\"']|--|\.\.\.")
"""What English typography writes otherwise."""

_EXTENDED = ("|", "~", ":-", "-:")
"""Without any of these there is no table and nothing struck through."""

_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff"
_SUSPECT = re.compile(rf"[{_UNSEEN}]|&#(?:[xX]([0-9a-fA-F]{{1,6}})|([0-9]{{1,7}}));?")
"""The semicolon may be missing: browsers read such references in HTML, too."""
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_UNSEEN_BYTES = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")
_MAY_BE_UNSEEN = (b"&#", b"\xef\xbf")
"""In bytes, what is found faster than `_SUSPECT`, and without which there is nothing of it."""


def markdown(text: str, prefix: str = "", curly: bool = False) -> str:
    """`text` as safe HTML.

    `prefix` keeps the footnotes of one text apart from those of all others in the document; it may
    hold anything but a colon. With `curly`, typewriter quotes, `--` and `...` become the signs of
    English typography.
    """
    options = _OPTIONS | _CURLY if curly else _OPTIONS
    html = _shifted(_clean(_cmark(text, options), _block_cleaners))
    if prefix and "footnote" in html:
        html = _FOOTNOTE.sub(rf"\g<1>{prefix}:", html)
    return _directed(_outside(html))


def line(text: str, curly: bool = False) -> str:
    """One line of Markdown as safe inline HTML; it never becomes a list, a heading or a table."""
    if _says_itself(text, curly):
        return text.strip()
    return _directed(_outside(_clean(_inline(text, curly), _line_cleaners))).strip()


def label(text: str, curly: bool = False) -> str:
    """Like `line`, for what can be clicked itself: links are taken off."""
    if _says_itself(text, curly):
        return text.strip()
    return _directed(_label_cleaner.clean(_inline(text, curly))).strip()


def unsafe_html(text: str, *, inline: bool) -> str:
    """What becomes of a text before the sanitiser: for rules to look at, never for a page."""
    return _inline(text) if inline else _cmark(text)


def _says_itself(text: str, curly: bool) -> bool:
    return not (_MARKED.search(text) or (curly and _TYPED.search(text)))


def plain(text: str) -> str:
    """The bare words of a Markdown text on one line, for reports and labels."""
    if not _MARKED.search(text):
        return " ".join(text.split())
    html = _cmark(text, _LINE_OPTIONS) if "\n" in text.strip() else _inline(text)
    return " ".join(_unescaped(nh3.clean(html.replace("<br", " <br"), tags=set())).split())


def _inline(text: str, curly: bool = False) -> str:
    """HTML of one line: with a sign in front of it, nothing in it can begin a block."""
    options = _LINE_OPTIONS | _CURLY if curly else _LINE_OPTIONS
    html = _cmark(_START + _BREAKS.sub(" ", text).strip(" "), options)
    return html.replace(_START, "", 1)


def _cmark(text: str, options: int = _OPTIONS) -> str:
    data = text.encode("utf-8")
    if _may_hold_unseen(data):
        text = _SUSPECT.sub(_visible, text)
        data = text.encode("utf-8")
    if any(sign in text for sign in _EXTENDED):
        html: str = cmark.markdown_to_html_with_extensions(
            text, options=options, extensions=_EXTENSIONS
        )
        return html
    # Twice as fast; and of what the other function takes, nothing can be given back.
    made = binding.lib.cmark_markdown_to_html(data, len(data), options)
    html = binding.ffi.string(made).decode("utf-8")
    give_back = _give_back()
    if give_back is not None:
        give_back(made)
    return html


@cache
def _give_back() -> Callable[[Any], None] | None:
    """What frees the HTML that cmark made, which its binding never does: 10 MB in a large course.

    The binding has no name for it, but each parser begins with a pointer to the functions that it
    takes memory with (`struct cmark_parser` in parser.h). None for releases that nobody looked at.
    """
    if cmark.CMARK_VERSION != "0.29.0.gfm.2":
        return None
    parser = binding.lib.cmark_parser_new(0)
    memory = binding.ffi.cast("cmark_mem * *", parser)[0]
    binding.lib.cmark_parser_free(parser)
    free: Callable[[Any], None] = memory.free
    return free


def _may_hold_unseen(data: bytes) -> bool:
    return any(sign in data for sign in _MAY_BE_UNSEEN) or len(data) != len(
        data.translate(None, _UNSEEN_BYTES)
    )


def _visible(found: re.Match[str]) -> str:
    """What stands for a character that XML refuses, also where it is written as a reference."""
    number = int(found[1], 16) if found[1] else int(found[2]) if found[2] else 0
    hidden = number > 0x10FFFF or _IS_UNSEEN.match(chr(number))
    return "\ufffd" if hidden else found[0]


def _shifted(html: str) -> str:
    """Headings below the page's own: the highest of a text becomes the first level of content.

    None stands more than one level below the one that it belongs to.
    """
    if "<h" not in html:
        return html
    above: list[int] = []
    opened: list[int] = []

    def shift(found: re.Match[str]) -> str:
        if found[1]:
            return f"</h{opened.pop()}"
        written = max(2, int(found[2]))
        while above and above[-1] >= written:
            above.pop()
        opened.append(min(6, CONTENT_LEVEL + len(above)))
        above.append(written)
        return f"<h{opened[-1]}"

    return _HEADING.sub(shift, html)


def _outside(html: str) -> str:
    """Links to elsewhere open beside the course."""
    return _OUTSIDE.sub('<a target="_blank"', html) if "<a " in html else html


def _directed(html: str) -> str:
    """What is marked as another language runs in the direction of that language."""
    if " lang=" not in html:
        return html
    return _LANG.sub(lambda found: f'{found[0]} dir="{direction(found[1])}"', html)


def _unescaped(text: str) -> str:
    for entity, character in (
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\u00a0"), ("&amp;", "&"),
    ):  # fmt: skip
        text = text.replace(entity, character)
    return text
