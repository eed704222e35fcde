"""The learner's own page."""

import re
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, StringConstraints
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Id, Line, Lookup, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Item

LAST_DAY = 36_525
"""Days are kept as small numbers: 1 is the first of January 2000, this the last day of 2099."""

Day = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""How authors write a day; which month has how many days is checked by `_day`."""

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def length_of_month(year: int, month: int) -> int:
    """How many days a month of this century has."""
    return LENGTHS[month - 1] + (month == 2 and year % 4 == 0)


def _day(value: object) -> object:
    """`2026-09-07`, if there is such a day in this century."""
    text = str(value).strip()
    found = re.fullmatch(r"20(\d\d)-(\d\d)-(\d\d)", text, re.ASCII)
    year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
    longest = length_of_month(year, month) if 1 <= month <= 12 else 0
    if not 1 <= day <= longest:
        raise PydanticCustomError(
            "day",
            "A day is written as year, month and day",
            {"hint": "Write starts: 2026-09-07."},
        )
    return text


class Sheet(UsedBlock):
    """Gathers ratings, strengths, reflections, plan and score from all other blocks."""

    kind: ClassVar[str] = "sheet"

    sheet: Id = Limit(description="The id of the sheet.")
    title: Line | None = Limit(None, description="Its heading, such as `My sheet`.")
    starts: Annotated[str, BeforeValidator(_day, json_schema_input_type=Day)] | None = Limit(
        None,
        description=(
            "The day on which week 1 of the plans begins, such as `2026-09-07`; the learner "
            "may say another."
        ),
    )

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One private item: the day on which the learner's first week begins, and nothing else.

        Everything that the sheet shows is kept by other blocks. It asks for nothing, so it never
        counts for gates or completion.
        """
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.title, "My sheet"),
                required=False,
                private=True,
                fields=(Field(name="start", type="number", limit=LAST_DAY),),
                data={"starts": self.starts} if self.starts else {},
            ),
        )
