"""Live regions: what is said without being looked for, once each, and nothing when a page opens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.access.cells import HERE, enter
from tests.access.conftest import Served
from tests.conftest import Watch

LISTEN = (HERE / "listen.js").read_text(encoding="utf-8")
QUIET = 300
"""Milliseconds after which nothing more comes of an act; the player itself waits 50."""


class Listener:
    """Hears what a screen reader would say."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.add_init_script(LISTEN)
        enter(page, url, {})

    def block(self, name: str) -> Locator:
        return self.page.locator(f'[data-item="asks.others.{name}"]')

    def heard(self, *acts: Callable[[], object]) -> list[str]:
        """What is said after these acts; everything before is forgotten."""
        self.page.wait_for_timeout(QUIET)
        self.page.evaluate("heard.splice(0)")
        for act in acts:
            act()
        self.page.wait_for_timeout(QUIET)
        said: list[str] = self.page.evaluate("heard.splice(0)")
        return said

    def check(self, name: str) -> Callable[[], None]:
        button = self.block(name).locator("[data-check]")
        return lambda: button.click()


@pytest.fixture
def listener(page: Page, served: Served) -> Listener:
    return Listener(page, served("classic", "ltr"))


def test_nothing_is_said_when_the_course_opens(listener: Listener) -> None:
    listener.page.wait_for_timeout(QUIET)
    assert listener.page.evaluate("heard") == []


def test_the_outcome_of_each_try_is_said_once(listener: Listener) -> None:
    one = listener.block("one")
    answers = one.get_by_role("radio")
    check = listener.check("one")
    assert listener.heard(check) == ["Choose an answer first."]
    assert listener.heard(answers.nth(0).check, check) == [
        "Not yet. You have one more try. No. Nearly."
    ]
    assert listener.heard(answers.nth(2).check) == []
    assert listener.heard(check) == ["That’s not right. No."]


def test_the_same_outcome_is_said_again(listener: Listener) -> None:
    """Whoever asks once more must not wonder whether anything happened."""
    box = listener.block("several").get_by_role("checkbox").nth(1)
    check = listener.check("several")
    assert listener.heard(box.check, check) == ["Not yet. You can try again."]
    assert listener.heard(check) == ["Not yet. You can try again."]
    [nothing] = listener.heard(box.uncheck, check)
    assert listener.heard(check) == [nothing]


def test_moves_and_matches_are_said(listener: Listener) -> None:
    steps, pairs = listener.block("steps"), listener.block("pairs")
    [moved] = listener.heard(steps.get_by_role("button", name="Move down").first.click)
    assert re.fullmatch("“.+” is now number 2 of 3.", moved)
    [taken] = listener.heard(pairs.locator("[data-tile]").first.click)
    assert taken.endswith("is taken up. Now choose its place.")
    [put] = listener.heard(pairs.locator("[data-put]").first.click)
    assert re.fullmatch("“.+” goes with “First”.", put)


def test_advice_is_said_when_there_is_some(listener: Listener) -> None:
    fit = listener.block("fit")
    assert listener.heard(fit.get_by_role("radio", name="Yes").nth(0).check) == []
    assert listener.heard(fit.get_by_role("radio", name="No").nth(1).check) == [
        "Read on. Go to “Behind”"
    ]


def test_what_is_sent_is_said(listener: Listener) -> None:
    tell = listener.block("tell")
    button, text = tell.locator("[data-send]"), tell.locator("textarea")
    assert listener.heard(button.click) == ["Please write something here first: Say it."]
    assert listener.heard(lambda: text.fill("I listened."), button.click) == ["Sent."]
    assert listener.heard(lambda: text.fill("I listened well.")) == [
        "You have changed your text since you sent it."
    ]


def test_a_result_is_said_when_it_is_there(listener: Listener) -> None:
    now = listener.block("now").locator("[data-statement]")
    assert listener.heard(now.nth(0).get_by_role("radio").first.check) == []
    [said] = listener.heard(now.nth(1).get_by_role("radio").first.check)
    assert said == "All rated. Your result is below."


def test_each_step_of_a_story_is_said_once(listener: Listener) -> None:
    choice = listener.block("tale").locator("[data-choose]:visible").first
    assert listener.heard(choice.click) == ["You chose: Go in. It creaks. A room."]
    assert listener.heard(choice.click) == ["You chose: Sit. It ends. 3 of 3 points."]


def test_a_gate_is_said_once_and_no_answer_says_it_again(listener: Listener) -> None:
    [gate] = listener.heard(listener.page.locator("[data-bc-next]").click)
    assert gate.startswith("“Behind” opens when this is done: One?")
    truth = listener.block("truth")
    answer = truth.get_by_role("radio", name="False").check
    assert listener.heard(answer, listener.check("truth")) == ["That’s right. Yes."]
    links = listener.page.locator("[data-bc-gate] a").all_inner_texts()
    assert "True?" not in links
    assert "One?" in links


def test_trouble_is_said_and_that_it_is_over(listener: Listener, watch: Watch) -> None:
    watch.allow("ERR_FAILED")

    def refuse(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.abort()
        else:
            route.fallback()

    page = listener.page
    page.route("**/*", refuse)
    trouble = page.locator("[data-bc-trouble]")
    boxes = listener.block("several").get_by_role("checkbox")
    act = [boxes.nth(0).check, listener.check("several")]
    said = listener.heard(*act, lambda: trouble.wait_for(state="visible"))
    outcome, trouble_said = sorted(said, key=len)
    assert outcome == "Not yet. You can try again."
    assert trouble_said.startswith("Not saved yet. No connection to your learning platform.")
    page.unroute("**/*")
    again = [boxes.nth(2).check, listener.check("several")]
    safe = page.locator("[data-bc-save][data-state=saved]")
    said = listener.heard(*again, lambda: safe.wait_for(timeout=30_000))
    assert sorted(re.sub(" at .*", "", one) for one in said) == ["Saved", "That’s right."]
