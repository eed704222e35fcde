"""Whether the tracking lock follows the one with which the old package was built.

If it does not, a number may stand for something else than in learners' states: then they get
other people's answers as it were, which is worse than losing theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.plan.lock import LOCK_FILE, Lock, Numbers
from builder.plan.make import row_name
from builder.plan.model import Plan
from builder.record import record

MOST_NAMED = 5


@record
class _Given:
    """A number that learners' states hold, and what it stands for in the old package."""

    name: str
    slot: int
    numbers: Numbers
    item: str = ""
    """The item whose option it is."""

    @property
    def moved(self) -> bool:
        """Whether its name has another number now."""
        return self.numbers.taken.get(self.name, self.slot) != self.slot

    @property
    def shown(self) -> str:
        return f"'{self.name}' of {self.item}" if self.item else f"'{self.name}'"


NO_LOCK = (
    f"There is no {LOCK_FILE}: all numbers would be given out anew, also those of things that have "
    "gone, which may still be in learners' records."
)


def compare_lock(old: Plan, lock: Lock) -> Iterator[str]:
    """What is wrong with the lock, gravest first; nothing if it is the old one or a later one."""
    given = list(_given(old, lock))
    owners = {id(one.numbers): _owners(one.numbers) for one in given}
    taken = [
        (one, owner)
        for one in given
        if (owner := owners[id(one.numbers)].get(one.slot, one.name)) != one.name
    ]
    if taken:
        pairs = ", ".join(f"{one.shown} as '{owner}'" for one, owner in taken[:MOST_NAMED])
        yield (
            "Numbers stand for something else, so that what was recorded would count as "
            f"something else: {pairs}{_more(len(taken))}."
        )
    mixed = {id(one) for one, _ in taken}
    others = [one for one in given if one.moved and id(one) not in mixed]
    if others:
        yield (
            f"Things have other numbers, so that what was recorded of them is lost: "
            f"{_names(others)}."
        )
    lacking = [one for one in given if one.name not in one.numbers.taken and id(one) not in mixed]
    if lacking:
        yield (
            f"The lock has forgotten the numbers of {_names(lacking)}. They may be given to "
            "something else."
        )


def _names(given: list[_Given]) -> str:
    return ", ".join(one.shown for one in given[:MOST_NAMED]) + _more(len(given))


def _more(count: int) -> str:
    return f" and {count - MOST_NAMED} more" if count > MOST_NAMED else ""


def _owners(numbers: Numbers) -> dict[int, str]:
    return {slot: name for name, slot in numbers.taken.items()}


def _given(old: Plan, lock: Lock) -> Iterator[_Given]:
    for page in old.pages:
        yield _Given(page.id, page.slot, lock.pages)
    for item in old.items:
        for name, field in item.fields.items():
            yield _Given(f"{item.id}/{name}", field.slot, lock.fields)
        for row in item.interactions:
            yield _Given(row_name(item.id, row.key), row.slot, lock.interactions)
        options = lock.options.get(item.id, Numbers())
        for name, slot in item.options.items():
            yield _Given(name, slot, options, item.id)
