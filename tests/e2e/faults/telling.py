"""A learner's visits to the small course where it sends statements, launched in both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import expect

from builder.plan.model import Plan
from tests.cmi5.server import Cmi5Lms
from tests.cmi5.sessions import Registration
from tests.e2e.faults.learning import LEARNER, Learning, done_in
from tests.e2e.visits import running
from tests.lms.browser import close_tab, hide
from tests.lrs.server import Lrs
from tests.lrs.tincan import TincanLms
from tests.lrs.told import told

STATE = "build-course.state"
REGISTRATION = "0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a"

Way = Literal["xapi", "cmi5"]


@dataclass(kw_only=True)
class TellingVisit(Learning):
    """A learner in front of the course; whatever they do is told to the LRS."""

    lrs: Lrs
    way: Way
    tincan: TincanLms
    cmi5: Cmi5Lms
    _registration: Registration | None = None

    def open(self) -> None:
        """Launches the course in a new tab: cmi5 begins another session each time."""
        if self.way == "xapi":
            self._page = self.tincan.launch(self.context, LEARNER, registration=REGISTRATION)
        else:
            self._registration = self._registration or self.cmi5.register(LEARNER)
            self._page = self.cmi5.launch(self.context, self._registration)
        self._frame = running(self._page.main_frame)

    def reload(self) -> None:
        """Loads the page anew, in the same session."""
        self.page.reload()
        self._frame = running(self.page.main_frame)

    def saved(self) -> None:
        """Waits until the course says that all is well."""
        self.sees("Saved at")

    def close(self) -> None:
        """Closes the tab, and waits for the last word of the course to reach the LRS."""
        ended = self._ended()
        self.shut()
        self.lrs.wait_for(lambda: self._ended() > ended)

    def shut(self) -> None:
        """Closes the tab, in the order of real life: it is hidden before its page goes."""
        hide(self.page)
        close_tab(self.page)

    def leave(self) -> None:
        """By the button, and sees that all is safe."""
        self.frame.get_by_role("button", name="Save and leave").click()
        if self.way == "cmi5":
            self.page.wait_for_url("**/return/**")
        else:
            expect(self.page.get_by_text("Your progress was saved.")).to_be_visible()
        self.page.close()

    def lines(self, *verbs: str) -> list[str]:
        """What was told with these verbs, in order; with none: everything."""
        return [one for one in told(self.lrs) if not verbs or one.split()[0] in verbs]

    def held(self, plan: Plan) -> dict[str, str]:
        """What the LRS's document says was done."""
        document = self.lrs.document(STATE)
        return done_in(str(document["state"]), plan) if isinstance(document, dict) else {}

    def _ended(self) -> int:
        return len(self.lines("terminated"))
