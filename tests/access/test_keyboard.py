"""With the keyboard alone from launch to completion, from right to left.

Whoever wanders through here looks for nothing: they press Tab and use what they come to, so that
all must be in reach, in one order, without a trap. (From left to right a learner who knows what
they want takes the whole sample course: tests/e2e/test_walk.py.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Frame, Page, expect

from builder.package import write_zip
from tests.access.cells import HERE, PHONE
from tests.access.cells import enter as open_course
from tests.access.conftest import Served
from tests.access.course import arabic
from tests.e2e.visits import enter, leave, refused, saved
from tests.helpers import Files, as_yaml, every_block, packed
from tests.lms.server import StrictLms

WANDER = (HERE / "wander.js").read_text(encoding="utf-8")
MOST_STEPS = 1_000


def course(direction: str) -> Files:
    """Every block on its pages; nothing has to be watched, which takes its time."""
    right = direction == "rtl"
    files = every_block(arabic) if right else every_block()
    facts = yaml.safe_load(files["course.yaml"])
    facts |= {"language": "ar" if right else "en", "completion": {"when": "all-required"}}
    plays = yaml.safe_load(files["modules/plays.yaml"])
    for page in plays["pages"]:
        page["blocks"] = [block for block in page["blocks"] if "watched" not in block]
    return {
        **files,
        "course.yaml": as_yaml(facts),
        "modules/plays.yaml": as_yaml(plays),
    }


class Wanderer:
    """Presses Tab, and whatever can be pressed where that leads."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.keys = frame.page.keyboard
        self.way: list[str] = []
        frame.evaluate(WANDER)

    def walk(self, pages: int) -> None:
        """To the button at the end of the last page, or as far as it goes."""
        seen: list[str] = []
        for _ in range(MOST_STEPS):
            self.keys.press("Tab")
            now = self._now(use=True)
            if now["page"] not in seen:
                seen.append(now["page"])
            self._use(now["keys"])
            if len(seen) == pages and now["what"] in self.way[:-1] and self._is_over():
                return
        raise AssertionError(f"no end in sight: {self.way[-20:]}")

    def _use(self, keys: list[str]) -> None:
        for key in keys:
            if key.startswith(":"):
                self.keys.insert_text(key[1:])
            else:
                self.keys.press(key)
            self._now()

    def _now(self, *, use: bool = False) -> dict[str, Any]:
        # What is embedded runs in a process of its own, and has the focus a moment later. The page
        # waits itself: its policy may refuse what is evaluated in it again and again.
        found = self.frame.evaluate("limit => focused(limit)", 3_000)
        assert found, f"the focus is lost behind {self.way[-3:]}"
        now: dict[str, Any] = self.frame.evaluate("use => wander(use)", use)
        self.way.append(now["what"])
        return now

    def _is_over(self) -> bool:
        return self.frame.locator("[data-bc-menu] a:not([data-state=done])").count() == 0


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_whoever_only_presses_tab_completes_the_course(
    direction: str, page: Page, tmp_path: Path
) -> None:
    package = tmp_path / "package.zip"
    write_zip(packed(course(direction)), package)
    with StrictLms() as lms:
        lms.install(package)
        frame = enter(page, lms.player_url("anna"))
        expect(frame.locator("html")).to_have_attribute("dir", direction)
        wanderer = Wanderer(frame)
        wanderer.walk(pages=6)
        saved(frame)
        attempt = leave(page, lms, "anna")
        assert attempt.elements["cmi.core.lesson_status"] == "completed"
        # Lines that must go by each other more than once are not put in order in one pass.
        assert float(attempt.elements["cmi.core.score.raw"]) > 90
        assert refused(attempt) == []


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_tabs_go_to_where_the_arrow_points(direction: str, page: Page, served: Served) -> None:
    open_course(page, served("classic", direction), {})
    first, second = page.locator("[role=tab]").all()[:2]
    first.focus()
    page.keyboard.press("ArrowLeft" if direction == "rtl" else "ArrowRight")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-selected", "true")


def test_the_help_panel_keeps_the_focus_and_gives_it_back(page: Page, served: Served) -> None:
    open_course(page, served("classic", "ltr"), {})
    opener = page.locator("[data-bc-help-button]")
    opener.focus()
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('body > :not(dialog)')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_the_menu_is_no_curtain_before_what_has_the_focus(page: Page, served: Served) -> None:
    """On a phone it lies over the page: whoever goes on leaves it, and it folds in."""
    width, height = PHONE
    page.set_viewport_size({"width": width, "height": height})
    open_course(page, served("classic", "ltr"), {})
    opener = page.locator("[data-bc-menu-button]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('main') !== null"):
            break
    expect(opener).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("looks.focus().then((faults) => faults.length)") == 0


def test_a_page_of_another_site_does_not_keep_the_focus(page: Page, served: Served) -> None:
    open_course(page, served("classic", "ltr"), {})
    page.route("https://example.org/**", lambda route: route.fulfill(body="<p>Hello", status=200))
    button = page.locator("bc-embed button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("bc-embed iframe")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("bc-embed a")).to_be_focused()
