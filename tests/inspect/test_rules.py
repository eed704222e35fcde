"""Each rule: broken by its case and by no good package, and told as the golden file has it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from builder.files import Memory
from builder.inspect.findings import Level
from builder.inspect.inspection import Inspection, inspect_zip
from builder.inspect.report import inspection_as_text
from builder.inspect.rules import RULES
from tests.helpers import golden
from tests.inspect import packages
from tests.inspect.cases import CASES, case
from tests.inspect.packages import zipped

CODES = [rule.code for rule in RULES]


@cache
def inspected(code: str) -> Inspection:
    made = case(code)
    return inspect_zip(Memory(made if isinstance(made, bytes) else zipped(made)))


def test_every_rule_has_a_case_and_a_code_of_its_own():
    assert sorted(CASES) == CODES
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_says_where_it_matters_what_happens_and_what_to_do(rule):
    assert re.fullmatch(r"PK\d{3}", rule.code)
    assert not rule.title.endswith(".")
    assert all(rule.where)
    for words in (rule.happens, rule.todo):
        assert words[0].isupper() or words.startswith("cmi5")
    assert rule.happens.endswith((".", ")"))


@pytest.mark.parametrize("code", CODES)
def test_golden(code: str):
    found = inspected(code)
    assert code in [one.rule.code for one in found.findings]
    lines = [text.plain for text in inspection_as_text("course.zip", found)]
    lines[0] = re.sub(r"  .*", "", lines[0])  # compression differs from system to system
    text = re.sub(r"unpack to [\d.]+ GB, [\d,]+ times", "unpack to N GB, N times", "\n".join(lines))
    golden(f"inspect/golden/{code}.txt", text + "\n")


@pytest.mark.parametrize("code", CODES)
def test_a_refused_package_is_an_error_and_nothing_else_is_said(code: str):
    found = inspected(code)
    assert found.refused == (code < "PK008")
    if found.refused:
        assert {one.rule.code for one in found.findings} == {code}
        assert not found.passes(strict=False)
        assert not found.standards
        assert not found.structure


@pytest.mark.parametrize("make", ["scorm12", "scorm2004", "cmi5", "tincan"])
def test_nothing_is_said_against_good_packages(make: str):
    found = inspect_zip(Memory(zipped(getattr(packages, make)())))
    assert [(one.rule.code, one.message) for one in found.findings] == []
    assert [one.id for one in found.standards] == [make]


@pytest.mark.parametrize(
    ("code", "passes", "strictly"),
    [("PK208", True, True), ("PK401", True, False), ("PK501", False, False)],
)
def test_only_errors_fail_and_warnings_where_it_is_strict(code: str, passes: bool, strictly: bool):
    found = inspected(code)
    assert {one.rule.level for one in found.findings if one.rule.code == code} == {
        {"PK208": Level.HINT, "PK401": Level.WARNING, "PK501": Level.ERROR}[code]
    }
    assert (found.passes(strict=False), found.passes(strict=True)) == (passes, strictly)
