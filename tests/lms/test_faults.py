"""Every switch on the LMS: what it does to a SCO, mode by mode (`Switches` says the facts)."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.conftest import Watch
from tests.lms.browser import all_answered, beacon_lost, hide, offline, tell
from tests.lms.modes import MODES
from tests.lms.server import StrictLms
from tests.lms.store import STATUS, SUSPEND_DATA, Mode
from tests.lms.tiny_sco import Sco, tiny_manifest, tiny_package

MOODLES: list[Mode] = ["moodle", "moodle-strict"]
STRICT: list[Mode] = ["moodle", "moodle-strict", "letter"]


def stored(lms: StrictLms) -> str:
    return lms.attempt("anna").elements.get(SUSPEND_DATA, "")


def started(lms: StrictLms, page: Page, mode: Mode = "moodle") -> Sco:
    return Sco.open(page, lms.player_url("anna", mode=mode)).start()


@pytest.mark.parametrize("mode", MOODLES)
def test_a_commit_that_fails(lms: StrictLms, page: Page, watch: Watch, mode: Mode) -> None:
    watch.allow("503")
    sco = started(lms, page, mode)
    with lms.faults.during(commit_fails=True):
        assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("false", "101")
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("true", "0")
    assert stored(lms) == "", "never sent again"


@pytest.mark.parametrize("mode", MODES)
def test_a_server_that_forgets(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = started(lms, page, mode)
    with lms.faults.during(forgets=True):
        assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("true", "0")
        all_answered(page)
    assert lms.attempt("anna").commits == []
    sco.set("core.lesson_location", "p2").commit()
    all_answered(page)
    assert stored(lms) == ("{1}" if mode == "letter" else "")


@pytest.mark.parametrize("mode", MOODLES)
def test_a_server_that_cannot_be_reached(
    lms: StrictLms, page: Page, watch: Watch, mode: Mode
) -> None:
    watch.allow("ERR_EMPTY_RESPONSE")
    sco = started(lms, page, mode)
    lms.faults.set(unreachable=True)
    assert sco.probe() == ["TypeError", True], "the browser believes that it is online"
    with beacon_lost(page):
        assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("true", "0")
    lms.faults.clear()
    assert sco.probe()[0] == 200
    assert sco.commit() == "true"
    assert stored(lms) == ""


def test_a_browser_without_a_network(
    lms: StrictLms, own_page: Page, own_context: BrowserContext, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    sco = started(lms, own_page)
    with offline(own_context):
        assert sco.probe() == ["TypeError", False]
        with beacon_lost(own_page):
            assert sco.set("suspend_data", "{1}").commit() == "true"
    assert sco.probe()[0] == 200
    assert stored(lms) == ""


@pytest.mark.parametrize("mode", STRICT)
def test_a_slow_server_stops_the_page(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = started(lms, page, mode).set("suspend_data", "{1}")
    lms.faults.set(slow=0.3)
    took = sco.evaluate(
        "(() => { const t = performance.now(); api.LMSCommit(''); "
        "return performance.now() - t; })()"
    )
    assert took >= 300
    assert stored(lms) == "{1}"


def test_a_slow_server_does_not_stop_the_xblock(lms: StrictLms, page: Page) -> None:
    sco = started(lms, page, "openedx")
    lms.faults.set(slow=30)
    sco.set("suspend_data", "{1}")
    assert sco.commit() == "true"
    assert lms.attempt("anna").commits == []
    lms.faults.clear()
    all_answered(page)
    assert stored(lms) == "{1}"


@pytest.mark.parametrize("mode", MODES)
def test_no_api(lms: StrictLms, page: Page, mode: Mode) -> None:
    lms.faults.set(no_api=True)
    sco = Sco.open(page, lms.player_url("anna", mode=mode))
    assert sco.evaluate("api === null && !parent.API") is True


@pytest.mark.parametrize("mode", MODES)
def test_content_from_another_origin(lms: StrictLms, page: Page, mode: Mode) -> None:
    lms.faults.set(foreign_content=True)
    sco = Sco.open(page, lms.player_url("anna", mode=mode))
    assert sco.evaluate("apiError") == "SecurityError"
    assert sco.evaluate("location.hostname") == "localhost"
    assert page.evaluate("typeof API") == "object"
    assert sco.probe()[:2] == [200, False]


@pytest.mark.parametrize("mode", STRICT)
def test_an_element_that_is_rejected(lms: StrictLms, page: Page, mode: Mode) -> None:
    lms.faults.set(rejects={"cmi.interactions.*.student_response": "405", STATUS: "401"})
    sco = started(lms, page, mode).set("interactions.0.id", "Q1")
    response = "cmi.interactions.0.student_response"
    assert (sco.call("LMSSetValue", response, "a"), sco.error()) == ("false", "405")
    assert (sco.call("LMSSetValue", STATUS, "incomplete"), sco.error()) == ("false", "401")
    lms.faults.clear()
    tell(page, lms.faults)
    assert sco.set("core.lesson_status", "incomplete").commit() == "true"
    assert lms.attempt("anna").elements[STATUS] == "incomplete"


@pytest.mark.parametrize("mode", MOODLES)
def test_beacons_that_are_refused(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = started(lms, page, mode)
    lms.faults.set(refuses_beacons=True)
    tell(page, lms.faults)
    hide(page)
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("false", "101")
    lms.faults.clear()
    tell(page, lms.faults)
    assert sco.commit() == "true"
    assert stored(lms) == ""


@pytest.mark.parametrize("mode", MODES)
def test_suspend_data_that_the_lms_clears(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = started(lms, page, mode)
    sco.set("suspend_data", "{1}").set("core.lesson_location", "p7").set("core.exit", "suspend")
    sco.commit()
    all_answered(page)
    lms.clear_suspend_data("anna")
    again = started(lms, page, mode)
    assert (again.get("suspend_data"), again.get("core.lesson_location")) == ("", "p7")


@pytest.mark.parametrize("mode", MODES)
def test_stale_data(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = started(lms, page, mode).set("core.exit", "suspend")
    moments = []
    for number in (1, 2, 3):
        all_answered(page)
        sco.set("suspend_data", f"{{{number}}}").commit()
        all_answered(page)
        moments.append(lms.moment("anna"))
    lms.stale_for("anna", moment=moments[0])
    assert started(lms, page, mode).get("suspend_data") == "{1}"
    lms.stale_for("anna", commits=1)
    assert started(lms, page, mode).get("suspend_data") == "{2}"
    lms.stale_for("anna", commits=99)
    assert started(lms, page, mode).get("suspend_data") == ""
    assert stored(lms) == "{3}", "the truth is not touched"
    assert started(lms, page, mode).get("suspend_data") == "{3}", "only once"


def test_a_stale_session_overwrites_what_came_late(lms: StrictLms, page: Page) -> None:
    started(lms, page).set("suspend_data", "{1}").commit()
    moment = lms.moment("anna")
    started(lms, page).set("suspend_data", "{2}").commit()
    lms.stale_for("anna", moment=moment)
    started(lms, page).set("suspend_data", "{1b}").commit()
    assert stored(lms) == "{1b}"


def test_a_teacher_deletes_an_attempt(lms: StrictLms, page: Page, context: BrowserContext) -> None:
    sco = started(lms, page).set("suspend_data", "{1}").set("core.lesson_status", "incomplete")
    sco.commit()
    lms.delete_attempt("anna")
    assert lms.attempt("anna").elements == {}
    sco.set("core.lesson_location", "p2").commit()
    assert lms.attempt("anna").elements == {"cmi.core.lesson_location": "p2"}
    assert started(lms, context.new_page()).get("core.entry") == "ab-initio"


def test_an_open_page_on_a_sco_that_is_gone_hears_true(lms: StrictLms, page: Page) -> None:
    sco = started(lms, page)
    lms.install(tiny_package(tiny_manifest("other")))
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("true", "0")
    assert lms.attempt("anna", sco="item").elements == {}


def test_in_two_tabs_the_last_commit_wins_by_element(
    lms: StrictLms, page: Page, context: BrowserContext
) -> None:
    one, other = started(lms, page), started(lms, context.new_page())
    one.set("suspend_data", "{one}").set("core.lesson_location", "p1").commit()
    other.set("suspend_data", "{other}").commit()
    assert stored(lms) == "{other}"
    assert lms.attempt("anna").elements["cmi.core.lesson_location"] == "p1"


def test_two_tabs_by_the_letter_overwrite_each_other_whole(
    lms: StrictLms, page: Page, context: BrowserContext
) -> None:
    one, other = started(lms, page, "letter"), started(lms, context.new_page(), "letter")
    one.set("core.lesson_location", "p1").commit()
    other.set("suspend_data", "{other}").commit()
    assert lms.attempt("anna").elements["cmi.core.lesson_location"] == ""


def test_a_switch_that_does_not_exist(lms: StrictLms) -> None:
    with pytest.raises(TypeError):
        lms.faults.set(comit_fails=True)
