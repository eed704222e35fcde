"""Modules after the first pages wait as text, behind the player."""

from __future__ import annotations

import re

import pytest
from lxml import html

from builder.render.later import SOON, Marks, in_place, put_off, waiting
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


MARKS = Marks()
BEGIN, END, REST = MARKS.begin("b"), MARKS.end(), MARKS.rest()


def put(pieces: list[str]) -> str:
    return "".join(put_off(pieces, lambda: pieces))


LATE = '<noscript class="main" style="display:block" data-bc-later="b">{}<!----></noscript>\n'


def test_what_waits_is_put_to_its_place_or_left_where_it_is() -> None:
    page = ["<main>", BEGIN, "<p>", "Ho</p>", END + "</main>", f"<script>{REST}</body>"]
    late = LATE.format("<p>Ho</p>")
    assert put(page) == f"<main></main><script>{late}</body>"
    assert "".join(in_place(page)) == f"<main>{late}</main><script></body>"


def test_what_waits_is_taken_from_the_second_round_and_the_rest_from_the_first() -> None:
    first = ["a", BEGIN, END, "c", REST, "d"]
    again = ["x", BEGIN, "B", END, "y", REST, "z"]
    assert "".join(put_off(first, lambda: again)) == f"ac{LATE.format('B')}d"


def test_a_template_that_marks_no_place_has_it_at_its_end() -> None:
    assert put(["a", BEGIN, "B", END, "c"]) == f"ac{LATE.format('B')}"


def test_each_round_is_for_its_own_blocks() -> None:
    for late in (False, True):
        marks = Marks(late=late)
        marks.begin("b")
        inside = marks.wanted
        marks.end()
        assert (inside, marks.wanted) == (late, not late)


def test_nothing_is_gone_through_twice_for_nothing() -> None:
    def never() -> list[str]:
        raise AssertionError("nothing waits")

    assert "".join(put_off(["a", REST, "c"], never)) == "ac"


def test_the_end_of_such_text_in_an_attribute_does_not_end_it() -> None:
    inside = '<a title="</noscript><img>">x</a></NOSCRIPT'
    assert put([BEGIN, inside, END, REST]).lower().count("</noscript") == 1


def test_a_text_that_ends_such_text_is_shown_as_it_was_written() -> None:
    evil = text('<span title="</noscript><b>"> Hi </span>')
    files = {**course(SOON, 1), "modules/b.yaml": module_file("b", page("only", evil))}
    (late,) = re.findall(
        r"<noscript[^>]*later[^>]*>(.*?)</noscript", launch_page(files, "web"), re.S
    )
    (span,) = xpath(html.fragment_fromstring(late, create_parent=True), "//span[@title]")
    assert span.get("title") == "</noscript><b>"


def test_a_sign_that_nobody_sees_ends_no_module() -> None:
    assert "<p>H\0i</p><!---->" in put([BEGIN, "<p>H\0i</p>", END, REST])
