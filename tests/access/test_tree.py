"""What assistive technology is given: the accessibility tree of every block, in each state.

The files in `golden/tree` are meant to be read: names, roles and states in the order in which they
are heard. UPDATE_GOLDENS=1 writes them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.access.cells import STATES, enter, worked
from tests.access.conftest import Served
from tests.conftest import Watch
from tests.helpers import golden

NAMED = """
button link textbox checkbox radio combobox tab tabpanel region dialog navigation progressbar
heading img tablist
"""
"""Whatever has one of these roles has a name."""

TIMES = (
    (re.compile(r"\d{1,2}:\d{2}( [AP]M)?"), "TIME"),
    (re.compile(r"[A-Z][a-z]+ \d{1,2}, 20\d\d"), "DAY"),
)


def in_state(name: str, page: Page, url: str) -> Page:
    """The page with every block, once this has happened to it."""
    state = STATES[name]
    held = dict(state.held or {})
    if held:
        earlier = page.context.new_page()
        enter(earlier, url, {})
        held["cmi.suspend_data"] = worked(earlier)
        earlier.close()
    enter(page, url, held)
    state.happens(page)
    page.wait_for_timeout(100)  # what is announced comes a moment later
    return page


@pytest.mark.parametrize("name", STATES)
def test_the_tree(name: str, page: Page, served: Served, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    shown = in_state(name, page, served("classic", "ltr"))
    tree = shown.locator("body").aria_snapshot()
    for pattern, word in TIMES:
        tree = pattern.sub(word, tree)
    tree = re.sub(r"(Saving …|Saved at TIME)", "SAVED", tree)
    golden(f"access/golden/tree/{name}.yaml", f"{tree}\n")


@pytest.mark.parametrize("name", STATES)
def test_names_headings_and_landmarks(name: str, page: Page, served: Served, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    nodes = tree_of(in_state(name, page, served("classic", "ltr")))
    bare = [node for node in nodes if node["role"] in NAMED.split() and not node["name"]]
    assert bare == []
    levels = [node["level"] for node in nodes if node["role"] == "heading"]
    assert levels[0] == 1
    assert all(level <= above + 1 for above, level in pairwise(levels))
    landmarks = [
        (node["role"], node["name"])
        for node in nodes
        if node["role"] in ("banner", "navigation", "main", "contentinfo")
    ]
    assert landmarks == [
        ("banner", ""), ("navigation", "Contents"), ("main", ""), ("navigation", "Pages"),
    ]  # fmt: skip


def tree_of(page: Page) -> list[dict[str, Any]]:
    """What Chromium tells, in order: role, name, and the level of headings."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "level": next(
                (one["value"]["value"] for one in node["properties"] if one["name"] == "level"), 0
            ),
        }
        for node in nodes
        if not node["ignored"]
    ]
