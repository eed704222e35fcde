"""The sample course's packages, built once for each worker, and the LMS that holds one of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.build import build
from tests.conftest import Watch
from tests.e2e.course import Course
from tests.e2e.learner import Learner, Log
from tests.e2e.sites import serving
from tests.e2e.visits import enter, leave, shown
from tests.helpers import SAMPLE
from tests.lms.server import StrictLms
from tests.lms.store import Attempt

DESK: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "en-CA",
    "reduced_motion": "reduce",
}
"""Waiting for animations would take most of the time."""


@pytest.fixture(scope="session")
def course() -> Course:
    """The sample course as its authors wrote it."""
    return Course(SAMPLE)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where each target's package is; built from a copy, so that the lock is never touched."""
    folder = tmp_path_factory.mktemp("sample")
    return make(shutil.copytree(SAMPLE, folder / "course_src"), folder / "dist")


def make(source: Path, out: Path) -> dict[str, Path]:
    """The course's packages for the LMS and for the web."""
    outcome = build(source, out, ["scorm12", "web"])
    assert not outcome.report.failed, outcome.report
    return {package.target: package.path for package in outcome.built}


@pytest.fixture
def lms(built: dict[str, Path]) -> Iterator[StrictLms]:
    """The strict LMS with the sample course; nothing that a page asked for may be missing."""
    with StrictLms() as lms:
        lms.install(built["scorm12"])
        yield lms
    assert lms.missing == []


@pytest.fixture(scope="session")
def site(built: dict[str, Path]) -> Iterator[str]:
    """The address of the web target on a web server."""
    with serving(built["web"]) as url:
        yield url


@pytest.fixture
def context_options() -> dict[str, Any]:
    """A desk; tests for other places override it."""
    return dict(DESK)


@pytest.fixture(autouse=True)
def nobody_else_was_called(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does, its pages speak to this machine only."""
    watch: Watch | None = (
        request.getfixturevalue("watch") if "watch" in request.fixturenames else None
    )
    yield
    if watch is not None:
        assert watch.foreign == []


@dataclass(frozen=True)
class Walked:
    """One learner's way through the whole course, and what it left behind."""

    log: Log
    attempt: Attempt
    shown: dict[str, Any]
    """What the course showed before it was left."""
    watch: Watch
    missing: list[str]
    url: str


@pytest.fixture(scope="session")
def walked(browser: Browser, built: dict[str, Path], course: Course) -> Walked:
    """A learner has taken the whole course by mouse, in one visit under the strict LMS."""
    watch = Watch()
    context = browser.new_context(**DESK)
    watch.attach(context)
    with StrictLms() as lms:
        lms.install(built["scorm12"])
        page = context.new_page()
        learner = Learner(enter(page, lms.player_url("anna")), course)
        learner.walk()
        seen = shown(learner.frame)
        attempt = leave(page, lms, "anna")
        context.close()
        return Walked(learner.log, attempt, seen, watch, lms.missing, lms.url)
