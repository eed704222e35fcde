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
from builder.plan.model import Plan
from builder.plan.state import State
from builder.release.explain import record_of
from tests.helpers import Files, prepared
from tests.plan.courses import COURSES
from tests.plan.player import Player
from tests.plan.states import TEXTS, from_plain

UNTOLD = ("plan",)
"""Kinds that are private always: nothing of them is ever told."""


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    player = Player(tmp_path_factory.mktemp("player"))
    yield player
    player.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    files=COURSES,
    draws=st.lists(st.integers(0, 2**40), max_size=60),
    texts=st.lists(TEXTS | st.sampled_from(["3", " 2,5", "-1 000", "w"]), min_size=1, max_size=4),
)
def test_both_recall_the_same(player: Player, files: Files, draws: list[int], texts: list[str]):
    plan = prepared(files).plan
    as_json = json.loads(plan.to_json())
    for told in player.ask("play", plan=as_json, draws=draws, texts=texts)[-3:]:
        theirs = player.ask("recall", plan=as_json, state=told["state"])
        facts, done = recalled(plan, from_plain(told["state"]))
        assert facts == by_item(theirs["facts"])
        untold = {item.id for item in plan.items if item.kind in UNTOLD}
        assert done == set(theirs["done"]) - untold


def recalled(plan: Plan, state: State) -> tuple[dict[str, list[Any]], set[str]]:
    facts: dict[str, list[Any]] = {}
    done = set()
    for item in plan.items:
        record = record_of(item, state, veiled=False)
        recaller = recaller_of(item.kind)
        for fact in () if item.private else recaller.facts(record):
            facts.setdefault(item.id, []).append(as_plain(fact))
        if recaller.done(record) is not None:
            done.add(item.id)
    return {item: sorted(several, key=json.dumps) for item, several in facts.items()}, done


def as_plain(fact: Fact) -> list[Any]:
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
