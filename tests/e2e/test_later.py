"""A course of which most modules wait as text: nobody notices, whatever they do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.build import build
from builder.render import later
from builder.render.later import SOON
from tests.conftest import Watch
from tests.e2e.sites import halting, serving, without_player
from tests.e2e.test_languages import ARABIC, USE
from tests.e2e.visits import enter, leave, running, saved
from tests.helpers import (
    Files,
    as_yaml,
    course_file,
    every_block,
    module_file,
    page,
    question,
    text,
    with_iri,
    with_units,
    write_course,
)
from tests.lms.server import StrictLms

LATER = ("second", "third")
ALL = SOON + 2 * len(LATER)


def long() -> Files:
    """A module that browsers get at once, and two that wait."""
    first = (page(f"page-{number}", text(f"Text {number}.")) for number in range(SOON))
    return {
        "course.yaml": course_file(["first", *LATER])
        + as_yaml({"translations": {"languages": [ARABIC], "as": "menu"}}),
        "modules/first.yaml": module_file("first", *first),
        **{
            f"modules/{name}.yaml": module_file(
                name,
                page("one", text(f"See [the next](#{name}.two).")),
                page("two", question("ask"), text("The end.")),
            )
            for name in LATER
        },
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The course by target."""
    folder = tmp_path_factory.mktemp("later")
    source = write_course(with_units(with_iri(long())), folder / "course_src")
    outcome = build(source, folder / "dist", ["scorm12", "web"])
    assert not outcome.report.failed, outcome.report
    return {one.target: one.path for one in outcome.built}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page of the same course in one language, which therefore need not wait for all of it."""
    folder = tmp_path_factory.mktemp("plain")
    files = {**long(), "course.yaml": course_file(["first", *LATER])}
    outcome = build(write_course(files, folder / "course_src"), folder / "dist", ["web"])
    return (outcome.built[0].path / "index.html").read_bytes()


@pytest.fixture
def lms(made: dict[str, Path]) -> Iterator[StrictLms]:
    with StrictLms() as lms:
        lms.install(made["scorm12"])
        yield lms
    assert lms.missing == []


def open_page(page: Page) -> str | None:
    shown = page.locator("section[data-page]:visible")
    expect(shown).to_have_count(1)
    return shown.get_attribute("data-page")


def test_the_course_works_while_the_rest_is_on_its_way(plain: bytes, page: Page) -> None:
    with halting(plain, plain.index(b"<noscript class=")) as (address, go_on):
        page.goto(address, wait_until="commit")
        running(page.main_frame)
        page.locator("[data-bc-next]").click()
        assert open_page(page) == "first.page-1"
        page.locator("[data-bc-menu] a[data-page='third.two']").click()
        expect(page.locator("main[aria-busy=true]")).to_be_attached()
        assert open_page(page) == "first.page-1"
        go_on.set()
        expect(page.locator("[id='third.two']")).to_be_visible()
        assert open_page(page) == "third.two"
        expect(page.locator("[id='third.two'] h3")).to_be_focused()
        expect(page.locator("main[aria-busy=true]")).to_have_count(0)


def test_a_page_that_waits_can_be_opened_by_its_address(made: dict[str, Path], page: Page) -> None:
    with serving(made["web"]) as address:
        page.goto(f"{address}#third.one")
        running(page.main_frame)
        assert open_page(page) == "third.one"
        page.get_by_role("link", name="the next").click()
        assert open_page(page) == "third.two"
        page.locator("[data-bc-previous]").click()
        page.locator("[data-bc-previous]").click()
        assert open_page(page) == "second.two"
        found = page.locator("main section[data-module]")
        assert [one.get_attribute("data-module") for one in found.all()] == ["first", *LATER]


def test_what_was_done_there_is_kept(lms: StrictLms, page: Page) -> None:
    frame = enter(page, lms.player_url("anna"))
    frame.evaluate("location.hash = 'third.two'")
    frame.get_by_label("It is so.").check()
    frame.get_by_role("button", name="Check").click()
    saved(frame)
    again = page.context.new_page()
    attempt = leave(page, lms, "anna")
    assert "third.two.ask" in attempt.elements.values()
    frame = enter(again, lms.player_url("anna"))
    expect(frame.locator("[id='third.two']")).to_be_visible()
    expect(frame.get_by_label("It is so.")).to_be_checked()


def test_on_paper_all_pages_are_there(made: dict[str, Path], page: Page) -> None:
    with serving(made["web"]) as address:
        page.goto(address)
        running(page.main_frame)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        expect(page.locator("section[data-page]:visible")).to_have_count(ALL)
        page.emulate_media(media="screen")
        assert open_page(page) == "first.page-0"


def test_in_another_language_they_wait_as_well(made: dict[str, Path], page: Page) -> None:
    with serving(made["web"]) as address:
        page.goto(f"{address}#second.two")
        running(page.main_frame)
        for language in (ARABIC, "en"):
            page.locator("[data-bc-languages-button]").click()
            page.locator(f"[data-bc-choose-language={language}]").click()
            expect(page.locator("html")).to_have_attribute("lang", language)
            assert open_page(page) == "second.two"
            expect(page.locator("main [data-bc-later]")).to_have_count(1)
        page.evaluate("location.hash = 'third.one'")
        expect(page.locator("[id='third.one']")).to_be_visible()


def test_every_block_works_on_a_page_that_waited(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "SOON", 1)
    outcome = build(
        write_course(every_block(), tmp_path / "course_src"), tmp_path / "dist", ["web"]
    )
    with serving(outcome.built[0].path) as address:
        page.goto(address)
        running(page.main_frame)
        assert page.locator("[data-bc-later]").count() > 1
        links = page.locator("[data-bc-menu] a[data-page]")
        for name in [one.get_attribute("data-page") for one in links.all()]:
            page.evaluate(f"location.hash = {name!r}")
            expect(page.locator(f"[id='{name}']")).to_be_visible()
            page.evaluate(USE)
        assert page.locator("[data-bc-later]").count() == 0
        page.reload()
        running(page.main_frame)
        expect(page.locator("[data-bc-save]")).to_have_attribute("data-state", "saved")


def test_without_scripts_all_pages_are_there(made: dict[str, Path], browser: Browser) -> None:
    with serving(made["web"]) as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            expect(page.locator("section[data-page]:visible")).to_have_count(ALL)


def test_without_a_player_all_pages_are_there(
    made: dict[str, Path], tmp_path: Path, page: Page, watch: Watch
) -> None:
    watch.allow("Content Security Policy")
    page.goto(without_player(made["web"], tmp_path / "web").as_uri())
    expect(page.locator("html.no-script")).to_be_attached()
    expect(page.locator("main section[data-page]:visible")).to_have_count(ALL)
