"""What a learner waits for: a package in Chromium, on a slow phone line, with a slow processor.

What stands in for the LMS is in the page (lms.js), so that what is measured is the course's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tools.bench.server import served
from tools.setup_browser import find_chromium, is_root

SLOW_4G = {
    "latency": 562.5,
    "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
}
"""The preset of Chrome's DevTools: 150 ms times 3.75; 1.6 and 0.75 Mbit/s times 0.9, in bytes."""

WIDTH, HEIGHT, DENSITY = 412, 823, 2
"""Of a phone."""

SLOWER = 4
"""How many times slower the processor is made."""

LONG = 50
"""Milliseconds from which on a task is long."""

QUIET = 2_500
"""Milliseconds after which the player has said to the LMS all that it had to say."""

LMS, WATCH = (Path(__file__).with_name(name) for name in ("lms.js", "learner.js"))


def measure(
    package: Path, question: str | None = None, *, slow: bool = True, walk: bool = False
) -> dict[str, Any]:
    """What opening a package costs a learner, in a fresh browser.

    Args:
        package: the zip, or the folder of a web page or an unpacked zip.
        question: full id of a page with a question; with it a turn to that page and an answer are
            measured as well.
        slow: whether on Slow 4G and with a slower processor.
        walk: whether to go through all pages, too, and count what the LMS is told.

    Returns:
        Times in milliseconds since the page was asked for, bytes as they were sent, counts.
        Tasks of use as pairs of when and how long.
    """
    with (
        served(package) as address,
        sync_playwright() as playwright,
        fresh_browser(playwright) as browser,
    ):
        page = _phone(browser, slow=slow)
        found = _opened(page, address)
        if question is not None:
            found |= _used(page, question)
        return found | _walked(page) if walk else found


@contextmanager
def fresh_browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, which has never seen anything."""
    sandbox = ["--no-sandbox"] if is_root() else []
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=sandbox)
    try:
        yield browser
    finally:
        browser.close()


def _phone(browser: Browser, *, slow: bool) -> Page:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=DENSITY
    )
    page = context.new_page()
    for script in (LMS, WATCH):
        page.add_init_script(path=script)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    if slow:
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _opened(page: Page, address: str) -> dict[str, Any]:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.resource_type))
    page.goto(address, wait_until="commit")
    _until(page, "bcSeen.alive && bcSeen.text > 0")
    page.wait_for_timeout(QUIET)
    seen = page.evaluate("bcSeen")
    sent = "performance.getEntriesByType('navigation')[0].encodedBodySize"
    return {
        "text": round(seen["text"]),
        "alive": round(seen["alive"]),
        "requests": len(requests),
        "page_bytes": page.evaluate(sent),
        "layout_shift": round(seen["shift"], 3),
        "calls_at_start": seen["calls"],
        "heap": page.evaluate("performance.memory.usedJSHeapSize"),
    }


def _used(page: Page, question: str) -> dict[str, Any]:
    """A turn of the page and an answer: how long they take, what they say to the LMS."""
    at_first = _calls(page)
    begun = page.evaluate("performance.now()")
    page.evaluate("name => { location.hash = name }", question)
    _until(page, f"document.getElementById({question!r}).offsetHeight > 0")
    turned = page.evaluate("performance.now()") - begun
    page.wait_for_timeout(QUIET)
    after_turn = _calls(page)
    answered = page.evaluate("bcAnswer()")
    page.wait_for_timeout(QUIET)
    return {
        "turn": round(turned),
        "answer": round(answered),
        "calls_of_a_turn": _more(at_first, after_turn),
        "calls_of_an_answer": _more(after_turn, _calls(page)),
        "long_tasks_of_use": [one for one in _long(page.evaluate("bcSeen")) if one[0] > begun],
    }


def _walked(page: Page) -> dict[str, Any]:
    """From the first page to the last by the button: pages, and calls on the way."""
    page.evaluate("location.hash = document.querySelector('.page').dataset.page")
    page.wait_for_timeout(QUIET)
    before, pages = _calls(page), 1
    button = page.locator("[data-bc-next]")
    while button.is_visible() and button.is_enabled():
        at = page.evaluate("location.hash")
        button.click()
        _until(page, f"location.hash !== {at!r}")
        pages += 1
    page.wait_for_timeout(QUIET)
    return {"pages": pages, "calls_of_a_walk": _more(before, _calls(page))}


def _until(page: Page, condition: str) -> None:
    """Asks again and again: the page's own policy keeps others' scripts from waiting in it."""
    for _ in range(3_000):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(20)
    raise TimeoutError(condition)


def _long(seen: Mapping[str, Any]) -> list[list[int]]:
    return [one for one in seen["long"] if one[1] > LONG]


def _calls(page: Page) -> dict[str, int]:
    found: dict[str, int] = page.evaluate("({ ...bcSeen.calls })")
    return found


def _more(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    more = {name: count - before.get(name, 0) for name, count in after.items()}
    return {name: count for name, count in more.items() if count}
