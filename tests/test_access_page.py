"""The page about access is made of what the tests in a browser found."""

from __future__ import annotations

from tests.access.cells import STATES, WAYS
from tools.access import LOOKS, PAGE, current, results


def test_the_page_is_that_of_the_results() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == current(page), "run: python -m tools.access"


def test_there_is_a_result_for_each_state_and_way() -> None:
    assert {name: list(ways) for name, ways in results().items()} == {
        name: list(WAYS) for name in STATES
    }


def test_every_look_is_told_of() -> None:
    assert {look for way in WAYS.values() for look in way.looks} == set(LOOKS)
