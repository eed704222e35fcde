"""The preview in a real browser: saving shows at once, errors at their line, and the LMS panel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.conftest import Watch
from tests.helpers import Files, course_file, module_file, question, text, with_iri, write_course
from tests.helpers import page as page_of
from tests.preview.running import Running, running

Q1, Q2 = "one.second.q1", "one.second.q2"
LMSS = ("scorm12", "scorm2004", "xapi", "cmi5")
SPEAKING = ("xapi", "cmi5")


def module(words: str = "Hello.", ask: str = "Is it so?") -> str:
    """A page to read, and a page with two questions."""
    first = page_of("first", text(words))
    second = page_of("second", text(words), question("q1", ask=ask), question("q2", tries=2))
    return module_file("one", first, second)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The course that is written."""
    files: Files = {"course.yaml": course_file(), "modules/one.yaml": module()}
    return write_course(with_iri(files), tmp_path / "course_src")


@pytest.fixture
def here(source: Path) -> Iterator[Running]:
    """The preview of it."""
    with running(source) as found:
        yield found


@pytest.fixture
def page(context: BrowserContext, here: Running) -> Iterator[Page]:
    """A page that goes before the server does."""
    page = context.new_page()
    yield page
    page.close()


@dataclass
class Desk:
    """An author with the preview before them."""

    page: Page
    here: Running
    target: str

    @property
    def course(self) -> FrameLocator:
        """The course in its frame."""
        return self.page.frame_locator("iframe[title='The course']")

    @property
    def save_line(self) -> Locator:
        """What the course says of saving."""
        return self.course.locator("[data-bc-save]")

    @property
    def log(self) -> Locator:
        """The entries of the log."""
        return self.page.locator("[data-p-log] > li")

    def open(self, learner: str = "anna") -> None:
        """Opens the preview."""
        self.page.goto(f"{self.here.url}?target={self.target}&learner={learner}")
        self.is_open()

    def is_open(self, state: str = "saved") -> None:
        """The course runs in its frame."""
        expect(self.course.locator("html[data-bc-alive]")).to_be_attached()
        expect(self.save_line).to_have_attribute("data-state", state)

    def press(self, name: str) -> None:
        """Presses a button of the panel."""
        self.page.locator("#panel").get_by_role("button", name=name, exact=True).click()

    def go(self, name: str) -> None:
        """Turns to a page of the course."""
        self.course.locator("[data-bc-next]").click()
        expect(self.course.locator(f"section.page[data-page='one.{name}']")).to_be_visible()

    def answer(self, item: str, choice: str) -> None:
        """Answers a question."""
        asked = self.course.locator(f"[data-item='{item}']")
        asked.locator(f"input[value={choice}]").check()
        asked.locator("[data-check]").click()

    def answered(self, item: str, choice: str) -> Locator:
        """The choice of a question that is open before the author."""
        return self.course.locator(f"[data-item='{item}'] input[value={choice}]")

    def saving(self, state: str) -> None:
        """The course says so."""
        expect(self.save_line).to_have_attribute("data-state", state)

    def says(self, words: str) -> None:
        """The log has an entry with these words."""
        expect(self.log.filter(has_text=words).first).to_be_attached()

    def tab(self, name: str) -> Locator:
        """Opens a tab of the panel."""
        self.page.get_by_role("tab", name=name).click()
        return self.page.get_by_role("tabpanel", name=name)

    def holds(self, item: str) -> bool:
        """Whether the LMS has an answer to a question."""
        if self.target in SPEAKING:
            said = self.here.preview.store.statements.values()
            return any(one["object"]["id"].endswith(f"interaction/{item}") for one in said)
        held = self.here.preview.lms.attempt(self.target, "anna").elements
        return item in [
            value for name, value in held.items() if re.search(r"\.interactions\.\d+\.id$", name)
        ]


@pytest.fixture(autouse=True)
def what_the_store_has_not(watch: Watch) -> None:
    """The browser's own word about a document that is not there yet."""
    watch.allow("404")


@pytest.fixture(params=LMSS)
def desk(request: pytest.FixtureRequest, page: Page, here: Running) -> Desk:
    """An author who has opened the course in one of the LMSs, and has answered a question."""
    return answered_one(Desk(page, here, request.param))


