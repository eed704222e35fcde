"""Slots and their lock: small numbers for everything that a learner's progress holds.

A slot is allotted once and never given to anything else, even after its owner has gone, like the
field numbers of a wire format. So a learner's state written by one release is readable by the next.
The numbers live in `tracking.lock`, which the author commits with the course.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, Place, Rule, Span
from builder.source.text import decode
from builder.source.yaml import parse

LOCK_FILE = "tracking.lock"
LOCK_VERSION = "1"
MAX_SLOT = 100_000

DAMAGED_LOCK = Rule("BC701", "The tracking lock is damaged")

TAKE_BACK = f"Take {LOCK_FILE} from the last release back (git checkout); learners need it."
ONE_SIDE = (
    "Take the side whose numbers learners have already (git checkout --ours, or --theirs, "
    f"{LOCK_FILE}; any side if none was released), then build: the rest gets new numbers."
)

ONE_BRANCH = (
    f"Take {LOCK_FILE} from the branch whose numbers learners have already (git checkout BRANCH -- "
    f"{LOCK_FILE}; from any if none was released), then build: the rest gets new numbers."
)

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)

HEADER = """\
# Written by build-course; commit it with the course and do not edit it.
# It gives everything that a learner's progress holds a number that never changes,
# so that a new release of the course keeps what was recorded with an old one.
"""


@dataclass
class Numbers:
    """One series of slots: names to numbers, none ever given twice."""

    taken: dict[str, int] = field(default_factory=dict)

    def slot(self, name: str) -> int:
        """The number of `name`: the one it has, or the next free one."""
        if name not in self.taken:
            self.taken[name] = max(self.taken.values(), default=-1) + 1
        return self.taken[name]


@dataclass
class Lock:
    """All slots of a course, those of things that have gone included."""

    pages: Numbers = field(default_factory=Numbers)
    fields: Numbers = field(default_factory=Numbers)
    interactions: Numbers = field(default_factory=Numbers)
    options: dict[str, Numbers] = field(default_factory=dict)
    scales: dict[str, dict[str, str]] = field(default_factory=dict)
    """The words of each scale's points (see scales.py)."""

    def options_of(self, item: str) -> Numbers:
        """The slots of an item's options."""
        return self.options.setdefault(item, Numbers())

    def to_text(self) -> str:
        """The lock as it stands in the file: sorted by number, one name a line."""
        lines = [HEADER + f"lock: {LOCK_VERSION}"]
        for title, numbers in (
            ("pages", self.pages),
            ("fields", self.fields),
            ("interactions", self.interactions),
        ):
            lines += _section(title, numbers, "")
        with_options = {item: numbers for item, numbers in self.options.items() if numbers.taken}
        if with_options:
            lines.append("options:")
            for item in sorted(with_options):
                lines += _section(item, with_options[item], "  ")
        if self.scales:
            lines.append("scales:")
            for name, points in sorted(self.scales.items()):
                lines += [f"  {name}:", *(f"    {n}: {_quoted(say)}" for n, say in points.items())]
        return "\n".join(lines) + "\n"


def _section(title: str, numbers: Numbers, indent: str) -> list[str]:
    if not numbers.taken:
        return []
    by_number = sorted(numbers.taken.items(), key=lambda pair: pair[1])
    return [f"{indent}{title}:", *(f"{indent}  {name}: {number}" for name, number in by_number)]


def _quoted(say: str) -> str:
    """Words on one line of YAML."""
    return json.dumps(say, ensure_ascii=False)


def read_lock(source: str | bytes) -> tuple[Lock, list[Diagnostic]]:
    """The lock that stands in a file, and what is wrong with it.

    A damaged lock is never guessed at: the numbers in it decide what learners get back.
    """
    text, found = decode(source, LOCK_FILE) if isinstance(source, bytes) else (source, [])
    if text is None:
        return Lock(), [_damaged(one.place, one.message) for one in found]
    marker = _CONFLICT.search(text)
    if marker:
        return Lock(), [_in_conflict(text.count("\n", 0, marker.start()) + 1, marker[0].rstrip())]
    parsed = parse(text, LOCK_FILE)
    if parsed.diagnostics:
        return Lock(), [_damaged(found.place, found.message) for found in parsed.diagnostics]
    try:
        return _lock_of(parsed.data), []
    except GivenTwiceError as error:
        return Lock(), [_damaged(error.place, str(error), ONE_BRANCH)]
    except ValueError as error:
        return Lock(), [_damaged(Place(LOCK_FILE), str(error))]


def _damaged(place: Place, why: str, what_to_do: str = TAKE_BACK) -> Diagnostic:
    said = f"The tracking lock cannot be read: {why.rstrip('.')}."
    return DAMAGED_LOCK.at(place, said, what_to_do)


def _in_conflict(line: int, marker: str) -> Diagnostic:
    place = Place(LOCK_FILE, span=Span(line, 1, line, len(marker) + 1))
    return _damaged(place, "two branches changed it, and the merge is not finished", ONE_SIDE)


class GivenTwiceError(ValueError):
    """A number stands for two names: two branches gave it out."""

    def __init__(self, place: Place, number: int, one: str, other: str) -> None:
        super().__init__(f"the number {number} is given twice, to '{one}' and to '{other}'")
        self.place = place


def _lock_of(data: object) -> Lock:
    top = _mapping(data, "the file")
    if top.get("lock") != LOCK_VERSION:
        raise ValueError(f"it does not say lock: {LOCK_VERSION}")
    unknown = set(top) - {"lock", "pages", "fields", "interactions", "options", "scales"}
    if unknown:
        raise ValueError(f"it has an unknown part {sorted(unknown)[0]!r}")
    options = _mapping(top.get("options") or {}, "options")
    return Lock(
        pages=_numbers(top.get("pages"), "pages"),
        fields=_numbers(top.get("fields"), "fields"),
        interactions=_numbers(top.get("interactions"), "interactions"),
        options={item: _numbers(names, "options", item) for item, names in options.items()},
        scales=_scales(top.get("scales")),
    )


def _scales(data: object) -> dict[str, dict[str, str]]:
    scales = _mapping(data or {}, "scales")
    return {name: _points(points, name) for name, points in scales.items()}


def _points(data: object, where: str) -> dict[str, str]:
    points = _mapping(data, where)
    if list(points) != [str(number) for number in range(1, len(points) + 1)]:
        raise ValueError(f"the points of {where} are not numbered 1, 2, 3 and so on")
    return {number: _words(say, where) for number, say in points.items()}


def _words(data: object, where: str) -> str:
    if isinstance(data, str):
        return data
    raise ValueError(f"a point of {where} has no words")


def _mapping(data: object, where: str) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise ValueError(f"{where} is no list of names and numbers")
    return data


def _numbers(data: object, *where: str) -> Numbers:
    names = _mapping(data or {}, where[-1])
    taken = {name: _number(value, name) for name, value in names.items()}
    owners: dict[int, str] = {}
    for name, number in taken.items():
        if owners.setdefault(number, name) != name:
            place = Place(LOCK_FILE).key(*where, name)
            raise GivenTwiceError(place, number, owners[number], name)
    return Numbers(taken)


def _number(value: object, name: str) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and int(value) < MAX_SLOT:
        return int(value)
    raise ValueError(f"{name} has no number")
