"""Moodle's player page around the SCO: its windows, timers and contents (lms-facts.md, O1, O2)."""

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page

from tests.lms.browser import close_tab, hide, show
from tests.lms.server import StrictLms
from tests.lms.store import STATUS, SUSPEND_DATA
from tests.lms.tiny_sco import Sco, tiny_manifest, tiny_package

LEFT = "api.LMSSetValue('cmi.suspend_data', '{left}'); api.LMSCommit('');"
ASK_FIRST = "event => { event.preventDefault(); event.returnValue = 'stay'; }"


def stored(lms: StrictLms, sco: str | None = None) -> str:
    return lms.attempt("anna", sco=sco).elements.get(SUSPEND_DATA, "")


def ways(lms: StrictLms, sco: str | None = None) -> list[str]:
    return [commit.via for commit in lms.attempt("anna", sco=sco).commits]


def test_a_player_in_a_window_of_its_own(lms: StrictLms, page: Page) -> None:
    page.goto(lms.player_url("anna", mode="moodle", own_window=True))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Enter").click()
    window = opened.value
    sco = Sco.within(window).start()
    assert window.evaluate("[opener, typeof API, menubar.visible]") == [None, "object", False]
    sco.set("suspend_data", "{1}").commit()
    assert stored(lms) == "{1}"
    sco.on("pagehide", LEFT)
    close_tab(window)
    lms.wait_for(lambda: stored(lms) == "{left}")
    assert ways(lms)[-1] == "beacon"


