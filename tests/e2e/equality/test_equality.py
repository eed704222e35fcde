"""What targets hold, brought to one form: tried on records made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builder.plan.model import Plan
from builder.plan.state import State, Stored, StoredNumber, StoredSet, StoredText, encode
from builder.xapi.statement import Outcome, Sending, statement_of
from builder.xapi.vocabulary import vocabulary_of
from tests.e2e.equality.forced import FORCED, compare, forced, table
from tests.e2e.equality.form import Answer, Record, interactions_of, objectives_of
from tests.e2e.equality.scorm import from_scorm, in_ids_of
from tests.e2e.equality.web import from_web
from tests.e2e.equality.xapi import from_statements
from tests.helpers import Files, course_file, module_file, page, prepared, question

LONG = "Many words. " * 40 + "\nThe end."
FRUIT = {"apple": "Apple; green", "pear-tree": "Pear", "plum": "Plum"}
PLACES = {"tree": "On a tree", "bush": "On a bush"}
SCALE = """scale: often
title: How often
points: {"1": Never, "2": At times, "3": Always}
groups:
  care:
    title: Care
    bands: [{up-to: "3", say: Good.}]
"""
COURSE: Files = {
    "course.yaml": course_file(
        course="equal", completion={"when": "all-required", "pass-mark": "60"}
    ),
    "modules/one.yaml": module_file(
        "one",
        page(
            "first",
            question("one", choices=FRUIT, answer="plum"),
            question("many", kind="choices", choices=FRUIT, answer=["apple", "plum"]),
            {"question": "truth", "kind": "true-false", "ask": "So?", "answer": True,
             "feedback": {"right": "Yes.", "wrong": "No."}},
            {"question": "count", "kind": "number", "ask": "How many?", "answer": "3.5"},
            {"question": "pairs", "kind": "match", "ask": "Where?", "items": FRUIT,
             "choices": PLACES,
             "answer": {"apple": "tree", "pear-tree": "tree", "plum": "bush"}},
            {"question": "steps", "kind": "order", "ask": "How?", "items": FRUIT},
            {"reflect": "tell", "prompts": {"a": "Say it."}, "keep": "report"},
            {"reflect": "mine", "prompts": {"a": "What now?"}},
        ),
        page("second", {"rate": "now", "ask": "How often?", "scale": "often", "summary": "bars",
                        "statements": {"a": {"say": "I listen.", "group": "care"}}}),
    ),
    "scales/often.yaml": SCALE,
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return prepared(COURSE).plan


def name(short: str) -> str:
    return f"one.first.{short}"


ANSWERS = {
    name("one"): Answer("plum", "right"),
    name("many"): Answer("apple[,]plum", "right"),
    name("truth"): Answer("false", "wrong"),
    name("count"): Answer("3.5", "right"),
    name("pairs"): Answer("apple[.]tree[,]pear-tree[.]tree[,]plum[.]bush", "right"),
    name("steps"): Answer("apple[,]pear-tree[,]plum", "right"),
    name("tell.a"): Answer(LONG, "neutral"),
    "one.second.now.a": Answer("2", "neutral"),
}
OBJECTIVES = {"one.second.now.care": 50.0}


@pytest.fixture(scope="module")
def state(plan: Plan) -> str:
    fields = {f"{item.id} {name}": one for item in plan.items for name, one in item.fields.items()}
    slots = {item.id: item.options for item in plan.items}
    mine = next(one for key, one in fields.items() if key.startswith(name("mine"))).slot
    values: dict[int, Stored] = {
        fields[f"{name('one')} picked"].slot: StoredSet(frozenset({slots[name("one")]["plum"]})),
        fields[f"{name('one')} tries"].slot: StoredNumber(1),
        fields[f"{name('one')} right"].slot: StoredNumber(1),
        mine: StoredText("Only for me."),
    }
    return encode(State(7, 9, "passed", 83.33, 1, frozenset({0, 1}), (0, 1), values))


def row(place: int, identifier: str, said: str, result: str, key: str) -> dict[str, str]:
    parts = {"id": identifier, "type": "choice", key: said, "result": result}
    return {f"cmi.interactions.{place}.{part}": value for part, value in parts.items()}


def in_12(state: str, truth: str = "false") -> dict[str, str]:
    words = {
        name("one"): ("Plum", "correct"),
        name("many"): ("Apple; green; Plum", "correct"),
        name("truth"): (truth, "wrong"),
        name("count"): ("3.5", "correct"),
        name("pairs"): ("Apple; green → On a tree; Pear → On a tree; Plum → On a bush", "correct"),
        name("steps"): ("1. Apple; green; 2. Pear; 3. Plum", "correct"),
        name("tell.a"): (LONG[:254] + "…", "neutral"),
        "one.second.now.a": ("At times", "neutral"),
    }
    elements = {
        "cmi.core.lesson_status": "passed",
        "cmi.core.score.raw": "83.33",
        "cmi.suspend_data": state,
        "cmi.objectives.0.id": "one.second.now.care",
        "cmi.objectives.0.status": "completed",
        "cmi.objectives.0.score.raw": "50",
    }
    for place, (identifier, (said, result)) in enumerate(words.items()):
        elements |= row(place, identifier, said, result, "student_response")
    return elements


def in_2004(state: str) -> dict[str, str]:
    elements = {
        "cmi.completion_status": "completed",
        "cmi.success_status": "passed",
        "cmi.score.raw": "83.33",
        "cmi.score.scaled": "0.8333",
        "cmi.suspend_data": state,
        "cmi.objectives.0.id": "one.second.now.care",
        "cmi.objectives.0.completion_status": "completed",
        "cmi.objectives.0.score.raw": "50",
        "cmi.objectives.1.id": "one.second.now.other",
        "cmi.objectives.1.completion_status": "incomplete",
    }
    for place, (identifier, answer) in enumerate(ANSWERS.items()):
        said = answer.response.replace("pear-tree", "pear_tree").replace("\n", " ")
        result = {"right": "correct", "wrong": "incorrect"}.get(answer.result, "neutral")
        elements |= row(place, identifier, said, result, "learner_response")
    return elements


def in_xapi(plan: Plan) -> list[dict[str, Any]]:
    vocabulary = vocabulary_of(plan, "https://courses.example.org/equal")
    said: list[tuple[str, Outcome]] = [
        ("initialized", {}),
        ("viewed/one.first", {}),
        ("viewed/one.second", {}),
        ("scored", {"points": 20}),
        (f"answered/{name('one')}", {"response": {"picked": ["apple"]}, "result": "wrong"}),
        (f"answered/{name('one')}", {"response": {"picked": ["plum"]}, "result": "right"}),
        (f"answered/{name('many')}", {"response": {"picked": ["plum", "apple"]},
                                      "result": "right"}),
        (f"answered/{name('truth')}", {"response": {"truth": False}, "result": "wrong"}),
        (f"answered/{name('count')}", {"response": {"number": 3.5}, "result": "right"}),
        (f"answered/{name('pairs')}", {"result": "right", "response": {"matched": [
            ("plum", "bush"), ("apple", "tree"), ("pear-tree", "tree")]}}),
        (f"answered/{name('steps')}", {"result": "right", "response": {
            "ordered": ["apple", "pear-tree", "plum"]}}),
        (f"answered/{name('tell.a')}", {"response": {"text": LONG}, "result": "neutral"}),
        ("answered/one.second.now.a", {"response": {"picked": ["2"]}, "result": "neutral"}),
        ("objective/one.second.now.care", {"points": 50}),
        ("scored", {"points": 83.333}),
        ("completed", {"elapsed": 1000}),
        ("passed", {"elapsed": 1000, "points": 83.333}),
    ]  # fmt: skip
    sending: Sending = {
        "id": "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c11",
        "actor": {"mbox": "mailto:ann@example.org"},
        "timestamp": "",
    }
    return [
        statement_of(vocabulary, key, outcome, {**sending, "timestamp": f"2026-05-04T08:{at:02}Z"})
        for at, (key, outcome) in enumerate(said)
    ]


@pytest.fixture
def whole(plan: Plan, state: str) -> Record:
    """What xAPI holds is cut by nothing."""
    return from_statements(plan, in_xapi(plan), {"state": state})


def test_from_statements(plan: Plan, whole: Record, state: str) -> None:
    assert whole.answers == ANSWERS
    assert (whole.status, whole.score, whole.objectives) == ("passed", 83.33, OBJECTIVES)
    assert whole.viewed == frozenset({"one.first", "one.second"})
    assert from_statements(plan, reversed(in_xapi(plan)), state) == whole, "times count"


def test_what_is_kept(whole: Record) -> None:
    kept = whole.kept
    assert kept is not None
    assert (kept.status, kept.best, kept.last) == ("passed", 83.33, "one.second")
    assert kept.pages == {"one.first", "one.second"}
    assert kept.values[f"{name('one')} picked"] == ("plum",)
    assert "Only for me." in kept.values.values()


def test_from_scorm_12(plan: Plan, whole: Record, state: str) -> None:
    found = from_scorm(plan, in_12(state))
    assert found.target == "scorm12"
    assert compare(plan, whole, found) == []
    explained = forced(plan, whole, found)
    assert {(one.where, rule.part) for one, rule in explained} == {
        (f"answer {name('tell.a')}", "text"),
        ("viewed", "viewed"),
    }


def test_from_scorm_2004(plan: Plan, whole: Record, state: str) -> None:
    found = from_scorm(plan, in_2004(state))
    assert found.target == "scorm2004"
    assert found.objectives == OBJECTIVES
    assert compare(plan, whole, found) == []
    assert compare(plan, found, from_scorm(plan, in_12(state))) == []


def test_from_the_web(plan: Plan, whole: Record, state: str) -> None:
    found = from_web(plan, state)
    assert found.answers == {name("one"): Answer("plum", "right")}
    assert (found.status, found.score, found.kept) == ("passed", 83.33, whole.kept)
    assert from_web(plan, "") == Record("web")


@pytest.mark.parametrize(
    ("element", "value", "where"),
    [
        ("cmi.core.lesson_status", "failed", "status"),
        ("cmi.core.score.raw", "83", "score"),
        ("cmi.interactions.0.student_response", "Pear", f"answer {name('one')}"),
        ("cmi.interactions.0.result", "wrong", f"result {name('one')}"),
        ("cmi.interactions.6.student_response", "Many", f"answer {name('tell.a')}"),
        ("cmi.objectives.0.score.raw", "51", "objective one.second.now.care"),
        ("cmi.interactions.0.id", "strange", "answer strange"),
    ],
)
def test_differences_that_nothing_forces(
    plan: Plan, whole: Record, state: str, element: str, value: str, where: str
) -> None:
    found = compare(plan, whole, from_scorm(plan, in_12(state) | {element: value}))
    assert where in [one.where for one in found]


def test_a_pass_mark_in_2004(plan: Plan) -> None:
    """Where the author wants the word completed, all but 1.2 say passed all the same."""
    done, passed = Record("scorm12", "completed"), Record("scorm2004", "passed")
    assert compare(plan, done, passed) == []
    assert compare(plan, done, replace(passed, target="web"))[0].where == "status"


@pytest.mark.parametrize(
    ("which", "words", "ids"),
    [
        ("one", "Pear", "pear-tree"),
        ("one", "b", "pear-tree"),
        ("one", "Apple; gr…", "apple"),
        ("many", "{a,c}", "apple[,]plum"),
        ("many", "Apple; green; Pe…; Plum", "apple[,]pear-tree[,]plum"),
        ("steps", "c,a,b", "plum[,]apple[,]pear-tree"),
        ("steps", "1. Plum; 2. Apple; green; 3. Pear", "plum[,]apple[,]pear-tree"),
        ("pairs", "1.a,3.b", "apple[.]tree[,]plum[.]bush"),
        ("pairs", "Apple; … → On a t…; Plum → On a b…", "apple[.]tree[,]plum[.]bush"),
        ("truth", "t", "true"),
        ("one", "Something else", "Something else"),
    ],
)
def test_words_back_to_ids(plan: Plan, which: str, words: str, ids: str) -> None:
    assert in_ids_of(interactions_of(plan)[name(which)], words) == ids


def test_the_table_is_whole() -> None:
    lines = table().splitlines()
    assert len(lines) == len(FORCED) + 2
    assert all(line.count("|") == 5 for line in lines)


def test_objectives_are_known(plan: Plan) -> None:
    assert objectives_of(plan) == {"one.second.now.care"}
