"""Actions that the learner commits to."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Fields, Id, Line, Lookup, PositiveInt, TextLength, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Item
from builder.markdown import plain

LAST_WEEK = 520

_WEEK = r"([1-9]\d?|[1-4]\d\d|5[01]\d|520)"
Weeks = (
    Annotated[int, Limit(ge=1, le=LAST_WEEK)]
    | Annotated[str, StringConstraints(pattern=rf"^\s*{_WEEK}(\s*[-–]\s*{_WEEK})?\s*$")]
)
"""How authors write them: `18-21`."""

_SOME: dict[str, Any] = {
    "own": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "[1-9]"}]}
}


def _weeks(value: object) -> object:
    """`18-21` as its first and last week; `18` is a plan of one week."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", str(value).strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= LAST_WEEK:
        raise PydanticCustomError(
            "weeks",
            "Weeks are written as the first and the last one",
            {"hint": "Write weeks: 18-21."},
        )
    return first, last


class Suggestion(Fields):
    """An action that the course suggests, and when."""

    week: PositiveInt = Limit(
        description="The week that is proposed for it, within the plan's weeks.",
    )
    say: Line = Limit(description="The action, in one line.")


class PlanBlock(UsedBlock):
    """Suggested actions to pick and own ones to add, each with its week."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["suggest"], "properties": {"suggest": {"minProperties": 1}}},
                {"required": ["own"], "properties": _SOME},
            ],
            "if": {"required": ["length"]},
            "then": {"required": ["own"], "properties": _SOME},
        }
    )
    kind: ClassVar[str] = "plan"

    plan: Id = Limit(description="The id of the plan.")
    weeks: Annotated[tuple[int, int], BeforeValidator(_weeks, json_schema_input_type=Weeks)] = (
        Limit(
            description=(
                "The weeks that the learner may choose from: the first and the last one, such "
                "as `18-21`."
            ),
        )
    )
    suggest: dict[Id, Suggestion] = Limit(
        {},
        description="Actions to pick from: an id, and a week and a text for each.",
    )
    own: Annotated[int, Limit(ge=0, le=12)] = Limit(
        0,
        description="How many actions of their own learners may add, 12 at most.",
    )
    length: TextLength = Limit(
        120,
        description="How many characters each action of their own may have, 20 to 2000.",
    )

    @model_validator(mode="after")
    def _something_to_plan(self) -> Any:
        if not self.suggest and not self.own:
            raise PydanticCustomError(
                "empty_plan",
                "This plan has nothing to choose from.",
                {"hint": "Add suggest:, or own: with the number of own actions."},
            )
        return self

    @model_validator(mode="after")
    def _a_length_is_for_own_actions(self) -> Any:
        if "length" in self.model_fields_set and not self.own:
            raise PydanticCustomError(
                "length_of_nothing",
                "'length' is for own actions, and this plan has none.",
                {"hint": "Remove length:, or add own: with the number of own actions."},
            )
        return self

    @model_validator(mode="after")
    def _suggested_within_weeks(self) -> Any:
        first, last = self.weeks
        for key, suggestion in self.suggest.items():
            if not first <= suggestion.week <= last:
                raise PydanticCustomError(
                    "week_outside_plan",
                    "'{id}' is suggested for week {week}; the plan is for weeks {first} to {last}.",
                    {
                        "id": key,
                        "week": suggestion.week,
                        "first": first,
                        "last": last,
                        "hint": "Change its week, or the weeks of the plan.",
                    },
                )
        return self

    @property
    def own_numbers(self) -> range:
        """The lines for own actions."""
        return range(1, self.own + 1)

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One private item: what was picked, own actions, and the week of each."""
        first, last = self.weeks
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.ask, self.plan.replace("-", " ").capitalize()),
                required=not self.optional,
                private=True,
                fields=(
                    Field(name="picked", type="set"),
                    *(Field(name=f"week.{key}", type="number", limit=last) for key in self.suggest),
                    *self._own_fields(last),
                ),
                options=tuple(self.suggest),
                data={
                    "first": first,
                    "last": last,
                    "own": self.own,
                    "suggest": {
                        key: {"week": suggestion.week, "say": plain(suggestion.say)}
                        for key, suggestion in self.suggest.items()
                    },
                },
            ),
        )

    def _own_fields(self, last: int) -> tuple[Field, ...]:
        return tuple(
            field
            for number in self.own_numbers
            for field in (
                Field(name=f"own.{number}", type="text", limit=self.length),
                Field(name=f"own-week.{number}", type="number", limit=last),
            )
        )
