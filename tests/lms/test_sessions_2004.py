"""Sessions of SCORM 2004: what is sent, what is stored, what the next visit is given."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.browser import close_tab
from tests.lms.modes import MODES_2004
from tests.lms.server import StrictLms
from tests.lms.store import COMPLETION, SUCCESS, SUSPEND_DATA, Mode
from tests.lms.tiny_sco import MANIFEST_2004, Sco2004, tiny_package


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    with StrictLms() as lms:
        lms.install(tiny_package(MANIFEST_2004))
        yield lms
    assert lms.missing == []


def opened(lms: StrictLms, page: Page, mode: Mode, new: bool = False) -> Sco2004:
    return Sco2004.open(page, lms.player_url("anna", mode=mode, new=new)).start()


def stored(lms: StrictLms) -> dict[str, str]:
    return lms.attempt("anna").elements


@pytest.mark.parametrize("mode", MODES_2004)
def test_a_suspended_attempt_goes_on(lms: StrictLms, page: Page, mode: Mode) -> None:
    first = opened(lms, page, mode)
    first.set("exit", "suspend").set("completion_status", "incomplete").set("suspend_data", "{1}")
    first.set("interactions.0.id", "q1").set("interactions.0.type", "choice")
    first.set("interactions.0.learner_response", "a").set("session_time", "PT10M").finish()
    assert stored(lms)["cmi.interactions.0.learner_response"] == "a"
    again = opened(lms, page, mode)
    assert again.get("entry") == "resume"
    assert (again.get("suspend_data"), again.get("completion_status")) == ("{1}", "incomplete")
    assert str(again.get("interactions._count")) == "1"
    assert again.get("interactions.0.learner_response") == "a"
    again.set("session_time", "PT5M30.5S").finish()
    assert stored(lms)["cmi.total_time"] == "PT0H15M30.5S"


def test_by_the_letter_an_attempt_that_was_not_suspended_is_over(
    lms: StrictLms, page: Page
) -> None:
    opened(lms, page, "letter-2004").set("suspend_data", "{1}").finish()
    again = opened(lms, page, "letter-2004")
    assert (again.get("entry"), again.get("suspend_data")) == ("ab-initio", "")


def test_in_moodle_the_data_come_back_all_the_same(lms: StrictLms, page: Page) -> None:
    opened(lms, page, "moodle-2004").set("suspend_data", "{1}").finish()
    again = opened(lms, page, "moodle-2004")
    assert (again.get("entry"), again.get("suspend_data")) == ("", "{1}")


@pytest.mark.parametrize("mode", MODES_2004)
def test_a_commit_that_failed_is_made_good_by_the_next(
    lms: StrictLms, page: Page, watch: Watch, mode: Mode
) -> None:
    watch.allow("503")
    sco = opened(lms, page, mode).set("suspend_data", "{1}")
    with lms.faults.during(commit_fails=True):
        assert (sco.commit(), sco.error()) == ("false", "101")
    assert sco.commit() == "true"
    assert stored(lms)[SUSPEND_DATA] == "{1}"


def test_in_moodle_a_value_as_of_the_page_load_is_never_sent(lms: StrictLms, page: Page) -> None:
    lms.put("anna", {"cmi.location": "p1", COMPLETION: "incomplete"})
    sco = opened(lms, page, "moodle-2004")
    sco.set("location", "p2").commit()
    sco.set("location", "p1").commit()
    assert stored(lms)["cmi.location"] == "p2"


@pytest.mark.parametrize("mode", MODES_2004)
@pytest.mark.parametrize(
    "end", [{COMPLETION: "completed"}, {SUCCESS: "passed"}, {SUCCESS: "failed"}]
)
def test_a_finished_attempt_opens_as_review(
    lms: StrictLms, page: Page, mode: Mode, end: dict[str, str]
) -> None:
    lms.put("anna", {"cmi.exit": "suspend", **end})
    again = opened(lms, page, mode)
    assert (again.get("mode"), again.get("credit")) == ("review", "no-credit")
    anew = opened(lms, page, mode, new=True)
    assert (anew.get("mode"), anew.get("entry")) == ("normal", "ab-initio")


@pytest.mark.parametrize("mode", MODES_2004)
def test_leaving_in_pagehide_arrives(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = opened(lms, page, mode)
    sco.on("pagehide", "api.SetValue('cmi.suspend_data', '{left}'); api.Terminate('');")
    close_tab(page)
    lms.wait_for(lambda: stored(lms).get(SUSPEND_DATA) == "{left}")


@pytest.mark.parametrize("mode", MODES_2004)
def test_where_to_go_next_is_told_and_forgotten(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = opened(lms, page, mode).set("exit", "suspend").set("completion_status", "incomplete")
    assert sco.call("SetValue", "adl.nav.request", "suspendAll") == "true"
    sco.finish()
    assert stored(lms)["adl.nav.request"] == "suspendAll"
    again = opened(lms, page, mode)
    assert again.call("GetValue", "adl.nav.request") in ("", "_none_")


@pytest.mark.parametrize("mode", MODES_2004)
def test_faults_of_the_lms_are_those_of_scorm_12(lms: StrictLms, page: Page, mode: Mode) -> None:
    lms.faults.set(rejects={"cmi.interactions.*": "351"})
    sco = opened(lms, page, mode)
    refused = sco.call("SetValue", "cmi.interactions.0.id", "q1")
    assert (refused, sco.error()) == ("false", "351")
    lms.faults.set(forgets=True)
    assert sco.set("suspend_data", "{1}").commit() == "true"
    assert SUSPEND_DATA not in stored(lms)


def test_no_api(lms: StrictLms, page: Page) -> None:
    lms.faults.set(no_api=True)
    page.goto(lms.player_url("anna", mode="moodle-2004"))
    assert page.evaluate("typeof API_1484_11") == "undefined"
