"""Questions that are answered by choosing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Flag, Id, Line, Lookup
from builder.blocks.question.common import OUTCOMES, QuestionBase
from builder.blocks.tracking import Field, Interaction, Item, Option
from builder.markdown import plain

PICKED = Field(name="picked", type="set")


def _need_choice(answer: str, choices: Collection[str]) -> None:
    if answer not in choices:
        raise PydanticCustomError(
            "answer_no_choice",
            "The answer '{answer}' is none of the choices.",
            {"answer": answer, "hint": f"The choices are: {', '.join(choices)}."},
        )


class _Choosing(QuestionBase):
    """Choices in the author's words, each with an id."""

    choices: Annotated[dict[Id, Line], Limit(min_length=2)]

    @model_validator(mode="after")
    def _outcomes_are_no_choices(self) -> Any:
        for word in OUTCOMES:
            if word in self.choices:
                raise PydanticCustomError(
                    "choice_named_outcome",
                    "A choice cannot have the id '{id}'.",
                    {"id": word, "hint": f"Feedback for '{word}' is for the outcome; rename it."},
                )
        return self

    def feedback_ids(self) -> Collection[str]:
        """Each choice may have feedback of its own."""
        return self.choices

    def _chosen(self, full_id: str, correct: tuple[str, ...]) -> tuple[Item, ...]:
        interaction = Interaction(
            type="choice",
            ask=plain(self.ask),
            options=tuple(Option(id=key, text=plain(say)) for key, say in self.choices.items()),
            correct=correct,
            weight=self.points,
        )
        return (self._item(full_id, interaction, PICKED, tuple(self.choices)),)


class Choice(_Choosing):
    """One of several is right."""

    form: Literal["choice"] = Limit(alias="kind")
    answer: Id

    @model_validator(mode="after")
    def _answer_is_a_choice(self) -> Any:
        _need_choice(self.answer, self.choices)
        return self

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        return self._chosen(full_id, (self.answer,))


class Choices(_Choosing):
    """Several are right: all of them and no other are to be picked."""

    form: Literal["choices"] = Limit(alias="kind")
    answer: Annotated[list[Id], Limit(min_length=1)]

    @model_validator(mode="after")
    def _answers_are_choices(self) -> Any:
        for answer in self.answer:
            _need_choice(answer, self.choices)
        if len(set(self.answer)) < len(self.answer):
            raise PydanticCustomError(
                "answer_twice",
                "An answer stands there twice.",
                {"hint": "Name each right choice once."},
            )
        return self

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        return self._chosen(full_id, tuple(key for key in self.choices if key in self.answer))


class TrueFalse(QuestionBase):
    """A statement that is true or false."""

    form: Literal["true-false"] = Limit(alias="kind")
    answer: Flag

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="true-false",
            ask=plain(self.ask),
            correct=("true" if self.answer else "false",),
            weight=self.points,
        )
        return (self._item(full_id, interaction, PICKED, ("true", "false")),)
