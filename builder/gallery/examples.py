"""What a block's `examples.yaml` holds, as parts of a course.

An example has

- `name`: its page has this title, and the id that follows from it
- `files`: scales, scenarios and small media by name, where the block needs some; under `sample`,
  a list of media that are taken from the sample course
- `block`: the block as an author writes it
- `walk`: what a learner does, each by the words that they see:
  `choose: Label` or `choose: { Question: Label }` (a radio button, or a box that is ticked or
  unticked), `press: Name` (a button, a tab, the head of a fold), `write: { Label: text }`,
  `match: { Label: Entry }` (an entry of the list of that label), `order: [Line, Line]` (these lines
  first, in this order)
- `expect`: what must come of it, for the tests
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from builder.files import tool_text
from builder.record import record
from builder.render.words import english_words

FOLDERS = {"scales": "scales", "scenarios": "scenarios"}


@record
class Example:
    """A sample of a block with what a learner does and what must come of it."""

    kind: str
    data: Mapping[str, Any]
    module: str = "examples"

    @property
    def name(self) -> str:
        """What it shows, in words."""
        return str(self.data["name"])

    @property
    def slug(self) -> str:
        """Its name as an id."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def page(self) -> str:
        """The full id of its page."""
        return f"{self.module}.{self.slug}"

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        """What a learner does, in order."""
        return list(self.data.get("walk", ()))

    @property
    def texts(self) -> dict[str, str]:
        """Its scales, scenarios and small media, by their paths in a course."""
        given = self.data.get("files", {})
        found = {
            f"{folder}/{name}.yaml": as_yaml(thing)
            for folder in FOLDERS
            for name, thing in given.get(folder, {}).items()
        }
        return found | {f"media/{name}": text for name, text in given.get("media", {}).items()}

    @property
    def samples(self) -> list[str]:
        """The media of the sample course that it shows."""
        return list(self.data.get("files", {}).get("sample", ()))


def examples_of(kind: str, module: str = "examples") -> Iterator[Example]:
    """All examples of one kind of block."""
    text = tool_text(f"blocks/{kind}/examples.yaml") or ""
    for data in yaml.load(text, Loader=yaml.CSafeLoader) or ():
        yield Example(kind, data, module)


def spoken(examples: Iterable[Example]) -> Iterator[Example]:
    """The same in the words of a web page, which has nobody to whom it reports."""
    words = english_words()
    nobody = {
        str(said): str(words[f"{key}-nobody"])
        for key, said in words.items()
        if f"{key}-nobody" in words
    }
    for one in examples:
        yield replace(one, data=_said(one.data, nobody))


def _said(data: Any, words: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        return {key: _said(part, words) for key, part in data.items()}
    if isinstance(data, list):
        return [_said(part, words) for part in data]
    return words.get(data, data) if isinstance(data, str) else data


def as_yaml(value: Mapping[str, Any]) -> str:
    """Top-level keys on lines of their own, values as JSON in which every scalar is a text."""
    lines = [
        f"{key}: {json.dumps(_texts(part), ensure_ascii=False)}" for key, part in value.items()
    ]
    return "\n".join(lines) + "\n"


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
