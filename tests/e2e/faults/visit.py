"""A learner's visits to the small course under the strict LMS, and what they leave behind."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator

from builder.plan.model import Plan
from tests.e2e.faults.learning import ALL, COURSE, LEARNER, PICKED, WORDS, Learning, done_in
from tests.e2e.visits import enter, running
from tests.lms.browser import Phone
from tests.lms.server import StrictLms
from tests.lms.store import Mode

__all__ = ["ALL", "COURSE", "LEARNER", "PICKED", "WORDS", "Visit", "held", "rows"]


@dataclass(kw_only=True)
class Visit(Learning):
    """A learner in front of the course, in the LMS's page."""

    lms: StrictLms
    mode: Mode
    keepalive: float = 30.0
    phone: Phone | None = None
    """Where it takes a browser that sleeps."""

    @property
    def url(self) -> str:
        """The LMS's page for this course."""
        return self.lms.player_url(LEARNER, mode=self.mode, keepalive=self.keepalive)

    def open(self) -> None:
        """Comes to the course, in a new tab; signs in if the LMS asks for that."""
        self._page = self.context.new_page()
        self._frame = enter(self._page, self.lms.sign_in_url(LEARNER, then=self.url))

    def reload(self) -> None:
        """Loads the LMS's page anew."""
        self._frame = enter(self.page, self.url)

    def loads_anew(self, button: Locator) -> None:
        """Presses a button of the course that loads the LMS's page anew."""
        with self.page.expect_navigation():
            button.click()
        frame = self.page.locator("#scorm_object").element_handle().content_frame()
        assert frame is not None
        self._frame = running(frame)

    def saved(self) -> None:
        """Waits until the course says that all is well; the XBlock cannot promise anything."""
        self.sees("Sent at" if self.mode == "openedx" else "Saved at")

    def close(self) -> None:
        """Closes the tab, and waits for the last word of the course to reach the LMS."""
        finished = self._finished()
        self.page.close(run_before_unload=True)
        self.lms.wait_for(lambda: self._finished() > finished)

    def _finished(self) -> int:
        attempt = self.lms.attempt(LEARNER)
        return len(attempt.called("LMSFinish") + attempt.called("Terminate"))


def held(lms: StrictLms, plan: Plan) -> dict[str, str]:
    """What the LMS's state says was done: answers by question, texts by prompt."""
    return done_in(lms.attempt(LEARNER).elements.get("cmi.suspend_data", ""), plan)


def rows(lms: StrictLms) -> list[str]:
    """The rows of the teacher's report that the LMS has: which question, and the answer."""
    elements = lms.attempt(LEARNER).elements
    found: list[str] = []
    while name := elements.get(f"cmi.interactions.{len(found)}.id"):
        answer = elements.get(f"cmi.interactions.{len(found)}.student_response", "")
        found.append(f"{name.split('.')[-1]}: {answer}")
    return found
