"""Every block's examples: a learner walks through them under the strict LMS, in a real browser.

How an example is written stands at the head of `walks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.blocks.walks import Example, all_examples, fulfil, walk
from tests.e2e.visits import enter
from tests.helpers import prepared
from tests.lms.server import StrictLms

EXAMPLES = [pytest.param(example, id=example.test_id) for example in all_examples()]


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    with StrictLms() as lms:
        yield lms
    assert lms.missing == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_expected_is_in_the_plan(example: Example) -> None:
    plan = prepared(example.course()).plan
    keys = [
        (item.id, key)
        for item in plan.items
        for key in (
            *(row.key for row in item.interactions),
            *(objective.key for objective in item.objectives),
        )
    ]
    rows = {f"{item}.{key}" if key else item for item, key in keys}
    expected = {value for name, value in example.scorm12.items() if name.endswith(".id")}
    assert expected <= rows


@pytest.mark.parametrize("example", EXAMPLES)
def test_walk(example: Example, lms: StrictLms, page: Page, tmp_path: Path) -> None:
    lms.install(example.package(tmp_path))
    frame = enter(page, lms.player_url("anna"))
    walk(frame, example)
    fulfil(frame, example)
    lms.store.wait_for(lambda: _record(lms, example) == example.scorm12, timeout=5)
    assert _record(lms, example) == example.scorm12


def _record(lms: StrictLms, example: Example) -> dict[str, str]:
    """What the LMS holds of that which the example names."""
    held = lms.attempt("anna").elements
    return {name: _held(held, name) for name in example.scorm12}


def _held(elements: dict[str, str], name: str) -> str:
    """An element's value; "" if it was never set; a list's length by its rows."""
    if name.endswith("._count"):
        rows = name.removesuffix("_count")
        return str(sum(one.startswith(rows) and one.endswith(".id") for one in elements))
    return elements.get(name, "")
