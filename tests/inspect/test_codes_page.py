"""The table of codes in the documentation."""

from __future__ import annotations

from builder.inspect.rules import RULES
from tools.package_codes import GROUPS, PAGE, table


def test_it_is_that_of_the_rules():
    fresh = table(RULES)
    assert PAGE.read_text(encoding="utf-8") == fresh, "run python -m tools.package_codes"
    assert all(f"## {title}" in fresh for title in GROUPS.values())
