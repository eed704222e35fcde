"""All runs of a scenario: every moment that one can come to, found by walking them all.

Nothing is guessed here. A moment is a scene together with what the story's conditions can tell of
its values (`sums.py`); the walk goes on until there is no new one, or until a run has no room for
more choices (`length.py`), as in the player. It goes in width, so that the way to each moment is a
shortest one. A story with more than `MOST` moments is given up: then nothing of this is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from builder.blocks.scenario.length import longest_path
from builder.blocks.scenario.sums import Sums, Test, Totals
from builder.record import record

if TYPE_CHECKING:
    from builder.blocks.scenario.story import Scenario

MOST: Final = 50_000
"""Moments of a story; walking so many takes about a second."""


@record
class Moment:
    """Where a run can be: its scene, and what the sums of values have come to."""

    scene: str
    totals: Totals


@record
class Step:
    """A choice made in a scene."""

    scene: str
    choice: str

    def __str__(self) -> str:
        return f"{self.scene}/{self.choice}"


@record
class _Way:
    """What a choice does: when it is offered, where it leads, what it adds to the sums."""

    key: str
    then: str
    test: Test | None
    adds: Totals


@dataclass
class Runs:
    """Everything that runs of a story can come to. If it is not `whole`, nothing else holds."""

    story: Scenario
    sums: Sums
    tests: dict[Step, Test]
    whole: bool = True
    came_by: dict[Moment, tuple[Moment, str] | None] = field(default_factory=dict)
    """Each moment, in the order of how many choices lead to it, with the one before it."""
    leads: dict[Moment, dict[str, Moment]] = field(default_factory=dict)
    """What each moment offers, and where that leads; empty at an ending, and where it is stuck."""
    full: set[Moment] = field(default_factory=set)
    """Moments that can only be come to with a path that has no room for another choice."""

    @cached_property
    def scenes(self) -> dict[str, list[Moment]]:
        """The scenes and endings that runs come to, each with its moments."""
        found: dict[str, list[Moment]] = {}
        for moment in self.came_by:
            found.setdefault(moment.scene, []).append(moment)
        return found

    @cached_property
    def offered(self) -> frozenset[Step]:
        """The choices that some run is offered."""
        return frozenset(
            Step(moment.scene, key) for moment, ways in self.leads.items() for key in ways
        )

    @cached_property
    def stuck(self) -> dict[str, Moment]:
        """Scenes in which a run can find no choice, each with the first moment of that kind."""
        found: dict[str, Moment] = {}
        for moment, ways in self.leads.items():
            if not ways and moment.scene in self.story.choosing and moment not in self.full:
                found.setdefault(moment.scene, moment)
        return found

    @cached_property
    def endless(self) -> list[Moment]:
        """The first moments of loops: a choice is always offered, and no ending ever comes."""
        ends = [moment for moment, ways in self.leads.items() if not ways]
        saved = _spread(ends, self._before)
        found: list[Moment] = []
        told: set[Moment] = set()
        for moment in self.came_by:
            if moment not in saved and moment not in told:
                found.append(moment)
                told.update(_spread([moment], self._after))
        return found

    @property
    def endings(self) -> dict[str, list[Moment]]:
        """The endings that runs come to, by their scenes."""
        return {key: found for key, found in self.scenes.items() if key in self.story.endings}

    @property
    def points(self) -> tuple[float, float]:
        """The fewest and the most points that a finished run can have; (0, 0) if none ends."""
        points = [self.story.endings[key].points for key in self.endings]
        return (min(points), max(points)) if points else (0, 0)

    def way_to(self, moment: Moment) -> list[Step]:
        """The choices of a shortest run to a moment."""
        way: list[Step] = []
        before = self.came_by[moment]
        while before is not None:
            earlier, key = before
            way.append(Step(earlier.scene, key))
            before = self.came_by[earlier]
        return way[::-1]

    def values_at(self, moment: Moment) -> dict[str, int]:
        """What the values are after that run."""
        values = dict(self.story.values)
        for step in self.way_to(moment):
            for name, more in self.story.choice(step).add.items():
                values[name] += more
        return values

    def in_words(self, scene: str, at: int) -> str:
        """Between which numbers a sum lies whenever a run comes to a scene."""
        moments = self.scenes[scene]
        exact = (self.sums.totals(self.values_at(moment)) for moment in moments)
        followed = (moment.totals for moment in moments)
        return self.sums.in_words(at, zip(exact, followed, strict=True))

    def circle_from(self, moment: Moment) -> list[str]:
        """The scenes that can still come after a moment, itself first."""
        return list(dict.fromkeys(one.scene for one in _spread([moment], self._after)))

    @cached_property
    def _after(self) -> dict[Moment, list[Moment]]:
        return {moment: list(ways.values()) for moment, ways in self.leads.items()}

    @cached_property
    def _before(self) -> dict[Moment, list[Moment]]:
        before: dict[Moment, list[Moment]] = {}
        for moment, ways in self.leads.items():
            for after in ways.values():
                before.setdefault(after, []).append(moment)
        return before


def _spread(starts: list[Moment], to: dict[Moment, list[Moment]]) -> dict[Moment, None]:
    """All that can be come to from some moments, in the order in which it is found."""
    found = dict.fromkeys(starts)
    pending = deque(starts)
    while pending:
        for after in to.get(pending.popleft(), ()):
            if after not in found:
                found[after] = None
                pending.append(after)
    return found


def all_runs(story: Scenario, most: int = MOST) -> Runs:
    """Walk all runs of a story without faults."""
    sums = Sums()
    tests = dict(_tests(story, sums))
    ways = _ways(story, sums, tests)
    sums.bound(tests.values(), (way.adds for found in ways.values() for way in found))
    runs = Runs(story, sums, tests)
    _walk(runs, ways, most)
    return runs


def _walk(runs: Runs, ways: dict[str, list[_Way]], most: int) -> None:
    story, sums = runs.story, runs.sums
    room = longest_path(story.start, story.following)
    first = Moment(story.start, sums.bounded(sums.totals(story.values)))
    runs.came_by[first] = None
    depth = {first: 0}
    pending = deque([first])
    while pending:
        moment = pending.popleft()
        runs.leads[moment] = leads = {}
        if depth[moment] >= room and moment.scene in ways:
            runs.full.add(moment)
            continue
        for way in ways.get(moment.scene, ()):
            if way.test is not None and not way.test.holds(moment.totals):
                continue
            added = (total + more for total, more in zip(moment.totals, way.adds, strict=True))
            leads[way.key] = after = Moment(way.then, sums.bounded(added))
            if after not in runs.came_by:
                runs.came_by[after] = moment, way.key
                depth[after] = depth[moment] + 1
                pending.append(after)
        if len(runs.came_by) > most:
            runs.whole = False
            return


def _tests(story: Scenario, sums: Sums) -> Iterator[tuple[Step, Test]]:
    for step in story.steps:
        condition = story.choice(step).condition
        if condition is not None:
            yield step, sums.test(condition)


def _ways(story: Scenario, sums: Sums, tests: dict[Step, Test]) -> dict[str, list[_Way]]:
    return {
        scene_id: [
            _Way(key, choice.then, tests.get(Step(scene_id, key)), sums.totals(choice.add))
            for key, choice in scene.choices.items()
        ]
        for scene_id, scene in story.choosing.items()
    }
