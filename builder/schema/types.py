"""Single values in JSON Schema, as they are written in YAML.

The reader takes every scalar for a text, an editor does not: to it `version: 1.0` is a number. So a
text may also look like a number or like yes and no, and a number may stand in quotation marks.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from builder.schema.choosing import as_choice
from builder.schema.numbers import decimals, integers

LIMITS = {"ge": "minimum", "le": "maximum"}


class AuthorsSchema(GenerateJsonSchema):
    """Pydantic's schema of a type, for what authors write and not for what Python holds."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left out is left out: nobody writes null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Defaults that are worth proposing: plain values."""
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), str | int | float):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A key is its own title."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A mapping, called as authors would call it.

        Editors write keys in the order of the schema: that which names a block comes first.
        """
        made = {**super().model_schema(schema), "title": _title(schema["cls"])}
        first = getattr(schema["cls"], "kind", None)
        keys = sorted(made.get("properties", {}), key=lambda key: key != first)
        needed = made.get("required", [])
        made["properties"] = {key: made["properties"][key] for key in keys}
        made["required"] = [key for key in keys if key in needed]
        return made

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text."""
        made = super().str_schema(schema)
        pattern = made.get("pattern")
        if pattern is None:
            return {**made, "type": ["string", "number", "boolean"]}
        made["pattern"] = pattern.replace('\\"', '"').replace("\\'", "'")
        others = [("number", "1.0"), ("boolean", "true")]
        looks = [name for name, example in others if re.search(pattern, example)]
        return {**made, "type": ["string", *looks]} if looks else made

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """A whole number, perhaps in quotation marks."""
        pattern = integers(schema.get("ge"), schema.get("le"))
        return _or_text({"type": "integer", **_limits(schema)}, pattern)

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """A number, perhaps in quotation marks."""
        pattern = decimals(schema.get("ge"), schema.get("le"))
        return _or_text({"type": "number", **_limits(schema)}, pattern)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Yes or no, perhaps in quotation marks."""
        return _or_text({"type": "boolean"}, "^(true|false)$")

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping whose keys are all of one sort."""
        made: JsonSchemaValue = {"type": "object"}
        keys = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        if "pattern" in keys:
            made["propertyNames"] = {k: v for k, v in keys.items() if k in ("pattern", "maxLength")}
        if "values_schema" in schema:
            made["additionalProperties"] = self.generate_inner(schema["values_schema"])
        if "min_length" in schema:
            made["minProperties"] = schema["min_length"]
        return made

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """A list of so many entries of one sort."""
        entries = [self.generate_inner(part) for part in schema["items_schema"]]
        size = len(entries)
        return {"type": "array", "items": entries[0], "minItems": size, "maxItems": size}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """One of several types: by a key's value, or by the keys that stand there."""
        choices = {str(tag): self.generate_inner(one) for tag, one in schema["choices"].items()}
        return as_choice(choices, schema["discriminator"])


def _or_text(plain: JsonSchemaValue, pattern: str) -> JsonSchemaValue:
    return {"anyOf": [plain, {"type": "string", "pattern": pattern}]}


def _limits(schema: Any) -> JsonSchemaValue:
    return {name: schema[key] for key, name in LIMITS.items() if key in schema}


def tidied(schema: Any) -> Any:
    """A schema whose descriptions are one paragraph."""
    if isinstance(schema, list):
        return [tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: tidied(part) for key, part in schema.items()}
    if isinstance(made.get("description"), str):
        made["description"] = " ".join(made["description"].partition("\n\n")[0].split())
    return made


def _title(model: Any) -> str:
    """What authors would call a type: `question (choice)`, `credit`."""
    kind = getattr(model, "kind", None)
    if kind is None:
        return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()
    form = model.model_fields.get("form")
    return f"{kind} ({get_args(form.annotation)[0]})" if form else str(kind)
