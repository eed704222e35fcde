"""Packages that send statements, in Chromium: launches of all sorts, a film, modules as units."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from builder.build import build
from tests.cmi5.server import Cmi5Lms
from tests.conftest import Watch
from tests.e2e.test_video import FAST, files
from tests.e2e.visits import running
from tests.helpers import (
    Files,
    course_file,
    module_file,
    page,
    question,
    with_iri,
    with_units,
    write_course,
)
from tests.lrs.fixtures import cmi5_lms, lrs, tincan_lms
from tests.lrs.server import Lrs
from tests.lrs.tincan import Form, TincanLms
from tests.lrs.told import told
from tests.lrs.valid import invalid

__all__ = ["cmi5_lms", "lrs", "tincan_lms"]

TWO: Files = with_iri({
    "course.yaml": course_file(["one", "two"]),
    "modules/one.yaml": module_file(
        "one", page("first", question("a")), page("more", question("b"))
    ),
    "modules/two.yaml": module_file("two", page("second", question("c"))),
})  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_there_yet(watch: Watch) -> Iterator[None]:
    """The browser's own word about documents that nobody has written."""
    watch.allow("404")
    yield


def package(folder: Path, course: Files, target: str) -> Path:
    outcome = build(write_course(course, folder / "course"), folder / "dist", [target])
    assert not outcome.report.failed, list(outcome.report)
    return outcome.built[0].path


def saved(course: Page) -> None:
    expect(course.locator("[data-bc-save]")).to_contain_text("Saved at")


def answer(course: Page, name: str) -> None:
    block = course.locator(f'[data-item$=".{name}"]')
    block.get_by_label("It is so.").check()
    block.get_by_role("button", name="Check my answer").click()


@pytest.mark.parametrize("form", ["moodle", "bare", "old", "mbox", "alone"])
def test_launches_of_all_sorts(
    form: Form, tmp_path: Path, context: BrowserContext, tincan_lms: TincanLms, lrs: Lrs
) -> None:
    tincan_lms.install(package(tmp_path, TWO, "xapi"))
    course = tincan_lms.launch(context, "anna", form=form)
    answer(course, "a")
    saved(course)
    course.get_by_role("button", name="Save and leave").click()
    expect(course.get_by_text("Your progress was saved.")).to_be_visible()
    lines = told(lrs)
    assert lines[0] == "initialized course"
    assert "answered interaction/one.first.a yes 1/1 right" in lines
    assert lines[-1].startswith("terminated course")


def test_without_a_launch_the_course_is_shown_and_nothing_is_recorded(
    tmp_path: Path, context: BrowserContext, tincan_lms: TincanLms, lrs: Lrs
) -> None:
    tincan_lms.install(package(tmp_path, TWO, "xapi"))
    course = context.new_page()
    course.goto(tincan_lms.site.address_of("index.html"))
    expect(course.get_by_text("Your progress cannot be kept here")).to_be_visible()
    answer(course, "a")
    assert lrs.calls == []


