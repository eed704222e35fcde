"""The keys of the authors' format as tables, from the descriptions of its types.

Used by `tools.reference`. What stands in the column of values is read from the JSON Schema, so that
it says what editors say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from builder.blocks.base import LineText, MarkdownText, MediaFile, _marks
from builder.blocks.registry import BLOCKS
from builder.schema import KINDS
from builder.schema.choosing import resolved
from builder.schema.types import AuthorsSchema

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"

BLOCKS_HEAD = """\
# Blocks

Every type of block with all its keys. (Written by `python -m tools.reference` from the types and
their examples.)

The first key of a block says what it is. Blocks that only show carry their content there, blocks
that a learner uses their id. *Line* is one line of Markdown: emphasis, links, code.
[The format](../format.md) explains how all this belongs together.
"""

FILES_HEAD = """\
# Files and their keys

Every kind of file with all its keys, except for the [blocks](blocks.md) of a page. (Written by
`python -m tools.reference` from the types.)
"""

WORDS = {"integer": "whole number", "number": "number"}
FEW = 3
SCALARS = (*WORDS, "boolean")


def blocks_page() -> str:
    """The page of all blocks."""
    shown: set[type[BaseModel]] = set()
    return BLOCKS_HEAD + "".join(_block(kind, shown) for kind in BLOCKS)


def files_page() -> str:
    """The page of all files."""
    parts = [FILES_HEAD]
    shown: set[type[BaseModel]] = set()
    for kind in KINDS.values():
        parts.append(f"\n## {kind.title}: `{kind.where}`\n\n{_told(kind.type)}\n")
        parts.append(_tables(kind.type, shown))
    return "".join(parts)


def _tables(model: type[BaseModel], shown: set[type[BaseModel]]) -> str:
    """The keys of a type, and of those in it that the page has not shown yet."""
    family = [one for one in _family(model) if one not in shown]
    shown.update(family)
    return "".join(_table(one, top=one is model) for one in family)


# ---- blocks --------------------------------------------------------------------------------


def _block(kind: str, shown: set[type[BaseModel]]) -> str:
    members = _members(kind)
    picture = f"\n![{kind}](../images/{kind}.png)\n" if (IMAGES / f"{kind}.png").is_file() else ""
    parts = [f"\n## {kind}\n"]
    if len(members) > 1:
        parts.append("\nA question, in eight kinds. Each has these keys, and keys of its own.\n")
        parts.append(picture)
        parts += [_kind(kind, member) for member in members]
    else:
        parts += [f"\n{_told(members[0])}\n", picture, _example(kind, members[0])]
        parts.append(_tables(members[0], shown))
    return "".join(parts)


def _members(kind: str) -> list[type[BaseModel]]:
    """The types of a block that are told apart by their `kind`; else that with all its keys."""
    union = get_args(BLOCKS[kind])
    members = [_bare(one) for one in get_args(union[0])] if union else [BLOCKS[kind]]
    if "form" in members[0].model_fields:
        return members
    return [max(members, key=lambda one: len(one.model_fields))]


def _bare(annotated: Any) -> type[BaseModel]:
    found: type[BaseModel] = get_args(annotated)[0] if get_args(annotated) else annotated
    return found


def _kind(block: str, model: type[BaseModel]) -> str:
    name = str(get_args(model.model_fields["form"].annotation)[0])
    return (
        f"\n### {block}, kind: {name}\n\n{model.model_fields['form'].description}\n"
        f"{_example(block, model, name)}{_table(model, top=True)}"
    )


class _Plain(yaml.SafeDumper):
    """YAML in which every text that can be is plain: the reader takes no text for a number."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Plain.add_representer(str, _text)


