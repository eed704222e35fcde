"""What the tests of the LMS itself ask for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import Watch
from tests.lms.browser import Phone, phone
from tests.lms.server import StrictLms
from tests.lms.tiny_sco import tiny_package


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    """An LMS with the tiny package; nothing that a page asked for may be missing at the end."""
    with StrictLms() as lms:
        lms.install(tiny_package())
        yield lms
    assert lms.missing == []


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: every LMS has its own port and cookie, so tests share nothing."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def context(profile: BrowserContext, watch: Watch) -> Iterator[BrowserContext]:
    """The shared profile, watched for this test; fresh ones would take a third more time."""
    watch.attach(profile)
    yield profile
    for page in profile.pages:
        page.close()


@pytest.fixture
def own_context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """A fresh profile, for what would stay in the shared one."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    watch.attach(context)
    yield context
    context.close()


@pytest.fixture
def own_page(own_context: BrowserContext) -> Page:
    """A page of the fresh profile."""
    return own_context.new_page()


@pytest.fixture(scope="session")
def sleepy(browser: Browser) -> Iterator[Phone]:
    """A phone."""
    with phone(browser) as switched_on:
        yield switched_on
