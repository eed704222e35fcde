"""What is kept on the device, for whom, and what the learner is told about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, expect

from builder.plan.model import Plan
from builder.plan.state import State, decode
from tests.conftest import Watch
from tests.e2e.conftest import DESK
from tests.e2e.faults.cells import work
from tests.e2e.faults.visit import ALL, LEARNER, WORDS, Visit, held
from tests.e2e.test_accessible import AXE, LOOK
from tests.e2e.visits import enter
from tests.lms.browser import close_tab
from tests.lms.server import StrictLms


@pytest.fixture
def visit(lms: StrictLms, context: BrowserContext, watch: Watch) -> Visit:
    """Anna in front of the course, in Moodle."""
    watch.allow("Failed to load resource")
    visit = Visit(lms=lms, context=context, mode="moodle")
    visit.open()
    return visit


def journal(visit: Visit) -> list[str]:
    """All that the course keeps on this device, as it stands there."""
    found: list[str] = visit.frame.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.includes('journal')).map(String)"
    )
    return found


def violations(frame: Frame) -> list[str]:
    """What axe finds on the page that is open."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = frame.evaluate(LOOK, False)
    return found


def test_another_learner_on_the_same_device_sees_nothing(visit: Visit) -> None:
    visit.lms.faults.set(commit_fails=True)
    visit.answer("one")
    work(visit)
    visit.sees("Not saved yet")
    close_tab(visit.page)
    visit.lms.faults.clear()
    page = visit.context.new_page()
    frame = enter(page, visit.lms.player_url("bert", mode="moodle"))
    expect(frame.get_by_role("heading", name="First", level=3)).to_be_visible()
    assert frame.locator("input:checked").count() == 0
    assert frame.locator("textarea[data-prompt]").input_value() == ""
    expect(frame.locator("[data-bc-save]")).to_contain_text("Saved")
    page.close()
    visit.open()
    assert visit.shows_all()


def test_confirmed_work_of_another_learner_does_not_stay_on_the_device(visit: Visit) -> None:
    visit.answer("one")
    work(visit)
    visit.sees("Saved")
    assert WORDS.splitlines()[0] in "".join(journal(visit))
    visit.close()
    page = visit.context.new_page()
    visit._frame = enter(page, visit.lms.player_url("bert", mode="moodle"))
    expect(visit.frame.locator("[data-bc-save]")).to_contain_text("Saved")
    assert WORDS.splitlines()[0] not in "".join(journal(visit))
    assert all("anna" not in entry for entry in journal(visit))


def test_all_of_the_first_visit_was_lost(visit: Visit, plan: Plan) -> None:
    """The LMS knows of no attempt at all; the learner is told where their work comes from."""
    visit.answer("one")
    work(visit)
    visit.sees("Saved")
    visit.close()
    visit.lms.delete_attempt(LEARNER)
    visit.open()
    expect(visit.frame.get_by_role("status").first).to_contain_text("It was taken from this device")
    assert visit.shows_all()
    visit.sees("Saved")
    visit.close()
    assert ALL.items() <= held(visit.lms, plan).items()


def test_a_new_attempt_begins_anew_and_the_old_one_can_be_had_back(
    visit: Visit, plan: Plan
) -> None:
    visit.answer("one")
    work(visit)
    visit.turn_to("Third")
    visit.answer("three")
    visit.sees("Saved")
    visit.close()
    visit.lms.delete_attempt(LEARNER)
    visit.open()
    assert not visit.has_answered("one")
    visit.sees("Saved")
    visit.loads_anew(visit.frame.get_by_role("button", name="Bring it back"))
    assert visit.shows_all()
    visit.sees("Completed. Saved")
    visit.close()
    assert (ALL | {"three": "yes"}).items() <= held(visit.lms, plan).items()


def test_on_another_device_there_is_only_what_the_lms_has(visit: Visit, browser: Browser) -> None:
    visit.answer("one")
    visit.sees("Saved")
    other = Visit(lms=visit.lms, context=browser.new_context(**DESK), mode="moodle")
    other.open()
    assert other.has_answered("one")
    other.context.close()


def test_the_report_for_the_help_desk_holds_nothing_that_was_written(
    visit: Visit, plan: Plan
) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.answer("one")
    work(visit)
    visit.sees("Saved")
    visit.frame.get_by_role("button", name="Help").click()
    dialog = visit.frame.get_by_role("dialog", name="Help")
    expect(dialog).to_contain_text("Saved at")
    dialog.get_by_role("button", name="Copy the report").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    report: str = visit.page.evaluate("navigator.clipboard.readText()")
    for private in (*WORDS.splitlines(), "Anna", "anna", "Muster"):
        assert private not in report
    line = next(line for line in report.splitlines() if line.startswith("State without texts: "))
    state = decode(line.partition(": ")[2])
    assert isinstance(state, State)
    assert len(state.rows) == 2
    assert "faults 1.0" in report
    assert "LMSCommit: true" in report


def test_help_opens_and_closes_by_keyboard(visit: Visit) -> None:
    opener = visit.frame.get_by_role("button", name="Help")
    opener.focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.frame.get_by_role("dialog", name="Help")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert violations(visit.frame) == []
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_trouble_is_said_aloud_once_and_can_be_hidden(visit: Visit) -> None:
    visit.context.set_offline(True)
    visit.answer("one")
    visit.sees("Not saved yet")
    live = visit.frame.locator("[data-bc-live]")
    expect(live).to_contain_text("No connection to your learning platform")
    assert violations(visit.frame) == []
    visit.frame.get_by_role("button", name="Hide").click()
    expect(visit.frame.locator("[data-bc-trouble]")).to_be_hidden()
    expect(visit.frame.locator("[data-bc-save]")).to_contain_text("Not saved yet")
    visit.context.set_offline(False)
    visit.sees("Saved")


def test_the_older_of_two_tabs_stops_and_can_take_over_again(visit: Visit) -> None:
    visit.answer("one")
    first, frame = visit.page, visit.frame
    visit.open()
    assert visit.has_answered("one")
    expect(frame.get_by_role("heading", name="The course is open in another tab")).to_be_visible()
    assert violations(frame) == []
    notice = visit.frame.get_by_text("This course was open in another tab as well")
    expect(notice).to_be_visible()
    second = visit.frame
    visit._page = first
    visit.loads_anew(frame.get_by_role("button", name="Go on here instead"))
    expect(second.get_by_role("heading", name="The course is open in another tab")).to_be_visible()
    assert visit.has_answered("one")
    visit.sees("Saved")


def test_leaving_without_a_connection_says_where_the_work_is(
    lms: StrictLms, context: BrowserContext, plan: Plan, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    visit = Visit(lms=lms, context=context, mode="moodle")
    visit.open()
    page = context.new_page()
    page.goto(lms.player_url(LEARNER, mode="moodle", popup=True))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Enter").click()
    course = opened.value
    course.get_by_label("It is so.").first.check()
    context.set_offline(True)
    course.get_by_role("button", name="Check my answer").first.click()
    course.get_by_role("button", name="Save and leave").click()
    expect(course.get_by_role("main")).to_contain_text("What you did last is kept on this device")
    context.set_offline(False)
    page.close()
    visit.open()
    assert visit.has_answered("one")
    visit.sees("Saved")
    visit.close()
    assert held(lms, plan)["one"] == "yes"