def answered_one(desk: Desk) -> Desk:
    desk.open()
    desk.go("second")
    desk.answer(Q1, "yes")
    desk.saving("saved")
    return desk


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Looks again after everything that the page hears of."""
    for _ in range(200):
        if holds():
            return
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert holds()


# ---- writing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [*LMSS, "web"])
def test_what_is_saved_is_seen_at_once_on_the_same_page_with_everything_kept(
    page: Page, here: Running, source: Path, target: str
):
    desk = answered_one(Desk(page, here, target))
    (source / "modules/one.yaml").write_text(module("Good day."))
    second = desk.course.locator("section.page[data-page='one.second']")
    expect(second.get_by_text("Good day.")).to_be_visible()
    expect(desk.answered(Q1, "yes")).to_be_checked()
    desk.saving("saved")
    expect(desk.course.locator(".notice")).to_have_count(0)
    expect(desk.course.locator("main.end")).to_have_count(0)


def test_a_mistake_is_shown_at_its_line_over_the_last_good_build_until_it_is_mended(
    page: Page, here: Running, source: Path
):
    desk = answered_one(Desk(page, here, "scorm12"))
    path = source / "modules/one.yaml"
    good = path.read_text()
    path.write_text(good + "nonsense: 1\n")
    findings = page.locator("#findings")
    expect(findings).to_be_visible()
    expect(findings.get_by_role("heading")).to_have_text("1 error")
    expect(findings.get_by_role("link")).to_have_text(f"{path}:{good.count(chr(10)) + 1}:1")
    expect(findings.locator(".source")).to_contain_text("nonsense: 1")
    expect(findings.locator(".source__carets")).to_have_text("^" * len("nonsense"))
    expect(page.locator("[data-p-built]")).to_have_text("Not built")
    expect(desk.answered(Q1, "yes")).to_be_checked()

    findings.get_by_role("button", name="Hide").click()
    expect(findings).to_be_hidden()
    page.get_by_role("button", name="1 error").click()
    findings.press("Escape")
    expect(findings).to_be_hidden()
    expect(page.get_by_role("button", name="1 error")).to_be_focused()

    path.write_text(module("Mended."))
    second = desk.course.locator("section.page[data-page='one.second']")
    expect(second.get_by_text("Mended.")).to_be_visible()
    expect(page.get_by_role("button", name="1 error")).to_be_hidden()
    expect(desk.answered(Q1, "yes")).to_be_checked()


def test_a_course_that_was_never_good_waits_for_its_first_good_build(
    context: BrowserContext, source: Path
):
    (source / "course.yaml").write_text("course: [\n")
    with running(source) as here:
        page = context.new_page()
        page.goto(here.url)
        expect(page.locator("#findings")).to_contain_text("There is no good build yet.")
        expect(page.locator("#findings .finding")).to_have_count(1)
        (source / "course.yaml").write_text(course_file())
        Desk(page, here, "scorm12").is_open()
        expect(page.locator("#findings")).to_be_hidden()
        page.close()


def test_a_warning_is_a_badge_that_opens(page: Page, here: Running, source: Path):
    Desk(page, here, "scorm12").open()
    (source / "modules/one.yaml").write_text(module("# Too high\n\nHello."))
    badge = page.get_by_role("button", name="2 warnings")
    expect(badge).to_be_visible()
    expect(page.locator("#findings")).to_be_hidden()
    badge.click()
    expect(page.locator("#findings")).to_contain_text("The course is built")
    expect(page.locator("#findings .finding__place").first).to_contain_text("modules/one.yaml:")


def test_a_target_that_needs_more_says_so(page: Page, here: Running, source: Path):
    (source / "course.yaml").write_text(course_file())
    desk = Desk(page, here, "scorm12")
    desk.open()
    page.get_by_role("combobox", name="LMS").select_option("cmi5")
    expect(page.locator("#findings")).to_contain_text("iri")
    page.get_by_role("combobox", name="LMS").select_option("web")
    desk.target = "web"
    desk.is_open()
    expect(page.locator("#findings")).to_be_hidden()


# ---- the buttons -----------------------------------------------------------------------------


def test_close_and_resume(desk: Desk):
    desk.press("Close")
    closed = desk.page.get_by_role("region", name="The visit is over")
    expect(closed).to_contain_text("incomplete")
    expect(closed).to_contain_text("2 of 2 opened")
    assert desk.holds(Q1)
    if desk.target == "cmi5":
        desk.says("terminated")
    elif desk.target == "xapi":
        desk.says("suspended")
    else:
        desk.says("Ends the visit")
    desk.press("Resume")
    desk.is_open()
    expect(desk.course.locator("section.page[data-page='one.second']")).to_be_visible()
    expect(desk.answered(Q1, "yes")).to_be_checked()
    expect(closed).to_be_hidden()
    desk.says("resumed" if desk.target in SPEAKING else "entry resume")


def test_lose_the_network_and_bring_it_back(desk: Desk):
    desk.press("Lose the network")
    desk.answer(Q2, "no")
    desk.saving("unsaved")
    expect(desk.course.locator("[data-bc-trouble]")).to_be_visible()
    assert not desk.holds(Q2)
    expect(desk.page.locator("[data-p-fault]")).to_have_text("No network")
    expect(desk.page.locator("[data-p-do-resume]")).to_have_attribute("aria-disabled", "true")
    desk.press("Bring the network back")
    desk.saving("saved")
    assert desk.holds(Q2)
    expect(desk.page.locator("[data-p-fault]")).to_have_text("")


def test_what_the_network_lost_is_not_held_and_comes_back_from_the_device(desk: Desk):
    desk.press("Lose the network")
    desk.answer(Q2, "no")
    desk.saving("unsaved")
    desk.press("Close")
    closed = desk.page.get_by_role("region", name="The visit is over")
    expect(closed).to_contain_text("1 begun")
    desk.press("Bring the network back")
    desk.press("Resume")
    desk.is_open()
    expect(desk.answered(Q2, "no")).to_be_checked()
    eventually(desk.page, lambda: desk.holds(Q2))


def test_expire_the_session_and_sign_in_again(desk: Desk, watch: Watch):
    watch.allow("401|403")
    desk.press("Expire the session")
    expect(desk.page.locator("[data-p-fault]")).to_have_text("Session expired")
    desk.answer(Q2, "no")
    desk.saving("unsaved")
    assert not desk.holds(Q2)
    desk.press("Sign in again")
    desk.is_open()
    expect(desk.page.locator("[data-p-fault]")).to_have_text("")
    expect(desk.answered(Q2, "no")).to_be_checked()
    eventually(desk.page, lambda: desk.holds(Q2))


def test_review_mode(desk: Desk):
    if desk.target == "xapi":
        desk.page.get_by_role("button", name="Review mode").press("Enter")
        expect(desk.page.locator("[data-p-hint]")).to_have_text(
            "A launch by Tin Can knows no review."
        )
        return
    desk.press("Review mode")
    desk.is_open("off")
    expect(desk.page.locator("[data-p-visit]")).to_contain_text("review")
    expect(desk.answered(Q1, "yes")).to_be_checked()
    desk.answer(Q2, "no")
    desk.press("End review mode")
    desk.is_open()
    assert not desk.holds(Q2)


def test_another_learner_sees_nothing_of_the_first(desk: Desk):
    learner = desk.page.get_by_role("combobox", name="Learner")
    desk.press("Another learner")
    expect(learner).to_have_value("ben")
    desk.is_open()
    expect(desk.course.locator("section.page[data-page='one.first']")).to_be_visible()
    desk.go("second")
    expect(desk.answered(Q1, "yes")).not_to_be_checked()
    learner.select_option("anna")
    desk.is_open()
    expect(desk.answered(Q1, "yes")).to_be_checked()


def test_a_new_attempt_begins_with_nothing(desk: Desk):
    desk.press("New attempt")
    expect(desk.page.locator("[data-p-visit]")).to_contain_text("attempt 2")
    desk.is_open()
    expect(desk.course.locator("section.page[data-page='one.first']")).to_be_visible()
    desk.go("second")
    expect(desk.answered(Q1, "yes")).not_to_be_checked()


def test_forget_everything(desk: Desk):
    before = journals(desk.page)
    assert before
    desk.press("Forget everything")
    expect(desk.course.locator("section.page[data-page='one.first']")).to_be_visible()
    desk.is_open()
    expect(desk.page.locator("[data-p-visit]")).to_contain_text("attempt 1")
    assert before & journals(desk.page) == set()
    desk.go("second")
    expect(desk.answered(Q1, "yes")).not_to_be_checked()
    assert not desk.holds(Q1)


def journals(page: Page) -> set[str]:
    """What the browser keeps of attempts."""
    keys: list[str] = page.evaluate("() => Object.keys(localStorage)")
    return {key for key in keys if "journal" in key}


# ---- what the panel shows --------------------------------------------------------------------


def test_every_call_and_value_is_shown_as_it_happens(page: Page, here: Running):
    desk = answered_one(Desk(page, here, "scorm12"))
    desk.says('LMSSetValue("cmi.interactions.0.id", "one.second.q1") → "true"')
    desk.says("Sets answer 1, the answer")
    desk.says("Asks the LMS to save all that was set")
    page.get_by_role("combobox", name="Show").select_option("bad")
    expect(desk.log).to_have_count(0)
    page.get_by_role("combobox", name="Show").select_option("all")
    values = desk.tab("Values")
    expect(values.get_by_role("row").filter(has_text="cmi.core.lesson_location")).to_contain_text(
        "one.second"
    )
    expect(values).not_to_contain_text("not saved yet")
    desk.press("Lose the network")
    desk.answer(Q2, "no")
    expect(values.get_by_text("not saved yet").first).to_be_visible()
    progress = desk.tab("Progress")
    expect(progress).to_contain_text("Is it so?")
    expect(progress).to_contain_text("It is not so.")


@pytest.mark.parametrize("target", SPEAKING)
def test_every_statement_is_shown_in_words_and_as_json(page: Page, here: Running, target: str):
    desk = answered_one(Desk(page, here, target))
    entry = desk.log.filter(has_text="answered ‘Is it so?’: It is so., right")
    expect(entry).to_have_count(1)
    entry.locator("summary").click()
    expect(entry.locator("pre")).to_contain_text('"response": "yes"')
    desk.says("Writes the learner’s progress")
    values = desk.tab("Values")
    expect(values).to_contain_text('"state": "B1')
    expect(desk.tab("Progress")).to_contain_text("It is so.")


def test_a_course_that_was_left_by_its_own_button(page: Page, here: Running):
    desk = answered_one(Desk(page, here, "cmi5"))
    desk.course.locator("[data-bc-exit]").click()
    expect(page.get_by_role("region", name="The learner has left the course")).to_be_visible()
    desk.press("Resume")
    desk.is_open()
    expect(desk.answered(Q1, "yes")).to_be_checked()


def test_the_page_may_be_loaded_anew(desk: Desk):
    desk.page.reload()
    desk.is_open()
    expect(desk.page.get_by_role("combobox", name="LMS")).to_have_value(desk.target)
    expect(desk.answered(Q1, "yes")).to_be_checked()


def test_another_run_of_the_preview_finds_nothing_of_the_one_before(
    context: BrowserContext, here: Running
):
    desk = answered_one(Desk(context.new_page(), here, "scorm12"))
    before = journals(desk.page)
    here.preview.lms.forget()
    here.preview.run = "another"
    desk.page.reload()
    desk.is_open()
    assert before & journals(desk.page) == set()
    expect(desk.course.locator(".notice")).to_have_count(0)
    expect(desk.answered(Q1, "yes")).not_to_be_checked()
    desk.page.close()


# ---- for everyone ----------------------------------------------------------------------------


@pytest.mark.parametrize("context_options", [{"viewport": {"width": 390, "height": 780}}])
class TestOnAPhone:
    """A narrow window."""

    def test_the_panel_is_a_sheet_from_below(self, page: Page, here: Running):
        desk = Desk(page, here, "scorm12")
        desk.open()
        panel = page.locator("#panel")
        expect(panel).to_be_hidden()
        page.get_by_role("button", name="LMS panel").click()
        expect(panel).to_be_visible()
        desk.press("Close")
        expect(page.get_by_role("region", name="The visit is over")).to_be_visible()
        wide: int = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 390


def test_the_keyboard_is_enough(page: Page, here: Running):
    desk = Desk(page, here, "scorm12")
    desk.open()
    page.get_by_role("tab", name="Log").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Values")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Values")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("tabpanel", name="Progress")).to_be_visible()
    page.get_by_role("button", name="Resume").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-p-hint]")).to_have_text("The visit is open.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(page: Page, here: Running, source: Path, scheme: Any):
    page.emulate_media(color_scheme=scheme)
    desk = answered_one(Desk(page, here, "xapi"))
    axe = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
    page.evaluate(axe)
    states: list[Callable[[], object]] = [
        lambda: None,
        lambda: desk.tab("Values"),
        lambda: desk.tab("Progress"),
        lambda: desk.press("Close"),
        lambda: (source / "course.yaml").write_text("course: [\n"),
        lambda: expect(page.locator("#findings")).to_be_visible(),
    ]
    for change in states:
        change()
        found = page.evaluate("() => axe.run(document, {iframes: false})")
        assert [one["id"] for one in found["violations"]] == []
