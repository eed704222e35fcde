"""What an LMS keeps of a learner's progress: one string, and the state that it holds.

The layout is in docs/state.md. The player writes these strings (`builder/player/src/codec.ts`);
here they are read for whoever has to look into one, and written for tests and figures. Both sides
are tried against the same vectors and against each other, so that they cannot differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal

from builder.plan.alphabet import (
    CHECKSUM,
    DamagedError,
    Reader,
    bits_text,
    checksum,
    list_text,
    number_text,
)
from builder.plan.kept import escaped, text_of, unescaped, units_of
from builder.record import record

HEAD: Final = "B1"
STATUSES: Final = ("incomplete", "failed", "completed", "passed")
BEST: Final = 10_000
"""100 per cent, in hundredths of one."""

Status = Literal["incomplete", "failed", "completed", "passed"]
Refusal = Literal["empty", "damaged", "newer"]


@record
class StoredNumber:
    """A whole number."""

    number: int


@record
class StoredSet:
    """Options of an item, by their slots."""

    slots: frozenset[int]


@record
class StoredList:
    """Options of an item in order, by their slots."""

    slots: tuple[int, ...]


@record
class StoredText:
    """What the learner wrote; it may hold half a character where the browser gave one."""

    text: str


Stored = StoredNumber | StoredSet | StoredList | StoredText
TYPES: Final = (StoredNumber, StoredSet, StoredList, StoredText)


@record
class State:
    """What the player remembers of a learner, by slots only.

    `best` is the best score so far, 0 to 100 with two decimals; `last` the slot of the page that
    was open last; `seen` the slots of the pages that were opened; `rows` those of the interactions
    in the order of their first answer; `values` what fields hold, by the field's slot.
    """

    attempt: int = 0
    count: int = 0
    status: Status = "incomplete"
    best: float | None = None
    last: int | None = None
    seen: frozenset[int] = frozenset()
    rows: tuple[int, ...] = ()
    values: Mapping[int, Stored] = field(default_factory=dict)


def encode(state: State) -> str:
    """The state as a string."""
    records = [(slot, state.values[slot]) for slot in sorted(state.values)]
    heads, texts = _records(records)
    body = HEAD + _head(state) + number_text(len(records)) + heads + texts
    return text_of(body + checksum(body))


def decode(text: str) -> State | Refusal:
    """The state that the string holds, or why it cannot be had; no string is ever half read."""
    if text == "":
        return "empty"
    units = units_of(text)
    body = units[:-CHECKSUM]
    if not body.startswith("B") or units[-CHECKSUM:] != checksum(body):
        return "damaged"
    if not body.startswith(HEAD):
        return "newer"
    try:
        state = _read(Reader(body[len(HEAD) :]))
    except DamagedError:
        return "damaged"
    return state if units_of(encode(state)) == units else "damaged"


def _head(state: State) -> str:
    best = 0 if state.best is None else math.floor(state.best * 100 + 0.5) + 1
    last = 0 if state.last is None else state.last + 1
    numbers = (state.attempt, state.count, STATUSES.index(state.status), best, last)
    return "".join(map(number_text, numbers)) + bits_text(state.seen) + list_text(state.rows)


def _records(records: list[tuple[int, Stored]]) -> tuple[str, str]:
    """The records without their texts, and the texts."""
    before = -1
    heads: list[str] = []
    texts: list[str] = []
    for slot, stored in records:
        heads.append(number_text(4 * (slot - before - 1) + TYPES.index(type(stored))))
        if isinstance(stored, StoredText):
            texts.append(escaped(units_of(stored.text)))
            heads.append(number_text(len(texts[-1])))
        else:
            heads.append(_content(stored))
        before = slot
    return "".join(heads), "".join(texts)


def _content(stored: StoredNumber | StoredSet | StoredList) -> str:
    if isinstance(stored, StoredNumber):
        return number_text(stored.number)
    return bits_text(stored.slots) if isinstance(stored, StoredSet) else list_text(stored.slots)


def _read(reader: Reader) -> State:
    state = State(
        attempt=reader.number(),
        count=reader.number(),
        status=_status(reader.number()),
        best=_best(reader.number()),
        last=_less_one(reader.number()),
        seen=frozenset(reader.bits()),
        rows=reader.list(),
        values=_values(reader),
    )
    reader.end()
    return state


def _status(number: int) -> Status:
    if number >= len(STATUSES):
        raise DamagedError("no such status")
    return STATUSES[number]


def _best(number: int) -> float | None:
    hundredths = _less_one(number)
    if hundredths is None:
        return None
    if hundredths > BEST:
        raise DamagedError("more than all")
    return hundredths / 100


def _less_one(number: int) -> int | None:
    return None if number == 0 else number - 1


def _values(reader: Reader) -> dict[int, Stored]:
    """The records; a text stands after all of them, and its record has only the length."""
    values: dict[int, Stored] = {}
    lengths: dict[int, int] = {}
    slot = -1
    for _ in range(reader.number()):
        delta, kind = divmod(reader.number(), len(TYPES))
        slot += delta + 1
        if TYPES[kind] is StoredText:
            lengths[slot] = reader.number()
            values[slot] = StoredText("")
        else:
            values[slot] = _stored(kind, reader)
    for slot, length in lengths.items():
        values[slot] = StoredText(text_of(unescaped(reader.text(length))))
    return values


def _stored(kind: int, reader: Reader) -> Stored:
    if TYPES[kind] is StoredNumber:
        return StoredNumber(reader.number())
    if TYPES[kind] is StoredSet:
        return StoredSet(frozenset(reader.bits()))
    return StoredList(reader.list())
