"""The course can be taken in a theme that has what the contract asks for, and hardly any style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builder.files import copy_to
from tests.e2e.conftest import make
from tests.e2e.course import Course, CoursePage
from tests.e2e.learner import Learner
from tests.e2e.sites import serving
from tests.e2e.test_accessible import AXE, LOOK
from tests.e2e.visits import running
from tests.theming.minimal import sample


@pytest.fixture
def bare_site(tmp_path: Path) -> Iterator[str]:
    """The sample course in the minimal theme on a web server."""
    for path, content in sample().items():
        copy_to(content, tmp_path / "course_src" / path)
    with serving(make(tmp_path / "course_src", tmp_path / "dist")["web"]) as address:
        yield address


def test_some_pages_are_walked_and_axe_has_nothing_to_say(
    page: Page, bare_site: str, course: Course
):
    page.goto(bare_site)
    page.evaluate(AXE.read_text("utf-8"))
    learner, walked = Learner(running(page.main_frame), course), course.pages[:6]
    for one in walked:
        learner.arrive(one)
        assert page.evaluate(LOOK, False) == []
        learner.do_page(one)
        assert page.evaluate(LOOK, False) == []
        learner.turn()
    all_done(page, walked)
    expect(page.locator("[data-bc-save]")).to_have_attribute("data-state", "saved")
    page.reload()
    running(page.main_frame)
    all_done(page, walked)


def all_done(page: Page, walked: Sequence[CoursePage]) -> None:
    """The menu says so of each of these pages."""
    for one in walked:
        link = page.locator(f"[data-bc-menu] a[data-page='{one.id}']")
        expect(link).to_have_attribute("data-state", "done")
