"""A played story in words: the way that was taken, and the ending that counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, option_words
from builder.wording import counted

MOST_NAMED = 6


def tell(record: Record) -> Iterator[str]:
    """The choices of the run that goes on, the ending that counts, and what else was found."""
    words = option_words(record.item)
    path = record.picked("path")
    for step in path:
        yield f"in “{step.partition('/')[0]}”: {words.get(step, step)}"
    if not path:
        yield "stands at the beginning"
    for scene in record.picked("ending"):
        yield _ending(record.item, scene)
    found = [scene for scene in record.picked("found") if scene not in record.picked("ending")]
    if found:
        titles = ", ".join(f"“{_title(record.item, scene)}”" for scene in found)
        yield f"has also found {counted(len(found), 'other ending')}: {titles}"


def _ending(item: Tracked, scene: str) -> str:
    said = f"reached the ending “{_title(item, scene)}”"
    if not item.points:
        return said
    points = min(item.points, _scenes(item).get(scene, {}).get("points", 0))
    return f"{said}: {points:g} of {item.points:g} points"


def _title(item: Tracked, scene: str) -> str:
    titles = {objective.key: objective.title for objective in item.objectives}
    return titles.get(_scenes(item).get(scene, {}).get("ending", ""), scene)


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
    yield from _replay(old, new)
    yield from _back(old, new)


def _replay(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = _counting(old), _counting(new)
    if before == now:
        return
    if now == "false":
        yield Note("It cannot be played again any more; what was reached counts.")
    elif before == "false":
        yield Note(f"It may be played again now: of all endings the {now} one counts.")
    else:
        until = "another one is as good" if now == "best" else "another one is reached"
        yield Note(
            f"The {now} ending counts now, before the {before} one: what counted counts until "
            f"{until}."
        )


def _counting(item: Tracked) -> str:
    """`best`, `last`, or `false` for a story that is played once; once it was yes or no."""
    said = item.data.get("replay")
    return str(said) if said in ("last", "false") else "best" if said else "false"


def _back(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = (bool(item.data.get("back")) for item in (old, new))
    if now and not before:
        yield Note("Choices may be taken back now.")
    if before and not now:
        yield Note("Choices cannot be taken back any more; the way that was taken stays.")


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
    sort_of=lambda item, option: CHOICE if "/" in option else ENDING,
    parts={"path": "", "ending": "", "found": ""},
    compare=compare,
)
