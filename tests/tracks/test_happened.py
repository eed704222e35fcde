"""What attempts say of the course with every block: out of states, out of rows, and out of both."""

from __future__ import annotations

from typing import Any

import pytest

from builder.blocks.recalled import Answered
from builder.blocks.recallers import recaller_of
from builder.blocks.told import Record
from builder.plan.model import PlannedField, PlannedItem
from builder.plan.state import (
    State,
    Stored,
    StoredList,
    StoredNumber,
    StoredSet,
    StoredText,
    encode,
)
from builder.tracks.happened import Story
from tests.helpers import every_block, prepared
from tests.release.releases import course

PLAN = prepared(every_block()).plan
ITEMS = {item.id: item for item in PLAN.items}
PAIRS, STEPS, MINE = (f"asks.questions.{name}" for name in ("pairs", "steps", "mine"))
POOL, FIRST, SECOND = (f"asks.questions.drawn{name}" for name in ("", ".p-one", ".p-two"))
TALE = "plays.story.tale"
NOW = "asks.others.now"

Kept = dict[str, dict[str, Any]]


def state_of(kept: Kept) -> str:
    """The string of a state that holds these values by items and names of fields."""
    return encode(
        State(
            values={
                ITEMS[item].fields[name].slot: stored(ITEMS[item], ITEMS[item].fields[name], value)
                for item, values in kept.items()
                for name, value in values.items()
            }
        )
    )


def stored(item: PlannedItem, field: PlannedField, value: Any) -> Stored:
    if field.type == "number":
        return StoredNumber(value)
    if field.type == "text":
        return StoredText(value)
    slots = [item.options[option] for option in value]
    return StoredSet(frozenset(slots)) if field.type == "set" else StoredList(tuple(slots))


def row(number: int, name: str, said: str, result: str = "neutral") -> dict[str, str]:
    at = f"cmi.interactions.{number}"
    return {f"{at}.id": name, f"{at}.student_response": said, f"{at}.result": result}


def told(kept: Kept | None, *rows: dict[str, str]) -> dict[str, Any]:
    """What happened, by the keys of statements."""
    elements = {} if kept is None else {"cmi.suspend_data": state_of(kept)}
    for one in rows:
        elements |= one
    return {one.key: one.outcome for one in Story(PLAN, elements).told()}


# ---- questions ---------------------------------------------------------------------------------


def test_matches_out_of_the_state_with_the_points_of_the_best_try():
    matched = ["a", "choice/x", "b", "choice/x", "c", "choice/x"]
    found = told({PAIRS: {"matched": matched, "tries": 1, "share": 6667}})
    outcome = found[f"answered/{PAIRS}"]
    assert outcome["response"] == {"matched": [["a", "x"], ["b", "x"], ["c", "x"]]}
    assert outcome["result"] == "wrong"
    assert outcome["points"] == pytest.approx(0.6667)


def test_all_is_worth_all_points():
    matched = ["a", "choice/x", "b", "choice/y", "c", "choice/x"]
    found = told({PAIRS: {"matched": matched, "tries": 1, "right": 1, "share": 10_000}})
    assert found[f"answered/{PAIRS}"]["points"] == ITEMS[PAIRS].points


def test_an_order_and_a_rank_out_of_the_state():
    order = ["c", "a", "b"]
    found = told({STEPS: {"order": order, "tries": 1}, MINE: {"order": order}})
    assert found[f"answered/{STEPS}"] == {"response": {"ordered": order}, "result": "wrong"}
    assert found[f"answered/{MINE}"] == {"response": {"ordered": order}, "result": "neutral"}


