"""The cmi5 package: `cmi5.xml`, by the official schema and by what the specification adds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from builder.files import read_all
from builder.model.course import IRI as IRI_PATTERN
from builder.preparing import Prepared
from builder.targets import TARGETS
from builder.targets.cmi5 import SPACE, structure
from builder.xapi.vocabulary import NoIriError, vocabulary_of
from tests.fast import share
from tests.helpers import (
    Files,
    every_block,
    golden,
    mini,
    module_file,
    packed,
    page,
    prepared,
    question,
    with_iri,
)
from tests.plan.courses import COURSES
from tests.targets.test_xapi import HOSTILE
from tests.targets.words import IRIS, LANGUAGES, LINES

XSD = Path(__file__).resolve().parents[2] / "builder/targets/schemas/cmi5/CourseStructure.xsd"
OFFICIAL = "6a0b04962f5baa4603ee28e84ce4c74a122f322a548c8fdc14d93b2a23781d75"
"""SHA-256 of v1/CourseStructure.xsd in AICC/CMI-5_Spec_Current."""

LAUNCH = ("endpoint", "fetch", "actor", "registration", "activityId")
IRI = "https://courses.example.org/mini"


def scored(mark: int | None = 60, **facts: Any) -> Files:
    """A course with a question, and a pass mark if there is one."""
    completion = {"completion": {"pass-mark": mark}} if mark is not None else {}
    files = mini(**facts, **completion)
    return {**files, "modules/one.yaml": module_file("one", page("first", question("q")))}


def structure_of(files: Files) -> bytes:
    return read_all(packed(with_iri(files), "cmi5")["cmi5.xml"])


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(XSD), etree.XMLParser(no_network=True)))


def faults(data: bytes) -> list[str]:
    """What the schema says against it, and what it cannot know (13.1, 14.1)."""
    checker = schema()
    root = etree.fromstring(data)
    checker.validate(root)
    found = [f"{error.line}: {error.message}" for error in list(checker.error_log)]  # type: ignore[call-overload]
    ids = [str(one.get("id")) for one in root.iter() if one.get("id")]
    if len(set(ids)) < len(ids):
        found.append("an id is there twice")
    for one in root.iter(_tag("langstring")):
        if not one.get("lang") or not (one.text or "").strip():
            found.append("a text is empty, or has no language")
    return [*found, *_faults_of(list(root.iter(_tag("au"))))]


def _faults_of(units: list[Element]) -> Iterator[str]:
    """`moveOn` is NotApplicable if it is not there: satisfied from the start (13.1.4)."""
    for unit in units:
        if not re.fullmatch(r"[01](\.\d{1,4})?", unit.get("masteryScore", "1")):
            yield "masteryScore has more than four decimals"
        if unit.get("moveOn") is None:
            yield "the unit is done before it is opened, and nobody said so"
        if any(f"{name}=" in (unit.findtext(_tag("url")) or "") for name in LAUNCH):
            yield "the url has a name that the LMS gives"
    if {unit.get("moveOn") for unit in units} == {"NotApplicable"}:
        yield "the course is done before it is opened"


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def unit_of(files: Files) -> Element:
    (unit,) = etree.fromstring(structure_of(files)).iter(_tag("au"))
    return unit


# ---- the schema ------------------------------------------------------------------------------


def test_the_schema_is_the_official_one():
    assert hashlib.sha256(XSD.read_bytes()).hexdigest() == OFFICIAL


def test_the_schema_is_in_no_package():
    assert set(packed(with_iri(mini()), "cmi5")) == {"index.html", "cmi5.xml"}


BROKEN = {
    "an unknown element": ("<title>", "<name/><title>"),
    "no description": ("description", "details"),
    "a wrong order": ("<url>index.html</url>", "<url>index.html</url><title/>"),
    "a title without a language list": ("langstring", "text"),
    "no url": ("<url>index.html</url>", ""),
    "an unknown moveOn": ('moveOn="CompletedAndPassed"', 'moveOn="Done"'),
    "a course that is done at once": ("CompletedAndPassed", "NotApplicable"),
    "no moveOn": (' moveOn="CompletedAndPassed"', ""),
    "a mark in per cent": ('masteryScore="0.6"', 'masteryScore="60"'),
    "too many decimals": ('masteryScore="0.6"', 'masteryScore="0.66667"'),
    "an unknown window": ("AnyWindow", "NoWindow"),
    "no id": (" id=", " name="),
    "one id for course and unit": ("#cmi5/au", ""),
    "names of the LMS in the url": ("index.html", "index.html?actor=x"),
    "no language": (' lang="en"', ""),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_faults_are_seen(old: str, new: str):
    """Without this, a schema that checks nothing would go unnoticed."""
    data = structure_of(scored()).decode()
    assert faults(data.encode()) == []
    assert old in data
    assert faults(data.replace(old, new).encode())


# ---- valid, whatever an author writes --------------------------------------------------------


def test_the_structure_of_a_scored_course_with_difficult_words():
    golden("targets/cmi5.xml", structure_of(scored(**HOSTILE)).decode("utf-8"))


@pytest.mark.parametrize(
    "files",
    [mini(), scored(), scored(None), mini(**HOSTILE), every_block()],
    ids=["mini", "scored", "no mark", "hostile", "every block"],
)
def test_structures_of_courses(files: Files):
    assert faults(structure_of(files)) == []


@cache
def base() -> Prepared:
    return prepared(with_iri(scored()))


@given(title=LINES, description=st.none() | LINES, language=LANGUAGES, iri=IRIS)
@settings(max_examples=share(60), deadline=None)
def test_whatever_an_author_writes(**facts: Any):
    data = structure(base().course.model_copy(update=facts), base().plan)
    assert faults(data) == []
    assert b"&#" not in data
    root = etree.fromstring(data)
    assert root[0].get("id") == facts["iri"]
    assert root[1].get("id") == f"{facts['iri']}#cmi5/au"


@settings(max_examples=share(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_regex(IRI_PATTERN, fullmatch=True))
def test_whatever_the_iri_is(iri: str):
    assert faults(structure(base().course.model_copy(update={"iri": iri}), base().plan)) == []


@settings(max_examples=share(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(COURSES)
def test_whatever_the_course_is(files: Any):
    assert faults(structure_of(files)) == []


# ---- what an LMS needs -----------------------------------------------------------------------


def test_one_unit_is_the_whole_course():
    unit = unit_of(scored())
    assert {str(name): str(value) for name, value in unit.attrib.items()} == {
        "id": f"{IRI}#cmi5/au",
        "moveOn": "CompletedAndPassed",
        "masteryScore": "0.6",
        "launchMethod": "AnyWindow",
        "activityType": "http://adlnet.gov/expapi/activities/course",
    }
    assert unit.findtext(_tag("url")) == "index.html"


@pytest.mark.parametrize("files", [mini(), scored(None)], ids=["no points", "no mark"])
def test_without_a_pass_mark_it_is_done_when_completed(files: Files):
    unit = unit_of(files)
    assert unit.get("moveOn") == "Completed"
    assert "masteryScore" not in unit.attrib


@pytest.mark.parametrize("mark", range(1, 101))
def test_the_mastery_score_is_the_pass_mark(mark: int):
    plan = base().plan
    completion = replace(plan.rules.completion, pass_mark=mark)
    rules = replace(plan.rules, completion=completion)
    data = structure(base().course, replace(plan, rules=rules))
    (unit,) = etree.fromstring(data).iter(_tag("au"))
    assert Decimal(unit.get("masteryScore", "")) == Decimal(mark) / 100
    assert faults(data) == []


def test_ids_depend_on_the_iri_alone():
    """An LMS that meets another id takes it for another course."""
    first, second = scored(), mini(title="Quite another", version="2.0", language="de")
    ids = [
        [one.get("id") for one in etree.fromstring(structure_of(files)).iter() if one.get("id")]
        for files in (first, second)
    ]
    assert ids[0] == ids[1] == [IRI, f"{IRI}#cmi5/au"]


def test_the_id_of_the_unit_is_that_of_no_activity():
    """An LMS must launch it by another id, and statements are about that one (8.1.5)."""
    vocabulary = vocabulary_of(prepared(with_iri(every_block())).plan)
    assert [key for key in vocabulary["activities"] if key.startswith("cmi5")] == []


def test_without_a_description_the_title_stands_for_it():
    assert structure_of(mini()).count(b"A small course") == 4


def test_without_an_iri_there_is_no_package():
    course = prepared(mini())
    with pytest.raises(NoIriError):
        TARGETS["cmi5"].extra_files(course.course, course.plan, [])


# ---- advice ----------------------------------------------------------------------------------


def said(files: Files) -> str:
    advice = TARGETS["cmi5"].advice(prepared(with_iri(files)).plan)
    return "\n".join((*advice.reports, *advice.settings))


def test_advice_says_how_it_reports_and_what_to_set():
    words = said(every_block())
    assert "passed from 60 %, or failed" in words
    assert "moveOn CompletedAndPassed, masteryScore 0.6\n" in words
    assert "units: 1, the whole course" in words
    assert "cmi5launch" in words


def test_advice_for_an_unscored_course():
    words = said(mini())
    assert "moveOn Completed\n" in words
    assert "score" not in words.lower()
