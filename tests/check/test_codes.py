"""The table of codes in the documentation says what the rules say."""

from __future__ import annotations

import re

from tools.codes import ROOT, TABLE, fresh


def test_the_table_of_codes_is_fresh():
    assert TABLE.read_text(encoding="utf-8") == fresh(), "run: python -m tools.codes"


def test_every_rule_of_the_builder_is_in_the_table():
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "builder").rglob("*.py"))
    codes = {code for text in sources for code in re.findall(r'\bRule\(\s*"(BC\d+)"', text)}
    assert codes == set(re.findall(r"^\| (BC\d+) ", fresh(), re.M))


def test_every_code_but_that_of_last_resort_has_an_example():
    assert re.findall(r"^\| (BC\d+) .*\| – \|$", fresh(), re.M) == ["BC299"]
