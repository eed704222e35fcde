"""The set-up card in a browser: axe finds nothing, it fits, and it calls nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from builder.build import build
from tests.conftest import Watch
from tests.e2e.test_accessible import AXE, LOOK, SCHEMES, WIDTHS
from tests.helpers import every_block, with_iri, write_course


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The card of a course with every block, for all packages."""
    folder = tmp_path_factory.mktemp("card")
    source = write_course(with_iri(every_block()), folder / "course")
    outcome = build(source, folder / "out", ["scorm12", "scorm2004", "cmi5", "xapi"])
    assert outcome.card is not None
    return outcome.card


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(page: Page, card: Path, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(card.as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(LOOK, True) == []


def test_it_fits_on_the_narrowest_screen(page: Page, card: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(card.as_uri())
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


def test_it_calls_nobody_and_can_be_walked_by_keyboard(
    page: Page, card: Path, watch: Watch
) -> None:
    page.goto(card.as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.locator("#content:focus").count() == 1
    assert [url for url in watch.requests if not url.startswith(("file:", "data:"))] == []


def test_it_can_be_printed_whole(page: Page, card: Path) -> None:
    page.goto(card.as_uri())
    page.emulate_media(media="print")
    assert page.locator("#ids tbody tr").last.is_visible()
    assert page.locator(".contents").is_hidden()
