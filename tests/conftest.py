"""What every test may ask for: above all a browser that watches its pages."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from tests.fast import is_for_browsers, is_slow
from tools.setup_browser import find_chromium, is_root

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

_own_files = tempfile.TemporaryDirectory(prefix="build-course-tests-")
os.environ["XDG_CACHE_HOME"] = _own_files.name
"""What the tool keeps for its user; tests leave nothing with the person who runs them."""

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters are drawn as the font has them, whatever the system would make of them.
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
)
HERE = frozenset({"", "localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass
class Watch:
    """What the pages of one test did wrong, and whom they called.

    `errors` fails the test at its end; `allow` says beforehand which ones belong to it.
    """

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Errors in which this regular expression is found are part of the test."""
        self.allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        """The errors that nobody allowed."""
        return [e for e in self.errors if not any(a.search(e) for a in self.allowed)]

    def attach(self, context: BrowserContext) -> None:
        """Listen to every page, frame and pop-up of the context."""
        context.on("request", self._requested)
        context.on("weberror", lambda e: self.errors.append(f"uncaught: {e.error}"))
        context.on(
            "console",
            lambda m: self.errors.append(f"console: {m.text}") if m.type == "error" else None,
        )

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.foreign.append(request.url)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--fast`: what `make unit` runs."""
    parser.addoption(
        "--fast", action="store_true", help="no browser, no slow file, fewer examples of each kind"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Times are for benchmarks: a busy machine must not fail a test, so there is no deadline."""
    settings.load_profile("fast" if config.getoption("fast") else "whole")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The fast run does not even read what it will not run: that alone takes seconds."""
    left_out = is_slow(collection_path) or is_for_browsers(collection_path)
    return True if left_out and config.getoption("fast") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks for the browser is an e2e test, whether it says so or not."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.e2e)
        elif is_for_browsers(item.path):
            raise pytest.UsageError(
                f"{item.nodeid} needs no browser: take its file off BROWSER in tests/fast.py, "
                "or the fast run will never see it"
            )
        if is_slow(item.path):
            item.add_marker(pytest.mark.slow)
    if config.getoption("fast"):
        away = [item for item in items if item.get_closest_marker("e2e")]
        items[:] = [item for item in items if not item.get_closest_marker("e2e")]
        config.hook.pytest_deselected(items=away)


@pytest.fixture(scope="session", autouse=True)
def installed() -> Iterator[None]:
    """Nothing is installed while tests run: what is there is looked up once, not at each build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(metadata, "entry_points", cache(metadata.entry_points))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this worker."""
    from playwright.sync_api import sync_playwright

    sandbox = ["--no-sandbox"] if is_root() else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*ARGUMENTS, *sandbox]
        )
        yield browser
        browser.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Override it in a module or class: size of the window, language, reduced motion …"""
    return {"viewport": {"width": 1280, "height": 800}, "locale": "en-CA"}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test did; unexpected errors fail it."""
    watch = Watch()
    yield watch
    unexpected = watch.unexpected()
    assert not unexpected, "the page reported errors:\n" + "\n".join(unexpected)


@pytest.fixture
def context(
    browser: Browser, context_options: dict[str, Any], watch: Watch
) -> Iterator[BrowserContext]:
    """A fresh profile: no cookies, nothing stored."""
    context = browser.new_context(**context_options)
    context.set_default_timeout(10_000)
    watch.attach(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page that is watched."""
    return context.new_page()
