"""Every block in every state, in every theme, shown in every way: nobody is kept out."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from builder.theming.folders import theme_names
from tests.access.cells import HERE, STATES, WAYS, enter, seen, worked
from tests.access.conftest import Served
from tests.conftest import Watch
from tests.helpers import pretty

RESULTS = HERE / "results.json"
CLEAN = "clean"


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_found(
    name: str, theme: str, context: BrowserContext, served: Served, watch: Watch
) -> None:
    watch.allow("ERR_FAILED")  # the server that is gone
    faults = {
        way: found
        for direction in ("ltr", "rtl")
        for way, found in _faults(context, served(theme, direction), name, direction).items()
    }
    _write_down(name, faults)
    recorded = json.loads(RESULTS.read_text(encoding="utf-8"))[name]
    found = {way: found for way, found in faults.items() if found}
    assert not found or _kinds(faults) == recorded, pretty(found)
    assert set(faults) == set(recorded)


def _faults(context: BrowserContext, url: str, name: str, direction: str) -> dict[str, list[str]]:
    """What is found of a state in each way to show it."""
    state = STATES[name]
    held: dict[str, str] = dict(state.held or {})
    if held:
        page = context.new_page()
        enter(page, url, {})
        held["cmi.suspend_data"] = worked(page)
        page.close()
    page = context.new_page()
    enter(page, url, held)
    state.happens(page)
    ways = {key: way for key, way in WAYS.items() if way.direction == direction}
    found = {key: seen(page, way) for key, way in ways.items()}
    page.close()
    return found


def _kinds(faults: dict[str, list[str]]) -> dict[str, Any]:
    """The outcome of each cell, as the table has it: clean, or what kinds of fault there are."""
    return {
        way: sorted({one.split(":")[0] for one in found}) or CLEAN for way, found in faults.items()
    }


def _write_down(name: str, faults: dict[str, list[str]]) -> None:
    if os.environ.get("GOLDEN") == "write":
        known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        known[name] = _kinds(faults)
        known = {state: known[state] for state in STATES if state in known}
        RESULTS.write_text(pretty(known) + "\n", encoding="utf-8")
