"""The cmi5 package of a course whose modules are launched by themselves."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from lxml.etree import _Element as Element

from builder.files import read_all
from builder.markdown import plain
from builder.preparing import Prepared
from builder.targets import TARGETS
from builder.targets.cmi5 import SPACE, structure
from builder.xapi.vocabulary import vocabulary_of
from tests.fast import share
from tests.helpers import (
    SAMPLE,
    Files,
    every_block,
    golden,
    mini,
    packed,
    page,
    prepared,
    question,
    with_iri,
    with_units,
)
from tests.helpers import module_file as a_module
from tests.plan.courses import COURSES
from tests.plan.test_units import RULES, files_of
from tests.targets.test_cmi5 import IRI, faults
from tests.targets.test_xapi import HOSTILE
from tests.targets.words import IRIS, LANGUAGES, LINES


def structure_of(files: Files) -> bytes:
    return read_all(packed(with_iri(files), "cmi5")["cmi5.xml"])


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def units_of(files: Files) -> list[Element]:
    return list(etree.fromstring(structure_of(files)).iter(_tag("au")))


def hostile() -> Files:
    """Difficult words in a module with outcomes, and one that does not count."""
    facts = {name: words.replace("#one.first", "#asks.first") for name, words in HOSTILE.items()}
    files = files_of(RULES["modules"], **facts)
    outcomes = ['5 < 6 & "so"', "Größe 👍"]
    first = page("first", question("q"))
    return files | {
        "modules/asks.yaml": a_module("asks", first, title="A & <b>", outcomes=outcomes)
    }


def test_the_structure_of_a_course_with_difficult_words():
    golden("targets/cmi5-modules.xml", structure_of(hostile()).decode("utf-8"))


# ---- valid, whatever an author writes --------------------------------------------------------


@pytest.mark.parametrize("completion", RULES.values(), ids=RULES)
def test_structures_of_all_ways_to_complete_a_course(completion: dict[str, Any]):
    assert faults(structure_of(files_of(completion))) == []


@cache
def base() -> Prepared:
    return prepared(with_iri(files_of(RULES["all-required"])))


@given(title=LINES, language=LANGUAGES, iri=IRIS, outcome=LINES)
@settings(max_examples=share(60), deadline=None)
def test_whatever_an_author_writes(title: str, language: str, iri: str, outcome: str):
    course, plan = base().course, base().plan
    modules = tuple(one.model_copy(update={"title": title}) for one in course.modules)
    words = plain(outcome).strip() or None  # as the plan has it
    planned = tuple(replace(one, description=words) for one in plan.modules)
    course = course.model_copy(update={"modules": modules, "language": language, "iri": iri})
    data = structure(course, replace(plan, modules=planned))
    assert faults(data) == []


@settings(max_examples=share(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(COURSES)
def test_whatever_the_course_is(files: Any):
    assert faults(structure_of(with_units(files))) == []


# ---- what an LMS needs -----------------------------------------------------------------------


def test_each_module_is_a_block_with_one_unit():
    root = etree.fromstring(structure_of(files_of({})))
    blocks = root.findall(_tag("block"))
    assert [one.get("id") for one in blocks] == [
        f"{IRI}#module/{name}" for name in ("reads", "asks", "draws", "plays")
    ]
    assert [[unit.get("id") for unit in one.iter(_tag("au"))] for one in blocks] == [
        [f"{IRI}#cmi5/au/{name}"] for name in ("reads", "asks", "draws", "plays")
    ]
    assert root.findall(_tag("au")) == []


def test_the_address_names_the_module():
    """An LMS adds its own to it (13.1.4)."""
    urls = [unit.findtext(_tag("url")) for unit in units_of(files_of({}))]
    assert urls == [f"index.html?module={name}" for name in ("reads", "asks", "draws", "plays")]


COMPLETED, PASSED = ("Completed", None), ("CompletedAndPassed", "0.6")
NOT_ASKED = ("NotApplicable", None)
JUDGED = {
    "all-required": [COMPLETED, PASSED, PASSED, COMPLETED],
    "no mark": [COMPLETED] * 4,
    "pages": [COMPLETED, PASSED, PASSED, COMPLETED],
    "modules": [COMPLETED, PASSED, NOT_ASKED, NOT_ASKED],
    "modules without a mark": [COMPLETED, NOT_ASKED, NOT_ASKED, NOT_ASKED],
}


@pytest.mark.parametrize("way", RULES)
def test_each_unit_asks_for_what_the_course_asks_of_its_module(way: str):
    units = units_of(files_of(RULES[way]))
    assert [(unit.get("moveOn"), unit.get("masteryScore")) for unit in units] == JUDGED[way]


def test_ids_depend_on_iri_and_modules_alone():
    """An LMS that meets another id takes it for another unit."""
    first, second = files_of({}), files_of(RULES["pages"], title="Quite another", version="2.0")
    ids = [
        [one.get("id") for one in etree.fromstring(structure_of(files)).iter() if one.get("id")]
        for files in (first, second)
    ]
    assert ids[0] == ids[1]


def test_the_id_of_no_unit_is_that_of_an_activity():
    """An LMS must launch it by another id, and statements are about that one (8.1.5)."""
    vocabulary = vocabulary_of(base().plan)
    assert [key for key in vocabulary["activities"] if key.startswith("cmi5")] == []


def test_a_module_without_outcomes_is_described_by_its_title():
    (block,) = etree.fromstring(structure_of(with_units(mini()))).findall(_tag("block"))
    said = [one.text for one in block.iter(_tag("langstring"))]
    assert said == ["One"] * 4


def test_the_sample_course_can_be_cut_into_units():
    files: Files = {
        str(path.relative_to(SAMPLE)): path.read_bytes()
        for path in SAMPLE.rglob("*")
        if path.is_file()
    }
    course = bytes(files["course.yaml"]).decode() + "cmi5: { units: modules }\n"  # type: ignore[arg-type]
    data = read_all(packed({**files, "course.yaml": course}, "cmi5")["cmi5.xml"])
    assert faults(data) == []


# ---- other targets, and advice ---------------------------------------------------------------


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"cmi5"}))
def test_no_other_target_is_cut(target: str):
    whole, cut = (packed(with_iri(files), target) for files in (mini(), with_units(mini())))
    manifests = set(whole) - {"index.html"}
    assert set(cut) == set(whole)
    assert all(read_all(whole[name]) == read_all(cut[name]) for name in manifests)


def said(files: Files) -> str:
    advice = TARGETS["cmi5"].advice(prepared(with_iri(files)).plan)
    return "\n".join((*advice.reports, *advice.settings))


def test_advice_says_how_many_units_there_are_and_how_each_is_judged():
    words = said(files_of(RULES["modules"]))
    assert "units: 4, one for each module" in words
    assert (
        "moveOn Completed (1 unit); moveOn CompletedAndPassed, masteryScore 0.6 (1 unit)" in words
    )
    assert "moveOn NotApplicable (2 units)" in words


def test_the_warnings_of_units_stop_no_build():
    assert "cmi5.xml" in packed(with_iri(with_units(every_block())), "cmi5")
