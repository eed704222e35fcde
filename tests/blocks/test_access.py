"""All examples of all blocks, for everyone: axe, narrow windows, light and dark, and no mouse."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.blocks.gallery import EXAMPLES, enter_gallery, turn_to
from tests.blocks.walks import USED, fulfil, place_of, walk
from tests.e2e.hands import Keyboard
from tests.helpers import ROOT, pretty

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 640}
LOOKS: list[tuple[str, Literal["light", "dark"], ViewportSize]] = [
    ("light, wide", "light", WIDE),
    ("dark, wide", "dark", WIDE),
    ("dark, narrow", "dark", NARROW),
    ("light, narrow", "light", NARROW),
]

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that find other things in the dark."""

# axe reads what is hidden, too; without the other pages it takes a fifth of the time.
ALONE = """() => {
  const others = document.querySelectorAll('.page[hidden], .module[hidden], .menu__module + *');
  window.away = [...others].map((one) => {
    const mark = document.createComment('');
    one.replaceWith(mark);
    return () => mark.replaceWith(one);
  });
}"""
TOGETHER = "() => window.away.forEach((comeBack) => comeBack())"

# Faults as "rule: where".
FAULTS = """async (rules) => {
  const found = await axe.run(document, {
    runOnly: rules,
    resultTypes: ['violations'],
    iframes: false,
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 160)} ${node.any.concat(node.all, node.none)[0]?.message ?? ''}`));
}"""  # noqa: E501

# What makes the page wider than its window, or is cut off at the edge of it.
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  const over = [...document.querySelectorAll('.page:not([hidden]) *')].filter((one) =>
    one.getBoundingClientRect().right > wide + 1 && !one.closest('pre, svg, .visually-hidden, thead'));
  const scrolls = document.documentElement.scrollWidth > wide;
  return scrolls || over.length ? over.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) : [];
}"""  # noqa: E501


@pytest.fixture
def page(page: Page, gallery_url: str) -> Page:
    """The gallery, new to the learner."""
    enter_gallery(page, gallery_url)
    return page


@pytest.mark.parametrize("kind", EXAMPLES)
def test_axe_finds_nothing(kind: str, page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: dict[str, list[str]] = {}
    known: list[Any] = []
    for example in EXAMPLES[kind]:
        turn_to(page, example)
        if example.data["block"] not in known:
            faults |= _faults(page, f"{example.slug}, at first")
        known.append(example.data["block"])
        if example.steps and kind != "embed":
            walk(page.main_frame, example)
            faults |= _faults(page, f"{example.slug}, after the walk")
    assert not faults, pretty(faults)


def _faults(page: Page, when: str) -> dict[str, list[str]]:
    """What is wrong in any light and at any width; the window is as before in the end."""
    found: dict[str, list[str]] = {}
    page.evaluate(ALONE)
    for name, light, size in LOOKS:
        page.emulate_media(color_scheme=light)
        page.set_viewport_size(size)
        seen = page.evaluate(FAULTS, ALL if light == "light" else COLOURS)
        found[f"{when}, {name}"] = seen + page.evaluate(SIDEWAYS)
    page.evaluate(TOGETHER)
    page.set_viewport_size(WIDE)
    return {key: faults for key, faults in found.items() if faults}


@pytest.mark.parametrize("kind", USED)
def test_everything_is_done_without_a_mouse(kind: str, page: Page) -> None:
    for example in EXAMPLES[kind]:
        if not example.expected.get("done") or example.test_id == "sheet-empty-sheet":
            continue
        turn_to(page, example)
        hands = Keyboard(page.main_frame)
        walk(page.main_frame, example, hands)
        fulfil(page.main_frame, example)
        assert hands.faults == [], example.slug


def test_what_only_shows_is_used_without_a_mouse(page: Page) -> None:
    found: list[Any] = []
    for kind in ("video", "audio", "embed"):
        example = EXAMPLES[kind][0]
        turn_to(page, example)
        hands = Keyboard(page.main_frame)
        walk(page.main_frame, example, hands)
        fulfil(page.main_frame, example)
        found += hands.faults
    assert found == []


def test_a_sheet_is_printed_without_a_mouse(page: Page) -> None:
    [example] = EXAMPLES["sheet"]
    turn_to(page, example)
    page.evaluate("() => { window.print = () => { document.title = 'printed' } }")
    hands = Keyboard(page.main_frame)
    hands.press(place_of(page.main_frame, example).get_by_role("button", name="Print my sheet"))
    assert page.title() == "printed"
    assert hands.faults == []
