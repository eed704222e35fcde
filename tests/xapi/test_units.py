"""What is said of modules that are launched by themselves: about the module, within the course."""

from __future__ import annotations

from copy import deepcopy

import pytest

from builder.xapi.listing import listing_of
from builder.xapi.profile import KINDS, KINDS_OF_UNITS, profile_of
from builder.xapi.statement import Sending
from builder.xapi.terms import COURSE, MODULE
from tests.lrs import rules
from tests.xapi import conform
from tests.xapi.samples import ANN, IRI, every_statement, every_vocabulary, units_vocabulary
from tests.xapi.test_profile import walk

VOCABULARY = units_vocabulary()
PROFILE = profile_of(VOCABULARY)
LAUNCHED: Sending = {
    **ANN, "unit": "module/asks", "activity": "https://lms.example.org/launch/7",
}  # fmt: skip
STATEMENTS = dict(every_statement(VOCABULARY, LAUNCHED))
OF_COURSE = [key for key, one in VOCABULARY["templates"].items() if one["object"] == ""]


def test_the_vocabulary_names_the_units():
    assert VOCABULARY.get("units") == ["module/shows", "module/asks", "module/plays"]
    assert "units" not in every_vocabulary()


@pytest.mark.parametrize("key", OF_COURSE)
def test_what_was_launched_is_the_module(key: str):
    """The object of what cmi5 defines has the id of the launch (cmi5, 9.4)."""
    about, context = STATEMENTS[key]["object"], STATEMENTS[key]["context"]
    assert about["id"] == "https://lms.example.org/launch/7"
    assert about["definition"] == {"type": MODULE, "name": {"en": "Blocks that ask"}}
    assert [one["id"] for one in context["contextActivities"]["parent"]] == [IRI]


def test_what_is_in_the_module_stands_in_what_was_launched_and_in_the_course():
    above = STATEMENTS["viewed/asks.questions"]["context"]["contextActivities"]
    assert [one["id"] for one in above["parent"]] == ["https://lms.example.org/launch/7"]
    assert [one["id"] for one in above["grouping"]] == [IRI]


def test_a_module_is_described_by_its_outcomes():
    described = VOCABULARY["activities"]["module/shows"]
    assert described["description"] == {"en": "See what there is."}


def test_every_statement_is_good_and_follows_the_profile():
    for key, statement in STATEMENTS.items():
        assert rules.faults(deepcopy(statement)) == [], key
        assert conform.faults(statement, PROFILE) == [], key


def test_the_whole_course_can_be_said_as_well():
    """Other targets take the same vocabulary, and know no units."""
    for key, statement in every_statement(VOCABULARY):
        assert conform.faults(statement, PROFILE) == [], key


def test_without_units_the_profile_knows_no_launched_modules():
    known = profile_of(every_vocabulary())
    assert {one.get("objectActivityType") for one in known["templates"]}.isdisjoint({MODULE})
    statement = STATEMENTS["initialized"]
    assert conform.faults(statement, known) != []


def test_each_statement_of_the_course_has_one_of_a_module():
    of_course = {name for name, (_, kind, *_) in KINDS.items() if kind == COURSE}
    assert {name.removeprefix("unit-") for name in KINDS_OF_UNITS} == of_course
    assert len(PROFILE["templates"]) == len(KINDS) + len(KINDS_OF_UNITS)


def test_nothing_in_the_profile_is_empty_and_every_id_is_there_once():
    assert [path for path, value in walk(PROFILE) if value in (None, "", {}, [])] == []
    ids = [one["id"] for part in ("concepts", "templates", "patterns") for one in PROFILE[part]]
    assert len(set(ids)) == len(ids)


SESSION = ["initialized", "resumed", "viewed/asks.questions", "scored", "completed", "terminated"]


def test_a_session_of_a_module_has_a_beginning_and_an_end():
    assert conform.is_session([STATEMENTS[key] for key in SESSION], PROFILE)
    assert not conform.is_session([STATEMENTS[key] for key in SESSION[1:]], PROFILE)


def test_no_session_is_of_a_module_and_of_the_course():
    whole = dict(every_statement(VOCABULARY))
    mixed = [STATEMENTS["initialized"], whole["completed"], STATEMENTS["terminated"]]
    assert not conform.is_session(mixed, PROFILE)
    assert conform.is_session([whole[key] for key in SESSION], PROFILE)


def test_the_list_has_them_once_for_each_unit():
    entries = listing_of(VOCABULARY)["statements"]
    listed = [(entry["unit"], entry["when"]) for entry in entries if "unit" in entry]
    assert listed == [(unit, key) for unit in VOCABULARY["units"] for key in OF_COURSE]
    first = next(entry for entry in entries if entry.get("unit") == "module/asks")
    assert first["statement"]["object"]["id"] == f"{IRI}#module/asks"
    assert [one["when"] for one in entries if "unit" not in one] == list(VOCABULARY["templates"])
