"""The small course as a SCORM 2004 package, in Moodle and by the letter: two visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.build import build
from tests.conftest import Watch
from tests.e2e.faults.cells import work
from tests.e2e.faults.visit import COURSE, LEARNER, Visit
from tests.helpers import write_course
from tests.lms.modes import MODES_2004
from tests.lms.server import StrictLms
from tests.lms.store import Mode

TIMES = re.compile(r"timestamp|_time$")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course for SCORM 2004."""
    folder = tmp_path_factory.mktemp("scorm2004")
    outcome = build(write_course(COURSE, folder / "course_src"), folder / "dist", ["scorm2004"])
    assert not outcome.report.failed, outcome.report
    return outcome.built[0].path


@pytest.fixture
def lms(package: Path) -> Iterator[StrictLms]:
    """The LMS with this course."""
    with StrictLms() as lms:
        lms.install(package)
        yield lms


def stored(lms: StrictLms) -> dict[str, str]:
    """What the LMS holds of the course, without `cmi.`, the state and times."""
    elements = lms.attempt(LEARNER).elements
    names = (name for name in elements if name.startswith("cmi.") and not TIMES.search(name))
    return {name[4:]: elements[name] for name in names if name != "cmi.suspend_data"}


def row(place: int, name: str) -> dict[str, str]:
    """The row of a question that was answered rightly."""
    parts = {
        "id": name,
        "type": "choice",
        "correct_responses.0.pattern": "yes",
        "weighting": "1",
        "learner_response": "yes",
        "result": "correct",
        "description": f"What about {name.split('.')[-1]}?",
    }
    return {f"interactions.{place}.{part}": value for part, value in parts.items()}


def refusals(lms: StrictLms) -> list[list[object]]:
    """What the LMS did not take."""
    calls = lms.attempt(LEARNER).called("SetValue")
    return [list(call.args) for call in calls if call.result != "true"]


@pytest.mark.parametrize("mode", MODES_2004)
def test_two_visits(lms: StrictLms, context: BrowserContext, mode: Mode) -> None:
    visit = Visit(lms=lms, context=context, mode=mode)
    visit.open()
    visit.answer("one")
    work(visit)
    visit.saved()
    visit.close()
    half = stored(lms)
    assert half["completion_status"] == "incomplete"
    assert half.get("success_status", "unknown") == "unknown"
    assert (half["score.scaled"], half["score.raw"]) == ("0.6667", "66.67")
    assert 0 < float(half["progress_measure"]) < 1

    visit.open()
    assert visit.shows_all()
    before = len(lms.attempt(LEARNER).called("SetValue"))
    visit.saved()
    rewritten = [call.args[0] for call in lms.attempt(LEARNER).called("SetValue")[before:]]
    assert [name for name in rewritten if "interactions" in str(name)] == [], "read back instead"
    visit.turn_to("Third")
    visit.answer("three")
    visit.saved()
    visit.close()
    expected = {
        "completion_status": "completed",
        "exit": "suspend",
        "progress_measure": "1",
        "score.scaled": "1",
        "score.raw": "100",
        "score.min": "0",
        "score.max": "100",
        **row(0, "one.first.one"),
        **row(1, "one.second.two"),
        **row(2, "one.third.three"),
    }
    found = stored(lms)
    assert {name: found.get(name) for name in expected} == expected
    assert found.get("success_status", "unknown") == "unknown", "there is no pass mark"
    assert refusals(lms) == []
    assert re.fullmatch(r"PT\d+H\d+M[\d.]+S", lms.attempt(LEARNER).elements["cmi.total_time"])


@pytest.mark.parametrize("mode", MODES_2004)
def test_what_was_lost_is_sent_again(
    lms: StrictLms, context: BrowserContext, watch: Watch, mode: Mode
) -> None:
    watch.allow("503")
    visit = Visit(lms=lms, context=context, mode=mode)
    visit.open()
    with lms.faults.during(commit_fails=True):
        visit.answer("one")
        visit.sees("Not saved yet")
    visit.saved()
    assert stored(lms)["interactions.0.learner_response"] == "yes"
    visit.close()


def test_a_frame_that_is_loaded_anew_asks_for_the_whole_page(
    lms: StrictLms, context: BrowserContext
) -> None:
    """After Terminate no session begins in the same page of the LMS (lms-facts.md, 1.10)."""
    visit = Visit(lms=lms, context=context, mode="moodle-2004")
    visit.open()
    visit.answer("one")
    visit.saved()
    visit.frame.evaluate("location.reload()")
    course = visit.page.frame_locator("#scorm_object")
    visit.loads_anew(course.get_by_role("button", name="Load again"))
    assert visit.has_answered("one")
    visit.saved()
    visit.close()


def test_leaving_by_the_button_says_where_to_go(lms: StrictLms, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(lms.player_url(LEARNER, mode="letter-2004", popup=True))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Enter").click()
    course = opened.value
    course.get_by_role("button", name="Save and leave").click()
    expect(course.get_by_text("Your progress was saved.")).to_be_visible()
    lms.wait_for(lambda: bool(lms.attempt(LEARNER).called("Terminate")))
    in_order = sorted(lms.attempt(LEARNER).calls, key=lambda call: call.n)  # beacons may overtake
    said = [call.method for call in in_order if call.method != "GetLastError"]
    assert said[-1] == "Terminate"
    assert lms.attempt(LEARNER).elements["adl.nav.request"] == "suspendAll"
