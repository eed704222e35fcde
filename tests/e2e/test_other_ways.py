"""Other LMSs, windows, screens and kinds of visit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import DESK, Walked
from tests.e2e.course import Course
from tests.e2e.hands import Fingers
from tests.e2e.learner import Habits, Learner, mixed
from tests.e2e.record import differences, record
from tests.e2e.visits import ended, enter, given, leave, refused, running, shown
from tests.lms.server import StrictLms
from tests.lms.store import Attempt

PHONE = {**DESK, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def in_a_window(page: Page, url: str) -> Page:
    """The course in the window that the LMS opens for it."""
    page.goto(url)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Enter").click()
    if page.viewport_size:
        opened.value.set_viewport_size(page.viewport_size)
    running(opened.value.main_frame)
    return opened.value


# ---- a second LMS ------------------------------------------------------------------------------


def test_scorm_again_holds_the_same(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    url = lms.again_url("anna")
    page = context.new_page()
    learner = Learner(enter(page, url), course, habits=Habits(outcomes=mixed, runs=(0,)))
    learner.walk(last=course.page_of("trust.quick-check.early-problems"))
    before = shown(learner.frame)
    _closed(page, lms, 1)

    page = context.new_page()
    learner.frame = enter(page, url)
    assert shown(learner.frame) == before
    learner.turn()
    learner.walk()
    attempt = _closed(page, lms, 2)
    expected = record(course, learner.log, "completed")
    assert differences(_said(attempt.elements), expected) == {}
    # While a page is left this LMS can post only its last word, LMSFinish; what comes just before
    # is answered with an error, and posted with the last word.
    last = {call.launch: call.n for call in attempt.called("LMSFinish")}
    of_leaving = ("LMSCommit", "LMSGetLastError")
    early = [
        call
        for call in refused(attempt)
        if call.method not in of_leaving or call.n < last[call.launch] - 4
    ]
    assert early == []


def _closed(page: Page, lms: StrictLms, times: int) -> Attempt:
    """This LMS says all that it has with its last word, and that is a beacon."""
    page.close(run_before_unload=True)
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSFinish")) == times)
    lms.wait_for(lambda: lms.attempt("anna").commits[-1].via == "beacon")
    return lms.attempt("anna")


def _said(elements: Mapping[str, str]) -> dict[str, str]:
    """Without what this LMS stores by itself: its own elements, and a most for each score."""
    own = re.compile(
        r"cmi\.(launch|comments|student|core\.(student|credit|entry|lesson_mode|session))"
    )
    said = {name: value for name, value in elements.items() if value and not own.match(name)}
    return {
        name: value
        for name, value in said.items()
        if not name.endswith(".score.max") or f"{name[:-3]}raw" in said
    }


# ---- a window of its own -----------------------------------------------------------------------


def test_a_window_of_its_own_has_a_way_out(lms: StrictLms, page: Page, course: Course) -> None:
    window = in_a_window(page, lms.player_url("anna", popup=True))
    learner = Learner(window.main_frame, course)
    learner.turn()
    learner.do_page(learner.page)
    window.get_by_role("button", name="Save and leave").click()
    expect(window.get_by_role("heading", name="You have left the course")).to_be_visible()
    expect(window.get_by_role("main")).to_be_focused()
    attempt = ended(lms, "anna")
    assert differences(attempt.elements, record(course, learner.log, "incomplete")) == {}
    window.close(run_before_unload=True)
    page.close(run_before_unload=True)
    assert [call.method for call in lms.attempt("anna").calls].count("LMSFinish") == 1
    assert refused(lms.attempt("anna")) == []


def test_a_window_that_is_just_closed_loses_nothing(
    lms: StrictLms, page: Page, course: Course
) -> None:
    url = lms.player_url("anna", popup=True)
    window = in_a_window(page, url)
    learner = Learner(window.main_frame, course)
    learner.walk(last=course.pages[2])
    before = shown(learner.frame)
    window.close(run_before_unload=True)
    attempt = ended(lms, "anna")
    assert differences(attempt.elements, record(course, learner.log, "incomplete")) == {}
    assert shown(in_a_window(page, url).main_frame) == before


def test_in_a_frame_there_is_no_button_to_leave(lms: StrictLms, page: Page) -> None:
    frame = enter(page, lms.player_url("anna"))
    expect(frame.get_by_role("button", name="Save and leave")).to_be_hidden()


# ---- looking back ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["review", "browse"])
def test_looking_writes_nothing(
    way: str, walked: Walked, lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    """Not even when everything is used; and all pages are open."""
    if way == "review":
        given(lms, "anna", walked.attempt.elements)
    before = lms.attempt("anna")
    page = context.new_page()
    frame = enter(page, lms.player_url("anna", browse=way == "browse"))
    told = "You are looking back" if way == "review" else "Preview"
    expect(frame.locator("[data-bc-save]")).to_contain_text(told)
    learner = Learner(frame, course)
    for block in ("my-lens", "my-next-level", "obstacles"):
        learner.go_to(course.page_of(course.block(f"{block}").id))
        learner.do(course.block(block))
    page.close(run_before_unload=True)
    enter(context.new_page(), lms.player_url("bert"))
    lms.wait_for(lambda: lms.attempt("bert").calls != [])
    after = lms.attempt("anna")
    assert after.elements == before.elements
    assert after.commits == before.commits
    assert {call.method for call in after.calls} <= {
        "LMSInitialize",
        "LMSGetValue",
        "LMSGetLastError",
    }
    assert refused(after) == []


def test_looking_back_shows_what_was_done(walked: Walked, lms: StrictLms, page: Page) -> None:
    given(lms, "anna", walked.attempt.elements)
    assert shown(enter(page, lms.player_url("anna"))) == walked.shown


def test_a_new_attempt_begins_with_nothing(walked: Walked, lms: StrictLms, page: Page) -> None:
    given(lms, "anna", walked.attempt.elements)
    frame = enter(page, lms.player_url("anna", new=True))
    fresh = shown(enter(page.context.new_page(), lms.player_url("bert")))
    assert shown(frame) == fresh


# ---- a phone -----------------------------------------------------------------------------------


class TestOnAPhone:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return dict(PHONE)

    def test_by_touch_alone(self, lms: StrictLms, page: Page, course: Course) -> None:
        window = in_a_window(page, lms.player_url("anna", popup=True))
        habits = Habits(runs=(-1,))
        learner = Learner(window.main_frame, course, hands=Fingers(), habits=habits)
        learner.walk()
        window.close(run_before_unload=True)
        attempt = ended(lms, "anna")
        assert differences(attempt.elements, record(course, learner.log, "completed")) == {}
        assert refused(attempt) == []

    def test_the_menu_folds_out_and_in(self, lms: StrictLms, page: Page, course: Course) -> None:
        window = in_a_window(page, lms.player_url("anna", popup=True))
        learner = Learner(window.main_frame, course, hands=Fingers())
        menu = window.get_by_role("navigation", name="Contents")
        expect(menu).to_be_hidden()
        learner.go_to(course.page("trust.why-trust"))
        expect(menu).to_be_hidden()
        window.get_by_role("button", name="Contents").tap()
        expect(menu.locator("[aria-current=page]")).to_be_in_viewport()
        window.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(window.get_by_role("button", name="Contents")).to_be_focused()


def test_a_learner_can_leave_at_once(lms: StrictLms, page: Page, course: Course) -> None:
    """Who opens the course and closes it is incomplete, not completed (lms-facts.md, 1.5)."""
    enter(page, lms.player_url("anna"))
    attempt = leave(page, lms, "anna")
    assert attempt.elements["cmi.core.lesson_status"] == "incomplete"
    assert "cmi.core.score.raw" not in attempt.elements
