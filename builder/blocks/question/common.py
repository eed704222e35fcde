"""What all kinds of question share: how they ask, give feedback and are tracked."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import ID_PATTERN, Id, Line, Lookup, Markdown, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain

MOST_TRIES = 99
"""Tries are counted up to here where they are unlimited."""

WHOLE_SHARE = 10_000
"""The share of its points that an answer is worth is kept in hundredths of a per cent."""


Tries = Annotated[int, Limit(ge=1, le=MOST_TRIES)] | Literal["unlimited"]
"""How authors write them."""


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

NO_OUTCOMES: dict[str, Any] = {"allOf": [{"propertyNames": {"not": {"enum": list(OUTCOMES)}}}]}
"""What `no_outcomes` asks for, as editors know it."""

_OUTCOME_WORDS = {
    "right": "Said when the answer is right, in Markdown.",
    "partly": "Said when some of the answer is right, in Markdown; else it counts as wrong.",
    "wrong": "Said when the answer is wrong, in Markdown.",
    "answered": "Said to everyone who has answered, in Markdown.",
}


def _tell_outcomes(schema: dict[str, Any], question: "type[QuestionBase]") -> None:
    """Which feedback a kind of question knows: by outcome, and where it has ids, by id."""
    feedback = schema["properties"]["feedback"]
    text = feedback["additionalProperties"]
    feedback["properties"] = {
        outcome: {**text, "description": _OUTCOME_WORDS[outcome]} for outcome in question.outcomes
    }
    others = [outcome for outcome in OUTCOMES if outcome not in question.outcomes]
    named = any(name in question.model_fields for name in ("choices", "items_"))
    feedback["propertyNames"] = (
        {"pattern": ID_PATTERN, "not": {"enum": others}}
        if named
        else {"enum": list(question.outcomes)}
    )
    if "keep_last" in question.model_fields:
        schema |= _only_shuffled(by_default=bool(question.model_fields["shuffle"].default))


def _only_shuffled(*, by_default: bool) -> dict[str, Any]:
    """That a choice is kept last only where choices are shuffled (`need_last`)."""
    said: dict[str, Any] = {"properties": {"shuffle": {"enum": [True, "true"]}}}
    if not by_default:
        said["required"] = ["shuffle"]
    return {"if": {"required": ["keep-last"]}, "then": said}


class QuestionBase(UsedBlock):
    """A question. `kind` is the author's key for the kind of question.

    Its name in Python is `form`, because a block's `kind` is its type.
    """

    model_config = ConfigDict(json_schema_extra=_tell_outcomes)
    kind: ClassVar[str] = "question"
    outcomes: ClassVar[tuple[Outcome, ...]]
    """What can come of an answer, and may have feedback."""
    taken: ClassVar[Literal["pick", "write", "match", "order"]] = "pick"
    """How an answer is given: which part of the player's piece it needs."""

    question: Id = Limit(
        description=(
            "The id of the question. Answers are recorded under it, so do not change it later."
        ),
    )
    form: str = Limit(alias="kind", description="The kind of question.")
    ask: Line = Limit(description="The question, in one line.")
    feedback: dict[str, Markdown] = Limit(
        {},
        description=(
            "What is said after an answer, in Markdown: by outcome (such as `right` and "
            "`wrong`), or for a certain choice or item by its id."
        ),
    )

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

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """With the part that takes this kind of answer, and the style of what is arranged."""
        looks = [f"{self.kind}-arranged"] if self.taken in ("match", "order") else []
        return (self.kind, f"{self.kind}-{self.taken}", *looks)

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

    points: Annotated[float, Limit(ge=0, le=100)] = Limit(
        1,
        description="What a right answer gives, 0 to 100. 0 is practice: it does not count.",
    )
    tries: Annotated[int, BeforeValidator(_tries, json_schema_input_type=Tries)] = Limit(
        1,
        description="How often one may answer: a number, or `unlimited`. The best try counts.",
    )

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
