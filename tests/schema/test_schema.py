"""The schemas say of a file what the reader says, as far as a schema can."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from yaml import YAMLError

from builder.blocks.registry import BLOCKS
from builder.diagnostics import Severity
from builder.files import Tree, read_all, read_folder
from builder.model.read import read_course
from builder.schema import KINDS, schema_of
from builder.source import yaml
from tests.blocks.walks import Example, all_examples
from tests.check.test_cases import CASES, parts_of
from tests.helpers import ROOT, SAMPLE, every_block, tree_of
from tests.schema.reading import as_editor, kind_of_file, wrong
from tools.examples import files_of

BEYOND = {
    "BC206-block": "in which order keys stand",
    "BC206-file": "in which order keys stand",
    "BC210-no-course": "a file is missing",
    "BC211-not-read": "no file of the course",
    "BC212-folder": "no file of the course",
    "BC221-answer": "whether a name leads anywhere",
    "BC224-feedback": "whether a name leads anywhere",
    "BC229-table": "lists of one length",
    "BC231-week": "numbers within others",
    "BC233-long-answer": "a length against another",
    "BC241-same-text": "texts that are alike",
    "BC242-no-item": "whether a name leads anywhere",
    "BC243-no-answer": "whether all names are there",
    "BC244-keep-last": "whether a name leads anywhere",
    "BC246-draw": "a number against a length",
    "BC247-points": "numbers that are alike",
}
"""Cases of faults of shape that no schema can find, and what it would need to know."""

SHAPES = [path for path in CASES if re.match("BC2|BC50[1-4]|BC60[3567]", path.stem)]
EXAMPLES = [pytest.param(example, id=example.test_id) for example in all_examples()]
COURSES = [SAMPLE, *sorted((ROOT / "tests/releases").glob("*/course_src"))]


def texts(course: Tree) -> Iterator[tuple[str, str, str]]:
    """The files of a course that have a schema: name, kind, text."""
    for name, content in course.items():
        kind = kind_of_file(name)
        if kind is not None:
            yield name, kind, read_all(content).decode("utf-8")


def marks(course: Tree) -> tuple[list[str], list[str]]:
    """What an editor marks in a course, and what it would if it took every scalar for a text."""
    as_edited, as_read = [], []
    for name, kind, text in texts(course):
        try:
            as_edited += [f"{name} {one}" for one in wrong(kind, as_editor(text))]
        except YAMLError as error:
            as_edited.append(f"{name} {error}")
        as_read += [f"{name} {one}" for one in wrong(kind, yaml.parse(text, name).data)]
    return as_edited, as_read


# ---- the schemas themselves ----------------------------------------------------------------


def models(kind: type[BaseModel], seen: dict[type[BaseModel], None]) -> None:
    """A type, and all types that stand in it."""
    if kind in seen:
        return
    seen[kind] = None
    for info in kind.model_fields.values():
        for one in _in_annotation(info.annotation):
            models(one, seen)


def _in_annotation(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _in_annotation(part)


def all_models() -> list[type[BaseModel]]:
    seen: dict[type[BaseModel], None] = {}
    for kind in KINDS.values():
        models(kind.type, seen)
    return list(seen)


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_field_has_a_description_that_is_a_sentence(model: type[BaseModel]):
    told = {name: info.description or "" for name, info in model.model_fields.items()}
    assert [name for name, says in told.items() if not says.endswith((".", ".`", "…"))] == []
    assert model.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str):
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert "x-" not in "".join(re.findall(r'"x-\w+"', json.dumps(schema)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_in_a_schema_is_explained(kind: str):
    missing: list[str] = []

    def look(node: Any, path: str) -> None:
        if isinstance(node, list):
            for part in node:
                look(part, path)
        if isinstance(node, dict):
            if node.get("additionalProperties") is False:
                told = node["properties"].items()
                missing.extend(f"{path}.{key}" for key, one in told if not one.get("description"))
            for key, part in node.items():
                look(part, f"{path}.{key}")

    look(schema_of(kind), kind)
    assert missing == []


def test_what_an_editor_writes_for_a_block_begins_with_its_first_key():
    """Editors write keys in the order of the schema."""
    definitions = schema_of("module")["$defs"].values()
    titles = {one["title"]: next(iter(one["properties"])) for one in definitions}
    begun = {kind: titles[kind] for kind in BLOCKS if kind != "question"}
    assert begun == {kind: kind for kind in begun}
    questions = {first for title, first in titles.items() if title.startswith("question (")}
    assert questions == {"question"}


def test_only_what_has_not_begun_is_offered_all_blocks():
    """In a question, an editor proposes the keys of a question and no others."""
    page = schema_of("module")["$defs"]["Page"]["properties"]["blocks"]["items"]
    assert list(page["else"]["properties"]) == list(BLOCKS)
    assert "properties" not in page


def test_keys_are_never_held_against_a_list_of_numbers():
    """To some editors the key 1 is a number, and in no list of texts."""
    told = json.dumps([schema_of(kind) for kind in KINDS])
    assert re.findall(r'"propertyNames": \{"enum": \["\d', told) == []


def test_patterns_are_those_of_editors_too():
    """Editors are written in JavaScript."""
    patterns = sorted({p for kind in KINDS for p in _patterns(schema_of(kind))})
    script = "for (const p of JSON.parse(process.argv[1])) new RegExp(p, 'u')"
    done = subprocess.run(["node", "-e", script, json.dumps(patterns)], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for part in node.values():
            yield from _patterns(part)
    if isinstance(node, list):
        for part in node:
            yield from _patterns(part)


# ---- what the reader takes ----------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_a_block_is_valid(example: Example):
    assert marks(tree_of(example.course())) == ([], [])


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.parent.name)
def test_a_whole_course_is_valid(folder: Path):
    assert marks(read_folder(folder)) == ([], [])


def test_a_course_with_every_block_is_valid():
    assert marks(tree_of(every_block())) == ([], [])


# ---- what the reader refuses --------------------------------------------------------------


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_fault_of_shape_is_marked(path: Path):
    parts, _ = parts_of(path.read_text(encoding="utf-8"))
    as_edited, as_read = marks(files_of(parts))
    if path.stem in BEYOND:
        assert (as_edited, as_read) == ([], []), "a schema finds it after all"
    else:
        assert as_edited
        assert as_read


# ---- value by value -----------------------------------------------------------------------

QUESTION = "question: q\n  kind: number\n  ask: How many?\n  answer: 1\n"
VALUES = [
    "0", "1", "2", "9", "10", "11", "12", "13", "20", "21", "99", "100", "101", "1999",
    "2000", "2001", "-1", "-0", "+1", "01", "1.0", "1.5", "1,5", "1e1", "0.5", ".5", "5.",
    "100.0", "100.5", "inf", "nan", "x", "true", "false", "yes", "unlimited", "50%", "100%",
    "101%", "0%", "18-21", "18", "3 - 4", "2026-09-07", "2026-13-01", "best", "last", "en",
    "en-CA", "EN", "'1'", "'100'", "' 7 '", "'true'", "''", "~", "[]", "{}", "[a]", "a b",
    "A", "a-b", "a--b", "1a", "[20%, 35%]", "[20%]", "[1, 2]",
]  # fmt: skip
IN_BLOCKS = {
    "points": "- question: q\n  kind: number\n  ask: How many?\n  answer: 1\n  points: {}\n",
    "tries": "- question: q\n  kind: number\n  ask: How many?\n  answer: 1\n  tries: {}\n",
    "number": "- question: q\n  kind: number\n  ask: How many?\n  answer: {}\n",
    "tolerance": "- question: q\n  kind: number\n  ask: How many?\n  answer: 1\n  tolerance: {}\n",
    "true-false": "- question: q\n  kind: true-false\n  ask: So?\n  answer: {}\n",
    "fill-in": "- question: q\n  kind: fill-in\n  ask: So?\n  answer: {}\n",
    "optional": "- reflect: q\n  prompts: {{ a: What? }}\n  optional: {}\n",
    "length": "- reflect: q\n  prompts: {{ a: What? }}\n  length: {}\n",
    "prompt": "- reflect: q\n  prompts: {{ a: {} }}\n",
    "weeks": "- plan: q\n  own: 1\n  weeks: {}\n",
    "own": "- plan: q\n  weeks: 1-2\n  own: {}\n",
    "starts": "- sheet: q\n  starts: {}\n",
    "at": "- reveal: q\n  style: hotspots\n  image: a.svg\n  alt: A\n"
    "  items: {{ a: {{ title: A, text: B, at: {} }} }}\n",
    "id": "- reflect: {}\n  prompts: {{ a: What? }}\n",
    "text": "- text: {}\n",
    "title": "- download: a.pdf\n  title: {}\n",
    "embed": "- embed: {}\n  title: A\n  fallback: B\n",
}
FACTS = {
    "version": "version: {}\n",
    "pass-mark": "completion: {{ pass-mark: {} }}\n",
    "when": "completion: {{ when: {} }}\n",
    "pages": "completion: {{ when: {{ pages: {} }} }}\n",
    "iri": "iri: {}\n",
    "keywords": "keywords: {}\n",
    "theme": "theme: {}\n",
}  # fmt: skip
NOT_TOLD = {
    ("text", "~"), ("title", "~"), ("version", "~"), ("prompt", "~"), ("theme", "~"),
    ("tries", "' 7 '"),
}  # fmt: skip
"""What the reader takes for a text and an editor for nothing, which is more often meant; and a
number with spaces, which is no number of tries."""


def course_with(block: str = "- text: Hello.\n", facts: str = "") -> dict[str, str | bytes]:
    inside = "".join(f"      {line}\n" for line in block.splitlines())
    return {
        "course.yaml": f"course: demo\ntitle: Demo\nlanguage: en\nmodules: [start]\n{facts}",
        "modules/start.yaml": "module: start\ntitle: Start\npages:\n  - page: hello\n"
        f"    title: Hello\n    blocks:\n{inside}",
        "media/a.svg": b"",
    }


ODD = frozenset({"+1", "01", "-0", "1.0", "5.", "100.0", "1e1"})
"""Spellings of a number of which the reader does not take all; to an editor they are numbers."""


def refused(course: dict[str, str | bytes]) -> list[str]:
    """What the reader refuses."""
    report = read_course(tree_of(course)).report
    return [f"{one.code} {one.message}" for one in report if one.severity == Severity.ERROR]


@pytest.mark.parametrize("key", [*IN_BLOCKS, *FACTS])
def test_reader_and_editor_agree_on_values(key: str):
    differ = []
    for value in VALUES:
        if key in IN_BLOCKS:
            course = course_with(IN_BLOCKS[key].format(value))
        else:
            course = course_with(facts=FACTS[key].format(value))
        said = refused(course)
        as_edited, as_read = marks(tree_of(course))
        agree = bool(said) == bool(as_read) == bool(as_edited)
        lenient = value in ODD and not (as_read or as_edited)
        if not (agree or lenient or (key, value) in NOT_TOLD):
            differ.append((value, said, as_read, as_edited))
    assert differ == []
