"""What the course's rules mean for a module that is launched by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.plan.model import Plan
from builder.plan.units import counts, mark_in
from tests.helpers import (
    Files,
    as_yaml,
    course_file,
    golden,
    module_file,
    page,
    prepared,
    pretty,
    question,
    text,
)

RULES: dict[str, dict[str, Any]] = {
    "all-required": {"pass-mark": 60},
    "no mark": {},
    "pages": {"when": {"pages": "80%"}, "pass-mark": 60},
    "modules": {"when": {"modules": ["reads", "asks"]}, "pass-mark": 60},
    "modules without a mark": {"when": {"modules": ["reads"]}},
}


def files_of(completion: dict[str, Any], **facts: Any) -> Files:
    """A module without points, one with questions, one with a pool and one with a story."""
    pool = {"pool": "some", "draw": 1, "questions": [question("a"), question("b")]}
    return {
        "course.yaml": course_file(
            ["reads", "asks", "draws", "plays"],
            completion=completion,
            cmi5={"units": "modules"},
            **facts,
        ),
        "modules/reads.yaml": module_file("reads", page("first", text("Hello."))),
        "modules/asks.yaml": module_file(
            "asks", page("first", question("q")), page("more", question("r"))
        ),
        "modules/draws.yaml": module_file("draws", page("first", pool)),
        "modules/plays.yaml": module_file("plays", page("first", {"scenario": "tale"})),
        "scenarios/tale.yaml": as_yaml(
            {
                "scenario": "tale",
                "title": "A tale",
                "start": "door",
                "scenes": {
                    "door": {"text": "A door.", "choices": {"in": {"say": "In.", "then": "end"}}},
                    "end": {"ending": "quiet", "title": "Quiet", "text": "It ends."},
                },
            }
        ),
    }


def plan_of(way: str) -> Plan:
    return prepared(files_of(RULES[way])).plan


def marks(plan: Plan) -> dict[str, int | None]:
    return {module.id: mark_in(plan, module) for module in plan.modules}


@pytest.mark.parametrize("way", RULES)
def test_which_modules_count(way: str):
    plan = plan_of(way)
    counted = {module.id for module in plan.modules if counts(plan, module)}
    assert counted == (set(plan.rules.completion.modules) or {"reads", "asks", "draws", "plays"})


@pytest.mark.parametrize(
    ("way", "marked"),
    [
        ("all-required", {"asks", "draws"}),
        ("no mark", set()),
        ("pages", {"asks", "draws"}),
        ("modules", {"asks"}),
        ("modules without a mark", set()),
    ],
)
def test_the_pass_mark_is_for_modules_that_count_and_give_points(way: str, marked: set[str]):
    found = marks(plan_of(way))
    assert {module for module, mark in found.items() if mark is not None} == marked
    assert {mark for mark in found.values() if mark is not None} <= {60}


def test_the_player_is_held_to_the_same():
    """`tests/player/unit.test.ts` reads this file."""
    plans = [plan_of(way) for way in RULES]
    told = [{"plan": json.loads(plan.to_json()), "marks": marks(plan)} for plan in plans]
    golden("plan/units.json", pretty(told) + "\n")


def test_a_course_that_is_launched_as_a_whole_says_nothing_of_units():
    files = files_of({}) | {"course.yaml": course_file(["reads"], cmi5={"units": "course"})}
    plan = prepared(files).plan
    assert plan.rules.units is None
    assert "units" not in plan.to_json()


def test_outcomes_describe_a_module():
    files = files_of({})
    files["modules/reads.yaml"] = module_file(
        "reads", page("first", text("Hello.")), outcomes=["Know *this*.", "Know `that`"]
    )
    first, second, *_ = prepared(files).plan.modules
    assert first.description == "Know this. · Know that"
    assert second.description is None
