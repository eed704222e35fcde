"""Questions that are answered by choosing."""

from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Flag, Id, Line, Lookup
from builder.blocks.question.common import (
    NO_OUTCOMES,
    Judged,
    Outcome,
    no_outcomes,
    no_same_texts,
    shuffled,
)
from builder.blocks.tracking import Field, Interaction, Item, Option
from builder.markdown import plain

PICKED = Field(name="picked", type="set")


def need_choice(answer: str, choices: Collection[str], *at: str) -> None:
    """Raise an author's error unless `answer`, which stands at `at`, is one of the choices."""
    if answer not in choices:
        raise PydanticCustomError(
            "answer_no_choice",
            "The answer '{answer}' is none of the choices.",
            {
                "answer": answer,
                "at": at or ("answer",),
                "hint": f"The choices are: {', '.join(choices)}.",
            },
        )


def need_last(last: str | None, choices: Collection[str], shuffled: bool) -> None:
    """Raise an author's error unless `keep-last` names a choice among those that are shuffled."""
    if last is None or (last in choices and shuffled):
        return
    if last in choices:
        raise PydanticCustomError(
            "last_of_unshuffled",
            "The choices are not shuffled, so none needs to be kept at the end.",
            {"hint": "Add shuffle: true, or remove keep-last."},
        )
    raise PydanticCustomError(
        "last_no_choice",
        "There is no choice '{last}' to keep at the end.",
        {"last": last, "hint": f"The choices are: {', '.join(choices)}."},
    )


class _Choosing(Judged):
    """Choices in the author's words, each with an id."""

    choices: Annotated[dict[Id, Line], Limit(min_length=2, json_schema_extra=NO_OUTCOMES)] = Limit(
        description="The choices: an id and a text for each.",
    )
    shuffle: Flag = Limit(
        False,
        description="`true`: each learner sees the choices in an order of their own.",
    )
    keep_last: Id | None = Limit(
        None,
        description=(
            "The id of the choice that stays at the end when the others are shuffled, such "
            "as `all-of-these`."
        ),
    )

    @model_validator(mode="after")
    def _choices_can_be_told_apart(self) -> Any:
        no_outcomes("choices", "A choice", self.choices)
        no_same_texts("choices", self.choices)
        need_last(self.keep_last, self.choices, self.shuffle)
        return self

    def feedback_ids(self) -> Collection[str]:
        """Each choice may have feedback of its own."""
        return self.choices

    def _chosen(self, full_id: str, correct: tuple[str, ...]) -> tuple[Item, ...]:
        interaction = Interaction(
            type="choice",
            ask=plain(self.ask),
            options=options_of(self.choices),
            correct=correct,
            weight=self.points,
        )
        return self._judged(
            full_id, interaction, PICKED, tuple(self.choices), shuffled(self.shuffle)
        )


def options_of(texts: dict[str, str]) -> tuple[Option, ...]:
    """Texts by id, as the report names them."""
    return tuple(Option(id=key, text=plain(say)) for key, say in texts.items())


class Choice(_Choosing):
    """One of several is right."""

    form: Literal["choice"] = Limit(alias="kind", description="One of several choices is right.")
    answer: Id = Limit(description="The id of the choice that is right.")

    @model_validator(mode="after")
    def _answer_is_a_choice(self) -> Any:
        need_choice(self.answer, self.choices)
        return self

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        return self._chosen(full_id, (self.answer,))


class Choices(_Choosing):
    """Several are right: all of them and no other are to be picked."""

    outcomes: ClassVar[tuple[Outcome, ...]] = ("right", "partly", "wrong")

    form: Literal["choices"] = Limit(
        alias="kind",
        description="Several choices are right: all of them and no other are to be picked.",
    )
    answer: Annotated[list[Id], Limit(min_length=1, json_schema_extra={"uniqueItems": True})] = (
        Limit(
            description="The ids of all choices that are right, such as `[a, c]`.",
        )
    )
    partial: Flag = Limit(
        False,
        description="`true`: an answer that is partly right gives a share of the points.",
    )

    @model_validator(mode="after")
    def _answers_are_choices(self) -> Any:
        for answer in self.answer:
            need_choice(answer, self.choices)
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


class TrueFalse(Judged):
    """A statement that is true or false."""

    form: Literal["true-false"] = Limit(
        alias="kind",
        description="A statement that is true or false.",
    )
    answer: Flag = Limit(description="Whether the statement in `ask` is true: `true` or `false`.")

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="true-false",
            ask=plain(self.ask),
            correct=("true" if self.answer else "false",),
            weight=self.points,
        )
        return self._judged(full_id, interaction, PICKED, ("true", "false"))
