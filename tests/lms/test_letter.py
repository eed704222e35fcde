"""An LMS by the letter of SCORM 1.2, which no Moodle has ever been: lms-facts.md, 3.1, CMI 1.2."""

import pytest
from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.browser import close_tab, hide
from tests.lms.server import StrictLms
from tests.lms.store import STATUS, SUSPEND_DATA
from tests.lms.test_strict_api import (
    KEYWORD,
    LOCATION,
    PATTERN,
    RAW,
    READ_ONLY,
    RESPONSE,
    SESSION_TIME,
    TAKEN,
    TYPE,
    UNKNOWN,
    WRONG_TYPE,
    GetRow,
    SetRow,
    get_all,
    set_all,
)
from tests.lms.tiny_sco import Sco

NOT_IMPLEMENTED = ("false", "401")
WEIGHTING = "cmi.interactions.0.weighting"

SET_ROWS: list[SetRow] = [
    ("cmi.suspend_data", "x" * 4096, *TAKEN),
    ("cmi.suspend_data", "x" * 4097, *WRONG_TYPE),
    (LOCATION, "x" * 255, *TAKEN),
    (LOCATION, "x" * 256, *WRONG_TYPE),
    (STATUS, "incomplete", *TAKEN),
    (STATUS, "not attempted", *WRONG_TYPE),
    ("cmi.core.exit", "suspend", *TAKEN),
    ("cmi.core.exit", "normal", *WRONG_TYPE),
    (RAW, "0", *TAKEN),
    (RAW, "66.67", *TAKEN),
    (RAW, "", *TAKEN),
    (RAW, "100.5", *WRONG_TYPE),
    (RAW, ".5", *WRONG_TYPE),
    (RAW, "5.", *WRONG_TYPE),
    (RAW, "1e1", *WRONG_TYPE),
    (SESSION_TIME, "00:59:30.50", *TAKEN),
    (SESSION_TIME, "00:75:00", *WRONG_TYPE),
    ("cmi.comments", "x" * 4000, *TAKEN),
    ("cmi.comments", "x" * 97, *WRONG_TYPE),  # the whole counts
    # arguments are strings
    (RAW, 80, *UNKNOWN),
    (LOCATION, None, *UNKNOWN),
    # what there is, and who may write it
    ("cmi.completion_status", "completed", *NOT_IMPLEMENTED),
    ("nav.event", "continue", *NOT_IMPLEMENTED),
    ("", "x", *UNKNOWN),
    ("cmi.core._children", "x", *KEYWORD),
    ("cmi.core.student_id", "x", *READ_ONLY),
    ("cmi.interactions.5.id", "gap", *UNKNOWN),
    ("cmi.interactions.0.id", "", *WRONG_TYPE),
    ("cmi.interactions.0.id", "M1-Q03", *TAKEN),
    (WEIGHTING, "2.5", *TAKEN),
    (WEIGHTING, "", *WRONG_TYPE),
    # responses without a type may be anything short
    (RESPONSE, "Open the window", *TAKEN),
    (RESPONSE, "x" * 256, *WRONG_TYPE),
]

FORMS: list[tuple[str, list[str], list[str]]] = [
    ("true-false", ["t", "f", "0", "1"], ["true", "yes", ""]),
    ("choice", ["a", "a,b", "{a,b}", "7"], ["Open the window", "a b", "{a", "ab", "A", "ä"]),
    ("sequencing", ["c,a,b", "{c,a,b}"], ["first", "a;b"]),
    ("matching", ["1.a,2.c", "{1.a,2.c}"], ["1a", "1.a 2.c", "one.a"]),
    ("likert", ["3", "c", ""], ["10", "agree"]),
    ("numeric", ["4", "-4.5"], ["four", "4,5", "4."]),
    ("fill-in", ["Grüß Gott", ""], ["x" * 256]),
    ("performance", ["anything at all"], ["x" * 256]),
]


def open_letter(lms: StrictLms, page: Page) -> Sco:
    return Sco.open(page, lms.player_url("anna", mode="letter"))


def test_values(lms: StrictLms, page: Page) -> None:
    assert set_all(open_letter(lms, page).start(), SET_ROWS) == SET_ROWS


@pytest.mark.parametrize(("kind", "good", "bad"), FORMS)
def test_forms_of_responses_and_patterns(
    lms: StrictLms, page: Page, kind: str, good: list[str], bad: list[str]
) -> None:
    rows: list[SetRow] = [(TYPE, kind, *TAKEN)]
    for element in (RESPONSE, PATTERN):
        rows += [(element, value, *TAKEN) for value in good]
        rows += [(element, value, *WRONG_TYPE) for value in bad]
    assert set_all(open_letter(lms, page).start(), rows) == rows


def test_what_can_be_read_is_text(lms: StrictLms, page: Page) -> None:
    sco = open_letter(lms, page).start()
    sco.set("core.score.raw", "85.50").set("core.score.min", "").set("interactions.0.id", "Q1")
    rows: list[GetRow] = [
        ("cmi.core.student_name", "Muster, Anna", "0"),
        ("cmi.core.entry", "ab-initio", "0"),
        (STATUS, "not attempted", "0"),
        (RAW, "85.50", "0"),
        ("cmi.core.score.min", "", "0"),
        ("cmi.interactions._count", "1", "0"),
        ("cmi.interactions.0.correct_responses._count", "0", "0"),
        ("cmi.interactions.0.id", "", "404"),
        ("cmi.core.exit", "", "404"),
        ("cmi.core.lesson_status._children", "", "202"),
        ("cmi.core.score._count", "", "203"),
        ("cmi.nonsense", "", "401"),
    ]
    assert get_all(sco, rows) == rows
    sco.commit()
    again = open_letter(lms, page).start()
    assert again.get("interactions._count") == "1"
    assert again.get("interactions.0.correct_responses._count") == "0"


