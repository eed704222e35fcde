"""Types of which one is meant: told apart by the value of a key, or by the keys that stand there.

A plain union would do, but an editor could then only guess which type was meant: it would propose
the keys of all of them, and call a wrong key wrong in each. So a schema first looks what there is
(`if`), and then asks for that type alone (`then`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

_CHOICES = "x-choices"
_TAGS = "x-tags"
_BY_VALUE = "x-by-value"


def as_choice(choices: Mapping[str, Schema], discriminator: object) -> Schema:
    """A mark for `resolved`, which knows what is behind a reference.

    The discriminator is a function, or else a field, by whatever name.
    """
    return {
        _CHOICES: list(choices.values()),
        _TAGS: list(choices),
        _BY_VALUE: not callable(discriminator),
    }


def resolved(schema: Schema) -> Schema:
    """A whole schema with all marks replaced."""
    definitions: Mapping[str, Schema] = schema.get("$defs", {})
    found: Schema = _resolved(schema, definitions)
    return found


def _resolved(node: Any, definitions: Mapping[str, Schema]) -> Any:
    if isinstance(node, list):
        return [_resolved(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    if _CHOICES not in node:
        return {key: _resolved(part, definitions) for key, part in node.items()}
    others = {key: part for key, part in node.items() if not key.startswith("x-")}
    told_apart = _by_value if node[_BY_VALUE] else _by_keys
    return {**told_apart(_choices(node), definitions), **others}


def _choices(node: Schema) -> Mapping[str, Schema]:
    """The types of a mark by their tags, in the order of the authors' format."""
    return dict(zip(node[_TAGS], node[_CHOICES], strict=True))


def _constant(choices: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> str:
    """The key by whose value types are told apart: in each of them it is a constant."""
    tag, first = next(iter(choices.items()))
    properties = _properties(first, definitions)
    return next(name for name, one in properties.items() if one.get("const") == tag)


def _by_value(choices: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Schema:
    """One of several types, by what stands after a key."""
    key = _constant(choices, definitions)
    told = [
        _target(one, definitions)["properties"][key].get("description", "")
        for one in choices.values()
    ]
    return {
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": list(choices), "enumDescriptions": told}},
        "allOf": [
            {
                "if": {"properties": {key: {"const": tag}}, "required": [key]},
                "then": _resolved(one, definitions),
            }
            for tag, one in choices.items()
        ],
    }


def _by_keys(choices: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Schema:
    """One of several types, each but one with a key that is its name; or a plain value."""
    objects = {tag: one for tag, one in choices.items() if _properties(one, definitions)}
    scalars = [one for tag, one in choices.items() if tag not in objects]
    made = _of_objects(objects, definitions)
    if not scalars:
        return made
    return {"anyOf": [*(_resolved(one, definitions) for one in scalars), made]}


def _widest(objects: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Schema:
    """That which has all the keys of the others; it says itself which of them need each other."""
    found: Schema = _resolved(
        max(objects.values(), key=lambda one: len(_properties(one, definitions))), definitions
    )
    return found


def _of_objects(objects: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Schema:
    keyed = {tag: one for tag, one in objects.items() if tag in _properties(one, definitions)}
    rest = [_resolved(one, definitions) for tag, one in objects.items() if tag not in keyed]
    if not keyed:
        return _widest(objects, definitions)
    names = [{"required": [tag]} for tag in keyed]
    rules = [
        {"if": _begins(tag, keyed, definitions), "then": _resolved(one, definitions)}
        for tag, one in keyed.items()
    ]
    if rest:
        return {"type": "object", "allOf": [*rules, {"if": {"anyOf": names}, "else": rest[0]}]}
    # What may begin is only proposed where nothing has begun yet.
    proposed = {tag: _proposed(one, definitions) for tag, one in keyed.items()}
    return {
        "type": "object",
        "if": {"anyOf": names},
        "then": {"allOf": rules},
        "else": {"properties": proposed, "anyOf": names},
    }


def _proposed(choice: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """What an editor says of the first key of a type."""
    description = _target(choice, definitions).get("description")
    return {"description": description} if description else {}


def _begins(tag: str, keyed: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Schema:
    """That the key is there, and none of those types that have a field of this name."""
    others = [
        {"required": [other]}
        for other, one in keyed.items()
        if other != tag and tag in _properties(one, definitions)
    ]
    return {"required": [tag], **({"not": {"anyOf": others}} if others else {})}


def _properties(choice: Schema, definitions: Mapping[str, Schema]) -> Mapping[str, Any]:
    """The keys of a type, or of all types that it may be."""
    target = _target(choice, definitions)
    if _CHOICES not in target:
        found: Mapping[str, Any] = target.get("properties", {})
        return found
    return {
        name: part
        for one in target[_CHOICES]
        for name, part in _properties(one, definitions).items()
    }


def _target(choice: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """What is behind a reference."""
    reference = choice.get("$ref")
    if not isinstance(reference, str):
        return choice
    return definitions[reference.removeprefix("#/$defs/")]
