"""A learner takes the whole course by mouse; the LMS then holds what they did, and nothing else."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Walked
from tests.e2e.course import Course
from tests.e2e.hands import Keyboard
from tests.e2e.learner import Habits, Learner, mixed
from tests.e2e.record import TIMESPAN, differences, record, score
from tests.e2e.visits import enter, given, leave, refused
from tests.lms.server import StrictLms


def test_the_record_is_what_the_learner_did(walked: Walked, course: Course) -> None:
    assert differences(walked.attempt.elements, record(course, walked.log, "completed")) == {}


def test_the_walk_had_something_of_everything(walked: Walked, course: Course) -> None:
    """Else the record would prove little."""
    elements = walked.attempt.elements
    results = {value for name, value in elements.items() if name.endswith(".result")}
    types = {value for name, value in elements.items() if name.endswith(".type")}
    assert results == {"correct", "wrong", "neutral"}
    assert types == {
        *("choice", "fill-in", "likert", "matching", "numeric", "sequencing", "true-false"),
    }
    assert course.pass_mark < (score(course, walked.log) or 0) < 100
    assert {block.kind for block in course.used} >= {"check", "reveal", "reflect", "rate", "plan"}


def test_the_lms_refused_nothing(walked: Walked) -> None:
    assert refused(walked.attempt) == []


def test_the_visit_was_opened_once_and_ended_once(walked: Walked) -> None:
    methods = [call.method for call in walked.attempt.calls if call.method != "LMSGetLastError"]
    assert methods[0] == "LMSInitialize"
    assert methods[-1] == "LMSFinish"
    assert methods.count("LMSInitialize") == methods.count("LMSFinish") == 1


def test_times_are_written_as_the_standard_has_it(walked: Walked) -> None:
    times = [
        call.args[1]
        for call in walked.attempt.called("LMSSetValue")
        if call.args[0] == "cmi.core.session_time"
    ]
    assert times
    assert all(time == TIMESPAN for time in times)
    assert times == sorted(times, key=str)


def test_what_is_private_is_in_no_answer(walked: Walked, course: Course) -> None:
    private = {
        text
        for key, text in walked.log.texts.items()
        if not key.startswith(course.block("first-message").id)
    }
    private |= {say for _, say in walked.log.planned}
    told = {v for k, v in walked.attempt.elements.items() if k != "cmi.suspend_data"}
    assert private
    assert not [text for text in private if any(text in value for value in told)]


def test_each_commit_is_small(walked: Walked) -> None:
    """Many values in one commit block the page (lms-facts.md, O3)."""
    assert max(len(commit.elements) for commit in walked.attempt.commits) <= 40


def test_nothing_was_missing_wrong_or_elsewhere(walked: Walked) -> None:
    assert walked.missing == []
    assert walked.watch.errors == []
    assert [url for url in walked.watch.requests if not url.startswith(walked.url)] == []


def test_the_sheet_shows_what_was_gathered(
    walked: Walked, lms: StrictLms, page: Page, course: Course
) -> None:
    given(lms, "anna", walked.attempt.elements)
    frame = enter(page, lms.player_url("anna"))
    sheet = frame.locator("bc-sheet")
    for text in walked.log.texts.values():
        expect(sheet).to_contain_text(" ".join(text.split()))
    for week, say in walked.log.planned:
        expect(sheet.get_by_text(f"Week {week} {say}", exact=True)).to_have_count(1)
    expect(sheet).to_contain_text(f"{round(score(course, walked.log) or 0, 1):g} per cent")


def test_by_keyboard_alone(lms: StrictLms, page: Page, course: Course) -> None:
    frame = enter(page, lms.player_url("anna"))
    keyboard = Keyboard(frame)
    learner = Learner(frame, course, hands=keyboard, habits=Habits(outcomes=mixed, runs=(0,)))
    learner.walk()
    attempt = leave(page, lms, "anna")
    expected = record(course, learner.log, "completed")
    assert differences(attempt.elements, expected) == {}
    assert refused(attempt) == []
    assert not keyboard.faults, "\n".join(keyboard.faults)
