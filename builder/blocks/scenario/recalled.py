"""What a played story's record stands for: the choices of the run, and the ending that counts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from builder.blocks.recalled import Answered, Done, Fact, Reached, Recaller
from builder.blocks.scenario.expression import evaluate
from builder.blocks.told import Record


def way_of(record: Record) -> tuple[tuple[str, str], ...]:
    """The choices of the run that still fit this release, each with its scene before it."""
    data = record.item.data
    scenes: Mapping[str, Any] = data.get("scenes") or {}
    now, values = data.get("start"), dict(data.get("values") or {})
    way: list[tuple[str, str]] = []
    for step in record.picked("path"):
        scene, _, choice = step.partition("/")
        leads = scenes.get(scene, {}).get("choices", {}).get(choice)
        if scene != now or leads is None or not _offered(leads, values):
            break
        for name, number in leads.get("add", {}).items():
            values[name] = values.get(name, 0) + number
        now = leads["then"]
        way.append((scene, choice))
    return tuple(way)


def _offered(leads: Mapping[str, Any], values: Mapping[str, int]) -> bool:
    return "if" not in leads or evaluate(leads["if"], values)


def _ending(record: Record) -> Mapping[str, Any] | None:
    scenes: Mapping[str, Any] = record.item.data.get("scenes") or {}
    told = scenes.get(next(iter(record.picked("ending")), ""), {})
    return told if "ending" in told else None


def facts(record: Record) -> Iterator[Fact]:
    """Choice by choice, then the ending; its score is its share of the most that any gives."""
    for scene, choice in way_of(record):
        yield Answered(scene, {"picked": [choice]})
    ending = _ending(record)
    if ending is not None:
        most, points = record.item.points, ending.get("points") or 0
        yield Reached(ending["ending"], math.floor(100 * points / most + 0.5) if most else None)


def done(record: Record) -> Done | None:
    """An ending was reached; one that was reached before the story began again still counts."""
    ending = _ending(record)
    if ending is None:
        return None
    return Done(ending.get("points") or 0, way_of(record))


RECALLER = Recaller(done, facts)
