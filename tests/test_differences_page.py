"""The table of forced differences in the docs is the data that the tests compare by."""

from __future__ import annotations

from tools.differences import PAGE, fresh


def test_the_table_is_that_of_the_tests() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == fresh(text), "run: python -m tools.differences"
