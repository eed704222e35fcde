"""Rows and columns."""

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Flag, Line


class Table(Block):
    """A table; its first row is the header."""

    kind: ClassVar[str] = "table"

    table: Annotated[list[Annotated[list[Line], Field(min_length=1)]], Field(min_length=2)] = Field(
        description=(
            "The rows, each a list of cells. The first row is the header; all have as many cells."
        ),
    )
    caption: Line = Field(description="What the table shows.")
    row_headers: Flag = Field(
        False,
        description="`true`: the first cell of each row is a header, too.",
    )

    @model_validator(mode="after")
    def _even(self) -> Any:
        width = len(self.table[0])
        for number, row in enumerate(self.table[1:], start=2):
            if len(row) != width:
                raise PydanticCustomError(
                    "uneven_table",
                    "Row {row} has {cells} cells, but the header has {width}.",
                    {
                        "row": number,
                        "cells": len(row),
                        "width": width,
                        "hint": 'Give every row as many cells as the header; an empty one is "–".',
                    },
                )
        return self
