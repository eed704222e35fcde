"""A played story in words: the way that was taken, and the ending that counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.blocks.told import Note, Record, Teller, Tracked, option_words


def tell(record: Record) -> Iterator[str]:
    """The choices of the run that goes on, and what was reached."""
    words = option_words(record.item)
    path = record.picked("path")
    for step in path:
        yield f"in “{step.partition('/')[0]}”: {words.get(step, step)}"
    if not path:
        yield "stands at the beginning"
    for scene in record.picked("ending"):
        yield _ending(record.item, scene)


def _ending(item: Tracked, scene: str) -> str:
    told = _scenes(item).get(scene, {})
    titles = {objective.key: objective.title for objective in item.objectives}
    said = f"reached the ending “{titles.get(told.get('ending', ''), scene)}”"
    if not item.points:
        return said
    return f"{said}: {told.get('points', 0):g} of {item.points:g} points"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether a way that was taken leads elsewhere now."""
    if old.data.get("start") != new.data.get("start"):
        yield Note(
            "The story begins with another scene: runs that are not at an ending begin again; "
            "endings that were reached count.",
            lost=True,
        )
    moved = sorted(key for key, way in _ways(old).items() if _leads_elsewhere(way, key, new))
    if moved:
        yield Note(
            "Choices lead elsewhere, or ask for something else: who made one stands at another "
            "scene; endings that were reached count.",
            parts=tuple(moved),
        )
    before, now = _ending_points(old), _ending_points(new)
    if any(before[key] != now[key] for key in before.keys() & now.keys()):
        yield Note("Its endings give other points: scores are computed anew.")
    if old.data.get("replay") and not new.data.get("replay"):
        yield Note("It cannot be played again any more; what was reached counts.")


def _leads_elsewhere(way: dict[str, Any], key: str, new: Tracked) -> bool:
    now = _ways(new).get(key)
    return now is not None and now != way


def _scenes(item: Tracked) -> dict[str, Any]:
    scenes: dict[str, Any] = item.data.get("scenes") or {}
    return scenes


def _ways(item: Tracked) -> dict[str, Any]:
    return {
        f"{scene}/{key}": way
        for scene, told in _scenes(item).items()
        for key, way in (told.get("choices") or {}).items()
    }


def _ending_points(item: Tracked) -> dict[str, Any]:
    return {key: told.get("points") for key, told in _scenes(item).items() if "ending" in told}


TELLER = Teller(tell, option="choice or ending", parts={"path": "", "ending": "", "found": ""},
                compare=compare)  # fmt: skip
