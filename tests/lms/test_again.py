"""The same course under scorm-again, an LMS run-time of other make, into the same store."""

from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.server import StrictLms
from tests.lms.store import STATUS
from tests.lms.tiny_sco import Sco


def test_a_session_and_the_next(lms: StrictLms, page: Page) -> None:
    first = Sco.open(page, lms.again_url("anna")).start()
    assert first.get("core.student_name") == "Muster, Anna"
    assert first.get("core.lesson_status") == "not attempted"
    first.set("core.lesson_status", "incomplete").set("core.exit", "suspend")
    first.set("suspend_data", "{ä😀}").set("core.score.raw", "80")
    first.set("interactions.0.id", "Q1").set("interactions.0.type", "choice")
    assert first.commit() == "true"
    stored = lms.attempt("anna").elements
    assert stored[STATUS] == "incomplete"
    assert stored["cmi.suspend_data"] == "{ä😀}"
    assert stored["cmi.interactions.0.id"] == "Q1"
    assert lms.attempt("anna").commits[0].via == "xhr"

    again = Sco.open(page, lms.again_url("anna")).start()
    assert again.get("core.entry") == "resume"
    assert again.get("suspend_data") == "{ä😀}"
    assert again.get("core.score.raw") == "80"
    assert again.get("interactions._count") in (1, "1")


def test_it_refuses_what_the_standard_refuses(lms: StrictLms, page: Page, watch: Watch) -> None:
    watch.allow("405")  # scorm-again names every refusal on the console, so it fails a test
    sco = Sco.open(page, lms.again_url("anna")).start()
    assert sco.call("LMSSetValue", "cmi.core.lesson_status", "done") == "false"
    assert sco.error() == "405"
    lms.wait_for(lambda: len(lms.attempt("anna").calls) == 3)
    refused = lms.attempt("anna").called("LMSSetValue")[0]
    assert (refused.result, refused.error) == ("false", "405")


def test_finish_on_leaving(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.again_url("anna")).start()
    sco.set("core.lesson_status", "completed").set("core.session_time", "00:10:00").commit()
    sco.on("pagehide", "api.LMSFinish('')")
    page.close(run_before_unload=True)
    lms.wait_for(lambda: lms.attempt("anna").commits[-1].via == "beacon")
    assert lms.attempt("anna").elements[STATUS] == "completed"
    assert lms.attempt("anna").elements["cmi.core.total_time"] == "00:10:00"
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSFinish")) == 1)
