"""The learner's own page: what is on it, that it is there again, and what one takes away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Download, Frame, Locator, Page, expect

from tests.conftest import Watch
from tests.e2e.conftest import DESK, Walked
from tests.e2e.course import Course
from tests.e2e.hands import Fingers, Hands, Keyboard, Mouse
from tests.e2e.sites import kept
from tests.e2e.visits import enter, given, leave, running
from tests.lms.server import StrictLms

START = "2026-09-07"
"""The Monday on which this learner's week 18 begins."""

PARTS = ["How I see myself", "My strengths", "Where I want to grow", "My reflections", "My plan"]


# Its module may still wait as text.
TO_THE_SHEET = """() => {
  const parse = ({ textContent }) => new DOMParser().parseFromString(textContent, "text/html");
  const roots = [document, ...[...document.querySelectorAll("noscript")].map(parse)];
  const sheet = roots.map((root) => root.querySelector("bc-sheet")).find(Boolean);
  location.hash = sheet.closest(".page").id;
}"""


def sheet_of(frame: Frame) -> Locator:
    """The sheet, with its page open."""
    frame.evaluate(TO_THE_SHEET)
    sheet = frame.locator("bc-sheet")
    expect(sheet).to_be_visible()
    return sheet


def begin(sheet: Locator, day: str) -> None:
    """Says when the first week begins."""
    box = sheet.get_by_label("The day on which week 18 begins")
    box.fill(day)
    box.blur()


def saved(sheet: Locator, name: str, folder: Path) -> tuple[str, str]:
    """The name and the text of the file that this button gives."""
    with sheet.page.expect_download() as waiting:
        sheet.get_by_role("button", name=name).click()
    download: Download = waiting.value
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.name, path.read_bytes().decode("utf-8")


@pytest.fixture
def sheet(walked: Walked, lms: StrictLms, page: Page) -> Locator:
    """The sheet of someone who has taken the whole course, under the LMS."""
    given(lms, "anna", walked.attempt.elements)
    return sheet_of(enter(page, lms.player_url("anna")))


# ---- on the screen -----------------------------------------------------------------------------


def test_it_shows_everything_that_was_gathered(
    sheet: Locator, walked: Walked, course: Course
) -> None:
    for title in PARTS:
        expect(sheet.get_by_role("heading", name=title)).to_be_visible()
    expect(sheet).to_contain_text(course.title)
    table = sheet.get_by_role("table", name=course.scale(course.block("my-actions-again"))["title"])
    heads = ["What", "Before", "Now"]
    expect(table.get_by_role("columnheader")).to_have_text(heads)
    expect(table.get_by_role("row")).to_have_count(5)
    expect(sheet.get_by_role("img", name=re.compile("as a web: .*before"))).to_be_visible()
    for week, say in walked.log.planned:
        expect(sheet.get_by_text(f"Week {week} {say}", exact=True)).to_have_count(1)


def test_whose_it_is(lms: StrictLms, walked: Walked, page: Page) -> None:
    given(lms, "anna", walked.attempt.elements)
    sheet = sheet_of(enter(page, lms.player_url("anna")))
    name = page.evaluate("() => window.API.LMSGetValue('cmi.core.student_name')")
    family, first = name.split(", ")
    expect(sheet.locator("[data-whose]")).to_contain_text(f"{first} {family} · ")


def test_weeks_get_dates_when_the_learner_says_when_they_begin(sheet: Locator) -> None:
    expect(sheet.locator(".sheet__dates")).to_have_count(0)
    begin(sheet, START)
    first = sheet.locator(".sheet__plan li").first
    expect(first).to_contain_text(re.compile(r"Week 18\s+Sept?.? 7\s*–\s*13, 2026"))
    begin(sheet, "")
    expect(sheet.locator(".sheet__dates")).to_have_count(0)


# ---- there again ---------------------------------------------------------------------------------


