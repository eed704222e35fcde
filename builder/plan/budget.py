"""The worst case of a course: how long the state string of a learner can become, and by what.

Pure figures, from the plan and the lock. Every length is the exact one for the largest value that
fits, so the total is what the string of a learner who has done and written all there is would take.
Two things of earlier releases count, because the player keeps them: pages and lines of the report
that have gone from the course but not from the lock. What fields held that have gone does not: the
player leaves it behind where there is no room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.plan.alphabet import BITS, CHECKSUM, LONGEST_NUMBER, MAX_NUMBER, number_length
from builder.plan.lock import Lock
from builder.plan.model import Plan, PlannedField, PlannedItem
from builder.plan.state import BEST, HEAD, TYPES
from builder.record import record
from builder.wording import counted

STATUS = 1
"""Digits of the status."""

FIELD_TYPES = ("number", "set", "list", "text")
"""In the order of `builder.plan.state.TYPES`."""


@record
class Share:
    """What one tracked item takes, in UTF-16 units.

    `answers`: what is kept of choices, tries and the like; `rows`: its lines of the report;
    `texts`: what may be written, with `lengths` for the single fields. `keys` are part of both.
    `drawn` is false for a question that is not among those of its pool that take most.
    """

    id: str
    kind: str
    answers: int
    rows: int
    texts: int
    keys: int
    lengths: tuple[int, ...]
    drawn: bool = True

    def keys_only(self) -> Share:
        """The same item, but empty."""
        return replace(self, answers=self.keys, rows=0, texts=0, lengths=(), drawn=False)

    @property
    def size(self) -> int:
        """All of it."""
        return self.answers + self.rows + self.texts

    @property
    def texts_in_words(self) -> str:
        """How many texts there are and how long they may be: "2 texts of 300, 1 text of 600"."""
        counts = Counter(self.lengths)
        return ", ".join(f"{counted(n, 'text')} of {length:,}" for length, n in counts.items())


@record
class Budget:
    """Everything that takes room in a state string, in UTF-16 units.

    `frame`: what every state has, however small the course; `pages`: which ones were opened;
    `gone`: lines of the report of earlier releases. `shares` stand in the order of the course.
    """

    frame: int
    pages: int
    gone: int
    shares: tuple[Share, ...]

    @property
    def before_shares(self) -> int:
        """What no single block can be blamed for."""
        return self.frame + self.pages + self.gone

    @property
    def total(self) -> int:
        """The longest that a state string can be."""
        return self.before_shares + sum(share.size for share in self.shares)

    def in_words(self, room: int | None) -> str:
        """The whole, beside the room that there is."""
        most = f"at most {self.total:,}"
        return f"{most} characters" if room is None else f"{most} of {room:,} characters"

    def breaking(self, room: int) -> Share | None:
        """The share with which, in the order of the course, the room is exceeded."""
        so_far = self.before_shares
        for share in self.shares:
            so_far += share.size
            if so_far > room:
                return share
        return None


def budget_of(plan: Plan, lock: Lock) -> Budget:
    """The worst case of a plan. The lock is the one that the plan was made with."""
    keys = _keys(plan, lock)
    known = {row.slot for item in plan.items for row in item.interactions}
    rows = lock.interactions.taken.values()
    return Budget(
        frame=_frame(len(keys), len(rows), _highest(lock.pages.taken.values())),
        pages=_bits(_highest(lock.pages.taken.values())),
        gone=sum(number_length(slot) for slot in rows if slot not in known),
        shares=tuple(_in_play(plan, [_share(item, lock, keys) for item in plan.items])),
    )


def _in_play(plan: Plan, shares: list[Share]) -> Iterator[Share]:
    """Of the questions of a pool a learner has so many as it draws: in the worst case the largest.

    Of the others the keys count all the same: where a record is missing, the key of the next one
    grows, but by no more than the key that is missing.
    """
    left_out: set[str] = set()
    size = {share.id: share.size - share.keys for share in shares}
    for pool in (item for item in plan.items if item.draw is not None):
        members = [item.id for item in plan.items if item.pool == pool.id]
        left_out |= set(sorted(members, key=lambda one: -size[one])[pool.draw :])
    for share in shares:
        yield share.keys_only() if share.id in left_out else share


def _frame(records: int, rows: int, last_page: int) -> int:
    """Head, numbers of the attempt, how many rows and records there are, checksum."""
    numbers = (BEST + 1, last_page + 1, rows, records)
    fixed = len(HEAD) + 2 * LONGEST_NUMBER + STATUS + CHECKSUM
    return fixed + sum(map(number_length, numbers))


def _highest(slots: Iterable[int]) -> int:
    return max(slots, default=-1)


def _bits(highest: int) -> int:
    """A bit set in which every bit up to the highest may be set."""
    digits = highest // BITS + 1
    return number_length(digits) + digits


def _keys(plan: Plan, lock: Lock) -> dict[int, int]:
    """How long the key of each record is, by the field's slot, when no field is empty.

    That is the worst: without a record the key of the next one grows, but by less than the record.
    """
    fields = sorted(
        (field.slot, FIELD_TYPES.index(field.type))
        for item in plan.items
        for field in item.fields.values()
        if _content(item, field, lock) > 0
    )
    before = -1
    keys: dict[int, int] = {}
    for slot, kind in fields:
        keys[slot] = number_length(len(TYPES) * (slot - before - 1) + kind)
        before = slot
    return keys


def _content(item: PlannedItem, field: PlannedField, lock: Lock) -> int:
    """The longest content of a field's record with its text; 0 if it can never hold anything."""
    limit = min(field.limit, MAX_NUMBER)
    options = lock.options.get(item.id)
    highest = _highest(options.taken.values() if options else ())
    if limit == 0 or (field.type in ("set", "list") and not item.options):
        return 0
    if field.type == "number":
        return number_length(limit)
    if field.type == "text":
        return number_length(limit) + limit
    if field.type == "set":
        return _bits(highest)
    return number_length(limit) + limit * number_length(highest)


def _share(item: PlannedItem, lock: Lock, keys: Mapping[int, int]) -> Share:
    sizes = [
        (field, keys[field.slot] + _content(item, field, lock))
        for field in item.fields.values()
        if field.slot in keys
    ]
    return Share(
        id=item.id,
        kind=item.kind,
        answers=sum(size for field, size in sizes if field.type != "text"),
        rows=sum(number_length(row.slot) for row in item.interactions),
        texts=sum(size for field, size in sizes if field.type == "text"),
        keys=sum(keys[field.slot] for field, _ in sizes),
        lengths=tuple(_lengths(item)),
    )


def _lengths(item: PlannedItem) -> Iterator[int]:
    for field in item.fields.values():
        if field.type == "text":
            yield field.limit
