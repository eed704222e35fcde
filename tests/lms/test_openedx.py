"""The Open edX XBlock: a bag of values that says "true" to everything (lms-facts.md, 3.1)."""

from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.browser import all_answered, close_tab, unanswered
from tests.lms.server import StrictLms
from tests.lms.store import STATUS, SUSPEND_DATA
from tests.lms.test_strict_api import RAW, GetRow, get_all
from tests.lms.tiny_sco import Sco


def open_edx(lms: StrictLms, page: Page) -> Sco:
    return Sco.open(page, lms.player_url("anna", mode="openedx"))


def stored(lms: StrictLms) -> str:
    return lms.attempt("anna").elements.get(SUSPEND_DATA, "")


def test_everything_succeeds_at_any_time(lms: StrictLms, page: Page) -> None:
    sco = open_edx(lms, page)
    steps: list[tuple[str, list[str]]] = [
        ("LMSSetValue", ["cmi.suspend_data", "{1}"]),
        ("LMSCommit", []),
        ("LMSInitialize", [""]),
        ("LMSInitialize", [""]),
        ("LMSSetValue", ["cmi.core.lesson_status", "nonsense"]),
        ("LMSSetValue", ["cmi.interactions.7.id", "a gap and spaces"]),
        ("LMSSetValue", ["cmi.suspend_data", "x" * 70000]),
        ("LMSFinish", [""]),
        ("LMSFinish", [""]),
        ("LMSSetValue", ["cmi.core.exit", "suspend"]),
    ]
    for method, args in steps:
        assert (sco.call(method, *args), sco.error()) == ("true", "0")
    assert sco.call("LMSGetErrorString", "405") == "Some Error"
    all_answered(page)
    assert len(stored(lms)) == 70000


def test_what_can_be_read(lms: StrictLms, page: Page) -> None:
    first = open_edx(lms, page).start()
    for name, value in {
        "core.lesson_status": "incomplete",
        "core.score.raw": "80",
        "core.exit": "suspend",
        "core.lesson_location": "p7",
        "suspend_data": "{1}",
        "interactions.0.id": "Q1",
    }.items():
        first.set(name, value)
    all_answered(page)
    again = open_edx(lms, page).start()
    rows: list[GetRow] = [
        (STATUS, "", "0"),
        (RAW, "", "0"),
        ("cmi.core.lesson_mode", "", "0"),
        ("cmi.core.credit", "", "0"),
        ("cmi.core.entry", "", "0"),
        ("cmi.core.total_time", "", "0"),
        ("cmi.core._children", "", "0"),
        ("cmi.interactions._count", "", "0"),
        ("cmi.nonsense", "", "0"),
        ("cmi.core.student_id", 100, "0"),  # the number of the account
        ("cmi.core.student_name", "anna", "0"),  # the user name
        ("cmi.suspend_data", "{1}", "0"),
        ("cmi.core.lesson_location", "p7", "0"),
        ("cmi.core.exit", "suspend", "0"),  # nothing is write-only
        ("cmi.interactions.0.id", "Q1", "0"),
    ]
    assert get_all(again, rows) == rows
    assert lms.attempt("anna").elements[STATUS] == "incomplete"


def test_a_preview_looks_like_any_visit(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="openedx", browse=True)).start()
    assert sco.get("core.lesson_mode") == ""
    sco.set("suspend_data", "{1}")
    all_answered(page)
    assert stored(lms) == "{1}"


def test_there_is_one_attempt_that_never_closes(lms: StrictLms, page: Page) -> None:
    open_edx(lms, page).start().set("core.lesson_status", "passed").set("suspend_data", "{1}")
    all_answered(page)
    again = Sco.open(page, lms.player_url("anna", mode="openedx", new=True)).start()
    assert (again.get("suspend_data"), again.get("core.lesson_mode")) == ("{1}", "")
    again.set("core.lesson_status", "incomplete")
    all_answered(page)
    assert lms.attempt("anna").elements[STATUS] == "incomplete"


def test_values_travel_in_batches_one_after_the_other(lms: StrictLms, page: Page) -> None:
    sco = open_edx(lms, page).start()
    lms.faults.set(slow=30)
    sco.set("suspend_data", "{1}").set("suspend_data", "{2}").set("core.lesson_location", "p2")
    assert sco.get("suspend_data") == "{1}", "what waits cannot be read yet"
    assert unanswered(page) == 3
    lms.faults.clear()
    all_answered(page)
    assert [(commit.via, commit.elements) for commit in lms.attempt("anna").commits] == [
        ("batch", {"cmi.suspend_data": "{1}"}),
        ("batch", {"cmi.suspend_data": "{2}", "cmi.core.lesson_location": "p2"}),
    ]


def test_a_failed_batch_is_lost_and_nobody_is_told(
    lms: StrictLms, page: Page, watch: Watch
) -> None:
    watch.allow("503")
    sco = open_edx(lms, page).start()
    with lms.faults.during(commit_fails=True):
        sco.set("suspend_data", "{1}")
        all_answered(page)
    assert (sco.commit(), sco.error()) == ("true", "0")
    assert sco.get("suspend_data") == "{1}"
    sco.set("core.lesson_location", "p2")
    all_answered(page)
    assert lms.attempt("anna").elements == {"cmi.core.lesson_location": "p2"}


def test_what_waits_when_the_page_goes_is_lost(lms: StrictLms, page: Page) -> None:
    sco = open_edx(lms, page).start()
    sco.set("suspend_data", "{saved}")
    all_answered(page)
    sco.on("pagehide", "api.LMSSetValue('cmi.suspend_data', '{left}'); api.LMSFinish('');")
    close_tab(page)
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSFinish")) == 1)
    assert stored(lms) == "{saved}"
    assert lms.attempt("anna").called("LMSSetValue")[-1].result == "true"


def test_without_a_session_files_come_and_nothing_is_saved(
    lms: StrictLms, page: Page, watch: Watch
) -> None:
    """Open edX asks who is there for everything but GET."""
    watch.allow("403")
    sco = open_edx(lms, page).start()
    assert sco.probe()[:2] == [200, False]
    lms.sign_out("anna")
    assert sco.probe()[:2] == [403, False]
    assert sco.evaluate("fetch(location.href, {cache: 'no-store'}).then(r => r.status)") == 200
    sco.set("suspend_data", "{1}")
    all_answered(page)
    page.context.request.get(lms.sign_in_url("anna"))
    sco.set("suspend_data", "{2}")
    all_answered(page)
    assert (stored(lms), sco.error()) == ("", "0"), "the page keeps its old token"


def test_a_rejected_value_is_dropped_unseen(lms: StrictLms, page: Page) -> None:
    lms.faults.set(rejects={"cmi.interactions.*": "405"})
    sco = open_edx(lms, page).start()
    sco.set("interactions.0.id", "Q1").set("suspend_data", "{1}")
    all_answered(page)
    assert lms.attempt("anna").elements == {"cmi.suspend_data": "{1}"}
