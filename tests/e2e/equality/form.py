"""One form for what any target holds of a learner, so that targets can be compared.

`scorm.py`, `xapi.py` and `web.py` bring what they hold to this form; `forced.py` compares, and
knows which differences a standard forces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from builder.blocks.tracking import Interaction
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem
from builder.plan.state import State, Stored, StoredNumber, StoredText, decode

Target = Literal["scorm12", "scorm2004", "xapi", "cmi5", "web"]
Status = Literal["incomplete", "failed", "completed", "passed"]
Result = Literal["right", "wrong", "neutral"]
Value = int | str | tuple[str, ...]

AND = "[,]"
WITH = "[.]"


@dataclass(frozen=True)
class Answer:
    """An answer, as xAPI spells it: option ids, pairs of ids, a number, or the text."""

    response: str
    result: Result = "neutral"


@dataclass(frozen=True)
class Kept:
    """What the learner finds again: the state, in the authors' ids. Counters are left out."""

    status: Status = "incomplete"
    best: float | None = None
    last: str | None = None
    pages: frozenset[str] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)
    """By `ITEM field`: a number, options, or a text."""


@dataclass(frozen=True)
class Record:
    """What a target holds of one learner."""

    target: Target
    status: Status = "incomplete"
    score: float | None = None
    """From 0 to 100, with two decimals."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By the interaction's full id."""
    objectives: Mapping[str, float | None] = field(default_factory=dict)
    """Those that were reached, by full id; each with its score, if it has one."""
    viewed: frozenset[str] | None = None
    """Pages that were told of; None where a target tells of none."""
    kept: Kept | None = None


def interactions_of(plan: Plan) -> dict[str, Interaction]:
    """All lines of a report by their full ids."""
    return {row_name(item.id, row.key): row for item in plan.items for row in item.interactions}


def objectives_of(plan: Plan) -> set[str]:
    """The full ids of all objectives."""
    return {row_name(item.id, one.key) for item in plan.items for one in item.objectives}


def percent(share: float) -> float:
    """A score as it is compared: with two decimals."""
    return round(share + 1e-9, 2)


def ordered(interaction: Interaction | None, response: str) -> str:
    """A response in one spelling: options and pairs in the order of the course, plain numbers."""
    if interaction is None or not response:
        return response
    if interaction.type == "numeric":
        return f"{float(response):.12g}"
    if interaction.type not in ("choice", "likert", "matching"):
        return response
    places = {option.id: place for place, option in enumerate(interaction.options)}
    parts = response.split(AND)
    return AND.join(sorted(parts, key=lambda one: places.get(one.partition(WITH)[0], len(places))))


def kept_of(plan: Plan, state: str) -> Kept | None:
    """A state string in the authors' ids; None where it is none."""
    found = decode(state)
    if not isinstance(found, State):
        return None
    pages = {page.slot: page.id for page in plan.pages}
    return Kept(
        status=found.status,
        best=None if found.best is None else percent(found.best),
        last=None if found.last is None else pages.get(found.last, str(found.last)),
        pages=frozenset(pages.get(slot, str(slot)) for slot in found.seen),
        values={
            f"{item.id} {name}": _value(item, found.values[planned.slot])
            for item in plan.items
            for name, planned in item.fields.items()
            if planned.slot in found.values
        },
    )


def _value(item: PlannedItem, stored: Stored) -> Value:
    if isinstance(stored, StoredNumber):
        return stored.number
    if isinstance(stored, StoredText):
        return stored.text
    ids = {slot: option for option, slot in item.options.items()}
    slots = sorted(stored.slots) if isinstance(stored.slots, frozenset) else stored.slots
    return tuple(ids.get(slot, str(slot)) for slot in slots)
