"""What all runs of a story come to, held against plain walks with the values themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.blocks.scenario.length import longest_path
from builder.blocks.scenario.runs import Moment, Runs, Step, all_runs
from tests.blocks.lookup import Parts, read

Place = tuple[str, tuple[int, ...]]
"""A scene and the values by the order of their names: what a walk knows."""

SCENES = ["one", "two", "three", "four"]
ENDS = ["good", "bad"]
CONDITIONS = [
    "x < 1", "x >= 1", "x == 2", "y != 0", "x + y >= 2", "x - y > 0 or y < -1",
    "not (x > 0 and y > 0)", "2 > x + x", "x <= y + 1", "1 > 2",
]  # fmt: skip

choices = st.fixed_dictionaries(
    {"say": st.just("Go."), "then": st.sampled_from(SCENES + ENDS)},
    optional={
        "add": st.dictionaries(st.sampled_from(["x", "y"]), st.integers(-1, 2), min_size=1),
        "if": st.sampled_from(CONDITIONS),
    },
)
scenes = st.fixed_dictionaries(
    {
        "text": st.just("T"),
        "choices": st.dictionaries(st.sampled_from(["a", "b", "c"]), choices, min_size=1),
    }
)


@st.composite
def stories(draw: st.DrawFn) -> Scenario:
    """Stories with circles, counters and conditions, of which some can never hold."""
    return Scenario.model_validate(
        {
            "scenario": "s",
            "title": "S",
            "start": "one",
            "values": {"x": 0, "y": draw(st.integers(-1, 1))},
            "scenes": {
                **{name: draw(scenes) for name in SCENES},
                "good": {"ending": "good", "title": "G", "text": "T", "points": 2},
                "bad": {"ending": "bad", "title": "B", "text": "T", "points": 0.5},
            },
        }
    )


often = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


# ---- a walker of its own, as simple as can be ---------------------------------------------------


def start(story: Scenario) -> Place:
    return story.start, tuple(story.values.values())


def offers(story: Scenario, place: Place) -> dict[str, Place]:
    """The choices at a place, and where each leads; conditions are Python's own."""
    scene, numbers = place
    values = dict(zip(story.values, numbers, strict=True))
    found = {}
    for key, choice in getattr(story.scenes[scene], "choices", {}).items():
        if choice.if_ is None or eval(choice.if_, {"__builtins__": {}}, dict(values)):
            after = {name: number + choice.add.get(name, 0) for name, number in values.items()}
            found[key] = choice.then, tuple(after.values())
    return found


def walked(story: Scenario, begin: Place, most: int) -> Iterator[tuple[Place, int]]:
    """Every place within so many choices, with how many lead to it."""
    known = {begin}
    now = [begin]
    for depth in range(most + 1):
        following = []
        for place in now:
            yield place, depth
            for after in offers(story, place).values():
                if after not in known:
                    known.add(after)
                    following.append(after)
        now = following


def room(story: Scenario) -> int:
    return longest_path(story.start, story.following)


def place_of(runs: Runs, moment: Moment) -> Place:
    """Where the way to a moment leads; each choice on it must be offered."""
    place = start(runs.story)
    for step in runs.way_to(moment):
        assert step.scene == place[0]
        place = offers(runs.story, place)[step.choice]
    return place


# ---- what holds for any story -------------------------------------------------------------------


@often
@given(stories())
def test_runs_come_to_just_what_walks_come_to(story: Scenario) -> None:
    runs = story.runs
    places = list(walked(story, start(story), room(story)))
    with_room = [place for place, depth in places if depth < room(story)]
    assert set(runs.scenes) == {scene for (scene, _), _ in places}
    assert set(runs.endings) == {scene for (scene, _), _ in places if scene in ENDS}
    assert runs.offered == {
        Step(place[0], key) for place in with_room for key in offers(story, place)
    }
    assert set(runs.stuck) == {
        place[0] for place in with_room if place[0] in SCENES and not offers(story, place)
    }


@often
@given(stories())
def test_every_moment_is_shown_by_a_way_that_leads_there(story: Scenario) -> None:
    for moment in story.runs.came_by:
        scene, numbers = place_of(story.runs, moment)
        assert scene == moment.scene
        assert story.runs.values_at(moment) == dict(zip(story.values, numbers, strict=True))


