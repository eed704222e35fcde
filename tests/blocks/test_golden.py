"""The HTML of each block's first example, as `golden/KIND.html` shows it.

After a change on purpose, `GOLDEN=write make unit` writes what is made now.
"""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path

import pytest
from lxml import html

from tests.blocks.gallery import EXAMPLES, gallery_html

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 110

PHRASES = frozenset(
    """a abbr b bdi br button cite code del em i input kbd label mark q s span strong sub summary
    sup""".split()  # noqa: SIM905
)
"""Elements that stand in a line with the text around them."""

EMPTY = frozenset({"br", "hr", "img", "input", "source", "track"})


@pytest.mark.parametrize("kind", EXAMPLES)
def test_html_of(kind: str) -> None:
    example = EXAMPLES[kind][0]
    document = html.document_fromstring(gallery_html())
    [section] = [one for one in document.iter("section") if one.get("data-page") == example.page]
    block = next(one for one in section if f"block-{kind}" in one.get("class", "").split())
    block.tail = None
    said = "\n".join(pretty(block)) + "\n"
    path = GOLDEN / f"{kind}.html"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is not there; write it with GOLDEN=write"
    assert said == path.read_text(encoding="utf-8")


def pretty(element: html.HtmlElement, depth: int = 0) -> list[str]:
    """A line for each element, its parts indented; a text and the phrases in it share one."""
    indent = "  " * depth
    whole = indent + in_line(element)
    texts = [element.text or "", *(part.tail or "" for part in element)]
    phrases = all(part.tag in PHRASES for part in element.iterdescendants())
    flows = phrases and any(text.strip() for text in texts)
    if element.tag == "pre" or (len(whole) <= WIDTH and (flows or not len(element))):
        return [whole]
    if element.tag in EMPTY:  # to this parser, what follows a <track> is inside of it
        return [whole, *(line for part in element for line in pretty(part, depth))]
    if flows:
        inside = [f"{indent}  {inner(element).strip()}"]
    else:
        inside = [f"{indent}  {squeezed(element.text).strip()}"] if texts[0].strip() else []
        inside += [line for part in element for line in _with_tail(part, depth + 1)]
    return [indent + opening(element), *inside, f"{indent}</{element.tag}>"]


def _with_tail(part: html.HtmlElement, depth: int) -> list[str]:
    tail = squeezed(part.tail).strip()
    return pretty(part, depth) + (["  " * depth + tail] if tail else [])


def in_line(element: html.HtmlElement) -> str:
    """An element on one line, without what follows it."""
    if element.tag in EMPTY:
        return opening(element)
    inside = inner(element)
    if element.tag not in PHRASES | {"pre"}:
        inside = inside.strip()
    return f"{opening(element)}{inside}</{element.tag}>"


def inner(element: html.HtmlElement) -> str:
    """All that stands in an element; in `pre` every blank counts."""
    as_it_is = element.tag == "pre" or next(element.iterancestors("pre"), None) is not None
    said = escape_text if as_it_is else squeezed
    return said(element.text) + "".join(in_line(part) + said(part.tail) for part in element)


def opening(element: html.HtmlElement) -> str:
    """The opening tag; of a long address its beginning."""
    facts = [
        f' {name}="{escape(shortened(value))}"' if value else f" {name}"
        for name, value in element.items()
    ]
    return f"<{element.tag}{''.join(facts)}>"


def shortened(value: str) -> str:
    """A file in an address is not to be read."""
    return re.sub(r"(?<=;base64,).+", "…", value)


def squeezed(text: str | None) -> str:
    """Text in HTML, every gap one blank."""
    return re.sub(r"\s+", " ", escape_text(text))


def escape_text(text: str | None) -> str:
    """Text in HTML."""
    return escape(text or "", quote=False)
