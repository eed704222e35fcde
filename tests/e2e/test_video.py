"""A film that is really played: what counts as watched, and when the LMS hears of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from builder.build import build
from builder.plan.model import Plan
from builder.plan.state import State, decode
from builder.release.explain import record_of
from tests.e2e.film import SECONDS, WEBM
from tests.e2e.visits import enter, leave, refused
from tests.helpers import Files, course_file, module_file, page, prepared, text, write_course
from tests.lms.server import StrictLms
from tests.lms.store import Attempt

ITEM = "one.watch.film"
WATCHED = 90
OBJECTIVE = "cmi.objectives.0"
FAST = "video => { video.muted = true; video.playbackRate = 4; }"


def files() -> Files:
    film = {
        "video": "media/film.webm",
        "id": "film",
        "title": "A film",
        "silent": True,
        "transcript": "media/film.md",
        "watched": f"{WATCHED}%",
    }
    return {
        "course.yaml": course_file(),
        "modules/one.yaml": module_file("one", page("watch", film), page("read", text("Read."))),
        "media/film.webm": WEBM,
        "media/film.md": "Nobody speaks.",
    }


def package(folder: Path, target: str) -> Path:
    outcome = build(write_course(files(), folder / "course"), folder / "dist", [target])
    assert not outcome.report.failed, list(outcome.report)
    return outcome.built[0].path


@pytest.fixture
def lms(tmp_path: Path) -> Iterator[StrictLms]:
    with StrictLms() as lms:
        lms.install(package(tmp_path, "scorm12"))
        yield lms
    assert lms.missing == []


def visit(context: BrowserContext, lms: StrictLms) -> tuple[Page, Frame]:
    window = context.new_page()
    return window, enter(window, lms.player_url("anna"))


def press_play(window: Page, frame: Frame) -> None:
    """Plays the film, or pauses it, as people do who have no mouse."""
    film = frame.locator("video")
    film.evaluate(FAST)
    film.focus()
    window.keyboard.press("Space")


def until(frame: Frame, second: float) -> None:
    """Waits until the film has come there."""
    frame.wait_for_function(
        "second => document.querySelector('video').currentTime >= second", arg=second
    )


def line(frame: Frame, says: str) -> None:
    expect(frame.locator("[data-share]")).to_have_text(says)


def shares(attempt: Attempt, plan: Plan) -> list[tuple[int, bool]]:
    """What was watched, in per cent, each time the LMS heard of it; and whether it was enough.

    In the order of the calls: the second is whether the objective had been told by then.
    """
    [item] = plan.items
    found: list[tuple[int, bool]] = []
    told = False
    for call in attempt.called("LMSSetValue"):
        name, value = (str(one) for one in call.args)
        if name == f"{OBJECTIVE}.status":
            found[-1] = (found[-1][0], True)
            told = value == "completed"
        if name == "cmi.suspend_data":
            state = decode(value)
            assert isinstance(state, State)
            found.append((record_of(item, state, veiled=False).number("share"), told))
    return found


def test_it_is_completed_when_enough_was_watched_and_not_before(
    lms: StrictLms, context: BrowserContext
) -> None:
    window, frame = visit(context, lms)
    line(frame, f"Watched: 0% of {WATCHED}%")
    press_play(window, frame)
    until(frame, 2)
    frame.evaluate("document.querySelector('video').currentTime = 8")
    until(frame, SECONDS)
    expect(frame.locator("[data-share]")).to_contain_text(f"of {WATCHED}%")
    left = leave(window, lms, "anna")
    assert left.elements["cmi.core.lesson_status"] == "incomplete"
    assert not any(name.startswith("cmi.objectives") for name in left.elements)

    window, frame = visit(context, lms)
    expect(frame.locator("[data-share]")).not_to_have_text(f"Watched: 0% of {WATCHED}%")
    press_play(window, frame)
    until(frame, 3)
    assert frame.evaluate("document.querySelector('video').paused") is False
    frame.get_by_role("button", name="Next").click()
    assert frame.evaluate("document.querySelector('video').paused") is True
    frame.get_by_role("button", name="Previous").click()
    assert lms.attempt("anna").elements["cmi.core.lesson_status"] == "incomplete"
    press_play(window, frame)
    expect(frame.locator("[data-watched] [data-mark]")).to_be_visible()
    lms.wait_for(lambda: lms.attempt("anna").elements["cmi.core.lesson_status"] == "completed")
    done = leave(window, lms, "anna")
    assert _objective(done.elements) == {"id": ITEM, "status": "completed"}
    assert refused(done) == []
    heard = shares(done, prepared(files()).plan)
    assert all((share >= WATCHED) is told for share, told in heard)
    assert {told for _, told in heard} == {True, False}


def _objective(elements: Mapping[str, str]) -> dict[str, str]:
    return {
        name.rpartition(".")[2]: value
        for name, value in elements.items()
        if name.startswith(OBJECTIVE)
    }
