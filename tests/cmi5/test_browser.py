"""What a real browser makes of it: three origins, preflights, faults, and leaving."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.cmi5.server import Cmi5Lms
from tests.cmi5.unit import tiny_package
from tests.conftest import Watch
from tests.lms.browser import close_tab, offline
from tests.lrs import faults
from tests.lrs.server import Lrs
from tests.lrs.told import told

COMPLETED = {"completion": True, "duration": "PT1S"}


def run(page: Page, call: str, *arguments: Any) -> Any:
    """Calls the unit in the page."""
    return page.evaluate(f"(parts) => unit.{call}(...parts)", list(arguments))


@pytest.fixture
def page(cmi5_lms: Cmi5Lms, context: BrowserContext, watch: Watch) -> Page:
    """A unit that has begun."""
    watch.allow("404")  # nobody has preferences, and the browser says so
    cmi5_lms.install(tiny_package(moveOn="Completed"))
    page = cmi5_lms.launch(context, cmi5_lms.register("anna"))
    assert run(page, "start") == 200
    return page


def test_a_whole_session(page: Page, lrs: Lrs, cmi5_lms: Cmi5Lms, watch: Watch) -> None:
    watch.allow("412")
    session = cmi5_lms.sessions[-1]
    assert run(page, "keep", {"a": 1}) == 204
    etag = run(page, "etag")
    assert run(page, "keep", {"a": 2}, etag) == 204
    assert run(page, "keep", {"a": 3}, etag) == 412
    assert run(page, "say", "completed", COMPLETED) == 200
    with page.expect_navigation():
        page.evaluate("void unit.leave()")
    expect(page.get_by_role("heading", name="Back in the LMS")).to_be_visible()
    assert (session.returned, session.fetches) == (True, 1)
    assert session.registration.is_satisfied
    assert told(lrs) == ["initialized course", "completed course", "terminated course"]
    assert cmi5_lms.violations == []
    assert lrs.called("preflight") != []


@pytest.fixture
def noisy(watch: Watch) -> None:
    """The browser reports what a fault does."""
    watch.allow("")


@pytest.mark.usefixtures("noisy")
def test_faults_as_a_page_meets_them(page: Page, lrs: Lrs) -> None:
    with lrs.faults.during(faults.BROKEN, on="statements"):
        assert run(page, "say", "completed", COMPLETED) == 503
    with lrs.faults.during(faults.DOWN):
        assert run(page, "say", "completed", COMPLETED) == "TypeError"
    with lrs.stopped():
        assert run(page, "say", "completed", COMPLETED) == "TypeError"
    assert run(page, "etag") is None, "a connection that works"
    lrs.faults.set(faults.LOST, on="statements", times=1)
    before = len(lrs.called("statements"))
    assert run(page, "say", "completed", COMPLETED) == "TypeError", "the page hears of it"
    tries = [call.first for call in lrs.called("statements")[before:]]
    assert tries == [False, True], "the browser tried again by itself"
    assert told(lrs) == ["initialized course", "completed course"], "stored once"
    assert run(page, "say", "terminated", {"duration": "PT1S"}) == 200


@pytest.mark.usefixtures("noisy")
def test_what_cors_does_not_let_through(page: Page, lrs: Lrs) -> None:
    lrs.cors.hidden.add("ETag")
    assert run(page, "keep", {"a": 1}) == 204
    assert run(page, "etag") is None
    lrs.cors.forbidden.add("If-Match")
    before = len(lrs.called("state.write"))
    assert run(page, "keep", {"a": 2}, '"x"') == "TypeError"
    assert len(lrs.called("state.write")) == before, "not even the request was sent"


def test_a_tab_that_is_closed(page: Page, cmi5_lms: Cmi5Lms) -> None:
    """By `fetch` with `keepalive`, for which the preflight is known already."""
    page.evaluate("unit.leaves = true")
    close_tab(page)
    said = cmi5_lms.ended(cmi5_lms.sessions[-1])
    assert told(said) == ["initialized course", "terminated course"]


@pytest.mark.usefixtures("noisy")
def test_a_browser_without_a_network(page: Page, context: BrowserContext, lrs: Lrs) -> None:
    with offline(context):
        assert run(page, "say", "completed", COMPLETED) == "TypeError"
    assert run(page, "say", "completed", COMPLETED) == 200


def test_a_window_with_an_opener(cmi5_lms: Cmi5Lms, context: BrowserContext, watch: Watch) -> None:
    watch.allow("404")
    cmi5_lms.install(tiny_package())
    page = cmi5_lms.launch(context, cmi5_lms.register("anna"), popup=True, returns=False)
    assert page.evaluate("window.opener !== null")
    assert run(page, "start") == 200
    assert run(page, "leave") == 200
