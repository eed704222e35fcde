"""Blocks in every state, on a phone and at a desk: by touch, by keyboard, for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.blocks.gallery import EXAMPLES, enter_gallery, turn_to
from tests.blocks.test_access import ALL, ALONE, AXE, COLOURS, FAULTS, SIDEWAYS, TOGETHER
from tests.blocks.walks import STEPS, Example, fulfil, place_of, walk
from tests.conftest import Watch
from tests.e2e.hands import Fingers, Keyboard, Mouse
from tests.helpers import pretty

KINDS = ("check", "plan", "rate", "reflect", "reveal")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}


def done(kind: str) -> list[Example]:
    """The examples whose walk comes to an end."""
    return [example for example in EXAMPLES[kind] if example.expected.get("done")]


@pytest.fixture
def phone(browser: Browser, gallery_url: str) -> Iterator[Page]:
    """The gallery on a phone, new to the learner."""
    watch = Watch()
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    watch.attach(context)
    page = context.new_page()
    enter_gallery(page, gallery_url)
    yield page
    context.close()
    assert watch.unexpected() == []


@pytest.mark.parametrize("kind", KINDS)
def test_by_touch_on_a_phone(kind: str, phone: Page) -> None:
    for example in done(kind):
        turn_to(phone, example)
        walk(phone.main_frame, example, Fingers())
        fulfil(phone.main_frame, example)
        assert phone.evaluate(SIDEWAYS) == [], example.slug


@pytest.mark.parametrize("kind", KINDS)
def test_by_keyboard_in_a_narrow_window(kind: str, page: Page, gallery_url: str) -> None:
    page.set_viewport_size(PHONE)
    enter_gallery(page, gallery_url)
    for example in done(kind):
        turn_to(page, example)
        hands = Keyboard(page.main_frame)
        walk(page.main_frame, example, hands)
        fulfil(page.main_frame, example)
        assert hands.faults == [], example.slug


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_after_any_step(kind: str, page: Page, gallery_url: str) -> None:
    enter_gallery(page, gallery_url)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: dict[str, list[str]] = {}
    for example in EXAMPLES[kind]:
        turn_to(page, example)
        for number, step in enumerate(example.steps, 1):
            [(verb, what)] = step.items()
            STEPS[verb](place_of(page.main_frame, example), what, Mouse())
            faults[f"{example.slug}, step {number}"] = _faults(page)
    found = {when: one for when, one in faults.items() if one}
    assert not found, pretty(found)


def _faults(page: Page) -> list[str]:
    """At a desk in the light; in the dark, colours only, and on a phone."""
    page.evaluate(ALONE)
    found: list[str] = page.evaluate(FAULTS, ALL)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found += page.evaluate(FAULTS, COLOURS) + page.evaluate(SIDEWAYS)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    page.evaluate(TOGETHER)
    return found


# Parts of a chart that are not painted at all.
INVISIBLE = """(block) => [...block.querySelectorAll('.chart :is(rect, circle, polygon, line)')]
  .filter((one) => {
    const { fill, stroke } = getComputedStyle(one);
    const shown = (colour) => colour !== 'none' && colour !== 'rgba(0, 0, 0, 0)';
    return !shown(fill) && !shown(stroke);
  })
  .map((one) => one.outerHTML)"""


@pytest.mark.parametrize("forced", ["active", "none"])
@pytest.mark.parametrize("slug", ["turned-round-and-not-applicable", "all-level-as-bars"])
def test_charts_are_drawn_in_any_colours(
    slug: str, forced: Any, page: Page, gallery_url: str
) -> None:
    page.emulate_media(forced_colors=forced)
    enter_gallery(page, gallery_url)
    [example] = [one for one in EXAMPLES["rate"] if one.slug == slug]
    turn_to(page, example)
    walk(page.main_frame, example)
    place = place_of(page.main_frame, example)
    assert place.locator(".chart").count() >= 1
    assert place.evaluate(INVISIBLE) == []
    now = place.locator(".chart__now, .chart__dot--now").first
    colour = now.evaluate("one => getComputedStyle(one).fill")
    paper = place.evaluate("one => getComputedStyle(one.querySelector('.rate')).backgroundColor")
    assert colour != paper


def test_a_matrix_tells_a_screen_reader_its_columns(page: Page, gallery_url: str) -> None:
    """Each radio button is named by its column, in a group named by its statement."""
    enter_gallery(page, gallery_url)
    [example] = [one for one in EXAMPLES["rate"] if one.slug == "turned-round-and-not-applicable"]
    turn_to(page, example)
    place = place_of(page.main_frame, example)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        group = place.get_by_role("group", name="I wait before I speak.", exact=True)
        for point in ("Never", "Rarely", "Often", "Always", "Does not apply"):
            assert group.get_by_role("radio", name=point, exact=True).count() == 1
    heads = place.locator(".rate__head")
    assert heads.is_hidden()
    page.set_viewport_size(DESK)
    assert heads.is_visible()


def test_arrow_keys_lead_through_a_row_and_no_further(page: Page, gallery_url: str) -> None:
    enter_gallery(page, gallery_url)
    [example] = [one for one in EXAMPLES["rate"] if one.slug == "turned-round-and-not-applicable"]
    turn_to(page, example)
    row = place_of(page.main_frame, example).get_by_role("group", name="I wait before I speak.")
    row.get_by_role("radio", name="Never").focus()
    page.keyboard.press("Space")
    for key, expected in (
        ("ArrowRight", "Rarely"),
        ("ArrowDown", "Often"),
        ("ArrowLeft", "Rarely"),
        ("ArrowUp", "Never"),
        ("ArrowUp", "Does not apply"),
        ("ArrowRight", "Never"),
    ):
        page.keyboard.press(key)
        assert row.get_by_role("radio", name=expected).is_checked(), key
