"""One package in several languages: learners change the language, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from builder.build import build
from tests.e2e.conftest import DESK
from tests.e2e.sites import serving
from tests.e2e.test_accessible import AXE, LOOK
from tests.e2e.visits import ended, enter, last_visit, leave, refused, running, saved, shown
from tests.helpers import as_yaml, every_block, write_course
from tests.lms.server import StrictLms
from tests.lms.store import Attempt
from tests.translating.made import with_po

ARABIC = "ar-XB"
LANGUAGES = ("en", "fr", ARABIC)
FRENCH = {"Every block": "Tous les blocs", "word": "mot", "First": "Premier", "Words": "Mots"}

SAME_CHANCE = "crypto.getRandomValues = (numbers) => numbers.fill(7);"
"""All attempts shuffle and draw alike, so that what two learners did can be compared."""

USE = """() => {
  const page = document.querySelector('section[data-page]:not([hidden])');
  const all = (selector) => [...page.querySelectorAll(selector)].filter((one) => one.offsetParent);
  const told = (one, ...names) =>
    names.forEach((name) => one.dispatchEvent(new Event(name, { bubbles: true })));
  for (const one of all('input[type=radio], input[type=checkbox]')) {
    const first = one.type === 'checkbox' || one.form.elements[one.name][0] === one;
    if (first && !one.checked) one.click();
  }
  for (const one of all('select')) { one.selectedIndex = 1; told(one, 'input', 'change'); }
  for (const one of all('input[type=text], textarea')) {
    one.value = one.closest('[data-item$=count]') ? '3' : 'mot';
    told(one, 'input');
  }
  for (const one of all('[data-check], summary, [role=tab]')) one.click();
  for (let choice; (choice = all('[data-choose]')[0]); ) choice.click();
}"""
"""Uses everything on the open page: ticks, chooses, writes, checks, unfolds, plays to the end."""


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A course with every block in three languages, by target."""
    files = every_block()
    menu = as_yaml({"translations": {"languages": list(LANGUAGES[1:]), "as": "menu"}})
    files = with_po({**files, "course.yaml": f"{files['course.yaml']!s}\n{menu}"}, "fr", FRENCH)
    folder = tmp_path_factory.mktemp("languages")
    outcome = build(write_course(files, folder / "course_src"), folder / "dist", ["scorm12", "web"])
    assert not outcome.report.failed, outcome.report
    return {one.target: one.path for one in outcome.built}


@pytest.fixture
def lms(offered: dict[str, Path]) -> Iterator[StrictLms]:
    """The strict LMS with this course."""
    with StrictLms() as lms:
        lms.install(offered["scorm12"])
        yield lms
    assert lms.missing == []


@pytest.fixture(scope="module")
def site(offered: dict[str, Path]) -> Iterator[str]:
    """The address of the course as a web page."""
    with serving(offered["web"]) as url:
        yield url


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.add_init_script(SAME_CHANCE)
    return context


def alive(frame: Frame) -> Frame:
    """The same frame, once all its blocks are alive."""
    expect(frame.locator("html[data-bc-alive]")).to_be_attached()
    return running(frame)


def choose(frame: Frame, language: str) -> None:
    """By mouse."""
    frame.locator("[data-bc-languages-button]").click()
    frame.locator(f"[data-bc-choose-language='{language}']").click()
    spoken(frame, language)


def spoken(frame: Frame, language: str) -> None:
    direction = "rtl" if language == ARABIC else "ltr"
    expect(frame.locator(f"html[lang='{language}'][dir={direction}]")).to_be_attached()
    current = frame.locator("[data-bc-choose-language][aria-current]")
    expect(current).to_have_attribute("data-bc-choose-language", language)


def take(frame: Frame, *, changing: bool) -> None:
    """Uses everything on every page; with `changing` in another language each time."""
    languages = cycle((ARABIC, "fr", "en"))
    while True:
        if changing:
            choose(frame, next(languages))
        frame.evaluate(USE)
        if changing:
            choose(frame, next(languages))
        following = frame.locator("[data-bc-next]")
        if following.is_hidden():
            break
        following.click()
    if changing:
        choose(frame, "en")


def held(attempt: Attempt) -> dict[str, str]:
    """What the LMS holds, without times."""
    return {name: value for name, value in attempt.elements.items() if "time" not in name}


def test_reports_are_the_same_whatever_language_was_spoken(context: BrowserContext, lms: StrictLms):
    attempts = {}
    for learner, changing in (("anna", True), ("ben", False)):
        page = context.new_page()
        frame = alive(enter(page, lms.player_url(learner)))
        take(frame, changing=changing)
        saved(frame)
        attempts[learner] = leave(page, lms, learner)
    changed, plain = attempts["anna"], attempts["ben"]
    told = held(changed)
    assert {**told, "cmi.suspend_data": ""} == {**held(plain), "cmi.suspend_data": ""}
    assert "It creaks" not in str(told) and "الم" not in str(told)
    assert sum(name.endswith(".type") for name in told) > 15
    for attempt in attempts.values():
        assert refused(attempt) == []
        for call in ("LMSInitialize", "LMSFinish"):
            assert len(attempt.called(call)) == 1, call


