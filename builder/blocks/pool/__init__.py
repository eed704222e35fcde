"""A pool of questions, of which each learner gets some."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Id, Lookup, PositiveInt, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.question import Question
from builder.blocks.tracking import Field, Item

NOT_OPTIONAL: dict[str, Any] = {
    "allOf": [{"items": {"properties": {"optional": {"enum": [False, "false"]}}}}]
}
"""That `optional` is said of the pool, as editors know it."""


class Pool(UsedBlock):
    """Draws `draw` of its questions for each learner, when the page is opened for the first time.

    All questions give the same points: so all learners can reach the same score, whatever they
    draw, and the points of the course are known when it is built.
    """

    kind: ClassVar[str] = "pool"

    pool: Id = Limit(description="The id of the pool.")
    draw: PositiveInt = Limit(description="How many questions each learner gets.")
    questions: Annotated[list[Question], Limit(min_length=2)] = Limit(
        json_schema_extra=NOT_OPTIONAL,
        description="The questions to draw from, of any kind, all with the same points.",
    )

    @model_validator(mode="after")
    def _there_is_enough_to_draw(self) -> Any:
        if self.draw > len(self.questions):
            raise PydanticCustomError(
                "draw_too_many",
                "The pool has {count} questions, but {draw} are to be drawn.",
                {
                    "count": len(self.questions),
                    "draw": self.draw,
                    "hint": "Add questions, or draw fewer.",
                },
            )
        return self

    @model_validator(mode="after")
    def _questions_are_alike(self) -> Any:
        seen: set[str] = set()
        for number, one in enumerate(self.questions):
            if one.id in seen:
                raise _twice(one.id, number)
            seen.add(one.id)
            if one.worth != self.questions[0].worth:
                written = ("points",) if "points" in one.model_fields_set else ()
                raise _other_points(one.worth, self.questions[0].worth, (number, *written))
            if one.optional:
                raise _optional(number)
        return self

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """The pool's own item, which remembers what was drawn, then those of its questions."""
        own = Item(
            id=full_id,
            kind=self.kind,
            label=label_of(self.ask, self.questions[0].ask),
            required=not self.optional,
            points=self.draw * self.questions[0].worth,
            draw=self.draw,
            fields=(Field(name="drawn", type="set"),),
            options=tuple(one.id for one in self.questions),
        )
        return (own, *self._of_questions(full_id, course))

    def _of_questions(self, full_id: str, course: Lookup) -> Iterator[Item]:
        for one in self.questions:
            for item in one.items(f"{full_id}.{one.id}", course):
                yield replace(item, pool=full_id, required=not self.optional)


def _twice(name: str, number: int) -> PydanticCustomError:
    return PydanticCustomError(
        "id_twice",
        "There are two of '{name}' here.",
        {
            "name": name,
            "at": ("questions", number, "question"),
            "hint": "Give each question of the pool an id of its own.",
        },
    )


def _other_points(points: float, others: float, at: tuple[int | str, ...]) -> PydanticCustomError:
    return PydanticCustomError(
        "pool_points",
        "This question gives {points} points, but the first of the pool gives {others}.",
        {
            "points": f"{points:g}",
            "others": f"{others:g}",
            "at": ("questions", *at),
            "hint": "Give all questions of a pool the same points, so that every draw is fair.",
        },
    )


def _optional(number: int) -> PydanticCustomError:
    return PydanticCustomError(
        "pool_optional",
        "A question of a pool cannot be optional.",
        {
            "at": ("questions", number, "optional"),
            "hint": "Move optional: true to the pool, or the question out of it.",
        },
    )
