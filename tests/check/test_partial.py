"""A course with faults of shape is checked as far as it goes, and no gap brings a false finding."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from builder.check import check_course
from builder.diagnostics import Diagnostic
from builder.files import Memory
from builder.model.read import Reading, read_course
from builder.preparing import prepare
from builder.source.yaml import read
from tests.check.breaking import Data, data_of, places
from tests.model.sample import FIRST, SECOND, TEXTS, TOM, sample
from tools.examples import files_of

Files = dict[str, Memory]
Finding = tuple[str, str, tuple[str | int, ...], str]


def run(files: Files) -> tuple[Reading, list[Diagnostic]]:
    """What reading comes to, and what the rules over the whole course find."""
    reading = read_course(files)
    return reading, check_course(reading.part, files, reading.gaps).diagnostics


def keys_of(found: list[Diagnostic]) -> set[Finding]:
    return {(one.code, one.place.file, one.place.path, one.message) for one in found}


def dump(data: Data) -> Memory:
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return Memory(text.replace(": null\n", ":\n").replace("- null\n", "-\n").encode())


def at(data: Data, path: tuple[Any, ...]) -> Data:
    for step in path:
        data = data[step]
    return data


def renamed(data: Data, path: tuple[Any, ...], suffix: str) -> None:
    holder = at(data, path[:-1])
    if isinstance(holder, dict):
        items = [(f"{key}{suffix}" if key == path[-1] else key, holder[key]) for key in holder]
        holder.clear()
        holder.update(items)


def put(value: Any) -> Any:
    def change(data: Data, path: tuple[Any, ...]) -> None:
        at(data, path[:-1])[path[-1]] = value

    return change


def taken_out(data: Data, path: tuple[Any, ...]) -> None:
    del at(data, path[:-1])[path[-1]]


CHANGES = [
    lambda data, path: renamed(data, path, "x"),
    lambda data, path: renamed(data, path, " Bad"),
    put({"x": "y"}),
    put(["x"]),
    put([]),
    put(None),
    put("No Id"),
    taken_out,
]


def broken(data: Data, turn: int) -> Iterator[tuple[tuple[Any, ...], Data]]:
    """The data with one thing wrong: each key misspelt, and each part changed in one other way."""
    for number, path in enumerate(places(data)):
        for change in (CHANGES[0], CHANGES[1 + (number + turn) % (len(CHANGES) - 1)]):
            changed = copy.deepcopy(data)
            change(changed, path)
            yield path, changed


@pytest.mark.parametrize("turn", range(2))
@pytest.mark.parametrize("name", TEXTS)
def test_a_fault_of_shape_brings_no_other_finding(name: str, turn: int):
    """The sample has no fault: what the rules find in it with a gap would be false."""
    seen = 0
    for path, data in broken(data_of(name), turn):
        files = {**sample(), name: dump(data)}
        reading, found = run(files)
        if reading.gaps.by_file:
            seen += 1
            assert reading.report.failed
            assert (path, keys_of(found)) == (path, set())
    assert seen > 10


QUESTION = """\
- question: one
  kind: choices
  ask: Which?
  choices: { a: One, b: Two, c: Three }
  answer: [a, b]
  feedback: { wrong: Neither. }