def _as_texts(value: Any) -> Any:
    """What the reader sees: every scalar is a text."""
    if isinstance(value, dict):
        return {str(key): _as_texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_texts(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(block: str, model: type[BaseModel], kind: str | None = None) -> str:
    """The first of the block's own examples (of that kind)."""
    path = ROOT / "builder" / "blocks" / block / "examples.yaml"
    examples = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    fitting = [one["block"] for one in examples if kind in (None, one["block"].get("kind"))]
    found = (one for one in fitting if "```" not in str(one))
    text = yaml.dump(
        [_as_texts(next(found))], Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100,
        default_flow_style=False,
    )  # fmt: skip
    return f"\n```yaml\n{text}```\n"


# ---- tables --------------------------------------------------------------------------------


def _family(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A type and those that stand in it, but no blocks: they have tables of their own."""
    found = [model]
    for info in model.model_fields.values():
        for inner in _models_in(info.annotation):
            if inner not in found and not _is_block(inner):
                found += [one for one in _family(inner) if one not in found]
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _is_block(model: type[BaseModel]) -> bool:
    return hasattr(model, "kind")


def _told(model: type[BaseModel]) -> str:
    """What a type's first paragraph says."""
    return " ".join((model.__doc__ or "").partition("\n\n")[0].split())


def _table(model: type[BaseModel], top: bool) -> str:
    title = "" if top else f"\n### {_name(model)}\n\n{_told(model)}\n"
    rows = [_row(model, name) for name in _ordered(model)]
    head = ["| key | value | | |", "|---|---|---|---|"]
    return f"{title}\n" + "\n".join([*head, *rows]) + "\n"


def _ordered(model: type[BaseModel]) -> list[str]:
    """The fields: first that which names the type, then what is needed, then the rest."""
    fields = model.model_fields
    first = getattr(model, "kind", None)
    names = sorted(fields, key=lambda name: (name != first, not fields[name].is_required()))
    return names


def _row(model: type[BaseModel], name: str) -> str:
    info = model.model_fields[name]
    needed = "needed" if info.is_required() else _default(info.default)
    return (
        f"| `{info.alias or name}` | {_value(model, name)} | {needed} | {_cell(info.description)} |"
    )


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f"default `{str(value).lower()}`"
    plain = isinstance(value, str | int | float)
    return f"default `{value}`" if plain else ""


def _value(model: type[BaseModel], name: str) -> str:
    """What may stand there, in a few words."""
    marks = _marks(model, name)
    info = model.model_fields[name]
    node = _schema(model)["properties"][info.alias or name]
    sort = next((mark for mark in marks if isinstance(mark, MediaFile)), None)
    text = "text"
    if sort is not None:
        text = "file"
    elif any(isinstance(mark, MarkdownText) for mark in marks):
        text = "Markdown"
    elif any(isinstance(mark, LineText) for mark in marks):
        text = "line"
    return _words(node, _schema(model).get("$defs", {}), text)


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    if model not in _SCHEMAS:
        _SCHEMAS[model] = _made(model)
    return _SCHEMAS[model]


_SCHEMAS: dict[type[BaseModel], dict[str, Any]] = {}


def _made(model: type[BaseModel]) -> dict[str, Any]:
    made = resolved(model.model_json_schema(schema_generator=AuthorsSchema))
    reference = made.get("$ref")
    return made if reference is None else {**made, **made["$defs"][reference.rsplit("/", 1)[1]]}


def _words(node: dict[str, Any], defs: dict[str, Any], text: str) -> str:
    sort = node.get("type")
    if "$ref" in node:
        return _link(node["$ref"])
    if "enum" in node or "const" in node:
        return " \\| ".join(f"`{value}`" for value in node.get("enum", [node.get("const")]))
    if sort == "object":
        return _mapping(node, defs, text)
    if "anyOf" in node:
        return _any_of(node["anyOf"], defs, text)
    if sort == "array":
        return f"list: {_words(node['items'], defs, text)}"
    return _scalar(node, text)


def _scalar(node: dict[str, Any], text: str) -> str:
    if node["type"] == "boolean":
        return "`true` \\| `false`"
    if node["type"] in ("integer", "number"):
        return _number(node)
    return "id" if str(node.get("pattern", "")).startswith("^[a-z][a-z0-9]*(-") else text


def _any_of(ways: list[dict[str, Any]], defs: dict[str, Any], text: str) -> str:
    """All ways to write a value, but that of numbers and of yes and no in quotation marks."""
    plain = [way for way in ways if way.get("type") in SCALARS]
    others = [way for way in ways if way not in plain and not (plain and "pattern" in way)]
    words = [_words(way, defs, text) for way in (*plain, *others)]
    return " \\| ".join(dict.fromkeys(words))


def _mapping(node: dict[str, Any], defs: dict[str, Any], text: str) -> str:
    inner = node.get("additionalProperties")
    if isinstance(inner, dict):
        named = node.get("propertyNames", {}).get("pattern")
        return f"{'ids' if named else 'keys'}, each with: {_words(inner, defs, text)}"
    if node.get("required") == ["kind"]:
        return "[question](#question)"
    rules = node.get("then", node)["allOf"]
    names = [rule["then"]["$ref"] for rule in rules if "$ref" in rule.get("then", {})]
    if len(names) > FEW:
        return "[block](blocks.md)"
    names += [rule["else"]["$ref"] for rule in rules if "else" in rule]
    return " \\| ".join(map(_link, names))


def _link(reference: str) -> str:
    """A link to the table of a type, on this page or on that of blocks."""
    name = _readable(reference.rsplit("/", 1)[1])
    page = "blocks.md" if name in ("text", "reflect", "match") else ""
    return f"[{name}]({page}#{name.replace(' ', '-')})"


def _number(node: dict[str, Any]) -> str:
    least, most = node.get("minimum"), node.get("maximum")
    limits = f", {least:g} to {most:g}" if least is not None and most is not None else ""
    if least is not None and most is None:
        limits = f", at least {least:g}"
    return f"{WORDS[node['type']]}{limits}"


def _name(model: type[BaseModel]) -> str:
    return _readable(model.__name__)


def _readable(name: str) -> str:
    """`SceneImage` as `scene image`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name.rsplit("__", 1)[-1]).lower()


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")
