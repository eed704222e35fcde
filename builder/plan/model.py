"""The tracking plan: the one list of all that a learner can do and anyone may want to know.

Written as JSON (`Plan.to_json`) it is what the player in the browser runs on; its shape is
versioned by `FORMAT` and mirrored in `builder/player/src/plan.ts`.
"""

import json
from dataclasses import fields
from functools import cache, cached_property
from typing import Any, Final, Literal

from pydantic.alias_generators import to_camel

from builder.blocks.tracking import Interaction, Objective, Tracked
from builder.record import named_record

FORMAT: Final = 1


@named_record
class CourseFacts(Tracked):
    """What the player needs to know about the course itself.

    `iri` and `description` are for xAPI; they are there if the author gave them.
    """

    id: str
    title: str
    version: str
    language: str
    iri: str | None = None
    description: str | None = None


@named_record
class Completion(Tracked):
    """When the course is done. Exactly one of the three ways is meant by `when`."""

    when: Literal["all-required", "pages", "modules"]
    share: float = 1.0
    modules: tuple[str, ...] = ()
    pass_mark: int | None = None


@named_record
class Rules(Tracked):
    """The course's rules: in which order pages open, when it is done, what it then reports.

    `units` is for cmi5 alone: each module is launched by itself (`builder.plan.units`). Without it
    the course is launched as a whole, as it is everywhere else.
    """

    order: Literal["free", "linear"]
    completion: Completion
    status: Literal["completed", "passed"]
    units: Literal["modules"] | None = None


@named_record
class PlannedModule(Tracked):
    """A module and its pages in order (full ids). `description`: its outcomes, for xAPI."""

    id: str
    title: str
    description: str | None = None
    pages: tuple[str, ...]


@named_record
class PlannedPage(Tracked):
    """A page: its slot, whether it holds the next page back, and what is tracked on it."""

    id: str
    slot: int
    title: str
    module: str
    gate: bool
    items: tuple[str, ...]


@named_record
class PlannedField(Tracked):
    """A remembered value of an item, with its slot."""

    slot: int
    type: Literal["number", "set", "list", "text"]
    limit: int


@named_record
class PlannedInteraction(Interaction):
    """A line of the teacher's report, with its slot: rows are remembered by it, not by position."""

    slot: int


@named_record
class PlannedItem(Tracked):
    """A tracked item with its slots; see `builder.blocks.tracking.Item` for the meaning."""

    id: str
    kind: str
    label: str
    page: str
    required: bool
    points: float
    private: bool
    pool: str | None = None
    draw: int | None = None
    fields: dict[str, PlannedField]
    options: dict[str, int]
    interactions: tuple[PlannedInteraction, ...]
    objectives: tuple[Objective, ...]
    data: dict[str, Any]


@named_record
class Plan(Tracked):
    """The whole plan of a course."""

    format: Literal[1] = FORMAT
    course: CourseFacts
    rules: Rules
    modules: tuple[PlannedModule, ...]
    pages: tuple[PlannedPage, ...]
    items: tuple[PlannedItem, ...]

    @classmethod
    def of(cls, data: Any) -> "Plan":
        """The plan that was written so, by whoever: this release, an older one, or a stranger.

        Raises:
            pydantic.ValidationError: it is no plan.
        """
        from pydantic import TypeAdapter  # only what compares releases reads plans

        return TypeAdapter(cls).validate_python(data)

    def to_json(self) -> str:
        """The plan as the player reads it: compact JSON in camelCase, keys in a fixed order."""
        return json.dumps(self, default=_parts, ensure_ascii=False, separators=(",", ":"))

    def items_of(self, block: str) -> list[PlannedItem]:
        """What is tracked of the block of that full id, its own item first."""
        return self._by_block.get(block, [])

    @property
    def rows(self) -> int:
        """The most lines of a report that one learner's answers can fill."""
        lines = sum(len(item.interactions) for item in self.items if not item.private)
        pools = (item for item in self.items if item.draw is not None)
        return lines - sum(len(pool.options) - (pool.draw or 0) for pool in pools)

    @cached_property
    def _by_block(self) -> dict[str, list[PlannedItem]]:
        """Items by the first three parts of their ids: module, page, block."""
        found: dict[str, list[PlannedItem]] = {}
        for item in self.items:
            found.setdefault(".".join(item.id.split(".")[:3]), []).append(item)
        return found

    @property
    def points(self) -> float:
        """The most points that a learner can get, whatever is drawn; 0 for an unscored course."""
        return sum(item.points for item in self.items if item.pool is None)

    @property
    def mark(self) -> int | None:
        """Per cent of the points from which it is passed; none where nothing gives points."""
        return self.rules.completion.pass_mark if self.points else None


def _parts(value: Tracked) -> dict[str, Any]:
    """A part of the plan as JSON has it: without what is not there."""
    kind: Any = type(value)
    parts = ((key, getattr(value, name)) for name, key in _keys(kind))
    return {key: part for key, part in parts if part is not None}


@cache
def _keys(kind: Any) -> list[tuple[str, str]]:
    """The fields of a type, and what they are called in JSON."""
    return [(one.name, to_camel(one.name)) for one in fields(kind)]
