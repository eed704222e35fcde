"""The plain web page: by double-click and on a web server, its progress kept in the browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import ARGUMENTS, Watch
from tests.e2e.conftest import DESK
from tests.e2e.course import Course
from tests.e2e.learner import Habits, Learner
from tests.e2e.visits import running, shown
from tools.setup_browser import find_chromium, is_root

DENY_STORAGE = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); },
});"""


@pytest.fixture
def file(built: dict[str, Path], tmp_path: Path) -> Path:
    """The launch page in a folder as people name folders."""
    folder = tmp_path / "Kurs #1 – Übung (neu) 100%"
    return Path(shutil.copytree(built["web"], folder)) / "index.html"


@contextmanager
def own_browser(browser: Browser, profile: Path, watch: Watch) -> Iterator[BrowserContext]:
    """A browser with a profile on the disk, from its start to its end."""
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=find_chromium(),
        args=[*ARGUMENTS, *(["--no-sandbox"] if is_root() else [])],
        **DESK,
    )
    watch.attach(context)
    yield context
    context.close()


def used_a_little(page: Page, course: Course) -> Learner:
    """Some of everything that is kept."""
    learner = Learner(running(page.main_frame), course)
    learner.walk(last=course.page("start-here.listening-weeks"))
    learner.go_to(course.page_of(course.block("tom").id))
    learner.play(course.block("tom"), 0, most=2)
    learner.go_to(course.page_of(course.block("my-strategy").id))
    learner.do_page(learner.page)
    return learner


def told(page: Page) -> str:
    """What the page says about keeping, and what is kept: should it come back with less."""
    kept = page.evaluate(
        "Object.entries(localStorage).map(([name, state]) => [name, state.length])"
    )
    notices = page.locator(".notice:visible").all_inner_texts()
    return f"{page.locator('[data-bc-save]').inner_text()} {notices} {kept}"


def test_progress_outlives_a_reload_and_the_browser(
    browser: Browser, file: Path, tmp_path: Path, watch: Watch, course: Course
) -> None:
    with own_browser(browser, tmp_path / "profile", watch) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        used_a_little(page, course)
        before = shown(page.main_frame)
        page.reload()
        assert shown(running(page.main_frame)) == before, told(page)
        expect(page.locator("[data-bc-save]")).to_have_text(re.compile("^Saved at "))

    with own_browser(browser, tmp_path / "profile", watch) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert shown(running(page.main_frame)) == before, told(page)
    assert {url.split(":")[0] for url in watch.requests} <= {"file", "data"}


def test_on_a_web_server(page: Page, site: str, course: Course) -> None:
    page.goto(site)
    used_a_little(page, course)
    before = shown(page.main_frame)
    page.reload()
    assert shown(running(page.main_frame)) == before


def test_it_is_completed_without_an_lms(page: Page, site: str, course: Course) -> None:
    page.goto(site)
    habits = Habits(runs=(0,))
    learner = Learner(running(page.main_frame), course, habits=habits, has_teacher=False)
    learner.walk()
    expect(page.locator("[data-bc-save]")).to_have_text(re.compile("^Completed\\. Saved at "))
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "100")
    page.goto("about:blank")
    page.goto(site)
    expect(page.locator("[data-bc-save]")).to_contain_text("Completed.")


def test_back_and_forward_lead_through_the_pages(page: Page, site: str, course: Course) -> None:
    page.goto(site)
    learner = Learner(running(page.main_frame), course)
    first, second, third = course.pages[:3]
    learner.turn()
    learner.turn()
    page.go_back()
    learner.arrive(second)
    page.go_back()
    learner.arrive(first)
    page.go_forward()
    learner.arrive(second)
    page.goto(f"{site}#{third.id}")
    learner.arrive(third)


class TestWithoutStorage:
    @pytest.fixture
    def context(self, context: BrowserContext) -> BrowserContext:
        context.add_init_script(DENY_STORAGE)
        return context

    def test_the_learner_is_told_and_can_use_everything(
        self, page: Page, file: Path, course: Course
    ) -> None:
        page.goto(file.as_uri())
        learner = Learner(running(page.main_frame), course)
        notice = page.get_by_text("Your progress cannot be kept here")
        expect(notice).to_be_visible()
        expect(page.locator("[data-bc-save]")).to_have_text("Not recorded")
        learner.go_to(course.page_of(course.block("early-problems").id))
        learner.do_page(learner.page)
        learner.go_to(course.page_of(course.block("first-talk").id))
        learner.do_page(learner.page)
        expect(page.locator("[data-bc-save]")).to_have_text("Not recorded")

    def test_the_same_as_a_package_without_an_lms(
        self, built: dict[str, Path], page: Page, tmp_path: Path, course: Course
    ) -> None:
        """Someone unpacked the zip and double-clicked."""
        shutil.unpack_archive(built["scorm12"], tmp_path / "unpacked")
        page.goto((tmp_path / "unpacked" / "index.html").as_uri())
        learner = Learner(running(page.main_frame), course)
        expect(page.get_by_text("Your progress cannot be kept here")).to_be_visible()
        learner.go_to(course.page_of(course.block("early-problems").id))
        learner.do_page(learner.page)
