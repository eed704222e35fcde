"""Every kind of finding by example: `cases/BCnnn….txt` holds a course and what is said about it.

A case is parts that begin with `=== NAME` and end with `=== findings`; `tools/examples.py` says
what they are, and what a name may be followed by. A file of media needs no content. After a change
on purpose, `GOLDEN=write make unit` writes what is said now.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from builder.check import check_course
from builder.check.advice import ADVICE, RULES
from builder.checking import check
from builder.diagnostics import Report
from builder.files import Tree
from builder.findings import plain_text
from builder.model.read import read_course
from builder.plan.renamed import CHANGED_ID
from builder.plan.room import LITTLE_ROOM
from builder.preparing import prepare
from builder.silences import RULES as OF_COMMENTS
from builder.theming.rules import BROKEN_TEMPLATE, LOST_PIECE
from builder.translating.rules import RULES as OF_TRANSLATIONS
from tools.examples import files_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
PART = re.compile(r"^=== (\S.*)\n", re.MULTILINE)
ONLY_CHECK = {rule.code for rule, _ in ADVICE} | {
    rule.code for rule in (*OF_COMMENTS, *OF_TRANSLATIONS, CHANGED_ID, LITTLE_ROOM)
}
"""What `build-course check` alone finds."""

OF_PAGES = {BROKEN_TEMPLATE.code, LOST_PIECE.code}
"""What is found where pages are made."""


def read_and_check(files: Tree, code: str = "") -> Report:
    if code in ONLY_CHECK:
        return check(files, ["scorm12"]).report
    if code in OF_PAGES:
        return prepare(files)[1]
    reading = read_course(files)
    reading.report.add(check_course(reading.part, files, reading.gaps))
    return reading.report


def parts_of(text: str) -> tuple[dict[str, str], str]:
    """The parts of a case by name, and the findings that are expected."""
    _, *pieces = PART.split(text)
    parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    return parts, parts.pop("findings", "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_findings_of(path: Path):
    text = path.read_text(encoding="utf-8")
    parts, expected = parts_of(text)
    files = files_of(parts)
    code = path.stem.partition("-")[0]
    said = plain_text(read_and_check(files, code), files)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text.partition("=== findings\n")[0] + "=== findings\n" + said, "utf-8")
        expected = said
    assert said == expected
    assert f" {code}: " in said


def test_every_code_has_a_case():
    named = {path.stem.partition("-")[0] for path in CASES}
    assert {rule.code for rule in RULES} - named == {"BC299"}


def test_no_two_rules_have_one_code():
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_plain_course_of_the_cases_has_no_findings():
    assert read_and_check(files_of({})).diagnostics == []
