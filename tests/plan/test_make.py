"""The plan of a course: what is tracked, in a form that a person can compare."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plan.lock import read_lock
from builder.plan.model import Plan
from tests.helpers import (
    Files,
    as_yaml,
    every_block,
    golden,
    mini,
    module_file,
    page,
    prepared,
    pretty,
)
from tests.helpers import question as a_question

# ---- what is in it ---------------------------------------------------------------------------


def test_the_plan_of_every_block():
    plan = json.loads(prepared(every_block()).plan.to_json())
    golden("plan/every-block.json", pretty(plan) + "\n")


def test_the_lock_of_every_block():
    golden("plan/every-block.lock", prepared(every_block()).lock_text)


def test_the_json_is_compact_and_the_same_each_time():
    first, second = (prepared(every_block()).plan.to_json() for _ in range(2))
    assert first == second
    assert "\n" not in first
    assert ": " not in json.dumps(json.loads(first), separators=(",", ":"))[:200]
    assert len(json.dumps(json.loads(first), separators=(",", ":"), ensure_ascii=False)) == len(
        first
    )


def test_texts_of_the_plan_are_bare_words():
    files = mini()
    files["modules/one.yaml"] = module_file(
        "one",
        page("p", a_question("q", ask="*What* is `it`?", choices={"a": "**A**", "b": "[B](#one.p)"},
                             answer="a")),
    )  # fmt: skip
    (row,) = prepared(files).plan.items[0].interactions
    assert row.ask == "What is it?"
    assert [option.text for option in row.options] == ["A", "B"]


def test_points_add_up():
    assert prepared(every_block()).plan.points == 2 + 1 + 1 + 0 + 1 + 1 + 1 + 1 + 3


def test_what_a_pool_does_not_draw_gives_no_points_and_no_rows():
    files = mini()
    asked = [a_question(name, points=3) for name in ("a", "b", "c")]
    files["modules/one.yaml"] = module_file(
        "one", page("p", {"pool": "some", "draw": 2, "questions": asked}, a_question("d"))
    )
    plan = prepared(files).plan
    assert (plan.points, plan.rows) == (7, 3)
    assert [item.pool for item in plan.items] == [None, *["one.p.some"] * 3, None]
    assert [item.id for item in plan.items_of("one.p.some")][1:] == [
        f"one.p.some.{name}" for name in ("a", "b", "c")
    ]


@pytest.mark.parametrize("reference", ["&#xFFFE;", "&#65535;", "&#7;"])
def test_references_to_characters_that_do_not_exist(reference: str):
    files = mini(title=f"a{reference}b")
    files["modules/one.yaml"] = module_file("one", page("p", a_question("q", ask=f"a{reference}b")))
    plan = prepared(files).plan
    assert json.loads(plan.to_json())
    assert plan.items[0].label == "a\ufffdb"


# ---- slots stay what they are ----------------------------------------------------------------


def slots(plan: Plan) -> dict[str, int]:
    """All numbers of a plan by what they belong to."""
    found = {f"page {one.id}": one.slot for one in plan.pages}
    for item in plan.items:
        found |= {f"field {item.id} {name}": one.slot for name, one in item.fields.items()}
        found |= {f"option {item.id} {name}": slot for name, slot in item.options.items()}
        found |= {f"row {item.id} {row.key}": row.slot for row in item.interactions}
    return found


@cache
def original() -> tuple[dict[str, int], str]:
    done = prepared(every_block())
    return slots(done.plan), done.lock_text


def with_lock(files: Files) -> Files:
    return {**files, "tracking.lock": original()[1]}


def changed(files: Files, chance: random.Random, words: str) -> Files:
    """Everything that has an id in another order, every text in other words."""
    result: Files = {}
    for path, data in files.items():
        if path.endswith(".yaml") and isinstance(data, str):
            result[path] = as_yaml(shuffled(yaml.safe_load(data), chance))
        else:
            result[path] = data
    result["course.yaml"] = str(result["course.yaml"]).replace("Every block", words)
    return result


SHUFFLED = {"pages", "blocks", "choices", "items", "prompts", "questions", "statements", "scenes"}
SHUFFLED |= {"suggest"}


def shuffled(value: Any, chance: random.Random, name: str = "") -> Any:
    if isinstance(value, dict):
        pairs = [(key, shuffled(part, chance, key)) for key, part in value.items()]
        if name in SHUFFLED or name in {"indicators", "levels"}:
            chance.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        parts = [shuffled(part, chance) for part in value]
        if name in SHUFFLED or name in {"modules", "answer"}:
            chance.shuffle(parts)
        return parts
    return value


def without_comparison(files: Files) -> Files:
    """A rating may only be compared with an earlier one, so that one has to keep its place."""
    course = dict(files)
    course["modules/asks.yaml"] = str(course["modules/asks.yaml"]).replace(
        '"compare-with": "asks.others.now"',
        '"statements": {"a": {"say": "I listen."}, "b": {"say": "I ask."}}',
    )
    return course


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_another_order_and_other_words_leave_every_slot(chance: random.Random):
    files = without_comparison(every_block(lambda words: words + " indeed"))
    again = prepared(with_lock(changed(files, chance, "Renamed")))
    assert slots(again.plan) == original()[0]
    (lock, found), (before, _) = read_lock(again.lock_text), read_lock(original()[1])
    assert found == []
    assert all(say.endswith(" indeed") for say in lock.scales["often"].values())
    assert replace(lock, scales=before.scales) == before, "only the words of points are kept"


def releases() -> Iterator[tuple[str, Files]]:
    """Small courses of one page; each is a release after the one before it."""
    for name, questions in (
        ("first", ["a", "b"]),
        ("one more in front", ["c", "a", "b"]),
        ("one gone", ["c", "b"]),
        ("all new", ["d", "e"]),
        ("the old ones back", ["b", "a", "e", "c", "d"]),
    ):
        files = mini()
        files["modules/one.yaml"] = module_file("one", page("p", *map(a_question, questions)))
        yield name, files


def test_slots_over_several_releases():
    """What has gone keeps its numbers, and gets them back when it returns."""
    lock = ""
    owners: dict[tuple[str, int], str] = {}
    for name, files in releases():
        done = prepared({**files, "tracking.lock": lock} if lock else files)
        for owner, slot in slots(done.plan).items():
            series = owner if owner.startswith("option") else owner.split()[0]
            key = (" ".join(series.split()[:2]), slot)
            assert owners.setdefault(key, owner) == owner, name
        lock = done.lock_text
    assert lock.count("one.p.a/picked") == 1


def test_a_new_course_numbers_from_nought_without_gaps():
    plan = prepared(every_block()).plan
    for series in (
        [one.slot for one in plan.pages],
        [one.slot for item in plan.items for one in item.fields.values()],
        [row.slot for item in plan.items for row in item.interactions],
    ):
        assert sorted(series) == list(range(len(series)))
    for item in plan.items:
        assert sorted(item.options.values()) == list(range(len(item.options)))


def test_a_block_that_moves_to_another_page_is_another_block():
    """Its full id is its path; format.md says so, and the lock shows it to the author."""
    files = mini()
    files["modules/one.yaml"] = module_file("one", page("p", a_question("a")))
    lock = prepared(files).lock_text
    files["modules/one.yaml"] = module_file("one", page("other", a_question("a")))
    after = prepared({**files, "tracking.lock": lock})
    assert after.plan.items[0].fields["picked"].slot not in (0, 1, 2)
