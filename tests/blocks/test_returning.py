"""Answers to which a learner comes back: shown as they were, changed, and reported as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame

from builder.build import build
from tests.blocks.walks import Example, examples_of, fulfil, walk
from tests.e2e.visits import enter, leave, refused, shown
from tests.helpers import module_file, page, question, write_course
from tests.lms.server import StrictLms

ANSWERED = [
    pytest.param(one, id=one.test_id)
    for kind in ("question", "pool")
    for one in examples_of(kind)
    if one.steps and one.expected["done"]
]


def package(one: Example, folder: Path) -> Path:
    """The example with something left to do after it, so that the attempt stays open."""
    later = page("later", question("later", points=0))
    files = one.course() | {
        f"modules/{one.module}.yaml": module_file(one.module, one.as_page(), later)
    }
    outcome = build(write_course(files, folder / "course"), folder / "dist", ["scorm12"])
    assert not outcome.report.failed, list(outcome.report)
    return outcome.built[0].path


class Learner:
    """One learner of an example's package, from visit to visit."""

    def __init__(self, lms: StrictLms, context: BrowserContext) -> None:
        self.lms = lms
        self.context = context

    def arrive(self) -> Frame:
        self.page = self.context.new_page()
        return enter(self.page, self.lms.player_url("anna"))

    def go(self) -> Mapping[str, str]:
        """Leaves; what the LMS then holds, without times."""
        attempt = leave(self.page, self.lms, "anna")
        assert refused(attempt) == []
        return {
            name: value
            for name, value in attempt.elements.items()
            if not name.endswith("time") and name != "cmi.suspend_data"
        }


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    with StrictLms() as lms:
        yield lms
    assert lms.missing == []


@pytest.fixture
def learner(lms: StrictLms, context: BrowserContext) -> Learner:
    return Learner(lms, context)


@pytest.mark.parametrize("one", ANSWERED)
def test_who_comes_back_finds_their_answer(
    one: Example, lms: StrictLms, learner: Learner, tmp_path: Path
) -> None:
    """And the record stays what it was."""
    lms.install(package(one, tmp_path))
    frame = learner.arrive()
    walk(frame, one)
    fulfil(frame, one)
    before = shown(frame)
    held = learner.go()
    frame = learner.arrive()
    assert shown(frame) == before
    fulfil(frame, one)
    assert learner.go() == held


CHANGED: list[tuple[str, list[dict[str, Any]], dict[str, str]]] = [
    (
        "Choices with a try left",
        [{"choose": "Telling"}, {"choose": "Asking"}, {"choose": "Keeping promises"}],
        {"student_response": "Asking; Keeping promises", "result": "correct"},
    ),
    (
        "Match partly right",
        [
            {
                "match": {
                    "Sofia asks the quiet members how they like to bring in their views.": (
                        "Including others"
                    )
                }
            }
        ],
        {"result": "correct"},
    ),
    (
        "Order partly right",
        [{"order": ["Say that you are sorry."]}],
        {
            "student_response": "1. Say that you are sorry.; 2. Ask how to put it right.; "
            "3. Say what you did.; 4. Say what it did to the other person.",
            "result": "wrong",
        },
    ),
    (
        "Number tried again and again",
        [{"write": {"How many weeks are half a year?": "26"}}],
        {"student_response": "26", "result": "correct"},
    ),
]


@pytest.mark.parametrize(("name", "steps", "row"), CHANGED, ids=[name for name, *_ in CHANGED])
def test_who_comes_back_changes_their_answer(
    name: str,
    steps: list[dict[str, Any]],
    row: dict[str, str],
    lms: StrictLms,
    learner: Learner,
    tmp_path: Path,
) -> None:
    """In the row that it had."""
    one = next(one for one in examples_of("question") if one.data["name"] == name)
    lms.install(package(one, tmp_path))
    walk(learner.arrive(), one)
    learner.go()
    again = replace(one, data={**one.data, "walk": [*steps, {"press": "Check my answer"}]})
    walk(learner.arrive(), again)
    held = learner.go()
    assert {key: held[f"cmi.interactions.0.{key}"] for key in row} == row
    assert not any(name.startswith("cmi.interactions.1") for name in held)
