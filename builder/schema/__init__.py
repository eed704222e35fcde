"""The authors' format as JSON Schema: what editors need to complete, explain and check a file.

Made of the types of `builder.model` and `builder.blocks`, so it says what the reader says, as far
as a schema can: not in which order keys stand, nor whether a name leads anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.model.course import CourseFile
from builder.model.module import Module
from builder.schema.choosing import resolved
from builder.schema.types import AuthorsSchema, tidied
from builder.theming.file import ThemeFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schema"
"""Where a course keeps its schemas; hidden folders are no part of a course."""


class Kind(NamedTuple):
    """A kind of file: where it lies, its type, and what it is in a few words."""

    where: str
    type: type[BaseModel]
    title: str


KINDS: Mapping[str, Kind] = {
    "course": Kind("course.yaml", CourseFile, "A course"),
    "module": Kind("modules/NAME.yaml", Module, "A module of a course"),
    "scenario": Kind("scenarios/NAME.yaml", Scenario, "A scenario"),
    "scale": Kind("scales/NAME.yaml", Scale, "A rating scale"),
    "theme": Kind("themes/NAME/theme.yaml", ThemeFile, "A theme"),
}


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind of file."""
    found = KINDS[kind]
    made = found.type.model_json_schema(schema_generator=AuthorsSchema, mode="validation")
    schema = tidied(resolved(made))
    return {"$schema": DIALECT, **schema, "title": f"{found.title}: {found.where}"}


def file_name(kind: str) -> str:
    """The name of the file that holds the schema of a kind of file."""
    return f"{kind}.schema.json"


@cache
def as_text(kind: str) -> str:
    """The schema of a kind of file as it is written."""
    return json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n"
