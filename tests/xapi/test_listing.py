"""The list of all statements, as a build writes it: each is what the player sends, in full."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tincan

from builder.build import build
from builder.targets import TARGETS
from builder.xapi.statement import Statement
from builder.xapi.terms import QUESTION, Template, Vocabulary
from builder.xapi.video import LENGTH, SESSION
from builder.xapi.vocabulary import vocabulary_of
from tests.helpers import SAMPLE, every_block, prepared, with_iri, write_course
from tests.lrs import rules
from tests.xapi.samples import ANN, every_statement

Json = dict[str, Any]
COMPONENTS = {
    "choice": ["choices"], "sequencing": ["choices"], "likert": ["scale"],
    "matching": ["source", "target"],
}  # fmt: skip


@pytest.fixture(scope="module", params=["every block", "the sample course"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Json], Vocabulary]:
    """The entries of the file that a build leaves, and the vocabulary in its packages."""
    folder = tmp_path_factory.mktemp("listing")
    if request.param == "every block":
        source = write_course(with_iri(every_block()), folder / "course_src")
    else:
        source = folder / "course_src"
        source.symlink_to(SAMPLE)
    outcome = build(source, folder / "dist", ["web"])
    assert outcome.plan is not None
    listed = json.loads(outcome.documents[0].read_text(encoding="utf-8"))
    return listed["statements"], vocabulary_of(outcome.plan)


@pytest.mark.parametrize("target", TARGETS)
def test_a_build_for_any_target_writes_it(target: str, tmp_path: Path):
    source = write_course(with_iri(every_block()), tmp_path / "course_src")
    outcome = build(source, tmp_path / "dist", [target])
    assert [path.name for path in outcome.documents] == [
        "every-block-1.0-statements.json", "every-block-1.0-profile.jsonld",
    ]  # fmt: skip
    assert all(path.is_file() for path in outcome.documents)


def whole(entry: Json) -> Statement:
    """An entry with what only a session knows."""
    context = {**entry["statement"]["context"], "registration": ANN["registration"]}
    session = {name: ANN[name] for name in ("id", "actor", "timestamp")}
    return {**session, **entry["statement"], "context": context}


def through_tincan(statement: Statement) -> Json:
    """What `tincan` makes of a statement when it reads and writes it."""
    read = tincan.Statement.from_json(tincan.Statement(deepcopy(statement)).to_json())
    said: Json = json.loads(read.to_json())
    said.pop("version")
    return said


def test_each_goes_through_tincan_unchanged(built: tuple[list[Json], Vocabulary]):
    for entry in built[0]:
        before, after = whole(entry), through_tincan(whole(entry))
        del before["timestamp"], after["timestamp"]  # tincan writes times in its own way
        assert after == before, entry["when"]


def known(statement: Statement) -> Json:
    """A statement without what only a viewing of a video knows, of which the list has words."""
    bare = deepcopy(statement)
    extensions = bare["context"].get("extensions", {})
    for name in (LENGTH, SESSION):
        extensions.pop(name, None)
    return bare


def test_each_is_what_the_player_sends_but_for_the_result(built: tuple[list[Json], Vocabulary]):
    entries, vocabulary = built
    sent = dict(every_statement(vocabulary))
    assert [entry["when"] for entry in entries] == list(sent)
    for entry in entries:
        statement = {key: part for key, part in sent[entry["when"]].items() if key != "result"}
        assert known(whole(entry)) == known(statement)
        assert rules.faults(known(whole(entry))) == []


def test_the_shape_of_the_result_names_all_of_its_parts(built: tuple[list[Json], Vocabulary]):
    entries, vocabulary = built
    sent = dict(every_statement(vocabulary))
    for entry in entries:
        result = sent[entry["when"]].get("result", {})
        assert set(entry.get("result", {})) == set(result), entry["when"]
        if "score" in result:
            assert set(entry["result"]["score"]) == set(result["score"])
        if "extensions" in result:
            assert set(entry["result"]["extensions"]) == set(result["extensions"])


def test_everything_that_is_tracked_is_listed(built: tuple[list[Json], Vocabulary]):
    """Each page, each line of the report, each objective that is not private."""
    entries, vocabulary = built
    listed = {entry["statement"]["object"]["id"] for entry in entries}
    keys = [key for key in vocabulary["activities"] if not key.startswith("module/")]
    missing = {key for key in keys if key and f"{vocabulary['course']}#{key}" not in listed}
    assert missing == set()


def test_each_says_what_it_is_about_in_full(built: tuple[list[Json], Vocabulary]):
    entries, vocabulary = built
    for entry in entries:
        about, context = entry["statement"]["object"], entry["statement"]["context"]
        definition = about["definition"]
        assert about["id"].partition("#")[0] == vocabulary["course"]
        assert set(definition["name"]) <= {vocabulary["language"], "en", "und"}
        assert all(definition["name"].values())
        _assert_stands_in_the_course(vocabulary["templates"][entry["when"]], context)
        if definition["type"] == QUESTION:
            _assert_can_be_answered(definition)


def _assert_stands_in_the_course(template: Template, context: Json) -> None:
    """`parent` and `grouping`, for all but the course itself."""
    above = context["contextActivities"]
    assert len(above.get("parent", [])) == len(template["parent"])
    assert len(above.get("grouping", [])) == len(template["grouping"])
    assert template["parent"] or not template["object"]


def _assert_can_be_answered(definition: Json) -> None:
    kind = definition["interactionType"]
    for part in COMPONENTS.get(kind, []):
        assert definition[part], kind
        assert all(one["id"] and one["description"] for one in definition[part])
    for pattern in definition.get("correctResponsesPattern", []):
        assert pattern


def test_right_answers_are_told_where_something_is_right():
    vocabulary = vocabulary_of(prepared(with_iri(every_block())).plan)
    for template in vocabulary["templates"].values():
        definition = vocabulary["activities"][template["object"]]
        judged = "success" in template.get("takes", [])
        assert judged == ("correctResponsesPattern" in definition)