def test_autocommit(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle", autocommit=0.05)).start()
    for number in (1, 2):
        sco.set("suspend_data", f"{{{number}}}")
        lms.wait_for(lambda: stored(lms) == f"{{{number}}}")  # noqa: B023
    assert len(lms.attempt("anna").commits) == 2
    assert lms.attempt("anna").called("LMSCommit") == [], "the course called nothing"


def test_no_autocommit_as_installed(lms: StrictLms, page: Page) -> None:
    page.goto(lms.player_url("anna", mode="moodle"))
    assert page.evaluate("LAUNCH.autocommit") is None


def test_a_declined_prompt_makes_all_further_commits_beacons(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    page.locator("#scorm_object").content_frame.locator("h1").click()  # else nobody is asked
    sco.evaluate(f"addEventListener('beforeunload', {ASK_FIRST})")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with page.expect_event("dialog"):
        close_tab(page)
    assert asked == ["beforeunload"]
    lms.sign_out("anna")
    assert sco.set("suspend_data", "{1}").commit() == "true", "blindly"
    hide(page)
    show(page)
    assert sco.set("suspend_data", "{2}").commit() == "false"
    assert stored(lms) == ""
    page.remove_listener("dialog", stay)
    page.close()


@pytest.fixture
def two(lms: StrictLms) -> StrictLms:
    lms.install(tiny_package(tiny_manifest("one", "two")))
    return lms


def test_another_sco_in_the_contents(two: StrictLms, page: Page) -> None:
    """Its frame is another, the API is the same and knows the data of both."""
    first = Sco.open(page, two.player_url("anna", mode="moodle")).start()
    first.set("suspend_data", "{one}").set("core.lesson_status", "incomplete").finish()
    page.get_by_role("button", name="two").click()
    second = Sco.within(page).start()
    assert second.get("suspend_data") == ""
    second.set("suspend_data", "{two}").commit()
    assert (stored(two), stored(two, "two")) == ("{one}", "{two}")
    two.wait_for(lambda: len(two.attempt("anna", sco="two").calls) == 4)
    assert [call.n for call in two.attempt("anna", sco="two").calls] == [0, 1, 2, 3]


def test_a_commit_while_the_contents_take_the_frame_away_sticks_to_beacons(
    two: StrictLms, page: Page
) -> None:
    first = Sco.open(page, two.player_url("anna", mode="moodle")).start()
    first.on("pagehide", LEFT + "api.LMSFinish('');")
    page.get_by_role("button", name="two").click()
    second = Sco.within(page).start()
    two.wait_for(lambda: stored(two) == "{left}")
    two.sign_out("anna")
    assert second.set("suspend_data", "{1}").commit() == "true", "blindly"
    hide(page)
    show(page)
    assert second.set("suspend_data", "{2}").commit() == "false"


def test_without_a_commit_on_leaving_the_contents_change_nothing(
    two: StrictLms, page: Page
) -> None:
    Sco.open(page, two.player_url("anna", mode="moodle")).start().finish()
    page.get_by_role("button", name="two").click()
    Sco.within(page).start().commit()
    assert ways(two, "two") == ["xhr"]


def test_back_at_an_earlier_sco_the_api_crashes(two: StrictLms, page: Page) -> None:
    first = Sco.open(page, two.player_url("anna", mode="moodle")).start()
    first.set("interactions.0.id", "Q1").finish()
    page.get_by_role("button", name="two").click()
    Sco.within(page).start().finish()
    page.get_by_role("button", name="one").click()
    crashed = Sco.within(page).evaluate(
        "(() => { try { api.LMSInitialize('') } catch (error) { return error.name } })()"
    )
    assert crashed == "TypeError"


def test_a_reload_of_the_frame_resets_the_values(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    sco.set("suspend_data", "{committed}").commit()
    sco.set("suspend_data", "{uncommitted}")
    sco.evaluate("location.reload()")
    page.wait_for_load_state("networkidle")
    again = Sco.within(page)
    assert (again.call("LMSInitialize", ""), again.error()) == ("false", "101")
    assert again.get("suspend_data") == "", "as when the page was opened"
    assert again.set("suspend_data", "{on}").commit() == "true"
    assert stored(lms) == "{on}"


def test_a_reload_is_given_what_was_there_before_the_page_said_goodbye(
    lms: StrictLms, page: Page
) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    sco.on("pagehide", LEFT)
    page.reload()
    again = Sco.within(page).start()
    assert again.get("suspend_data") == ""
    lms.wait_for(lambda: stored(lms) == "{left}")
    again.set("core.lesson_location", "p2").commit()
    assert stored(lms) == "{left}", "what the stale session did not change stays"


def test_finish_while_hidden_is_the_end(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    hide(page)
    sco.set("core.session_time", "00:10:00").set("core.lesson_status", "incomplete").finish()
    show(page)
    assert (sco.call("LMSSetValue", "cmi.suspend_data", "{1}"), sco.error()) == ("false", "301")
    assert (sco.commit(), sco.error()) == ("false", "301")
    sco.start().set("core.session_time", "00:05:00").finish()
    assert lms.attempt("anna").elements["cmi.core.total_time"] == "00:05:00", "replaced"


def test_resume_needs_suspend_and_a_status(lms: StrictLms, page: Page) -> None:
    url = lms.player_url("anna", mode="moodle")
    first = Sco.open(page, url).start()
    first.set("core.exit", "suspend").set("core.lesson_status", "completed").commit()
    again = Sco.open(page, url).start()
    assert (again.get("core.entry"), again.get("core.lesson_status")) == ("resume", "completed")


def test_set_and_close_stores_nothing(lms: StrictLms, page: Page, context: BrowserContext) -> None:
    Sco.open(page, lms.player_url("anna", mode="moodle")).start().set("suspend_data", "{1}")
    close_tab(page)
    again = Sco.open(context.new_page(), lms.player_url("anna", mode="moodle")).start()
    assert (again.get("core.entry"), again.get("suspend_data")) == ("ab-initio", "")
    assert lms.attempt("anna").commits == []


def test_looking_back_overwrites_status_and_score(lms: StrictLms, page: Page) -> None:
    url = lms.player_url("anna", mode="moodle")
    first = Sco.open(page, url).start()
    first.set("core.lesson_status", "completed").set("core.score.raw", "90").finish()
    again = Sco.open(page, url).start()
    assert again.get("core.lesson_mode") == "review"
    again.set("core.score.raw", "10").set("core.lesson_status", "incomplete").commit()
    held = lms.attempt("anna").elements
    assert (held["cmi.core.score.raw"], held[STATUS]) == ("10", "incomplete")


def test_objectives_can_be_read_back(lms: StrictLms, page: Page) -> None:
    url = lms.player_url("anna", mode="moodle")
    first = Sco.open(page, url).start()
    first.set("objectives.0.id", "M1").set("objectives.0.score.raw", "70").commit()
    again = Sco.open(page, url).start()
    assert again.get("objectives._count") == 1
    assert (again.get("objectives.0.id"), again.get("objectives.0.score.raw")) == ("M1", "70")
