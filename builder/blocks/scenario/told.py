"""A played story in words: the way that was taken, and the ending that counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, option_words

MOST_NAMED = 6


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
            f"{_lead(moved)} elsewhere, or under another condition: who picked "
            f"{'it' if len(moved) == 1 else 'them'} may stand at another scene; endings that were "
            "reached count.",
            parts=tuple(moved),
        )
    before, now = _ending_points(old), _ending_points(new)
    if any(before[key] != now[key] for key in before.keys() & now.keys()):
        yield Note("Its endings give other points: scores are computed anew.")
    if old.data.get("replay") and not new.data.get("replay"):
        yield Note("It cannot be played again any more; what was reached counts.")


def _lead(choices: list[str]) -> str:
    if len(choices) == 1:
        return f"Choice '{choices[0]}' leads"
    shown = ", ".join(f"'{name}'" for name in choices[:MOST_NAMED])
    more = len(choices) - MOST_NAMED
    return f"Choices {shown}{f' and {more} more' if more > 0 else ''} lead"


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


CHOICE = Sort(
    "choice",
    gone="runs in which learners picked {it} end before {it}; endings that were reached count",
)
ENDING = Sort(
    "ending",
    gone="that learners reached {it} does not count any more, and they have to reach another one",
)


TELLER = Teller(
    tell,
    sort_of=lambda option: CHOICE if "/" in option else ENDING,
    parts={"path": "", "ending": ""},
    compare=compare,
)