def test_an_lrs_that_is_not_there_can_be_tried_again(
    tmp_path: Path, context: BrowserContext, tincan_lms: TincanLms, lrs: Lrs, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION_REFUSED")
    tincan_lms.install(package(tmp_path, TWO, "xapi"))
    with lrs.stopped():
        course = tincan_lms.launch(context, "anna")
        heading = course.get_by_role("heading", name="No connection to your learning platform")
        expect(heading).to_be_visible()
        course.get_by_role("button", name="Try again").click()
        expect(heading).to_be_visible()
    course.get_by_role("button", name="Try again").click()
    saved(running(course.main_frame).page)


def test_or_the_course_is_looked_at_without_it(
    tmp_path: Path, context: BrowserContext, tincan_lms: TincanLms, lrs: Lrs, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION_REFUSED")
    tincan_lms.install(package(tmp_path, TWO, "xapi"))
    with lrs.stopped():
        course = tincan_lms.launch(context, "anna")
        course.get_by_role("button", name="Look at the course without recording").click()
        expect(course.get_by_text("Not recorded")).to_be_visible()
        answer(course, "a")


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_in_other_modes_only_the_visit_is_told(
    mode: Any, tmp_path: Path, context: BrowserContext, cmi5_lms: Cmi5Lms, lrs: Lrs
) -> None:
    cmi5_lms.install(package(tmp_path, TWO, "cmi5"))
    course = cmi5_lms.launch(context, cmi5_lms.register("anna"), mode=mode)
    answer(course, "a")
    course.get_by_role("button", name="Save and leave").click()
    course.wait_for_url("**/return/**", wait_until="load")
    course.close()
    assert [line.split()[0] for line in told(lrs)] == ["initialized", "terminated"]
    assert (cmi5_lms.violations, lrs.document("build-course.state")) == ([], None)


def test_what_the_lms_knows_of_the_learner(
    tmp_path: Path, context: BrowserContext, cmi5_lms: Cmi5Lms
) -> None:
    """Someone who wants no sound gets none."""
    cmi5_lms.install(package(tmp_path, with_iri(files()), "cmi5"))
    anna = cmi5_lms.register(
        "anna", preferences={"audioPreference": "off", "languagePreference": "de"}
    )
    course = cmi5_lms.launch(context, anna)
    saved(course)
    assert course.locator("video").evaluate("video => video.muted") is True
    assert cmi5_lms.violations == []


def test_the_mark_of_the_lms_decides(
    tmp_path: Path, context: BrowserContext, cmi5_lms: Cmi5Lms, lrs: Lrs
) -> None:
    """The package says 50 %, the LMS says 90: two thirds are not enough."""
    course_yaml = course_file(["one", "two"], completion={"pass-mark": 50})
    cmi5_lms.install(package(tmp_path, with_iri({**TWO, "course.yaml": course_yaml}), "cmi5"))
    course = cmi5_lms.launch(context, cmi5_lms.register("anna"), mastery_score=0.9)
    for name in ("a", "b"):
        answer(course, name)
        course.get_by_role("button", name="Next", exact=True).click()
    block = course.locator('[data-item$=".c"]')
    block.get_by_label("It is not so.").check()
    block.get_by_role("button", name="Check my answer").click()
    saved(course)
    verbs = [line.split()[0] for line in told(lrs)]
    assert ("failed" in verbs, "passed" in verbs, "completed" in verbs) == (True, False, False)
    assert cmi5_lms.violations == []


def test_modules_as_units(
    tmp_path: Path, context: BrowserContext, cmi5_lms: Cmi5Lms, lrs: Lrs
) -> None:
    """Each is launched by itself, shows nothing of the others, and is done by itself."""
    structure = cmi5_lms.install(package(tmp_path, with_units(TWO), "cmi5"))
    assert len(structure.aus) == 2
    anna = cmi5_lms.register("anna")
    course = cmi5_lms.launch(context, anna, au=1)
    expect(course.locator("section.page")).to_have_count(1)
    expect(course.get_by_role("button", name="Next", exact=True)).to_be_hidden()
    answer(course, "c")
    expect(course.locator("[data-bc-save]")).to_have_text(re.compile("^Completed. Saved at"))
    course.get_by_role("button", name="Save and leave").click()
    course.wait_for_url("**/return/**", wait_until="load")
    course.close()
    assert structure.aus[1].id in anna.satisfied
    assert not anna.is_satisfied
    course = cmi5_lms.launch(context, anna, au=0)
    answer(course, "a")
    course.get_by_role("button", name="Next", exact=True).click()
    answer(course, "b")
    expect(course.locator("[data-bc-save]")).to_have_text(re.compile("^Completed. Saved at"))
    assert anna.is_satisfied
    assert cmi5_lms.violations == []


def test_a_film_is_told_by_the_video_profile(
    tmp_path: Path, context: BrowserContext, cmi5_lms: Cmi5Lms, lrs: Lrs
) -> None:
    folder = package(tmp_path, with_iri(files()), "cmi5")
    cmi5_lms.install(folder)
    course = cmi5_lms.launch(context, cmi5_lms.register("anna"))
    film = course.locator("video")
    film.evaluate(FAST)
    film.focus()
    course.keyboard.press("Space")
    course.wait_for_function("() => document.querySelector('video').currentTime > 1")
    course.keyboard.press("Space")
    film.evaluate("video => { video.currentTime = 0.2; }")
    course.keyboard.press("Space")
    course.wait_for_function("() => document.querySelector('video').ended")
    course.get_by_role("button", name="Next", exact=True).click()
    saved(course)
    course.get_by_role("button", name="Save and leave").click()
    course.wait_for_url("**/return/**", wait_until="load")
    course.close()
    verbs = [line.split()[0] for line in told(lrs) if line.split()[1] == "block/one.watch.film"]
    assert (verbs[0], verbs[-1]) == ("initialized", "terminated")
    assert {"played", "paused", "seeked", "completed"} <= set(verbs)
    assert verbs.count("completed") == 1
    profile = json.loads((folder.parent / "mini-1.0-profile.jsonld").read_text(encoding="utf-8"))
    assert invalid(lrs, profile) == {}
    assert cmi5_lms.violations == []
