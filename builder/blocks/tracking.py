"""The words in which blocks say what they track. No standard's vocabulary is used here.

The plan numbers these (slots), sizes them and hands them to the player as JSON; trackers turn the
player's facts into SCORM rows or statements.
"""

from dataclasses import field
from typing import Any, Literal

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from builder.record import named_record


class Tracked:
    """A part of the tracking plan; written as JSON in camelCase for the player."""

    __pydantic_config__ = ConfigDict(
        extra="forbid", alias_generator=to_camel, populate_by_name=True, defer_build=True
    )
    """How plans of packages are read, which anyone may have made."""


@named_record
class Field(Tracked):
    """One remembered value of an item.

    `number`: a whole number from 0 to `limit`; 0 is "nothing yet" and is not stored.
    `set`: options of the item, each in or out. `list`: options in order, at most `limit` of them.
    `text`: a text of at most `limit` UTF-16 units.
    """

    name: str
    type: Literal["number", "set", "list", "text"]
    limit: int = 1


@named_record
class Option(Tracked):
    """Something a learner can pick: the author's id, and the words that a report shows."""

    id: str
    text: str


@named_record
class Interaction(Tracked):
    """One line of a teacher's report: a question asked and how it can be answered.

    `key` tells the interactions of one item apart ("" for an item that has only one); the full id
    is `item.id` or `item.id.key`. `correct` holds the right answer: option ids (for `sequencing` in
    their order), accepted texts, or for `matching` a `SOURCE.TARGET` for each option (no id has a
    point in it); empty where nothing is right or wrong. `tolerance`: how far a number may be from
    the right one. `options` are what can be picked or put in order, or the sources that are matched
    with `targets`.
    """

    key: str = ""
    type: Literal[
        "choice",
        "true-false",
        "fill-in",
        "long-fill-in",
        "numeric",
        "likert",
        "matching",
        "sequencing",
    ]
    ask: str
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] | None = None
    correct: tuple[str, ...] = ()
    tolerance: float | None = None
    weight: float = 0


@named_record
class Objective(Tracked):
    """A result that is reported beside the course's own: a rating's group, an ending."""

    key: str = ""
    title: str


@named_record
class Item(Tracked):
    """What is tracked of one block.

    `options` are the ids that get slots of their own, so that sets and lists survive re-ordering.
    `data` is what the block's logic in the player needs to know (answers, tries, scenes).
    `label` names the item to a learner ("what is still missing"). `private` items are never sent
    as answers to anyone.

    An item with `draw` is a pool: of the items that name it as their `pool` a learner gets that
    many, and has nothing to do with the others. Its `points` are those of the items that are drawn,
    so whatever adds up points leaves out items with a `pool`.
    """

    id: str
    kind: str
    label: str
    required: bool = True
    points: float = 0
    private: bool = False
    pool: str | None = None
    draw: int | None = None
    fields: tuple[Field, ...] = ()
    options: tuple[str, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    objectives: tuple[Objective, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