def test_the_same_out_of_rows_alone():
    found = told(
        None,
        row(0, PAIRS, "First → Here; Second → Here; Third → Here", "wrong"),
        row(1, STEPS, "c,a,b", "wrong"),
        row(2, MINE, "1. Third; 2. First; 3. Second"),
    )
    matched, order = [["a", "x"], ["b", "x"], ["c", "x"]], ["c", "a", "b"]
    assert found[f"answered/{PAIRS}"] == {"response": {"matched": matched}, "result": "wrong"}
    assert found[f"answered/{STEPS}"] == {"response": {"ordered": order}, "result": "wrong"}
    assert found[f"answered/{MINE}"] == {"response": {"ordered": order}, "result": "neutral"}


@pytest.mark.parametrize(
    ("text", "answer", "number"),
    [
        ("1,000", "1000", 1000), ("1,000", "1", 1), ("1,000", "7", 1), ("1.234,5", "7", 1234.5),
        ("1.000.000", "7", 1_000_000), ("1\u202f000,5", "7", 1000.5), ("\u2212,5", "7", -0.5),
        ("5.", "7", 5), ("1,00,0", "7", 0), ("many", "7", 0),
    ],
)  # fmt: skip
def test_of_what_a_number_may_mean_the_right_one_is_told(text: str, answer: str, number: float):
    asked = {"question": "x", "kind": "number", "ask": "How many?", "answer": answer}
    item = prepared(course(asked)).plan.items[0]
    (fact,) = recaller_of("question").facts(Record(item, {"tries": 1}, texts={"text": text}))
    assert isinstance(fact, Answered)
    assert fact.response == {"number": number}


# ---- pools -------------------------------------------------------------------------------------


def test_of_a_pool_only_what_was_drawn_is_told():
    answers: Kept = {
        FIRST: {"picked": ["a"], "tries": 1, "right": 1},
        SECOND: {"text": "e", "tries": 1, "right": 1},
    }
    found = told({POOL: {"drawn": ["p-two"]}, **answers}, row(0, FIRST, "First", "correct"))
    assert [key for key in found if key.startswith("answered/")] == [f"answered/{SECOND}"]
    assert f"done/{FIRST}" not in found


def test_without_a_state_rows_tell_what_was_drawn():
    assert f"answered/{FIRST}" in told(None, row(0, FIRST, "First", "correct"))


# ---- ratings -----------------------------------------------------------------------------------


def test_what_does_not_apply_is_an_answer_without_a_result():
    found = told({NOW: {"not-applicable": ["a"], "point.b": 1}})
    assert found[f"answered/{NOW}.a"]["response"] == {"picked": ["not-applicable"]}
    assert found[f"answered/{NOW}.b"]["response"] == {"picked": ["1"]}
    assert f"objective/{NOW}.care" not in found
    assert f"done/{NOW}" in found


# ---- stories -----------------------------------------------------------------------------------

RUN = {"path": ["door/in", "room/sit"], "ending": ["end"], "found": ["end"]}
LINE = "Quiet: door/in → room/sit"


def test_a_story_tells_its_way_as_a_line_and_as_pairs():
    found = told({TALE: RUN})
    assert found[f"answered/{TALE}"] == {"response": {"text": LINE}, "result": "neutral"}
    assert found[f"objective/{TALE}.quiet"] == {"points": 100}
    way = (("door", "in"), ("room", "sit"))
    assert found[f"done/{TALE}"] == {"points": 3, "response": {"matched": way}}


def test_a_run_after_the_ending_is_not_the_way_to_it():
    """The row still has the line of the run that counts."""
    again = told({TALE: {**RUN, "path": ["door/in"]}}, row(0, TALE, LINE))
    assert again[f"answered/{TALE}"]["response"] == {"text": LINE}
    assert again[f"done/{TALE}"] == {"points": 3}
    assert f"answered/{TALE}" not in told({TALE: {**RUN, "path": ["door/in"]}})


def test_before_the_first_ending_the_line_is_that_of_the_run():
    found = told({TALE: {"path": ["door/in"]}})
    assert found[f"answered/{TALE}"]["response"] == {"text": "door/in"}
    assert f"done/{TALE}" not in found
