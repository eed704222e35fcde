"""The first page can be read before the rest has arrived, and without a player all of them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import Watch
from tests.e2e.sites import halting, without_player
from tests.e2e.visits import running


def pages(page: Page) -> list[str]:
    """The pages of the course that are to be seen."""
    shown = page.locator("section[data-page]:visible")
    return [str(one.get_attribute("data-page")) for one in shown.all()]


def test_the_first_page_is_there_while_the_others_arrive(
    built: dict[str, Path], page: Page
) -> None:
    html = (built["web"] / "index.html").read_bytes()
    with halting(html, html.index(b'id="bc-plan"')) as (address, go_on):
        page.goto(address, wait_until="commit")
        expect(page.locator("section[data-page]").nth(9)).to_be_attached()
        first = page.locator("section[data-page]").first.get_attribute("data-page")
        assert pages(page) == [first]
        expect(page.locator("[data-bc-cover]")).to_be_hidden()
        go_on.set()
        running(page.main_frame)
        assert pages(page) == [first]


def test_the_page_of_the_address_comes_first(built: dict[str, Path], page: Page) -> None:
    html = (built["web"] / "index.html").read_bytes()
    with halting(html, html.index(b'id="bc-plan"')) as (address, go_on):
        page.goto(address, wait_until="commit")
        expect(page.locator("section[data-page]").nth(9)).to_be_attached()
        third = page.locator("section[data-page]").nth(2).get_attribute("data-page")
        go_on.set()
        page.goto("about:blank")
        go_on.clear()
        page.goto(f"{address}#{third}", wait_until="commit")
        expect(page.locator("section[data-page]").nth(9)).to_be_attached()
        assert pages(page) == [third]


def test_without_a_player_all_pages_are_there(
    built: dict[str, Path], tmp_path: Path, page: Page, watch: Watch
) -> None:
    watch.allow("Content Security Policy")
    page.goto(without_player(built["web"], tmp_path / "web").as_uri())
    expect(page.locator("html.no-script")).to_be_attached()
    assert len(pages(page)) == page.locator("section[data-page]").count() > 9
