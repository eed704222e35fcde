"""A learner's visits under an LMS: opening the course, what it shows, leaving it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.lms.server import StrictLms
from tests.lms.store import Attempt, Call

SHOWN = """() => {
  const parts = (block) => [...block.querySelectorAll('*')]
    .filter((one) => one.closest('[data-item]') === block);
  const told = (one) => {
    const facts = ['aria-disabled', 'data-state', 'data-opened', 'data-used', 'hidden']
      .filter((name) => one.hasAttribute(name)).map((name) => `${name}=${one.getAttribute(name)}`);
    if (one.matches('input[type=radio], input[type=checkbox]')) facts.push(one.checked);
    else if (one.matches('input, textarea, select')) facts.push(one.value);
    if (one.disabled || one.readOnly) facts.push('locked');
    if (one.matches('[data-scene], [data-choice], [data-debrief]'))
      facts.push(one.classList.contains('is-closed') ? 'away' : 'here');
    if (one.childElementCount === 0 && !one.matches('textarea')) facts.push(one.textContent.trim());
    const looks = (one.getAttribute('class') ?? '').replace(/ ?is-closed/, '');
    return `${one.tagName} ${looks} ${facts.join(' | ')}`;
  };
  // On paper the course is whole: what waits to be opened is there, too.
  for (const at of ['beforeprint', 'afterprint']) window.dispatchEvent(new Event(at));
  const blocks = [...document.querySelectorAll('[data-item]:not(bc-sheet)')];
  const menu = [...document.querySelectorAll('[data-bc-menu] a')];
  return {
    title: document.title,
    page: document.querySelector('section[data-page]:not([hidden])').dataset.page,
    progress: document.querySelector('[data-bc-progress]').getAttribute('aria-valuenow'),
    menu: menu.map((link) => `${link.dataset.page}: ${link.dataset.state}`),
    ...Object.fromEntries(blocks.map((block) => [block.dataset.item, parts(block).map(told)])),
  };
}"""


def enter(page: Page, url: str) -> Frame:
    """Opens the LMS's page; the course that runs in its frame."""
    page.goto(url)
    element = page.locator("#scorm_object").element_handle()
    frame = element.content_frame()
    assert frame is not None
    return running(frame)


def running(frame: Frame) -> Frame:
    """The same frame, once the player runs in it."""
    expect(frame.locator("html[data-bc-alive]")).to_be_attached()
    expect(frame.locator("section[data-page]:visible")).to_have_count(1)
    return frame


def shown(frame: Frame) -> dict[str, Any]:
    """All that the course shows of what a learner has done, on every page.

    Folds, cards and tabs that happen to be open are the visit's and not in it; nor is the sheet,
    which gathers what stands elsewhere and is drawn a moment later.
    """
    found: dict[str, Any] = frame.evaluate(SHOWN)
    return found


def saved(frame: Frame) -> None:
    """Waits until the course says so: what is not confirmed is told again at the next visit."""
    expect(frame.locator("[data-bc-save]")).to_have_attribute("data-state", "saved")


def leave(page: Page, lms: StrictLms, learner: str) -> Attempt:
    """Closes the tab, and nothing else; what the LMS holds when the last word has come."""
    before = len(lms.attempt(learner).called("LMSFinish"))
    page.close(run_before_unload=True)
    return ended(lms, learner, before + 1)


def ended(lms: StrictLms, learner: str, times: int = 1) -> Attempt:
    """What the LMS holds once it was told so many times that a visit has ended, and all else."""

    def is_over() -> bool:
        attempt = lms.attempt(learner)
        return len(attempt.called("LMSFinish")) == times and _is_whole(attempt)

    lms.wait_for(is_over)
    return lms.attempt(learner)


def _is_whole(attempt: Attempt) -> bool:
    """Whether all of the latest visit has arrived; beacons may overtake each other."""
    launch = attempt.calls[-1].launch
    calls = [call for call in attempt.calls if call.launch == launch]
    posted = [call for call in calls if call.method in ("LMSCommit", "LMSFinish")]
    arrived = [commit for commit in attempt.commits if commit.launch == launch]
    return calls[-1].n == len(calls) - 1 and len(posted) == len(arrived)


def given(lms: StrictLms, learner: str, elements: Mapping[str, str]) -> Attempt:
    """Puts the record of an earlier visit into the LMS."""
    lms.put(learner, elements)
    return lms.attempt(learner)


def refused(attempt: Attempt) -> list[Call]:
    """Calls that the LMS answered with an error."""
    return [call for call in attempt.calls if call.error not in ("", "0")]


def last_visit(attempt: Attempt, method: str) -> list[Call]:
    """The calls to one method during the latest visit."""
    return [call for call in attempt.called(method) if call.launch == attempt.calls[-1].launch]
