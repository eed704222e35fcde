"""Questions that are answered by writing a word or a number."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Limit
from pydantic import FiniteFloat, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import AnswerText, Flag, Line, Lookup, TextLength
from builder.blocks.question.common import Judged
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain

NUMBER_LENGTH = 20
SHORTEST_FIELD = 40

LONGEST_ANSWER = 120
Accepted = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_ANSWER, strip_whitespace=True),
    AnswerText(),
]


def _units(text: str) -> int:
    """How long a browser finds a text: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class FillIn(Judged):
    """A word or a few, compared without regard to capitals, spaces and kinds of quotes.

    With `ignore-accents`, letters count as the same with and without their accents.
    """

    taken = "write"

    form: Literal["fill-in"] = Limit(
        alias="kind",
        description=(
            "A word or a few to write. Capitals, spaces and kinds of quotation marks do not matter."
        ),
    )
    answer: Annotated[list[Accepted], Limit(min_length=1)] = Limit(
        description=(
            "All texts that are right, such as `[engagement, involvement]`; the first one "
            "is shown as the solution."
        ),
    )
    ignore_accents: Flag = Limit(
        False,
        description="`true`: an answer without its accents is right, too.",
    )
    length: TextLength | None = Limit(
        None,
        description=(
            "How many characters may be written, 20 to 2000. Without it there is room "
            "enough for every answer."
        ),
    )

    @model_validator(mode="after")
    def _every_answer_can_be_written(self) -> Any:
        for number, text in enumerate(self.answer):
            if self.length is not None and _units(text) > self.length:
                raise PydanticCustomError(
                    "answer_too_long",
                    "The answer '{answer}' has more than {length} characters.",
                    {
                        "at": ("answer", number),
                        "answer": text,
                        "length": self.length,
                        "hint": "Make length: larger, or leave it out.",
                    },
                )
        return self

    @property
    def solution(self) -> str:
        """The first accepted text."""
        return self.answer[0]

    @property
    def text_length(self) -> int:
        """Characters that a learner may write: enough for every answer, and for one gone wrong."""
        return self.length or max(SHORTEST_FIELD, *(_units(text) + 20 for text in self.answer))

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="fill-in", ask=plain(self.ask), correct=tuple(self.answer), weight=self.points
        )
        field = Field(name="text", type="text", limit=self.text_length)
        data = {"ignoreAccents": True} if self.ignore_accents else {}
        return self._judged(full_id, interaction, field, data=data)


class Number(Judged):
    """A number, right within a tolerance."""

    taken = "write"

    form: Literal["number"] = Limit(
        alias="kind",
        description="A number to write. Learners may write 1.5, 1,5, 1 000 or 1,000.",
    )
    answer: FiniteFloat = Limit(description="The right number, with a point for decimals.")
    tolerance: Annotated[FiniteFloat, Limit(ge=0)] = Limit(
        0,
        description="How far off an answer may be, up or down.",
    )
    unit: Line | None = Limit(None, description="What stands behind the field, such as `weeks`.")

    text_length: ClassVar[int] = NUMBER_LENGTH

    @property
    def solution(self) -> str:
        """The number as people write it."""
        return f"{self.answer:.12g}"

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item with one line of the report."""
        interaction = Interaction(
            type="numeric",
            ask=plain(self.ask),
            correct=(self.solution,),
            tolerance=self.tolerance or None,
            weight=self.points,
        )
        field = Field(name="text", type="text", limit=NUMBER_LENGTH)
        data = {"answer": self.answer, "tolerance": self.tolerance}
        return self._judged(full_id, interaction, field, data=data)
