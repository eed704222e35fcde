"""Every kind of finding by example: `cases/BCnnn….txt` holds a course and what is said about it.

A case is parts that begin with `=== NAME` and end with `=== findings`. A part is a file of the
course; `blocks` are those of its only page, and what a case leaves out is in `COURSE`. A name may
be followed by `escaped` (\\x00 and the like stand for bytes) or `times N`. A file of media needs no
content. After a change on purpose, `GOLDEN=write make unit` writes what is said now.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from builder.check import RULES, check_course
from builder.diagnostics import Report
from builder.files import Memory, Tree
from builder.findings import plain_text
from builder.model.read import read_course

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
PART = re.compile(r"^=== (\S.*)\n", re.MULTILINE)
BLOCKS_FROM = 6
"""Spaces before a block of the only page."""

COURSE = {
    "course.yaml": "course: demo\ntitle: Demo\nlanguage: en\nmodules: [start]\n",
    "modules/start.yaml": (
        "module: start\ntitle: Start\npages:\n  - page: hello\n    title: Hello\n    blocks:\n"
    ),
}
HELLO = " " * BLOCKS_FROM + "- text: Hello.\n"


def files_of(parts: dict[str, str]) -> dict[str, Memory]:
    """The course of a case."""
    course = dict(COURSE)
    blocks = parts.pop("blocks", None)
    if blocks is not None:
        course["modules/start.yaml"] += re.sub(r"^(?=.)", " " * BLOCKS_FROM, blocks, flags=re.M)
    else:
        course["modules/start.yaml"] += HELLO
    files = {name: Memory(text.encode()) for name, text in course.items()}
    for title, text in parts.items():
        name, _, how = title.partition(" | ")
        if how == "absent":
            del files[name]
        else:
            files[name] = Memory(content(text, how))
    return files


def content(text: str, how: str) -> bytes:
    """The bytes of a part."""
    if how == "escaped":
        return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
    if how.startswith("times "):
        return text.encode() * int(how.removeprefix("times "))
    if how == "empty":
        return b""
    return (text or "Something.").encode()


def read_and_check(files: Tree) -> Report:
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
    said = plain_text(read_and_check(files), files)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text.partition("=== findings\n")[0] + "=== findings\n" + said, "utf-8")
        expected = said
    assert said == expected
    code = path.stem.partition("-")[0]
    assert f" {code}: " in said


def test_every_code_has_a_case():
    named = {path.stem.partition("-")[0] for path in CASES}
    assert {rule.code for rule in RULES} - named == {"BC299"}


def test_no_two_rules_have_one_code():
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_plain_course_of_the_cases_has_no_findings():
    assert read_and_check(files_of({})).diagnostics == []