def test_it_is_there_again_under_the_lms(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    """In an attempt that is not finished, and with the day that was chosen."""
    page = context.new_page()
    frame = enter(page, lms.player_url("anna"))
    plan = course.block("my-listening-weeks")
    frame.evaluate("page => { location.hash = page }", course.page_of(plan.id).id)
    frame.locator(f'[data-item="{plan.id}"]').get_by_role("checkbox").first.check()
    sheet = sheet_of(frame)
    begin(sheet, START)
    plans = sheet.locator(".sheet__plan").inner_text()
    assert "2026" in plans
    leave(page, lms, "anna")
    sheet = sheet_of(enter(context.new_page(), lms.player_url("anna")))
    expect(sheet.get_by_label("The day on which week 18 begins")).to_have_value(START)
    assert sheet.locator(".sheet__plan").inner_text() == plans
    assert "2026" not in str(
        {k: v for k, v in lms.attempt("anna").elements.items() if k != "cmi.suspend_data"}
    )


def test_it_is_there_again_on_the_web(
    walked: Walked, site: str, browser: Any, course: Course
) -> None:
    state = walked.attempt.elements["cmi.suspend_data"]
    storage = kept(site, course.facts["course"], state)
    context = browser.new_context(**DESK, storage_state=storage)
    page = context.new_page()
    page.goto(site)
    sheet = sheet_of(running(page.main_frame))
    begin(sheet, START)
    before = sheet.locator(".sheet").inner_text()
    expect(page.locator("[data-bc-save]")).to_have_attribute("data-state", "saved")
    page.reload()
    again = sheet_of(running(page.main_frame))
    assert again.locator(".sheet").inner_text() == before
    for text in walked.log.texts.values():
        expect(again).to_contain_text(" ".join(text.split()))
    context.close()


# ---- as files ------------------------------------------------------------------------------------


def test_the_saved_page_stands_alone(
    sheet: Locator, walked: Walked, context: BrowserContext, watch: Watch, tmp_path: Path
) -> None:
    begin(sheet, START)
    name, html = saved(sheet, "Save as a file", tmp_path)
    assert name == "high-quality-connections-sheet.html"
    expect(sheet.get_by_text(f"“{name}” is on its way")).to_be_visible()
    assert "<script" not in html
    watch.requests.clear()
    page = context.new_page()
    page.goto((tmp_path / name).as_uri())
    assert [url for url in watch.requests if not url.startswith("file:")] == []
    expect(page.get_by_role("heading", level=1)).to_have_text("My connections, before and after")
    for title in PARTS:
        expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()
    for text in walked.log.texts.values():
        expect(page.locator("main")).to_contain_text(" ".join(text.split()))
    expect(page.get_by_role("img", name=re.compile("as a web"))).to_be_visible()
    assert page.locator("button, input, select").count() == 0
    colour = "one => getComputedStyle(one).color"
    head = page.locator(".sheet__part-title").first
    assert head.evaluate(colour) == sheet.locator(".sheet__part-title").first.evaluate(colour)


def test_what_learners_write_stays_text_in_the_saved_page(
    lms: StrictLms, context: BrowserContext, course: Course, tmp_path: Path
) -> None:
    page = context.new_page()
    frame = enter(page, lms.player_url("anna"))
    plan = course.block("my-listening-weeks")
    frame.evaluate("page => { location.hash = page }", course.page_of(plan.id).id)
    evil = '</main><script>window.hit = 1</script><img src=x onerror="window.hit = 1">&amp;'
    box = frame.locator(f'[data-item="{plan.id}"]').get_by_role("textbox", name="Own action 1")
    box.fill(evil)
    sheet = sheet_of(frame)
    expect(sheet.get_by_text(evil)).to_be_visible()
    file, _ = saved(sheet, "Save as a file", tmp_path)
    alone = context.new_page()
    alone.goto((tmp_path / file).as_uri())
    expect(alone.get_by_text(evil)).to_be_visible()
    assert alone.evaluate("window.hit") is None
    assert alone.locator("script, img").count() == 0


def test_the_calendar_has_an_event_for_each_action(
    sheet: Locator, walked: Walked, tmp_path: Path
) -> None:
    begin(sheet, START)
    name, text = saved(sheet, "Save my plan for my calendar", tmp_path)
    assert name == "high-quality-connections-plan.ics"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    said = [re.sub(r"\\(.)", r"\1", one[8:]) for one in lines if one.startswith("SUMMARY:")]
    assert sorted(said) == sorted(say for _, say in walked.log.planned)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(said)
    assert "DTSTART;VALUE=DATE:20260907" in lines
    assert len({one for one in lines if one.startswith("UID:")}) == len(said)


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_without_a_day_the_calendar_asks_for_it(
    way: str, walked: Walked, lms: StrictLms, browser: Any
) -> None:
    given(lms, "anna", walked.attempt.elements)
    context = browser.new_context(**{**DESK, "has_touch": way == "touch"})
    page = context.new_page()
    frame = enter(page, lms.player_url("anna"))
    sheet = sheet_of(frame)
    by: dict[str, Hands] = {"mouse": Mouse(), "touch": Fingers(), "keyboard": Keyboard(frame)}
    by[way].press(sheet.get_by_role("button", name="Save my plan for my calendar"))
    expect(sheet.get_by_label("The day on which week 18 begins")).to_be_focused()
    asked = sheet.get_by_role("status").filter(has_text="First choose the day")
    expect(asked).to_be_visible()
    context.close()


def test_a_frame_that_forbids_downloads_says_what_to_do(
    site: str, walked: Walked, browser: Any, course: Course
) -> None:
    storage = kept(site, course.facts["course"], walked.attempt.elements["cmi.suspend_data"])
    context = browser.new_context(**DESK, storage_state=storage)
    page = context.new_page()
    # A page of its own: another that runs the course would give way to the one in the frame.
    outer = site.replace("index.html", "outer.html")
    inner = (
        f'<iframe src="{site}" width="900" height="700" sandbox="allow-scripts allow-same-origin">'
    )
    page.route(outer, lambda route: route.fulfill(content_type="text/html", body=inner))
    page.goto(outer)
    element = page.locator("iframe").element_handle()
    frame = element.content_frame()
    sheet = sheet_of(running(frame))
    sheet.get_by_role("button", name="Save as a file").click()
    expect(sheet.get_by_text("choose “Save as PDF”")).to_be_visible()
    context.close()


# ---- on paper ------------------------------------------------------------------------------------

SIZES = {"A4": (595, 842), "Letter": (612, 792)}
"""Width and height in points."""


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("light", ["light", "dark"])
def test_it_is_printed_alone(
    paper: str, light: Any, walked: Walked, site: str, browser: Any, course: Course
) -> None:
    storage = kept(site, course.facts["course"], walked.attempt.elements["cmi.suspend_data"])
    context = browser.new_context(**DESK, storage_state=storage, color_scheme=light)
    page = context.new_page()
    page.goto(site)
    sheet = sheet_of(running(page.main_frame))
    page.evaluate("window.print = () => {}")
    sheet.get_by_role("button", name="Print my sheet").click()
    boxes = _pages(page.pdf(format=paper))
    # Making the file has ended the printing; once more for what is on the paper.
    sheet.get_by_role("button", name="Print my sheet").click()
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    sideways = page.evaluate(TOO_WIDE, SIZES[paper][0])
    background = sheet.evaluate("one => getComputedStyle(one.ownerDocument.body).backgroundColor")
    context.close()
    assert 2 <= len(boxes) <= 8
    for width, height in boxes:
        assert (width, height) == pytest.approx(SIZES[paper], abs=2)
    assert all(title in text for title in PARTS)
    for away in ("Print my sheet", "Save as a file", "begins", course.pages[0].title):
        assert away not in text
    for week, say in walked.log.planned:
        assert re.search(rf"Week {week}\s+{re.escape(say)}", text)
    assert sideways == []
    assert background == "rgb(255, 255, 255)"


def _pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, as Chromium writes them."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


# What is wider than the paper between its margins.
TOO_WIDE = """(points) => {
  const room = points * 96 / 72 - 2 * 18 * 96 / 25.4;
  document.querySelector('bc-sheet').style.inlineSize = `${room}px`;
  const sheet = document.querySelector('.sheet');
  const end = sheet.getBoundingClientRect().right + 1;
  return [...sheet.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > end)
    .map((one) => one.outerHTML.slice(0, 100));
}"""