def test_one_session_for_each_launch(lms: StrictLms, page: Page) -> None:
    sco = open_letter(lms, page).start()
    sco.set("suspend_data", "{1}").set("interactions.0.id", "Q1").commit()
    assert (sco.call("LMSInitialize", ""), sco.error()) == ("false", "101")
    assert sco.get("suspend_data") == "{1}", "nothing is reset, nothing throws"
    assert sco.finish() == "true"
    assert (sco.call("LMSInitialize", ""), sco.error()) == ("false", "101")
    assert (sco.get("suspend_data"), sco.error()) == ("", "301")


def test_what_a_failed_commit_carried_comes_with_the_next(
    lms: StrictLms, page: Page, watch: Watch
) -> None:
    watch.allow("503")
    sco = open_letter(lms, page).start()
    sco.set("suspend_data", "{1}")
    with lms.faults.during(commit_fails=True):
        assert (sco.commit(), sco.error()) == ("false", "101")
    assert (sco.commit(), sco.error()) == ("true", "0")
    assert lms.attempt("anna").elements[SUSPEND_DATA] == "{1}"


def test_without_a_connection_a_commit_says_false(lms: StrictLms, page: Page, watch: Watch) -> None:
    watch.allow("ERR_EMPTY_RESPONSE")
    sco = open_letter(lms, page).start()
    with lms.faults.during(unreachable=True):
        assert (sco.commit(), sco.error()) == ("false", "101")


def test_what_was_suspended_is_resumed_once(lms: StrictLms, page: Page) -> None:
    first = open_letter(lms, page).start()
    first.set("core.exit", "suspend").set("suspend_data", "{1}").set("core.lesson_location", "p7")
    first.set("core.lesson_status", "incomplete").finish()
    second = open_letter(lms, page).start()
    assert (second.get("core.entry"), second.get("suspend_data")) == ("resume", "{1}")
    assert second.commit() == "true"  # its exit is its own, and empty

    third = open_letter(lms, page).start()
    assert (third.get("core.entry"), third.get("suspend_data")) == ("ab-initio", "")
    assert (third.get("core.lesson_location"), third.get("core.lesson_status")) == (
        "p7",
        "incomplete",
    )


@pytest.mark.parametrize("way", ["", "logout", "time-out"])
def test_a_session_that_was_not_suspended_loses_its_data(
    lms: StrictLms, page: Page, way: str
) -> None:
    sco = open_letter(lms, page).start()
    sco.set("suspend_data", "{1}").set("core.exit", way).set("core.lesson_status", "incomplete")
    sco.finish()
    assert SUSPEND_DATA not in lms.attempt("anna").elements
    assert open_letter(lms, page).start().get("core.entry") == "ab-initio"


def test_a_session_that_was_killed_keeps_what_it_committed(lms: StrictLms, page: Page) -> None:
    sco = open_letter(lms, page).start()
    sco.set("suspend_data", "{1}").set("core.exit", "suspend").commit()
    sco.set("suspend_data", "{2}")
    again = open_letter(lms, page).start()
    assert (again.get("core.entry"), again.get("suspend_data")) == ("resume", "{1}")


def test_a_finished_attempt_opens_for_looking(lms: StrictLms, page: Page) -> None:
    open_letter(lms, page).start().set("core.lesson_status", "passed").finish()
    again = open_letter(lms, page).start()
    assert (again.get("core.lesson_mode"), again.get("core.credit")) == ("review", "no-credit")
    assert again.get("core.entry") == ""


def test_looking_around_is_browsed(lms: StrictLms, page: Page) -> None:
    Sco.open(page, lms.player_url("anna", mode="letter", browse=True)).start().finish()
    assert lms.attempt("anna").elements[STATUS] == "browsed"


def test_time_counts_with_every_commit(lms: StrictLms, page: Page) -> None:
    open_letter(lms, page).start().set("core.session_time", "00:10:00").commit()
    again = open_letter(lms, page).start()
    assert again.get("core.total_time") == "00:10:00"
    again.set("core.session_time", "00:05:00").finish()
    assert lms.attempt("anna").elements["cmi.core.total_time"] == "00:15:00"


def test_the_server_holds_whole_states(lms: StrictLms, page: Page) -> None:
    """So a text may change to one that PHP would find equal."""
    sco = open_letter(lms, page).start()
    sco.set("suspend_data", "10").commit()
    sco.set("suspend_data", "1e1").commit()
    attempt = lms.attempt("anna")
    assert attempt.elements[SUSPEND_DATA] == "1e1"
    assert attempt.commits[-1].elements[STATUS] == "not attempted"


def test_the_last_words_outlive_the_page(lms: StrictLms, page: Page) -> None:
    sco = open_letter(lms, page).start()
    sco.set("core.exit", "suspend")
    sco.on("pagehide", "api.LMSSetValue('cmi.suspend_data', '{left}'); api.LMSFinish('');")
    close_tab(page)
    lms.wait_for(lambda: lms.attempt("anna").elements.get(SUSPEND_DATA) == "{left}")
    assert [commit.via for commit in lms.attempt("anna").commits] == ["keepalive"]


def test_a_hidden_page_is_told_the_truth(lms: StrictLms, page: Page, watch: Watch) -> None:
    watch.allow("503")
    sco = open_letter(lms, page).start()
    hide(page)
    with lms.faults.during(commit_fails=True):
        assert sco.commit() == "false"
    assert sco.commit() == "true"
    assert lms.attempt("anna").commits[-1].via == "xhr"
