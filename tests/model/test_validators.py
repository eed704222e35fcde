"""A validator from a schema that was kept takes and refuses what the type itself does."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import SchemaValidator

from builder.model.course import COURSE_FILE, CourseFile
from builder.model.read import FOLDERS
from builder.model.validators import validator_of
from builder.source import yaml
from builder.theming.file import THEME_FILE, ThemeFile
from tests.helpers import every_block

KINDS: dict[str, type[BaseModel]] = {
    COURSE_FILE: CourseFile,
    THEME_FILE: ThemeFile,
    **{folder: kind for folder, (_, kind) in FOLDERS.items()},
}
SAMPLES = {
    name: yaml.read(str(text).encode(), name).data
    for name, text in {
        **every_block(),
        THEME_FILE: "theme: mine\nfonts: []\ntokens: {colours: {accent: '#123456'}}",
    }.items()
    if name.endswith(".yaml")
}


WRONG: list[object] = [None, 7, "", [], {}, [{"nonsense": 1}], {"nonsense": {}}]


def kind_of(name: str) -> type[BaseModel]:
    return KINDS.get(name) or KINDS[name.partition("/")[0]]


def result(validate: Callable[[Any], BaseModel], data: object) -> object:
    """What comes of it: the value, or all that is wrong."""
    try:
        return validate(data)
    except ValidationError as error:
        return [(one["type"], one["loc"], one["msg"]) for one in error.errors(include_url=False)]


def kept(kind: type[BaseModel]) -> SchemaValidator:
    """From a schema that lay on the disk."""
    kind.model_rebuild()
    return SchemaValidator(pickle.loads(pickle.dumps(kind.__pydantic_core_schema__)))


@pytest.mark.parametrize("name", SAMPLES)
def test_it_takes_what_the_type_takes(name: str):
    kind, data = kind_of(name), SAMPLES[name]
    expected = kind.model_validate(data)
    for validator in (kept(kind), validator_of(kind)):
        found = validator.validate_python(data)
        assert found == expected
        assert found.model_fields_set == expected.model_fields_set


@pytest.mark.parametrize("name", SAMPLES)
def test_it_refuses_what_the_type_refuses_in_the_same_words(name: str):
    kind = kind_of(name)
    validator = kept(kind)
    for key in (*SAMPLES[name], "unknown"):
        for wrong in WRONG:
            data = {**SAMPLES[name], key: wrong}
            expected = result(kind.model_validate, data)
            assert result(validator.validate_python, data) == expected, (key, wrong)
