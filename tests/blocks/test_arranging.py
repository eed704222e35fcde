"""Matching and ordering by mouse, finger and keys; orders that are a learner's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, FloatRect, Locator, Page, expect

from tests.blocks.gallery import EXAMPLES, enter_gallery, turn_to
from tests.blocks.test_access import ALL, AXE, FAULTS
from tests.blocks.walks import Example, place_of
from tests.e2e.visits import running

LIVE = "[data-bc-live]"


def example(name: str) -> Example:
    """The example of a question with this name."""
    return next(one for one in EXAMPLES["question"] if one.data["name"] == name)


ORDER, MATCH = example("Order right"), example("Match right")
IN_ORDER = ["name-it", "impact", "sorry", "repair"]


@pytest.fixture
def page(page: Page, gallery_url: str) -> Page:
    enter_gallery(page, gallery_url)
    return page


def opened(page: Page, one: Example) -> Locator:
    turn_to(page, one)
    return place_of(page.main_frame, one)


def order_of(place: Locator) -> list[str]:
    found: list[str] = place.locator("[data-entry]").evaluate_all(
        "lines => lines.map((line) => line.dataset.entry)"
    )
    return found


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


def numbers_of(place: Locator) -> list[str]:
    return place.locator("[data-place]").all_inner_texts()


# ---- by mouse ----------------------------------------------------------------------------------


def grab(page: Page, line: Locator) -> None:
    """Presses the mouse on a line and begins to drag it."""
    box = box_of(line)
    page.mouse.move(box["x"] + 90, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 92, box["y"] + 28)


def drag_to(page: Page, target: Locator) -> None:
    box = box_of(target)
    page.mouse.move(box["x"] + 90, box["y"] + box["height"] - 4, steps=6)


def test_a_line_is_dragged_to_its_place(page: Page) -> None:
    place = opened(page, ORDER)
    before = order_of(place)
    place.locator("[data-order]").scroll_into_view_if_needed()
    lines = place.locator("[data-entry]")
    grab(page, lines.nth(0))
    drag_to(page, lines.nth(2))
    expect(place.locator("[data-dragged]")).to_have_count(1)
    page.mouse.up()
    assert order_of(place) == [before[1], before[2], before[0], before[3]]
    assert numbers_of(place) == ["1", "2", "3", "4"]
    expect(page.locator(LIVE)).to_contain_text("is now number 3 of 4.")
    expect(place.locator("[data-dragged]")).to_have_count(0)


def test_escape_breaks_a_drag_off(page: Page) -> None:
    place = opened(page, ORDER)
    before = order_of(place)
    lines = place.locator("[data-entry]")
    grab(page, lines.nth(0))
    drag_to(page, lines.nth(3))
    assert order_of(place) != before
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order_of(place) == before


def test_an_answer_is_dragged_to_its_line(page: Page) -> None:
    place = opened(page, MATCH)
    grab(page, place.locator("[data-tile=listen]"))
    drag_to(page, place.locator("[data-row=tanvir]"))
    expect(place.locator("[data-row=tanvir]")).to_have_attribute("data-over", "")
    page.mouse.up()
    expect(place.locator("[data-row=tanvir] select")).to_have_value("listen")
    expect(place.locator("[data-tile=listen]")).to_have_attribute("data-used", "")
    expect(place.locator("[data-taken]")).to_have_count(0)
    expect(page.locator(LIVE)).to_contain_text("“Listening” goes with “Tanvir")


def test_an_answer_that_is_dropped_elsewhere_goes_nowhere(page: Page) -> None:
    place = opened(page, MATCH)
    grab(page, place.locator("[data-tile=listen]"))
    drag_to(page, place.locator("legend"))
    page.mouse.up()
    expect(place.locator("[data-used], [data-over], [data-dragged]")).to_have_count(0)


def test_axe_finds_nothing_on_the_way(page: Page) -> None:
    """While an answer is taken up, while one is dragged, and while a line is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    place = opened(page, MATCH)
    place.locator("[data-tile=open]").click()
    assert page.evaluate(FAULTS, ALL) == []
    grab(page, place.locator("[data-tile=listen]"))
    drag_to(page, place.locator("[data-row=tanvir]"))
    assert page.evaluate(FAULTS, ALL) == []
    page.mouse.up()
    place = opened(page, ORDER)
    grab(page, place.locator("[data-entry]").first)
    drag_to(page, place.locator("[data-entry]").nth(1))
    assert page.evaluate(FAULTS, ALL) == []
    page.mouse.up()


# ---- by keyboard: what the walks do not do -----------------------------------------------------


def test_arrow_keys_move_a_line_and_the_focus_goes_with_it(page: Page) -> None:
    place = opened(page, ORDER)
    before = order_of(place)
    line = place.locator(f"[data-entry={before[0]}]")
    button = line.get_by_role("button", name="Move down")
    button.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert order_of(place) == [before[1], before[2], before[0], before[3]]
    expect(button).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(LIVE)).to_contain_text("is now number 4 of 4.")
    expect(button).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert order_of(place) == [*before[1:], before[0]]
    expect(button).to_be_focused()


