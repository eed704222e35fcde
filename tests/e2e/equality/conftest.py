"""The sample course for all five targets, taken by the same learner on each of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from builder.build import build
from builder.plan.model import Plan
from tests.cmi5.server import Cmi5Lms
from tests.conftest import Watch
from tests.e2e.conftest import DESK
from tests.e2e.course import Course
from tests.e2e.equality.form import Record, Target
from tests.e2e.equality.scorm import from_scorm
from tests.e2e.equality.web import from_web
from tests.e2e.equality.xapi import from_statements
from tests.e2e.learner import Learner
from tests.e2e.sites import serving
from tests.e2e.visits import enter, leave, running, saved
from tests.helpers import SAMPLE
from tests.lms.server import StrictLms
from tests.lms.store import Attempt, Mode
from tests.lrs.server import Lrs
from tests.lrs.server import running as lrs_running
from tests.lrs.tincan import TincanLms
from tests.lrs.told import told
from tests.lrs.valid import invalid

STATE = "build-course.state"

SAME_DRAWS = """{
  const draw = crypto.getRandomValues.bind(crypto);
  const isAttempt = (numbers) => numbers instanceof Uint32Array;
  crypto.getRandomValues = (numbers) => isAttempt(numbers) ? numbers.fill(2) : draw(numbers);
}"""
"""Everyone gets the same questions out of pools; ids of statements stay random."""


@dataclass(frozen=True)
class Packages:
    """The sample course, built for everyone."""

    plan: Plan
    paths: dict[str, Path]
    profile: Path


@dataclass
class Taken:
    """What one target holds after the walk, and what went wrong on the way."""

    record: Record
    faults: object
    """Empty where nothing did: refused values, broken rules, statements that are not valid."""
    said: list[str]
    """Statements in short; of targets that have none, nothing."""


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """All five packages."""
    folder = tmp_path_factory.mktemp("all-targets")
    source = shutil.copytree(SAMPLE, folder / "course_src")
    outcome = build(source, folder / "dist", ["scorm12", "scorm2004", "cmi5", "xapi", "web"])
    assert not outcome.report.failed, outcome.report
    assert outcome.plan is not None
    paths = {package.target: package.path for package in outcome.built}
    return Packages(outcome.plan, paths, outcome.documents[1])


Walk = Callable[[Frame], None]


@pytest.fixture(scope="module")
def taken(browser: Browser, packages: Packages, course: Course) -> Callable[[Target], Taken]:
    """What a target holds after the walk; each is walked once."""
    found: dict[str, Taken] = {}

    def take(target: Target) -> Taken:
        if target not in found:
            with _watched(browser) as context:
                found[target] = WALKS[target](context, packages, course)
        return found[target]

    return take


@contextmanager
def _watched(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile; nothing that its pages do may go wrong, and nobody else is called."""
    watch = Watch()
    watch.allow("404")  # the browser's own word about documents that are not there yet
    context = browser.new_context(**DESK)
    context.set_default_timeout(10_000)
    context.add_init_script(SAME_DRAWS)
    watch.attach(context)
    yield context
    context.close()
    assert watch.unexpected() == []
    assert watch.foreign == []


def _walk(frame: Frame, course: Course, *, has_teacher: bool = True) -> None:
    Learner(running(frame), course, has_teacher=has_teacher).walk()
    saved(frame)


def _scorm(target: Target, mode: Mode) -> Callable[[BrowserContext, Packages, Course], Taken]:
    def walk(context: BrowserContext, packages: Packages, course: Course) -> Taken:
        with StrictLms() as lms:
            lms.install(packages.paths[target])
            page = context.new_page()
            _walk(enter(page, lms.player_url("anna", mode=mode)), course)
            attempt = leave(page, lms, "anna") if target == "scorm12" else _closed(page, lms)
            refused = [
                c.args
                for c in attempt.calls
                if c.method.endswith("SetValue") and c.result != "true"
            ]
            return Taken(from_scorm(packages.plan, attempt.elements), refused, [])

    return walk


def _closed(page: Page, lms: StrictLms) -> Attempt:
    """What a SCORM 2004 LMS holds when the tab is closed."""
    page.close(run_before_unload=True)
    lms.wait_for(lambda: bool(lms.attempt("anna").called("Terminate")))
    return lms.attempt("anna")


def _web(context: BrowserContext, packages: Packages, course: Course) -> Taken:
    with serving(packages.paths["web"]) as url:
        page = context.new_page()
        page.goto(url)
        _walk(page.main_frame, course, has_teacher=False)
        kept = page.evaluate("Object.entries(localStorage)")
        [state] = [
            value
            for name, value in kept
            if name.startswith(f"build-course:{packages.plan.course.id}:")
        ]
        return Taken(from_web(packages.plan, state), [], [])


def _xapi(context: BrowserContext, packages: Packages, course: Course) -> Taken:
    with lrs_running() as lrs, TincanLms(lrs) as lms:
        lms.install(packages.paths["xapi"])
        page = lms.launch(context, "anna")
        _walk(page.main_frame, course)
        _leave(page)
        assert lms.is_complete("anna")
        return _told(packages, lrs, "xapi", [])


def _cmi5(context: BrowserContext, packages: Packages, course: Course) -> Taken:
    with lrs_running() as lrs, Cmi5Lms(lrs) as lms:
        lms.install(packages.paths["cmi5"])
        anna = lms.register("anna")
        page = lms.launch(context, anna)
        _walk(page.main_frame, course)
        page.get_by_role("button", name="Save and leave").click()
        page.wait_for_url("**/return/**")
        assert anna.is_satisfied
        return _told(packages, lrs, "cmi5", [*lms.violations, *lms.remarks])


def _leave(page: Page) -> None:
    page.get_by_role("button", name="Save and leave").click()
    expect(page.get_by_text("Your progress was saved.")).to_be_visible()


def _told(
    packages: Packages, lrs: Lrs, target: Literal["xapi", "cmi5"], broken: list[str]
) -> Taken:
    profile = json.loads(packages.profile.read_text(encoding="utf-8"))
    record = from_statements(packages.plan, lrs.statements, lrs.document(STATE), target)
    return Taken(record, [*broken, *invalid(lrs, profile).items()], told(lrs))


WALKS: dict[str, Callable[[BrowserContext, Packages, Course], Taken]] = {
    "scorm12": _scorm("scorm12", "moodle-strict"),
    "scorm2004": _scorm("scorm2004", "moodle-2004"),
    "web": _web,
    "xapi": _xapi,
    "cmi5": _cmi5,
}
