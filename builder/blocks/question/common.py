"""What all kinds of question share: points, tries, feedback, and how they are tracked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Id, Line, Lookup, Markdown, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item

MOST_TRIES = 99
"""Tries are counted up to here where they are unlimited."""


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


OUTCOMES = ("right", "wrong")

Outcome = Literal["right", "wrong"]


class QuestionBase(UsedBlock):
    """A question with a right answer.

    `kind` is the author's key for the kind of question; its name in Python is `form`, because a
    block's `kind` is its type.
    """

    kind: ClassVar[str] = "question"

    question: Id
    form: str = Limit(alias="kind")
    ask: Line
    feedback: dict[str, Markdown] = Limit(default_factory=dict)
    points: Annotated[float, Limit(ge=0, le=100)] = 1
    tries: Annotated[int, BeforeValidator(_tries)] = 1

    @model_validator(mode="after")
    def _feedback_has_a_cause(self) -> Any:
        known = [*OUTCOMES, *self.feedback_ids()]
        for key in self.feedback:
            if key not in known:
                raise PydanticCustomError(
                    "feedback_cause",
                    "There is feedback for '{key}', which cannot happen here.",
                    {"key": key, "hint": f"Feedback is given for: {', '.join(known)}."},
                )
        return self

    def feedback_ids(self) -> Collection[str]:
        """Choices that may have feedback of their own."""
        return ()

    def view(self, full_id: str, course: Lookup) -> dict[str, Any]:
        """Whether it is scored and how often one may try, for the line above the question."""
        return {"unlimited": self.tries == 0, "solution": self.solution()}

    def solution(self) -> str:
        """The right answer as words, where choices do not show it."""
        return ""

    def _item(
        self,
        full_id: str,
        interaction: Interaction,
        answer: Field,
        options: tuple[str, ...] = (),
        data: dict[str, Any] | None = None,
    ) -> Item:
        return Item(
            id=full_id,
            kind=self.kind,
            label=label_of(self.ask, self.id),
            required=not self.optional,
            points=self.points,
            fields=(
                answer,
                Field(name="tries", type="number", limit=self.tries or MOST_TRIES),
                Field(name="right", type="number", limit=1),
            ),
            options=options,
            interactions=(interaction,),
            data={"form": self.form, "tries": self.tries, **(data or {})},
        )
