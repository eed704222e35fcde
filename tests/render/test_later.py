"""Modules after the first pages wait as text, behind the player."""

from __future__ import annotations

import re

import pytest
from lxml import html

from builder.render.later import SOON, begin, end, put_off, waiting
from tests.helpers import Files, course_file, launch_page, module_file, page, prepared, text, xpath


def course(*sizes: int) -> Files:
    """Modules a, b … with so many pages."""
    names = "abcdef"[: len(sizes)]
    return {
        "course.yaml": course_file(modules=list(names)),
        **{
            f"modules/{name}.yaml": module_file(
                name, *(page(f"page-{number}", text(f"Text {number}.")) for number in range(size))
            )
            for name, size in zip(names, sizes, strict=True)
        },
    }


@pytest.mark.parametrize(
    ("sizes", "late"),
    [
        ((SOON * 2,), set()),
        ((SOON - 1, 1), set()),
        ((SOON - 1, 1, 1), {"c"}),
        ((SOON, 1, 1), {"b", "c"}),
    ],
)
def test_modules_after_the_first_pages_wait(sizes: tuple[int, ...], late: set[str]) -> None:
    assert waiting(prepared(course(*sizes)).plan) == late


def test_they_stand_after_the_player_as_text() -> None:
    whole = launch_page(course(SOON, 1, 1), "web")
    at = [whole.index(f'data-module="{name}"') for name in "abc"]
    assert at[0] < whole.rindex("<script>") < at[1] < at[2] < whole.index("</body>")
    assert re.findall(r'<noscript class="main" [^>]*data-bc-later="(\w)">\s*<section', whole) == [
        "b",
        "c",
    ]
    assert "\0" not in whole


def test_without_scripts_they_are_there() -> None:
    document = html.document_fromstring(launch_page(course(SOON, 1, 1), "web"))
    assert len(xpath(document, "//section[@data-page]")) == SOON + 2


def test_only_a_page_of_which_modules_wait_has_what_unfolds_them() -> None:
    assert "data-bc-later" not in launch_page(course(SOON), "web").rpartition("<script>")[2]


def test_what_would_end_the_text_stays_where_it_is() -> None:
    inside = [begin("b"), "<p><noscript>Hi</noscript></p>", end()]
    pieces = ["<main>", *inside, begin("c"), "<p>", "Ho</p>", end(), "</main>", "</body>"]
    assert "".join(put_off(pieces)) == (
        "<main><p><noscript>Hi</noscript></p></main>"
        '<noscript class="main" style="display:block" data-bc-later="c">'
        "<p>Ho</p><!----></noscript>\n</body>"
    )
    assert "".join(put_off(pieces, in_place=True)).endswith("</noscript>\n</main></body>")


def test_a_page_whose_body_has_no_end_loses_nothing() -> None:
    pieces = ["<main>", begin("b"), "<p>Hi</p>", end(), "</main>"]
    assert "".join(put_off(pieces)) == (
        '<main></main><noscript class="main" style="display:block" data-bc-later="b">'
        "<p>Hi</p><!----></noscript>\n"
    )


def test_a_sign_that_nobody_sees_ends_no_module() -> None:
    pieces = [begin("b"), "<p>H\0i</p>", end(), "</body>"]
    assert "<p>H\0i</p><!---->" in "".join(put_off(pieces))
