"""What can befall a learner's browser: functions over Playwright's pages and contexts.

Each says what the course notices of it. The faults of the LMS itself are in `faults.py`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.lms.faults import Faults
from tools.setup_browser import find_chromium, is_root

YEAR = 365.0
PATIENCE = 10.0

HIDE = """hidden => {
  const state = { value: 'hidden', configurable: true };
  if (hidden) Object.defineProperty(document, 'visibilityState', state);
  else delete document.visibilityState;
  document.dispatchEvent(new Event('visibilitychange'));
}"""

DENY_STORAGE = """for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
  Object.defineProperty(window, name, { configurable: true, get() {
    throw new DOMException(`Failed to read '${name}': Access is denied.`, 'SecurityError');
  } });
}"""

SHIFT_CLOCK = """(days) => {
  const Real = window.lmsRealDate ??= window.Date;
  const now = () => Real.now() + days * 86400000;
  window.Date = new Proxy(Real, {
    construct: (target, parts, self) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, self),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}"""


# ---- the network ---------------------------------------------------------------------------------


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    """The network is gone for all pages, and `navigator.onLine` says so."""
    context.set_offline(True)
    for frame in (frame for page in context.pages for frame in page.frames):
        frame.wait_for_function("() => !navigator.onLine")  # each process hears of it by itself
    try:
        yield
    finally:
        context.set_offline(False)


@contextmanager
def beacon_lost(page: Page) -> Iterator[None]:
    """Waits at the end until a beacon has failed for good that was sent in between.

    One that fails may be tried again, so it can arrive when the network is back soon (O1.1).
    """
    with page.expect_event("requestfailed", lambda request: "api=beacon" in request.url):
        yield


def tell(page: Page, faults: Faults) -> None:
    """Brings the switches marked (page) of a player page up to date that is open already.

    Not `no_api` and `foreign_content`: those are of a page from its beginning to its end.
    """
    page.evaluate("faults => lmsSwitch(faults)", faults.on.for_page())


# ---- leaving -------------------------------------------------------------------------------------


def close_tab(page: Page) -> None:
    """Closes the tab as a learner does; a dialog that asks whether to stay is not waited for.

    On a `phone` the events are those of real life: beforeunload, hidden, pagehide. Playwright's own
    pages, which are never hidden, hear pagehide before hidden, as on following a link.
    """
    page.close(run_before_unload=True)


def kill_tab(page: Page) -> None:
    """Ends the page's process, as a phone does that runs out of memory: no event, nothing runs.

    A window that the page opened lives in the same process. The command is never answered, so
    nobody may wait for it; hence the way around the API.
    """
    session: Any = page.context.new_cdp_session(page)
    with page.expect_event("crash"):
        session._loop.create_task(session._impl_obj.send("Page.crash", None, None))


def hide(page: Page) -> None:
    """As if the learner went to another tab: told to every frame, the LMS's page first.

    Playwright keeps all its pages visible; a real change of tabs is to be had on a `phone`.
    """
    for frame in page.frames:
        frame.evaluate(HIDE, True)


def show(page: Page) -> None:
    """The learner is back at a hidden tab."""
    for frame in page.frames:
        frame.evaluate(HIDE, False)


def unanswered(page: Page) -> int:
    """How many values the Open edX XBlock has not been answered for; 0 in other modes."""
    count: int = page.evaluate("lmsUnanswered()")
    return count


def all_answered(page: Page) -> None:
    """Waits until the Open edX XBlock has been answered for every value, well or not."""
    page.wait_for_function("() => lmsUnanswered() === 0")


# ---- what the browser refuses, and the time that it tells ----------------------------------------


def deny_storage(place: BrowserContext | Page) -> None:
    """From the next page on every look at localStorage, sessionStorage or indexedDB throws."""
    place.add_init_script(DENY_STORAGE)


def shift_clock(place: BrowserContext | Page, days: float = YEAR) -> None:
    """From the next page on the clock is ahead by so many days, or behind by negative ones.

    Only `Date` is: `performance.now()` and timers go on as always.
    """
    place.add_init_script(f"({SHIFT_CLOCK})({days})")


def shift_clock_now(page: Page, days: float = YEAR) -> None:
    """The clock jumps while the page is open."""
    for frame in page.frames:
        frame.evaluate(SHIFT_CLOCK, days)


# ---- a phone -------------------------------------------------------------------------------------


NOTE_FREEZE = """() => {
  window.lmsFrozen = false;
  document.addEventListener('freeze', () => { window.lmsFrozen = true; }, { once: true });
}"""


class Phone:
    """A Chromium of its own that hides and freezes pages: Playwright's keeps them awake."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._other = context.pages[0]

    def open(self) -> Page:
        """A new tab, before all others."""
        return self.context.new_page()

    def look_away(self, page: Page) -> None:
        """Another tab comes before this one, which goes on hidden: its timers run once a second."""
        self._other.bring_to_front()
        _until(page, "document.visibilityState === 'hidden'")

    def look_at(self, page: Page) -> None:
        """The tab is before all others."""
        page.bring_to_front()
        _until(page, "document.visibilityState === 'visible'")

    def sleep(self, page: Page) -> None:
        """Hidden, then frozen: `visibilitychange`, `freeze`, and no timer runs any more.

        Then `wake` it, or `kill_tab` it: so a phone discards a page, which hears nothing of it.
        """
        page.evaluate(NOTE_FREEZE)
        page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "frozen"})
        _until(page, "lmsFrozen")

    def wake(self, page: Page) -> None:
        """Resumed and visible again: `resume`, `visibilitychange`."""
        page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": "active"})
        self._other.bring_to_front()  # a tab that is in front already would not be shown
        self.look_at(page)


def _until(page: Page, condition: str) -> None:
    """Asks from outside: nothing in a hidden page would notice by itself."""
    give_up = monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert monotonic() < give_up, f"never: {condition}"


@contextmanager
def phone(browser: Browser) -> Iterator[Phone]:
    """A phone, switched on for a while; `browser` is any that Playwright drives."""
    sandbox = ["--no-sandbox"] if is_root() else []
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(find_chromium()), "--headless", "--remote-debugging-port=0"]
        command += [f"--user-data-dir={profile}", "--no-first-run", "--disable-gpu", *sandbox]
        process = subprocess.Popen([*command, "about:blank"], stderr=subprocess.PIPE, text=True)
        try:
            connected = browser.browser_type.connect_over_cdp(_address(process), no_defaults=True)
            yield Phone(connected.contexts[0])
            connected.close()
        finally:
            process.kill()
            process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    """Where the browser says that it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if "ws://" in line:
            return "ws://" + line.partition("ws://")[2].strip()
    raise LookupError("the browser did not start")
