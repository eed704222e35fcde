"""Questions that are answered by putting things where they belong: match, order, rank."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Flag, Id, Line, Lookup
from builder.blocks.question.choosing import need_choice, need_last, options_of
from builder.blocks.question.common import (
    NO_OUTCOMES,
    Judged,
    Outcome,
    QuestionBase,
    no_outcomes,
    no_same_texts,
    shuffled,
)
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain

CHOICE = "choice/"
"""What the ids of a match's choices begin with among its options, where the items have theirs."""


def scrambled(ids: Iterable[str], name: str) -> list[str]:
    """The ids in an order that only depends on them and on `name`: for print, and without scripts.

    With scripts each learner gets an order of their own (`builder/player/src/shuffle.ts`).
    """
    return sorted(ids, key=lambda one: hashlib.sha256(f"{name}/{one}".encode()).digest())


class Match(Judged):
    """Each item has one choice that is right for it; a choice may fit several items, or none."""

    outcomes: ClassVar[tuple[Outcome, ...]] = ("right", "partly", "wrong")
    taken = "match"

    form: Literal["match"] = Limit(
        alias="kind",
        description=(
            "Each item has one right choice; a choice may be right for several items, or for none."
        ),
    )
    items_: Annotated[dict[Id, Line], Limit(min_length=2, json_schema_extra=NO_OUTCOMES)] = Limit(
        description="What choices are to be found for: an id and a text for each.",
    )
    choices: Annotated[dict[Id, Line], Limit(min_length=2)] = Limit(
        description="The choices: an id and a short text for each, for they stand in lists.",
    )
    answer: dict[Id, Id] = Limit(
        description=(
            "The right choice of each item, by their ids: `{ noor: transparency, ben: "
            "reliability }`."
        ),
    )
    shuffle: Flag = Limit(
        True,
        description=(
            "`false`: the choices stand in the author's order, which often gives the answer away."
        ),
    )
    keep_last: Id | None = Limit(
        None,
        description=(
            "The id of the choice that stays at the end when the others are shuffled, such "
            "as `all-of-these`."
        ),
    )
    partial: Flag = Limit(
        False,
        description="`true`: an answer that is partly right gives a share of the points.",
    )

    @model_validator(mode="after")
    def _all_can_be_told_apart(self) -> Any:
        no_outcomes("items", "An item", self.items_)
        no_same_texts("items", self.items_)
        no_same_texts("choices", self.choices)
        need_last(self.keep_last, self.choices, self.shuffle)
        return self

    @model_validator(mode="after")
    def _each_item_has_an_answer(self) -> Any:
        for item, choice in self.answer.items():
            if item not in self.items_:
                raise PydanticCustomError(
                    "answer_no_item",
                    "There is an answer for '{item}', which is none of the items.",
                    {"item": item, "hint": f"The items are: {', '.join(self.items_)}."},
                )
            need_choice(choice, self.choices, "answer", item)
        for item in self.items_:
            if item not in self.answer:
                raise PydanticCustomError(
                    "item_unanswered",
                    "The item '{item}' has no right answer.",
                    {"item": item, "hint": f"Add {item}: and a choice below answer:."},
                )
        return self

    def feedback_ids(self) -> Collection[str]:
        """Each item may have feedback of its own."""
        return self.items_

    def shown_choices(self, full_id: str) -> list[str]:
        """The ids of the choices as they stand on the page before a script orders them."""
        if not self.shuffle:
            return list(self.choices)
        first = scrambled((key for key in self.choices if key != self.keep_last), full_id)
        return [*first, *([self.keep_last] if self.keep_last else [])]

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report: each source with its target."""
        interaction = Interaction(
            type="matching",
            ask=plain(self.ask),
            options=options_of(self.items_),
            targets=options_of(self.choices),
            correct=tuple(f"{item}.{self.answer[item]}" for item in self.items_),
            weight=self.points,
        )
        field = Field(name="matched", type="list", limit=2 * len(self.items_))
        options = (*self.items_, *(f"{CHOICE}{key}" for key in self.choices))
        return self._judged(full_id, interaction, field, options, shuffled(self.shuffle))


class Order(Judged):
    """Items that belong in one order: the one in which the author wrote them."""

    outcomes: ClassVar[tuple[Outcome, ...]] = ("right", "partly", "wrong")
    taken = "order"

    form: Literal["order"] = Limit(
        alias="kind",
        description="Items to bring into the right order; they are always shuffled.",
    )
    items_: Annotated[dict[Id, Line], Limit(min_length=3, json_schema_extra=NO_OUTCOMES)] = Limit(
        description=(
            "Three items or more, an id and a text for each. The right order is the one "
            "written here."
        ),
    )
    partial: Flag = Limit(
        False,
        description="`true`: an answer that is partly right gives a share of the points.",
    )

    @model_validator(mode="after")
    def _items_can_be_told_apart(self) -> Any:
        no_outcomes("items", "An item", self.items_)
        no_same_texts("items", self.items_)
        return self

    def feedback_ids(self) -> Collection[str]:
        """Each item may have feedback of its own."""
        return self.items_

    def shown_items(self, full_id: str) -> list[str]:
        """The ids as they stand on the page before a script orders them: never in their order."""
        shown = scrambled(self.items_, full_id)
        return shown if shown != list(self.items_) else [*shown[1:], shown[0]]

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="sequencing",
            ask=plain(self.ask),
            options=options_of(self.items_),
            correct=tuple(self.items_),
            weight=self.points,
        )
        field = Field(name="order", type="list", limit=len(self.items_))
        return self._judged(full_id, interaction, field, tuple(self.items_))


class Rank(QuestionBase):
    """Items that the learner brings into an order of their own; nothing is right or wrong."""

    outcomes: ClassVar[tuple[Outcome, ...]] = ("answered",)
    taken = "order"

    form: Literal["rank"] = Limit(
        alias="kind",
        description=(
            "Items that learners bring into an order of their own; nothing is right or wrong."
        ),
    )
    items_: Annotated[dict[Id, Line], Limit(min_length=2, json_schema_extra=NO_OUTCOMES)] = Limit(
        description="The items: an id and a text for each.",
    )
    shuffle: Flag = Limit(
        True,
        description=(
            "`false`: the items stand in the author's order; but what stands first in a "
            "list is chosen first more often."
        ),
    )

    @model_validator(mode="after")
    def _items_can_be_told_apart(self) -> Any:
        no_outcomes("items", "An item", self.items_)
        no_same_texts("items", self.items_)
        return self

    def feedback_ids(self) -> Collection[str]:
        """Each item may have feedback of its own, for those who put it first."""
        return self.items_

    def shown_items(self, full_id: str) -> list[str]:
        """The ids as they stand on the page before a script orders them."""
        return scrambled(self.items_, full_id) if self.shuffle else list(self.items_)

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="sequencing", ask=plain(self.ask), options=options_of(self.items_)
        )
        field = Field(name="order", type="list", limit=len(self.items_))
        options, data = tuple(self.items_), shuffled(self.shuffle)
        return (self._item(full_id, interaction, (field,), options, data),)
