"""A page has all the style that its blocks need, be they alone on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from builder.blocks.registry import BLOCKS
from tests.blocks.walks import Example, examples_of
from tests.helpers import ROOT, course_file, launch_page, mini

# A link to another example leads nowhere when this one is alone.
EXAMPLES = [
    example for kind in BLOCKS for example in examples_of(kind) if "](#" not in str(example.data)
]


def bare(sheet: str) -> str:
    """A sheet without remarks and texts."""
    return re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet, flags=re.DOTALL)


def classes(sheet: str) -> set[str]:
    """The classes that a sheet is about."""
    return set(re.findall(r"\.([a-z][\w-]*)", bare(sheet)))


def style_of(html: str) -> str:
    """The style of a page."""
    return bare(html[html.index("<style>") : html.index("</style>")])


STYLED = {
    name
    for sheets in ("themes/classic/*.css", "builder/blocks/*/*.css")
    for path in ROOT.glob(sheets)
    for name in classes(path.read_text("utf-8"))
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.test_id)
def test_a_block_alone_has_its_style(example: Example) -> None:
    html = launch_page(example.course())
    style = style_of(html)
    on_page = {name for value in re.findall(r' class="([^"]*)"', html) for name in value.split()}
    # Without gates the place for what they say stays empty.
    assert (on_page & STYLED) - classes(style) <= {"gate"}
    asked = set(re.findall(r"var\((--bc-[\w-]+)\)", style))
    set_here = set(re.findall(r"(--[\w-]+):", style + html))
    assert asked <= set_here


def test_a_course_has_the_style_of_what_it_has() -> None:
    more: dict[str, Any] = {
        "description": "All of it.",
        "credits": [{"title": "A picture"}],
        "order": "linear",
    }
    plain = classes(style_of(launch_page(mini())))
    whole = classes(style_of(launch_page({**mini(), "course.yaml": course_file(**more)})))
    assert whole - plain == {"cover__text", "credits", "gate"}