@often
@given(stories())
def test_every_ending_that_is_reached_is_reached_by_a_walk_and_gives_its_points(
    story: Scenario,
) -> None:
    runs = story.runs
    for scene, moments in runs.endings.items():
        assert place_of(runs, moments[0])[0] == scene
    points = [{"good": 2, "bad": 0.5}[scene] for scene in runs.endings]
    assert runs.points == ((min(points), max(points)) if points else (0, 0))


@often
@given(stories())
def test_a_loop_is_told_where_no_walk_ends_and_nowhere_else(story: Scenario) -> None:
    """So a story without findings can be ended from everywhere."""
    runs = story.runs
    lost = runs.endless
    for moment in lost:
        for place, _ in walked(story, place_of(runs, moment), 40):
            assert place[0] in SCENES
            assert offers(story, place)
    if lost or runs.full or runs.stuck:
        return
    for moment in runs.came_by:
        around = walked(story, place_of(runs, moment), 40)
        assert any(place[0] in ENDS for place, _ in around)


@given(stories())
@settings(often, max_examples=30)
def test_too_many_moments_are_given_up(story: Scenario) -> None:
    few = len(story.runs.came_by) - 1
    assert not all_runs(story, few).whole
    assert all_runs(story, few + 1).whole


# ---- single cases -------------------------------------------------------------------------------


def hub(adds: str, condition: str) -> Scenario:
    """A scene that one may stay in, and an ending behind a condition."""
    return Scenario.model_validate(
        read(f"""
scenario: s
title: S
start: hub
values: {{ x: 0, y: 0 }}
scenes:
  hub:
    text: T
    choices:
      more: {{ say: M., then: hub, add: {{ {adds} }} }}
      out: {{ say: O., then: end, if: {condition} }}
  end: {{ ending: end, title: E, text: T }}
""")
    )


@pytest.mark.parametrize(
    ("adds", "condition", "moments", "reached"),
    [
        ("x: 1", "x >= 3", 7, True),  # x need not be followed beyond 4
        ("x: 1", "x >= 23", 26, True),
        ("x: 1", "x >= 24", 25, False),  # a run has room for 24 choices
        ("x: -1", "x < -2", 5, True),
        ("x: 1, y: 1", "x - y == 1", 1, False),
        ("x: 1, y: -1", "x + y == 0", 2, True),
        ("x: 3", "x == 4", 3, False),
        ("y: 1", "x < 0", 1, False),
    ],
)
def test_only_what_matters_is_followed(
    adds: str, condition: str, moments: int, reached: bool
) -> None:
    runs = hub(adds, condition).runs
    assert len(runs.came_by) == moments
    assert ("end" in runs.scenes) is reached


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("x > 5", ["x is 0 to 2"]),
        ("x + y > 9 or y - x > 4", ["x + y is 0 to 2", "x - y is 0 or more"]),
        ("x + x > 9", ["x + x is 0 to 4"]),
        ("1 > 2", ["0 is 0"]),
    ],
)
def test_sums_in_words(condition: str, says: list[str]) -> None:
    story = Scenario.model_validate(
        read(f"""
scenario: s
title: S
start: one
values: {{ x: 0, y: 0 }}
scenes:
  one:
    text: T
    choices: {{ a: {{ say: A, then: two, add: {{ x: 2 }} }}, b: {{ say: B, then: two }} }}
  two: {{ text: T, choices: {{ c: {{ say: C, then: end, if: {condition} }} }} }}
  end: {{ ending: end, title: E, text: T }}
""")
    )
    found = [story.runs.in_words("two", at) for at in range(len(story.runs.sums.all))]
    assert found == says


def test_points_that_no_run_gets_are_not_the_most() -> None:
    data: Mapping[str, Any] = {
        "scenario": "s", "title": "S", "start": "one", "values": {"x": "0"},
        "scenes": {
            "one": {"text": "T", "choices": {
                "a": {"say": "A", "then": "best", "if": "x > 0"}, "b": {"say": "B", "then": "end"},
            }},
            "best": {"ending": "best", "title": "B", "text": "T", "points": "9"},
            "end": {"ending": "end", "title": "E", "text": "T", "points": "2"},
        },
    }  # fmt: skip
    parts = Parts({"s": Scenario.model_validate(data)})
    assert ScenarioBlock(scenario="s").items("m.p.s", parts)[0].points == 2
