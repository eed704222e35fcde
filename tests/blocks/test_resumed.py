"""Whoever leaves in the middle of a block and comes back goes on as if they had stayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from builder.build import build
from tests.blocks.walks import Example, examples_of, fulfil, walk
from tests.e2e.visits import enter, leave
from tests.helpers import module_file, page, question, write_course
from tests.lms.server import StrictLms

KINDS = ("check", "plan", "rate", "reflect", "reveal")
EXAMPLES = [
    pytest.param(example, id=example.test_id)
    for kind in KINDS
    for example in examples_of(kind)
    if len(example.steps) > 1
]


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    with StrictLms() as lms:
        yield lms
    assert lms.missing == []


def package(example: Example, folder: Path) -> Path:
    """The example and a page that stays undone: a course that is done is only looked back at."""
    later = page("later", question("later"))
    files = {
        **example.course(),
        "modules/examples.yaml": module_file("examples", example.as_page(), later),
    }
    outcome = build(write_course(files, folder / "course"), folder / "dist", ["scorm12"])
    assert not outcome.report.failed, list(outcome.report)
    return outcome.built[0].path


def halves(example: Example) -> tuple[Example, Example]:
    """The example with the first half of its walk, and with the rest."""
    middle = len(example.steps) // 2
    return (
        replace(example, data={**example.data, "walk": example.steps[:middle]}),
        replace(example, data={**example.data, "walk": example.steps[middle:]}),
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_record_is_the_same(
    example: Example, lms: StrictLms, context: BrowserContext, tmp_path: Path
) -> None:
    lms.install(package(example, tmp_path))
    first, second = halves(example)
    visit = context.new_page()
    walk(enter(visit, lms.player_url("anna")), first)
    leave(visit, lms, "anna")
    visit = context.new_page()
    frame = enter(visit, lms.player_url("anna"))
    walk(frame, second)
    # Which fold or card happens to be open is not kept; what was opened is.
    done = {"done": example.expected.get("done")}
    fulfil(
        frame,
        replace(example, data={**example.data, "expect": done})
        if example.kind == "reveal"
        else example,
    )
    elements = leave(visit, lms, "anna").elements
    held = {name: elements.get(name, "") for name in example.scorm12 if "_count" not in name}
    assert held == {name: v for name, v in example.scorm12.items() if "_count" not in name}
