"""What the build recalls of a state is what the player recalls, whatever learners did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.blocks.recalled import Answered, Fact
from builder.blocks.recallers import recaller_of
from builder.plan.model import Plan, PlannedField, PlannedItem
from builder.plan.state import State, Stored, StoredList, StoredNumber, StoredSet, StoredText
from builder.release.explain import record_of
from tests.helpers import Files, every_block, prepared
from tests.plan.courses import COURSES
from tests.plan.player import Player
from tests.plan.states import TEXTS, as_plain, from_plain

UNTOLD = ("plan", "sheet")
"""Kinds that are private always: nothing of them is ever told."""

NUMBERS = ["3", " 2,5", "-1 000", "1,000", "\u22121.234,5", "1.000.000", "2.", "1'000,25", "\x1c3"]
WRITTEN = TEXTS | st.sampled_from([*NUMBERS, "w", "\x85", "\ufeff", "\u2003"])


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    player = Player(tmp_path_factory.mktemp("player"))
    yield player
    player.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    files=COURSES,
    draws=st.lists(st.integers(0, 2**40), max_size=60),
    texts=st.lists(WRITTEN, min_size=1, max_size=4),
)
def test_both_recall_the_same(player: Player, files: Files, draws: list[int], texts: list[str]):
    plan = prepared(files).plan
    as_json = json.loads(plan.to_json())
    for told in player.ask("play", plan=as_json, draws=draws, texts=texts)[-3:]:
        agree(player, plan, as_json, told["state"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.just(every_block()) | COURSES, data=st.data())
def test_both_recall_the_same_of_whatever_is_kept(
    player: Player, files: Files, data: st.DataObject
):
    """Also of what no learner can do: values of other releases, stories that lead nowhere."""
    plan = prepared(files).plan
    as_json = json.loads(plan.to_json())
    agree(player, plan, as_json, as_plain(data.draw(states_of(plan))))


def agree(player: Player, plan: Plan, as_json: Any, state: dict[str, Any]) -> None:
    theirs = player.ask("recall", plan=as_json, state=state)
    facts, done = recalled(plan, from_plain(state))
    assert facts == by_item(theirs["facts"])
    untold = {item.id for item in plan.items if item.kind in UNTOLD}
    assert done == set(theirs["done"]) - untold


def states_of(plan: Plan) -> st.SearchStrategy[State]:
    """Anything that fields of this plan can hold: all of them, or some."""
    kept = {
        field.slot: value_of(item, field) for item in plan.items for field in item.fields.values()
    }
    some = st.fixed_dictionaries({}, optional=kept)
    return (st.fixed_dictionaries(kept) | some).map(lambda values: State(values=values))


def value_of(item: PlannedItem, field: PlannedField) -> st.SearchStrategy[Stored]:
    if field.type == "number":
        return st.integers(1, field.limit + 1).map(StoredNumber)
    if field.type == "text":
        return WRITTEN.map(StoredText)
    options = st.sampled_from(sorted(item.options.values()))
    if field.type == "set":
        return st.frozensets(options, min_size=1).map(StoredSet)
    return st.lists(options, min_size=1, max_size=field.limit).map(tuple).map(StoredList)


def recalled(plan: Plan, state: State) -> tuple[dict[str, list[Any]], set[str]]:
    facts: dict[str, list[Any]] = {}
    done = set()
    for item in plan.items:
        record = record_of(item, state, veiled=False)
        recaller = recaller_of(item.kind)
        for fact in () if item.private else recaller.facts(record):
            facts.setdefault(item.id, []).append(plain_fact(fact))
        if recaller.done(record) is not None:
            done.add(item.id)
    return {item: sorted(several, key=json.dumps) for item, several in facts.items()}, done


def plain_fact(fact: Fact) -> list[Any]:
    if isinstance(fact, Answered):
        return ["answered", fact.key, dict(fact.response), fact.result]
    return ["objective", fact.key, fact.score]


def by_item(facts: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The player's facts by item, in no order; a group that is not rated yet has no result."""
    found: dict[str, list[Any]] = {}
    for fact in facts:
        if fact["fact"] == "answered":
            plain = ["answered", fact["interaction"], fact["response"], fact["result"]]
        elif fact["status"] == "completed":
            plain = ["objective", fact["objective"], fact.get("score")]
        else:
            continue
        found.setdefault(fact["item"], []).append(plain)
    return {item: sorted(several, key=json.dumps) for item, several in found.items()}
