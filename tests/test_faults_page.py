"""The page of faults in the docs is made of what the tests in a browser found."""

from __future__ import annotations

import json

from tests.e2e.faults.cells import FAULTS
from tests.e2e.faults.lrs_cells import LRS_FAULTS
from tests.lms.modes import MODES
from tools.faults import LMSS, LRS_RESULTS, PAGE, RESULTS, WAYS, current


def test_the_page_is_that_of_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == current(), "run: python -m tools.faults"


def test_there_is_a_result_for_each_lms_and_fault() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert {name: sorted(by_mode) for name, by_mode in results.items()} == dict.fromkeys(
        FAULTS, sorted(MODES)
    )
    assert set(LMSS) == set(MODES)


def test_there_is_a_result_for_each_way_and_fault_of_an_lrs() -> None:
    results = json.loads(LRS_RESULTS.read_text(encoding="utf-8"))
    assert {name: sorted(by_way) for name, by_way in results.items()} == dict.fromkeys(
        LRS_FAULTS, sorted(WAYS)
    )
