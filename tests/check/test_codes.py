"""The table of codes in the documentation and the page of each code say what the rules say."""

from __future__ import annotations

import re
from functools import cache

from builder.rules import RULES
from tools.codes import GROUPS, PAGES, ROOT, TABLE, fresh, fresh_pages


@cache
def pages() -> dict[str, str]:
    """Every example in them is checked anew: that takes seconds."""
    return fresh_pages()


def test_the_table_of_codes_is_fresh():
    assert TABLE.read_text(encoding="utf-8") == fresh(), "run: python -m tools.codes"


def test_the_pages_of_codes_are_fresh():
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert written == pages(), "run: python -m tools.codes"


def test_every_rule_has_its_page_and_every_page_its_rule():
    assert {f"{code}.md" for code in RULES} == pages().keys()
    stories = {path.stem for path in (ROOT / "builder" / "check" / "pages").glob("*.md")}
    assert stories == RULES.keys()


def test_every_rule_of_the_builder_is_in_the_table():
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "builder").rglob("*.py"))
    codes = {code for text in sources for code in re.findall(r'\bRule\(\s*"(BC\d+)"', text)}
    assert codes == set(RULES)
    assert codes == set(re.findall(r"^\| \[(BC\d+)\]", fresh(), re.M))
    assert {code[:3] for code in codes} == GROUPS.keys()


def test_every_code_but_that_of_last_resort_has_an_example():
    assert re.findall(r"^\| \[(BC\d+)\].*\| – \|$", fresh(), re.M) == ["BC299"]