"""


def test_a_fault_of_shape_in_a_question_brings_no_advice():
    files: Files = {**files_of({"blocks": QUESTION})}
    name = "modules/start.yaml"
    content = read(files[name].data, name).data
    for turn in range(len(CHANGES)):
        for path, data in broken(content, turn):
            changed: Files = {**files, name: dump(data)}
            reading = read_course(changed)
            if reading.gaps.by_file:
                found = check_course(reading.part, changed, reading.gaps, advice=True).diagnostics
                assert (path, keys_of(found)) == (path, set())


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_is_gone_bad_brings_no_other_finding(name: str):
    for text in ("a: b: c\n", "", "- a\n", "\0", "<<: {}\n", TEXTS[name] + "a: [\n"):
        reading, found = run({**sample(), name: Memory(text.encode())})
        assert reading.gaps.by_file.keys() == {name}
        assert keys_of(found) == set()


def test_a_course_without_its_first_file_is_checked_all_the_same():
    files: Files = {**sample()}
    del files["course.yaml"], files["media/talk.mp3"]
    reading, found = run(files)
    assert [one.code for one in reading.report] == ["BC210"]
    assert [one.code for one in found] == ["BC401"]
    assert reading.course is None


# ---- faults of shape together with others -----------------------------------------------------


class Other(NamedTuple):
    """A fault that only a rule over the whole course finds."""

    file: str
    path: tuple[str | int, ...]
    value: Any


MORE_PAGES = [
    {"page": "gate", "title": "G", "requires": "all", "blocks": [{"text": "[a](#second.nopage)"}]},
    {
        "page": "early",
        "title": "E",
        "blocks": [{"rate": "one", "scale": "often", "compare-with": "second.last.two"}],
    },
    {
        "page": "last",
        "title": "L",
        "blocks": [
            {"rate": "two", "scale": "often", "statements": {"x": {"say": "X"}}},
            {
                "rate": "three",
                "scale": "often",
                "compare-with": "first.use.me",
                "statements": {"x": {"say": "X"}},
            },
        ],
    },
]
LONELY = {
    "text": "![p](x.png)",
    "choices": {"a": {"say": "A", "then": "alone", "if": "rapport > 1"}},
}
LATE = {"say": "W", "then": "end", "if": "rapport > 5"}
OTHERS = [
    Other("course.yaml", ("theme",), "clasic"),
    Other("course.yaml", ("modules",), ["first", "second", "third"]),
    Other("modules/first.yaml", ("pages", 0, "blocks", 0, "text"), "[x](#first.no)\n\n# Top"),
    Other("modules/first.yaml", ("pages", 0, "blocks", 1, "image"), "media/missing.png"),
    Other("modules/first.yaml", ("pages", 1, "blocks", 0, "advice", 0, "offer"), "nowhere"),
    Other("modules/first.yaml", ("pages", 1, "blocks", 5, "question"), "word"),
    Other(
        "modules/first.yaml", ("pages", 1, "blocks", 7, "statements", "interest", "group"), "none"
    ),
    Other("modules/second.yaml", ("pages", 0, "blocks", 1, "compare-with"), "second.play.zzz"),
    Other("modules/second.yaml", ("pages", 0, "blocks", 2, "scale"), "groth"),
    Other("modules/second.yaml", ("pages", 0, "blocks", 3, "plan"), "again"),
    Other("modules/second.yaml", ("pages",), MORE_PAGES),
    Other("scenarios/tom.yaml", ("scenes", "alone"), LONELY),
    Other("scenarios/tom.yaml", ("scenes", "opening", "choices", "wait"), LATE),
]
HIDDEN_AT_MOST = 0.2
"""Of the findings of a course, on the mean over all faults of shape, their own place left out."""


def with_others() -> dict[str, Data]:
    files = {name: data_of(name) for name in TEXTS}
    for file, path, value in OTHERS:
        holder = at(files[file], path[:-1])
        if path == ("pages",):
            holder["pages"] += value
        else:
            holder[path[-1]] = value
    return files


@pytest.mark.parametrize("name", TEXTS)
def test_a_fault_of_shape_hides_little_and_changes_nothing(name: str):
    texts = with_others()
    files = {**sample(), **{file: dump(data) for file, data in texts.items()}}
    reading, found = run(files)
    assert not reading.gaps.by_file
    all_there_is = keys_of(found)
    assert len(all_there_is) == 19
    hidden, seen = 0, 0
    for path, data in broken(texts[name], 2):
        reading, found = run({**files, name: dump(data)})
        if reading.gaps.by_file and path[:2] != ("scenes", "alone"):
            said = keys_of(found)
            assert (path, said - all_there_is) == (path, set())
            seen += 1
            hidden += sum(
                1
                for _, file, where, _ in all_there_is - said
                if file != name or where[: len(path)] != path
            )
    assert hidden <= HIDDEN_AT_MOST * seen * len(all_there_is)


# ---- one case for each promise ----------------------------------------------------------------


def codes(**changed: str) -> list[str]:
    """All codes that are reported for the sample with other files."""
    files = sample(**changed)
    reading, found = run(files)
    return sorted(one.code for one in (*reading.report, *found))


def test_a_misspelt_key_and_a_missing_picture_are_told_together():
    text = FIRST.replace("by: Somebody", "bye: Somebody").replace(
        "image: media/circle.svg\n        alt", "image: media/circel.svg\n        alt", 1
    )
    assert codes(modules__first=text) == ["BC201", "BC401"]


def test_both_in_one_block():
    text = FIRST.replace(
        "      - image: media/circle.svg\n        alt", "      - image: media/no.png\n        altt"
    )
    assert codes(modules__first=text) == ["BC201", "BC401"]


def test_names_that_can_be_read_are_still_needed():
    """A page that has faults is there, and one that nobody wrote is not."""
    text = SECOND.replace("title: Play", "titel: Play")
    first = FIRST.replace("#first.use", "#second.play").replace("second.play.", "second.play")
    assert codes(modules__second=text, modules__first=first) == ["BC201"]
    first = FIRST.replace("#first.use", "#second.game")
    assert codes(modules__second=text, modules__first=first) == ["BC201", "BC307"]


def test_names_in_a_file_that_cannot_be_read_are_not_missed():
    first = FIRST.replace("#first.use", "#second.anything")
    assert codes(modules__second="a: [", modules__first=first) == ["BC105"]
    first = FIRST.replace("#first.use", "#secand.play")
    assert codes(modules__second="a: [", modules__first=first) == ["BC105", "BC307"]


def test_a_scenario_is_checked_around_its_faulty_scenes():
    text = TOM.replace("feedback: He", "fedback: He").replace(
        "say: Go., then: end", "say: Go., then: edn"
    )
    assert codes(scenarios__tom=text) == ["BC201", "BC601"]
    text = TOM.replace("title: Tom", "titel: Tom").replace("then: end", "then: opening")
    assert codes(scenarios__tom=text) == ["BC201", "BC621", "BC622"]


def test_points_that_cannot_be_read_may_be_points():
    course = TEXTS["course.yaml"]
    nothing = "module: first\ntitle: F\npages: [{ page: use, title: U, blocks: [{ text: T }] }]\n"
    asks = nothing.replace("{ text: T }", "{ question: q, kind: choice, aks: Q }")
    alone = {"course": course.replace(", second", "").replace("pages: 80%", "modules: [first]")}
    assert "BC711" in codes(**alone, modules__first=nothing)
    assert "BC711" not in codes(**alone, modules__first=asks)


def test_nothing_is_prepared_from_a_part_of_a_course():
    prepared, report = prepare(sample(modules__first=FIRST.replace("title: First", "titel: F")))
    assert prepared is None
    assert [found.code for found in report] == ["BC201"]
    prepared, _ = prepare(sample())
    assert prepared is not None
