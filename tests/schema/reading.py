"""Files as an editor reads them: YAML 1.2 with its core schema, where a number is a number."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from builder.schema import schema_of

NUMBERS: tuple[tuple[str, Any], ...] = (
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)


class CoreLoader(yaml.CBaseLoader):
    """Scalars as YAML 1.2 has them: what PyYAML knows is YAML 1.1, where `no` is false."""


def _scalar(loader: yaml.CBaseLoader, node: yaml.ScalarNode) -> Any:
    text = loader.construct_scalar(node)
    if node.style is not None:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in (text.lower(), text.upper(), text.title()):
        return text.lower() == "true"
    return next((sort(text) for form, sort in NUMBERS if re.fullmatch(form, text)), text)


def _mapping(loader: yaml.CBaseLoader, node: yaml.MappingNode) -> Any:
    pairs = ((key.value, loader.construct_object(value, deep=True)) for key, value in node.value)
    return dict(pairs)


CoreLoader.add_constructor("tag:yaml.org,2002:str", _scalar)
CoreLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def as_editor(text: str) -> Any:
    """The data that an editor sees."""
    return yaml.load(text, Loader=CoreLoader)


@cache
def validator(kind: str) -> Draft202012Validator:
    """What an editor asks whether a file of this kind is right."""
    return Draft202012Validator(schema_of(kind))


def wrong(kind: str, data: Any) -> list[str]:
    """What an editor marks in a file."""
    return [
        f"{error.json_path}: {error.message[:300]}" for error in validator(kind).iter_errors(data)
    ]


def kind_of_file(name: str) -> str | None:
    """Which schema a file of a course has."""
    folders = {"modules": "module", "scenarios": "scenario", "scales": "scale"}
    folder, _, rest = name.partition("/")
    if name == "course.yaml":
        return "course"
    if name.endswith("/theme.yaml"):
        return "theme"
    return folders.get(folder) if rest.endswith(".yaml") and "/" not in rest else None
