"""What a learner's state says, in terms of the package that wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.tellers import teller_of
from builder.blocks.told import Record
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedField, PlannedItem, PlannedPage
from builder.plan.state import (
    HEAD,
    Refusal,
    State,
    Stored,
    StoredList,
    StoredNumber,
    StoredSet,
    StoredText,
)
from builder.record import record

TYPES: dict[str, type[Stored]] = {
    "number": StoredNumber,
    "set": StoredSet,
    "list": StoredList,
    "text": StoredText,
}

REFUSED: dict[Refusal, tuple[str, str]] = {
    "empty": (
        "The string is empty: nothing is recorded of this learner's progress.",
        "That is so before the first visit, and after the start of a new attempt.",
    ),
    "damaged": (
        "The string is damaged, cut off, or not one of a build-course package.",
        "Copy it again, from B1 to its last character; best from an export or the database, as a "
        "page in a browser shows two blanks as one. If it is so in the LMS, the player begins a "
        "new record; score, status and answers that were reported stay in the LMS.",
    ),
    "newer": (
        "The string was written by a newer player than this version of build-course knows.",
        "Update build-course; and see that the LMS has the newest package, not an older one.",
    ),
}
"""For each reason why a string cannot be read: what is the matter, and what to do."""


FOREIGN = (
    "This is not the progress of a build-course package, or its beginning is missing: there is no "
    "B1.",
    "Look for cmi.suspend_data in the LMS's own data, and copy all of it.",
)
NEAR = 100
"""Where at the latest a string begins, whatever stands around it."""


def refusal(reason: Refusal, source: str) -> tuple[str, str]:
    """What is the matter with a string that cannot be read, and what to do."""
    says, what_to_do = REFUSED[reason]
    if reason != "damaged":
        return says, what_to_do
    if HEAD not in source[:NEAR]:
        return FOREIGN
    length = len(source.strip())
    return f"The string is damaged or cut off; it has {length:,} characters.", what_to_do


@record
class Told:
    """One item with its record, and the record in words."""

    item: PlannedItem
    record: Record
    lines: tuple[str, ...]
    drawn: bool = True
    """False for a question of a pool that this learner has nothing to do with."""


@record
class Explained:
    """A state in terms of a plan; what the plan does not know is left over."""

    plan: Plan
    state: State
    items: tuple[Told, ...]
    rows: tuple[str, ...]
    """The owners of the lines of the report, in order; "" for one that the plan does not know."""
    strange: dict[int, Stored]
    """Values of fields that the plan does not know, or knows in another form."""
    strange_pages: int

    @property
    def last(self) -> PlannedPage | None:
        """The page that was open last."""
        return next((one for one in self.plan.pages if one.slot == self.state.last), None)

    def seen(self, page: PlannedPage) -> bool:
        """Whether a page was opened."""
        return page.slot in self.state.seen

    @property
    def mostly_strange(self) -> bool:
        """Whether the plan knows less than half of it."""
        return 2 * len(self.strange) > len(self.state.values)

    @property
    def pages_seen(self) -> int:
        """How many pages of this release were opened."""
        return sum(map(self.seen, self.plan.pages))

    def on(self, page: PlannedPage) -> list[Told]:
        """What stands on a page."""
        return [one for one in self.items if one.item.page == page.id]


def explain(plan: Plan, state: State, *, private: bool = False) -> Explained:
    """A state in the words of a plan; what is a learner's own is only told with `private`."""
    known = {page.slot for page in plan.pages}
    owners = {
        row.slot: row_name(item.id, row.key) for item in plan.items for row in item.interactions
    }
    return Explained(
        plan,
        state,
        tuple(_items(plan, state, private)),
        tuple(owners.get(slot, "") for slot in state.rows),
        _strange(plan, state),
        len(state.seen - known),
    )


def _items(plan: Plan, state: State, private: bool) -> Iterator[Told]:
    """Each item with its record; a pool stands before its questions."""
    drawn = drawn_by_pool(plan, state)
    for item in plan.items:
        record = record_of(item, state, veiled=item.private and not private)
        lines = tuple(teller_of(item.kind).tell(record)) if record.begun else ()
        mine = item.pool is None or item.id in drawn.get(item.pool, ())
        yield Told(item, record, lines, mine)


def drawn_by_pool(plan: Plan, state: State) -> dict[str, tuple[str, ...]]:
    """The questions that each pool drew for this learner, by their full ids."""
    pools = (item for item in plan.items if item.draw is not None)
    return {
        pool.id: tuple(
            f"{pool.id}.{name}" for name in record_of(pool, state, veiled=False).picked("drawn")
        )
        for pool in pools
    }


def record_of(item: PlannedItem, state: State, *, veiled: bool) -> Record:
    """What a state holds of an item, by the names of its fields and options."""
    numbers: dict[str, int] = {}
    picks: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for name, stored in _stored(item, state):
        if isinstance(stored, StoredNumber):
            numbers[name] = min(stored.number, item.fields[name].limit)
        elif isinstance(stored, StoredText):
            texts[name] = stored.text
        elif options := _options(item, stored):
            picks[name] = options
    return Record(item, numbers, picks, texts, veiled)


def _stored(item: PlannedItem, state: State) -> Iterator[tuple[str, Stored]]:
    for name, field in item.fields.items():
        stored = state.values.get(field.slot)
        if stored is not None and _fits(field, stored):
            yield name, stored


def _fits(field: PlannedField, stored: Stored) -> bool:
    return isinstance(stored, TYPES[field.type])


def _options(item: PlannedItem, stored: StoredSet | StoredList) -> tuple[str, ...]:
    """The options of this release, in the author's order for a set and in their own for a list."""
    if isinstance(stored, StoredSet):
        return tuple(one for one, slot in item.options.items() if slot in stored.slots)
    by_slot = {slot: one for one, slot in item.options.items()}
    return tuple(by_slot[slot] for slot in stored.slots if slot in by_slot)


def _strange(plan: Plan, state: State) -> dict[int, Stored]:
    fields = {field.slot: field for item in plan.items for field in item.fields.values()}
    return {
        slot: stored
        for slot, stored in state.values.items()
        if slot not in fields or not _fits(fields[slot], stored)
    }
