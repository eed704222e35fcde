"""The tasks of a start: how long a page keeps the processor busy at a time while it arrives.

DevTools' network tools, and what else Playwright switches on in every page that it opens, would
take part in them: once a page has come whole, they put it by in a long task. So here Playwright
only starts the browser; the page is opened without it, the server's line is slow (`server.Line`),
and DevTools make the processor slow and nothing else.

Tasks are read from a trace: `PerformanceObserver` tells of none in which no script ran, and the
first picture of a page is one of these.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tools.bench.learner import (
    DENSITY,
    HEIGHT,
    LMS,
    LONG,
    QUIET,
    SLOW_4G,
    SLOWER,
    WIDTH,
    fresh_browser,
)
from tools.bench.server import Line, served

TRACED = ["disabled-by-default-devtools.timeline", "devtools.timeline"]
"""Where tasks are told of, and which of them read the page."""

PHONE = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": DENSITY, "mobile": False}
IS_THERE = "Boolean(document.querySelector('[data-bc-steps]:not([hidden])'))"
HAS_COME = "document.readyState === 'complete'"
ASKED_EVERY, PATIENCE = 0.25, 60
"""Seconds. Who asks more often keeps a small machine from the page."""

Event = Mapping[str, Any]


def starts(package: Path, runs: int) -> list[dict[str, Any]]:
    """The tasks of several starts, each in a browser context that has seen nothing.

    Returns:
        For each start the longest of its tasks, and all that are long as pairs: when, and how long;
        both in milliseconds, since the page began to be read, and of the (slow) processor.
    """
    line = Line(SLOW_4G["latency"] / 1000, SLOW_4G["downloadThroughput"])
    with (
        served(package, line) as address,
        sync_playwright() as playwright,
        fresh_browser(playwright) as browser,
    ):
        _trace(browser, address)  # warms what belongs to a browser and not to a page: its fonts
        return [summary(tasks(_trace(browser, address), address)) for _ in range(runs)]


def summary(lengths: Iterable[tuple[float, float]]) -> dict[str, Any]:
    """The longest of all tasks, and those that are too long."""
    every = list(lengths)
    return {
        "longest": round(max((length for _, length in every), default=0)),
        "long": [[round(at), round(length)] for at, length in every if length > LONG],
    }


def tasks(events: Iterable[Event], address: str) -> list[tuple[float, float]]:
    """When the tasks began of the thread that read the page at an address, and what they cost.

    Both in milliseconds. A task within another is part of it.

    Raises:
        ValueError: no thread read such a page.
    """
    whole = sorted((one for one in events if one["ph"] == "X"), key=lambda one: one["ts"])
    first = next((one for one in whole if _reads(one, address)), None)
    if first is None:
        raise ValueError(f"the trace tells nothing of {address}")
    found, end = [], first["ts"]
    for one in whole:
        ends = one["ts"] + one["dur"]
        if one["name"] == "RunTask" and _thread(one) == _thread(first) and ends > end:
            found.append(((one["ts"] - first["ts"]) / 1000, one["tdur"] / 1000))
            end = ends
    return found


def _reads(event: Event, address: str) -> bool:
    if event["name"] != "ParseHTML":
        return False
    read: str = event["args"]["beginData"]["url"]
    return read == address


def _thread(event: Event) -> tuple[int, int]:
    return event["pid"], event["tid"]


def _trace(browser: Browser, address: str) -> list[Event]:
    """All that the browser did while a page came and began."""
    tab = _Tab(browser)
    tab.send("Page.enable")
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=LMS.read_text(encoding="utf-8"))
    tab.send("Emulation.setDeviceMetricsOverride", **PHONE)
    tab.send("Emulation.setCPUThrottlingRate", rate=SLOWER)
    browser.start_tracing(categories=TRACED)
    tab.send("Page.navigate", url=address)
    tab.until(f"{IS_THERE} && {HAS_COME}")
    time.sleep(QUIET / 1000)
    found: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    tab.close()
    return found


class _Tab:
    """A page that Playwright does not know: it lets go of what is in no context of its own."""

    def __init__(self, browser: Browser) -> None:
        self._devtools = browser.new_browser_cdp_session()
        self._devtools.on("Target.receivedMessageFromTarget", self._hear)
        self._heard: dict[int, dict[str, Any]] = {}
        self._numbers = count(1)
        self._context = self._devtools.send("Target.createBrowserContext")
        page = {"url": "about:blank", **self._context}
        target = self._devtools.send("Target.createTarget", page)["targetId"]
        of_it = {"targetId": target, "flatten": False}
        self._session = self._devtools.send("Target.attachToTarget", of_it)["sessionId"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """What the page's DevTools answer."""
        number = next(self._numbers)
        message = json.dumps({"id": number, "method": method, "params": params})
        sent = {"sessionId": self._session, "message": message}
        self._devtools.send("Target.sendMessageToTarget", sent)
        while number not in self._heard:
            time.sleep(ASKED_EVERY)
            self._devtools.send("Browser.getVersion")  # lets the answer in
        answer = self._heard.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def until(self, condition: str) -> None:
        """Waits until it is true of the page."""
        end = time.monotonic() + PATIENCE
        while not self.send("Runtime.evaluate", expression=condition)["result"].get("value"):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(ASKED_EVERY)

    def close(self) -> None:
        """Forgets all that it has seen, too."""
        self._devtools.send("Target.disposeBrowserContext", self._context)
        self._devtools.detach()

    def _hear(self, event: Event) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._heard[message["id"]] = message