def test_nothing_is_lost_on_the_way_there_and_back_and_at_the_next_visit(
    page: Page, lms: StrictLms
):
    frame = alive(enter(page, lms.player_url("anna")))
    take(frame, changing=False)
    saved(frame)
    before = shown(frame)
    called = len(lms.attempt("anna").calls)
    for language in (ARABIC, "fr", "en"):
        choose(frame, language)
        alive(frame)
    assert shown(frame) == before
    assert [one.method for one in lms.attempt("anna").calls[called:]] == []

    choose(frame, ARABIC)
    page.reload()
    ended(lms, "anna")
    frame = frame_again(page)
    spoken(frame, ARABIC)
    choose(frame, "en")
    alive(frame)
    assert shown(frame) == before
    leave(page, lms, "anna")
    assert len(last_visit(lms.attempt("anna"), "LMSInitialize")) == 1


def frame_again(page: Page) -> Frame:
    element = page.locator("#scorm_object").element_handle()
    frame = element.content_frame()
    assert frame is not None
    return alive(frame)


def test_what_is_begun_and_not_handed_in_goes_along(page: Page, site: str):
    page.goto(f"{site}#asks.questions")
    frame = alive(page.main_frame)
    page.locator("[data-item$='.one'] input[value=c]").check()
    page.locator("[data-item$='.word'] input").fill("half a w")
    page.locator("[data-item$='.pairs'] select").first.select_option("y")
    last = page.locator("[data-item$='.steps'] [data-entry]").last
    moved = last.get_attribute("data-entry")
    last.locator("[data-move='-1']").click()
    order = entries(page)
    choose(frame, ARABIC)
    expect(page.locator("[data-item$='.one'] input[value=c]")).to_be_checked()
    expect(page.locator("[data-item$='.word'] input")).to_have_value("half a w")
    expect(page.locator("[data-item$='.pairs'] select").first).to_have_value("y")
    assert entries(page) == order and order[-1] != moved
    page.locator("[data-item$='.one'] [data-check]").click()
    expect(page.locator("[data-item$='.one'] [data-feedback]")).to_be_visible()
    choose(frame, "en")
    expect(page.locator("[data-item$='.one'] [data-verdict]")).to_contain_text("Not")


def entries(page: Page) -> list[str | None]:
    found = page.locator("[data-item$='.steps'] [data-entry]").all()
    return [one.get_attribute("data-entry") for one in found]


def test_a_learner_changes_the_language_by_the_keyboard_alone(page: Page, site: str):
    page.goto(site)
    alive(page.main_frame)
    button = page.locator("[data-bc-languages-button]")
    while not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    for _ in LANGUAGES:
        page.keyboard.press("Tab")
    expect(page.locator(f"[data-bc-choose-language='{ARABIC}']")).to_be_focused()
    page.keyboard.press("Space")
    spoken(page.main_frame, ARABIC)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("[data-bc-live]")).to_contain_text("العربية")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator("[data-bc-languages-list]")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_it_fits(page: Page, site: str, language: str, width: int):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}#shows.words")
    frame = alive(page.main_frame)
    if language != "en":
        choose(frame, language)
    page.locator("[data-bc-languages-button]").click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(LOOK, False) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    box = page.locator("[data-bc-languages-list]").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_the_course_stays_where_the_learner_was(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{site}#asks.questions")
    frame = alive(page.main_frame)
    question = page.locator("[data-item$='.pairs']")
    question.evaluate("one => one.scrollIntoView({ block: 'start' })")
    choose(frame, ARABIC)
    expect(question).to_be_in_viewport()
    assert frame.evaluate("location.hash") == "#asks.questions"
    expect(page).to_have_title(re.compile("^⁦?.*[\u0600-\u06ff]"))


class TestTheFirstLanguage:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {**DESK, "locale": "fr-CA"}

    def test_is_the_browser_s_until_the_learner_chooses(self, page: Page, site: str):
        page.goto(site)
        spoken(alive(page.main_frame), "fr")
        expect(page.locator(".bar__title")).to_have_text("Tous les blocs")
        choose(page.main_frame, "en")
        page.goto("about:blank")
        page.goto(site)
        spoken(alive(page.main_frame), "en")

    def test_is_the_course_s_own_without_scripts(self, browser: Any, site: str):
        context = browser.new_context(java_script_enabled=False, locale="fr-CA")
        page = context.new_page()
        page.goto(site)
        expect(page.locator(".bar__title")).to_have_text("Every block")
        expect(page.locator("[data-bc-languages]")).to_be_hidden()
        expect(page.get_by_text("Tous les blocs")).to_have_count(0)
        context.close()
