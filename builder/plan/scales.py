"""What the points of each scale mean: kept in the lock, because learners' answers are numbers.

A learner's 3 of 4 is kept as a 3. If the scale gets a fifth point, or its points change places,
that 3 means something else; so both are errors. Other words for the same points are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.rate import Rate
from builder.blocks.rate.scale import Scale
from builder.diagnostics import Diagnostic, Place, Rule
from builder.markdown import plain
from builder.model.course import Course
from builder.plan.lock import LOCK_FILE, Lock
from builder.wording import counted

OTHER_POINTS = Rule("BC714", "A scale in use has other points than before")
POINTS_MOVED = Rule("BC715", "A point of a scale in use has changed places")

_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def changed_scales(course: Course, lock: Lock) -> Iterator[Diagnostic]:
    """Scales whose points do not mean any more what they meant when the lock was written."""
    for name, scale in _used(course).items():
        before = lock.scales.get(name)
        if before is None:
            continue
        now = _points(scale)
        if len(before) != len(now):
            yield _other_points(name, len(before), len(now))
        else:
            yield from _moved(name, before, now)


def remember_scales(course: Course, lock: Lock) -> None:
    """Write the points of all scales in use into the lock. A scale that has gone stays there."""
    for name, scale in _used(course).items():
        if scale.points:
            lock.scales[name] = _points(scale)


def _used(course: Course) -> dict[str, Scale]:
    """The scales that learners rate themselves on."""
    names = {block.scale for _, _, block in course.walk() if isinstance(block, Rate)}
    found = {name: course.find(Scale, name) for name in sorted(names)}
    return {name: scale for name, scale in found.items() if scale is not None}


def _points(scale: Scale) -> dict[str, str]:
    """The words of each point, as one line of what can be seen."""
    return {
        point: " ".join(_NOT_IN_A_LINE.sub(" ", plain(say)).split())
        for point, say in scale.points.items()
    }


def _other_points(name: str, before: int, now: int) -> Diagnostic:
    has = f"now it has {now}" if now else "now it has levels"
    return OTHER_POINTS.at(
        Place(f"scales/{name}.yaml", ("points",) if now else ("levels",), on_key=True),
        f"The scale '{name}' had {counted(before, 'point')} when it was last built; {has}.",
        _way_out(name),
    )


def _moved(name: str, before: dict[str, str], now: dict[str, str]) -> Iterator[Diagnostic]:
    for point, say in now.items():
        old = next((old for old, words in before.items() if words == say), point)
        if old != point and before[point] != say:
            yield POINTS_MOVED.at(
                Place(f"scales/{name}.yaml", ("points", point)),
                f"'{say}' was point {old} of the scale '{name}' when it was last built.",
                _way_out(name),
            )


def _way_out(name: str) -> str:
    return (
        "Answers that learners have given would mean something else: make a scale with another "
        f"name. If nobody has rated on it yet, delete {name} below scales: in {LOCK_FILE}."
    )
