"""Validators of authors' files, without what pydantic does anew for its types in each process."""

from functools import cache

from pydantic import BaseModel
from pydantic_core import CoreSchema, SchemaValidator

from builder.cache import found_once


@cache
def validator_of(kind: type[BaseModel]) -> SchemaValidator:
    """What makes a `kind` of data as `kind.model_validate` does.

    It is built from the schema that pydantic made of these types once on this machine: to make it
    again takes a twentieth of a small build.
    """
    return SchemaValidator(
        found_once("schema", (kind.__module__, kind.__qualname__), lambda: _schema_of(kind))
    )


def _schema_of(kind: type[BaseModel]) -> CoreSchema:
    kind.model_rebuild()
    return kind.__pydantic_core_schema__
