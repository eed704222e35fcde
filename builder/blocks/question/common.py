"""What all kinds of question share: how they ask, give feedback and are tracked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Id, Line, Lookup, Markdown, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain

MOST_TRIES = 99
"""Tries are counted up to here where they are unlimited."""

WHOLE_SHARE = 10_000
"""The share of its points that an answer is worth is kept in hundredths of a per cent."""


def _tries(value: object) -> object:
    """A whole number from 1, or 0 for `unlimited`."""
    text = str(value)
    if text == "unlimited":
        return 0
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_TRIES:
        return int(text)
    raise PydanticCustomError(
        "tries",
        "Tries are a whole number from 1 to {most}, or unlimited",
        {"most": MOST_TRIES, "hint": "Write tries: 2, or tries: unlimited."},
    )


OUTCOMES = ("right", "partly", "wrong", "answered")
"""All that can come of an answer; each kind of question knows some of them."""

Outcome = Literal["right", "partly", "wrong", "answered"]


class QuestionBase(UsedBlock):
    """A question. `kind` is the author's key for the kind of question.

    Its name in Python is `form`, because a block's `kind` is its type.
    """

    kind: ClassVar[str] = "question"
    outcomes: ClassVar[tuple[Outcome, ...]]
    """What can come of an answer, and may have feedback."""

    question: Id
    form: str = Limit(alias="kind")
    ask: Line
    feedback: dict[str, Markdown] = Limit(default_factory=dict)

    @model_validator(mode="after")
    def _feedback_has_a_cause(self) -> Any:
        known = [*self.outcomes, *self.feedback_ids()]
        for key in self.feedback:
            if key not in known:
                raise PydanticCustomError(
                    "feedback_cause",
                    "There is feedback for '{key}', which cannot happen here.",
                    {"key": key, "hint": f"Feedback is given for: {', '.join(known)}."},
                )
        return self

    @property
    def worth(self) -> float:
        """The points that it gives."""
        return 0

    def feedback_ids(self) -> Collection[str]:
        """Choices that may have feedback of their own."""
        return ()

    def view(self, full_id: str, course: Lookup) -> dict[str, Any]:
        """Nothing: a template in a pool has no view, so it asks the block itself."""
        return {}

    def _item(
        self,
        full_id: str,
        interaction: Interaction,
        fields: tuple[Field, ...],
        options: tuple[str, ...] = (),
        data: Mapping[str, Any] | None = None,
    ) -> Item:
        return Item(
            id=full_id,
            kind=self.kind,
            label=label_of(self.ask, self.id),
            required=not self.optional,
            points=self.worth,
            fields=fields,
            options=options,
            interactions=(interaction,),
            data={"form": self.form, **(data or {})},
        )


class Judged(QuestionBase):
    """A question with a right answer: it gives points, and one may try again."""

    outcomes: ClassVar[tuple[Outcome, ...]] = ("right", "wrong")

    points: Annotated[float, Limit(ge=0, le=100)] = 1
    tries: Annotated[int, BeforeValidator(_tries)] = 1

    @property
    def worth(self) -> float:
        """The points that it gives."""
        return self.points

    @property
    def solution(self) -> str:
        """The right answer as words, where the question's own parts do not show it."""
        return ""

    def _judged(
        self,
        full_id: str,
        interaction: Interaction,
        answer: Field,
        options: tuple[str, ...] = (),
        data: Mapping[str, Any] | None = None,
    ) -> tuple[Item, ...]:
        """One item with one line of the report."""
        fields: tuple[Field, ...] = (
            answer,
            Field(name="tries", type="number", limit=self.tries or MOST_TRIES),
            Field(name="right", type="number", limit=1),
        )
        if getattr(self, "partial", False):
            fields += (Field(name="share", type="number", limit=WHOLE_SHARE),)
        about = {"tries": self.tries, **(data or {})}
        return (self._item(full_id, interaction, fields, options, about),)


def shuffled(shuffle: bool) -> dict[str, bool]:
    """Whether each learner sees an order of their own: the page does it, releases tell of it."""
    return {"shuffle": True} if shuffle else {}


def no_outcomes(key: str, what: str, ids: Collection[str]) -> None:
    """Raise an author's error where an id under `key` is a word for an outcome."""
    for word in OUTCOMES:
        if word in ids:
            raise PydanticCustomError(
                "choice_named_outcome",
                "{what} cannot have the id '{id}'.",
                {
                    "what": what,
                    "id": word,
                    "at": (key, word),
                    "hint": f"Feedback for '{word}' is for the outcome; rename it.",
                },
            )


def no_same_texts(key: str, texts: Mapping[str, str]) -> None:
    """Raise an author's error where two ids under `key` have texts that nobody can tell apart."""
    seen: dict[str, str] = {}
    for name, text in texts.items():
        words = " ".join(plain(text).split()).casefold()
        first = seen.setdefault(words, name)
        if first != name:
            raise PydanticCustomError(
                "same_text",
                "'{first}' and '{name}' have the same text.",
                {
                    "first": first,
                    "name": name,
                    "at": (key, name),
                    "hint": "A learner cannot tell them apart; change one, or remove it.",
                },
            )
