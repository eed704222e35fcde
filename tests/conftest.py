"""What every test may ask for: above all a browser that watches its pages."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tools.setup_browser import find_chromium, is_root

# Times are for benchmarks: a busy machine must not fail a test.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

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


SLOW = frozenset({
    "blocks/test_runs.py", "build/test_cached.py", "card/test_card.py", "check/test_broken.py",
    "check/test_cases.py", "check/test_codes.py", "check/test_partial.py", "check/test_stories.py",
    "cli/test_inspect.py", "cli/test_new.py", "cli/test_releases.py", "cli/test_xapi.py",
    "cmi5/test_rules.py", "cmi5/test_server.py", "docs/test_docs.py", "docs/test_site.py",
    "gallery/test_page.py", "inspect/test_hostile.py", "lrs/test_faults.py", "plan/test_budget.py",
    "plan/test_parity.py", "plan/test_state.py", "release/test_compare.py", "release/test_edits.py",
    "release/test_fixtures.py", "schema/test_schema.py", "targets/test_credentials.py",
    "test_fixing.py", "test_project.py", "theming/test_minimal.py", "tracks/test_parity.py",
    "translating/test_applying.py", "translating/test_menu.py", "translating/test_pseudo.py",
    "xapi/test_valid.py",
})  # fmt: skip
"""Files that take seconds without a browser: many examples, or other programs."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the browser is an e2e test, whether it says so or not."""
    tests = Path(__file__).parent
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.e2e)
        if item.path.is_relative_to(tests) and item.path.relative_to(tests).as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this worker."""
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