def test_escape_puts_an_answer_back(page: Page) -> None:
    place = opened(page, MATCH)
    place.locator("[data-tile=open]").click()
    put = place.get_by_role("button", name="Put “Being open” here")
    expect(put).to_have_count(3)
    put.first.focus()
    page.keyboard.press("Escape")
    expect(put).to_have_count(0)


# ---- by touch ----------------------------------------------------------------------------------


class TestOnAPhone:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {
            "viewport": {"width": 390, "height": 700},
            "has_touch": True,
            "is_mobile": True,
            "locale": "en-CA",
            "reduced_motion": "reduce",
        }

    @pytest.fixture
    def finger(self, page: Page) -> Iterator[CDPSession]:
        session = page.context.new_cdp_session(page)
        yield session
        session.detach()

    def test_two_taps_put_an_answer_to_its_line(self, page: Page) -> None:
        place = opened(page, MATCH)
        place.locator("[data-tile=include]").tap()
        expect(page.locator(LIVE)).to_contain_text("Now choose its place.")
        place.locator("[data-row=sofia] [data-put]").tap()
        select = place.locator("[data-row=sofia] select")
        expect(select).to_have_value("include")
        expect(select).to_be_focused()
        expect(place.locator("[data-put]:visible")).to_have_count(0)

    def test_a_second_tap_puts_it_back(self, page: Page) -> None:
        place = opened(page, MATCH)
        for count in (1, 0):
            place.locator("[data-tile=include]").tap()
            expect(place.locator("[data-taken]")).to_have_count(count)

    def test_a_line_is_moved_by_taps(self, page: Page) -> None:
        place = opened(page, ORDER)
        before = order_of(place)
        place.locator("[data-entry]").nth(1).get_by_role("button", name="Move up").tap()
        assert order_of(place) == [before[1], before[0], *before[2:]]

    def test_a_finger_on_the_grip_drags(self, page: Page, finger: CDPSession) -> None:
        place = opened(page, ORDER)
        before = order_of(place)
        lines = place.locator("[data-entry]")
        lines.nth(3).scroll_into_view_if_needed()
        grip, target = box_of(lines.nth(0).locator("[data-grip]")), box_of(lines.nth(1))
        swipe(finger, grip["x"] + 10, grip["y"] + 15, target["y"] + target["height"] - 4)
        assert order_of(place) == [before[1], before[0], *before[2:]]

    def test_a_finger_anywhere_else_scrolls_the_page(self, page: Page, finger: CDPSession) -> None:
        place = opened(page, ORDER)
        before = order_of(place)
        page.evaluate("scrollTo(0, 0)")
        text = box_of(place.locator(".order__say").nth(2))
        swipe(finger, text["x"] + 20, text["y"] + 10, text["y"] - 140)
        page.wait_for_function("scrollY > 40")
        assert order_of(place) == before


def swipe(finger: CDPSession, x: float, start: float, end: float) -> None:
    """One finger goes down the screen, or up."""

    def touch(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": start})
    for step in range(1, 11):
        touch("touchMove", {"x": x, "y": start + (end - start) * step / 10})
    touch("touchEnd")


# ---- the same for a learner, and without scripts -------------------------------------------------


def test_orders_are_the_same_at_the_next_visit(page: Page) -> None:
    shuffled = example("Shuffled choices")

    def seen() -> list[list[str]]:
        choices = opened(page, shuffled).get_by_role("radio")
        values: list[str] = choices.evaluate_all("all => all.map((one) => one.value)")
        return [order_of(opened(page, ORDER)), values]

    before = seen()
    assert before[0] != IN_ORDER
    assert before[1][-1] == "none"
    page.reload()
    running(page.main_frame)
    assert seen() == before


class TestWithoutScripts:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {"java_script_enabled": False}

    @pytest.fixture
    def page(self, context: BrowserContext, gallery: Path) -> Page:
        page = context.new_page()
        page.goto((gallery / "index.html").as_uri())
        return page

    def test_nothing_is_given_away_and_all_can_be_read(self, page: Page) -> None:
        section = page.locator(f'section[data-page="{ORDER.page}"]')
        assert sorted(order_of(section)) == sorted(IN_ORDER)
        assert order_of(section) != IN_ORDER
        match = page.locator(f'section[data-page="{MATCH.page}"]')
        expect(match.get_by_text("Keeping a promise").first).to_be_visible()
        expect(match.get_by_text("drag an answer")).to_be_hidden()

    def test_a_pool_shows_all_its_questions(self, page: Page) -> None:
        section = page.locator(f'section[data-page="{EXAMPLES["pool"][0].page}"]')
        expect(section.get_by_role("group", name="Trust")).to_have_count(2)
