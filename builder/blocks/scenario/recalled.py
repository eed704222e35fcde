"""What a played story's record stands for: the run that is going on, and all endings found."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from builder.blocks.recalled import Answered, Done, Fact, Reached, Recaller
from builder.blocks.scenario.expression import evaluate
from builder.blocks.told import Record, Tracked
from builder.record import record

ARROW = " → "


@record
class Run:
    """Where a run stands, and the choices that led there, each with its scene before it."""

    scene: str
    way: tuple[tuple[str, str], ...]


def run_of(record: Record) -> Run:
    """The run that is going on, as far as this release of the story allows."""
    data = record.item.data
    now, values = str(data.get("start")), dict(data.get("values") or {})
    way: list[tuple[str, str]] = []
    for step in record.picked("path"):
        scene, _, choice = step.partition("/")
        leads = _scene(record.item, scene).get("choices", {}).get(choice)
        if scene != now or leads is None or not _offered(leads, values):
            break
        for name, number in leads.get("add", {}).items():
            values[name] = values.get(name, 0) + number
        now = leads["then"]
        way.append((scene, choice))
    return Run(now, tuple(way))


def _offered(leads: Mapping[str, Any], values: Mapping[str, int]) -> bool:
    return "if" not in leads or evaluate(leads["if"], values)


def _scene(item: Tracked, scene: str) -> Mapping[str, Any]:
    scenes: Mapping[str, Mapping[str, Any]] = item.data.get("scenes") or {}
    return scenes.get(scene, {})


def _reached(record: Record) -> str:
    """The scene of the ending that counts, or "" before the first one."""
    scene = next(iter(record.picked("ending")), "")
    return scene if "ending" in _scene(record.item, scene) else ""


def _found(record: Record) -> list[str]:
    """The scenes of all endings that were ever reached, the one that counts among them."""
    scenes = dict.fromkeys((*record.picked("found"), *record.picked("ending")))
    return [scene for scene in scenes if "ending" in _scene(record.item, scene)]


def _points(item: Tracked, scene: str) -> float:
    """Points of an ending; never more than the most that a run can get."""
    return min(item.points, _scene(item, scene).get("points") or 0)


def facts(record: Record) -> Iterator[Fact]:
    """The way as a line, choice by choice, then the endings."""
    run, counts = run_of(record), _reached(record)
    if run.way and counts in ("", run.scene):
        yield Answered("", {"text": _line(record.item, run)})
    for scene, choice in run.way:
        yield Answered(scene, {"picked": [choice]})
    for scene in _found(record):
        yield Reached(_scene(record.item, scene)["ending"], _score(record.item, scene))


def _line(item: Tracked, run: Run) -> str:
    """The whole way as a teacher reads it: the title of its ending, if it has one, then steps."""
    steps = ARROW.join(map("/".join, run.way))
    ending = _scene(item, run.scene).get("ending", "")
    title = next((one.title for one in item.objectives if one.key == ending), ending)
    return f"{title}: {steps}" if title else steps


def _score(item: Tracked, scene: str) -> int | None:
    """An ending's share of the most points that a run can get."""
    return math.floor(100 * _points(item, scene) / item.points + 0.5) if item.points else None


def done(record: Record) -> Done | None:
    """An ending was reached; one that was reached before the story began again still counts.

    The way to it is only known while the run stands at it.
    """
    ending, run = _reached(record), run_of(record)
    if not ending:
        return None
    return Done(_points(record.item, ending), run.way if run.scene == ending else ())


RECALLER = Recaller(done, facts)
