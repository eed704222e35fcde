"""From one session to the next: what a commit carries, what comes back, how an attempt ends.

Source of the rules: docs/lms-facts.md 1.4-1.9, O1, O3, O4.
"""

import pytest
from playwright.sync_api import Error, Page

from tests.lms.modes import same_for_php
from tests.lms.server import StrictLms
from tests.lms.store import STATUS, Mode
from tests.lms.tiny_sco import Sco, tiny_manifest, tiny_package

INTERACTION = {"id": "Q1", "type": "choice", "student_response": "a", "result": "correct"}
TOTAL_TIME = "cmi.core.total_time"


def answer_a_question(sco: Sco, index: int) -> None:
    for name, value in INTERACTION.items():
        sco.set(f"interactions.{index}.{name}", value)


def rows(index: int) -> dict[str, str]:
    return {f"cmi.interactions.{index}.{name}": value for name, value in INTERACTION.items()}


def test_a_commit_carries_what_changed_and_nothing_else(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("core.lesson_location", "p1").set("core.session_time", "00:01:00")
    assert sco.commit() == "true"
    sco.set("core.lesson_location", "p2").set("core.lesson_status", "incomplete")
    assert sco.commit() == "true"
    assert sco.set("core.lesson_location", "p2").commit() == "true"
    assert [commit.elements for commit in lms.attempt("anna").commits] == [
        {"cmi.core.lesson_location": "p1", STATUS: "not attempted"},
        {"cmi.core.lesson_location": "p2", STATUS: "incomplete"},
        {},
    ]
    assert {commit.via for commit in lms.attempt("anna").commits} == {"xhr"}


def test_a_status_that_is_set_back_before_the_commit_is_not_sent(
    lms: StrictLms, page: Page
) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("core.lesson_status", "completed").commit()
    sco.set("core.lesson_status", "incomplete").set("core.lesson_status", "completed").commit()
    assert lms.attempt("anna").commits[-1].elements == {}


def test_resume(lms: StrictLms, page: Page) -> None:
    first = Sco.open(page, lms.player_url("anna")).start()
    first.set("core.lesson_status", "incomplete").set("core.exit", "suspend")
    first.set("suspend_data", "{ä\n😀 }").set("core.lesson_location", "p7").commit()

    again = Sco.open(page, lms.player_url("anna")).start()
    assert again.get("core.entry") == "resume"
    assert again.get("suspend_data") == "{ä\n😀 }"
    assert again.get("core.lesson_location") == "p7"
    assert again.get("core.lesson_status") == "incomplete"
    again.set("core.exit", "logout").commit()

    third = Sco.open(page, lms.player_url("anna")).start()
    assert third.get("core.entry") == ""
    assert third.get("core.lesson_location") == "p7"


def test_learners_do_not_see_each_other(lms: StrictLms, page: Page) -> None:
    Sco.open(page, lms.player_url("anna")).start().set("suspend_data", "{anna}").commit()
    other = Sco.open(page, lms.player_url("bert")).start()
    assert (other.get("suspend_data"), other.get("core.entry")) == ("", "ab-initio")


def test_rows_of_an_earlier_session(lms: StrictLms, page: Page) -> None:
    first = Sco.open(page, lms.player_url("anna")).start()
    answer_a_question(first, 0)
    first.set("interactions.0.correct_responses.0.pattern", "a")
    first.set("core.lesson_status", "incomplete").commit()

    again = Sco.open(page, lms.player_url("anna")).start()
    assert again.get("interactions._count") == 1
    assert again.get("interactions.0.correct_responses._count") == 1
    # A list without rows has no counter any more: JavaScript gets `undefined`.
    counter = "api.LMSGetValue('cmi.interactions.0.objectives._count') === undefined"
    assert again.evaluate(counter) is True
    answer_a_question(again, 1)
    again.commit()
    carried = lms.attempt("anna").commits[-1].elements
    pattern = {"cmi.interactions.0.correct_responses.0.pattern": "a"}
    assert carried == {**rows(0), **pattern, **rows(1)}, "all rows once more, and the new one"


@pytest.mark.parametrize("status", ["passed", "completed", "failed"])
def test_a_finished_attempt_opens_as_review_and_is_still_written(
    lms: StrictLms, page: Page, status: str
) -> None:
    Sco.open(page, lms.player_url("anna")).start().set("core.lesson_status", status).finish()
    again = Sco.open(page, lms.player_url("anna")).start()
    assert (again.get("core.lesson_mode"), again.get("core.credit")) == ("review", "no-credit")
    assert again.get("core.lesson_status") == status
    again.set("core.lesson_status", "incomplete").commit()
    assert lms.attempt("anna").elements[STATUS] == "incomplete"


def test_a_new_attempt_is_empty_and_needs_a_finished_one(lms: StrictLms, page: Page) -> None:
    first = Sco.open(page, lms.player_url("anna")).start()
    first.set("suspend_data", "{1}").set("core.lesson_status", "incomplete").commit()
    same = Sco.open(page, lms.player_url("anna", new=True)).start()
    assert same.get("suspend_data") == "{1}"
    same.set("core.lesson_status", "failed").finish()

    fresh = Sco.open(page, lms.player_url("anna", new=True)).start()
    assert (fresh.get("suspend_data"), fresh.get("core.entry")) == ("", "ab-initio")
    assert fresh.get("core.lesson_mode") == "normal"
    fresh.set("core.lesson_status", "passed").commit()
    assert lms.attempt("anna").number == 2
    assert lms.attempt("anna").elements[STATUS] == "passed"
    assert lms.attempt("anna", number=1).elements[STATUS] == "failed"


def test_preview_stores_too(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", browse=True)).start()
    assert (sco.get("core.lesson_mode"), sco.get("core.credit")) == ("browse", "no-credit")
    sco.finish()
    assert lms.attempt("anna").elements[STATUS] == "completed"


def test_total_time_is_written_by_finish_alone(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("core.lesson_status", "incomplete").set("core.session_time", "00:59:30.50").commit()
    assert TOTAL_TIME not in lms.attempt("anna").elements
    assert "cmi.core.session_time" not in lms.attempt("anna").elements
    sco.finish()
    assert lms.attempt("anna").elements[TOTAL_TIME] == "00:59:30.50"

    again = Sco.open(page, lms.player_url("anna")).start()
    assert again.get("core.total_time") == "00:59:30.50"
    again.set("core.session_time", "00:00:29.50").finish()
    assert lms.attempt("anna").elements[TOTAL_TIME] == "01:00:00"


def test_finish_without_a_status_completes(lms: StrictLms, page: Page) -> None:
    Sco.open(page, lms.player_url("anna")).start().finish()
    assert lms.attempt("anna").elements[STATUS] == "completed"


@pytest.mark.parametrize(
    ("raw", "status"), [("80", "passed"), ("79.9", "failed"), ("", "incomplete")]
)
def test_a_mastery_score_overrules_the_sco_at_finish(
    lms: StrictLms, page: Page, raw: str, status: str
) -> None:
    mastery = "<adlcp:masteryscore>80</adlcp:masteryscore>"
    lms.install(tiny_package(tiny_manifest(more=mastery)))
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("core.lesson_status", "incomplete")
    if raw:
        sco.set("core.score.raw", raw)
    sco.commit()
    assert lms.attempt("anna").elements[STATUS] == "incomplete"
    sco.finish()
    assert lms.attempt("anna").elements[STATUS] == status


def test_data_from_the_manifest(lms: StrictLms, page: Page) -> None:
    more = (
        "<adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms>für alle</adlcp:datafromlms>"
    )
    lms.install(tiny_package(tiny_manifest(more=more)))
    sco = Sco.open(page, lms.player_url("anna")).start()
    assert sco.get("launch_data") == "für alle"
    assert sco.get("student_data.max_time_allowed") == "01:00:00"
    assert sco.get("student_data.time_limit_action") == "exit,message"


@pytest.mark.parametrize(
    ("mode", "name"),
    [("moodle-strict", "Muster, Anna"), ("letter", "Muster, Anna"), ("moodle", "Anna Muster")],
)
def test_the_order_of_names(lms: StrictLms, page: Page, mode: Mode, name: str) -> None:
    assert (
        Sco.open(page, lms.player_url("anna", mode=mode)).start().get("core.student_name") == name
    )


def test_a_second_initialize_throws_uncommitted_values_away(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("suspend_data", "{uncommitted}")
    assert (sco.call("LMSInitialize", ""), sco.error()) == ("false", "101")
    assert sco.get("suspend_data") == ""


def test_a_second_initialize_crashes_once_rows_were_committed(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    answer_a_question(sco, 0)
    sco.commit()
    with pytest.raises(Error, match="TypeError"):
        sco.call("LMSInitialize", "")
    lms.wait_for(lambda: lms.attempt("anna").calls[-1].error == "TypeError")


def test_moodle_initialises_again_after_finish(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    sco.set("core.lesson_status", "incomplete").set("core.session_time", "00:10:00").finish()
    sco.start().set("core.session_time", "00:05:00").finish()
    assert lms.attempt("anna").elements[TOTAL_TIME] == "00:05:00", "replaced, not added"


def test_a_lone_surrogate_throws_and_loses_the_commit(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.evaluate("api.LMSSetValue('cmi.suspend_data', '{\\ud800}')")
    with pytest.raises(Error, match="URIError"):
        sco.commit()
    assert sco.commit() == "true"
    assert lms.attempt("anna").commits[-1].elements == {}


def test_a_value_that_php_finds_equal_is_not_stored(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("suspend_data", "10").commit()
    assert sco.set("suspend_data", "1e1").commit() == "true"
    assert lms.attempt("anna").elements["cmi.suspend_data"] == "10"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("10", "1e1", True),
        ("0e1", "0e2", True),
        ("1", "01", True),
        ("1.0", "1", True),
        ("77", "77.01", False),
        ("{10", "{1e1", False),
        ("", "0", False),
        ("abc", "abc", True),
        (None, "", False),
    ],
)
def test_what_php_finds_equal(old: str | None, new: str, same: bool) -> None:
    assert same_for_php(old, new) is same


def test_several_scos_have_tracks_of_their_own(lms: StrictLms, page: Page) -> None:
    lms.install(tiny_package(tiny_manifest("one", "two")))
    Sco.open(page, lms.player_url("anna")).start().set("core.lesson_status", "passed").finish()
    second = Sco.open(page, lms.player_url("anna", sco="two")).start()
    assert second.get("core.entry") == "ab-initio"
    assert second.get("core.lesson_mode") == "normal", "one SCO is not finished yet"
    second.set("core.lesson_status", "completed").finish()
    assert lms.attempt("anna", sco="one").elements[STATUS] == "passed"
    assert lms.attempt("anna", sco="two").elements[STATUS] == "completed"
    assert Sco.open(page, lms.player_url("anna")).start().get("core.lesson_mode") == "review"


def test_a_new_package_keeps_tracks_by_the_identifier_of_the_item(
    lms: StrictLms, page: Page
) -> None:
    lms.install(tiny_package(tiny_manifest("stays", "goes")))
    for sco in ("stays", "goes"):
        Sco.open(page, lms.player_url("anna", sco=sco)).start().set("suspend_data", "{x}").commit()
    lms.install(tiny_package(tiny_manifest("stays", "comes")))
    assert lms.attempt("anna", sco="stays").elements["cmi.suspend_data"] == "{x}"
    lms.install(tiny_package(tiny_manifest("stays", "goes")))
    assert lms.attempt("anna", sco="goes").elements == {}
