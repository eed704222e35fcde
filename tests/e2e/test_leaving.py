"""Learners close the tab wherever they are, without any button, and find everything again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.course import Course
from tests.e2e.learner import Habits, Learner
from tests.e2e.record import differences, record
from tests.e2e.story import offered, opening
from tests.e2e.visits import enter, last_visit, leave, refused, saved, shown
from tests.lms.browser import kill_tab
from tests.lms.server import StrictLms

WRITTEN_ANEW = {"cmi.core.total_time", "cmi.suspend_data"}
"""Time goes on, and the state counts its changes; nothing else may differ after a mere visit."""


def after_a_module(learner: Learner) -> None:
    module = [page for page in learner.course.pages if page.id.startswith("start-here.")]
    learner.walk(last=module[-1])
    learner.turn()


def within_a_scenario(learner: Learner) -> None:
    block = learner.course.block("tom")
    learner.go_to(learner.course.page_of(block.id))
    learner.play(block, 0, most=3)


def in_the_second_run_of_a_scenario(learner: Learner) -> None:
    block = learner.course.block("first-talk")
    learner.go_to(learner.course.page_of(block.id))
    learner.play(block, 0)
    learner.hands.press(learner.place(block).get_by_role("button", name="Play again"))
    learner.play(block, -1, most=2)


def while_typing(learner: Learner) -> None:
    block = learner.course.block("first-thoughts")
    learner.go_to(learner.course.page_of(block.id))
    learner.place(block).get_by_role("textbox").first.click()
    learner.frame.page.keyboard.type("She didn't care — or did sh")


def while_planning(learner: Learner) -> None:
    block = learner.course.block("my-next-level")
    learner.go_to(learner.course.page_of(block.id))
    learner.plan(block)


def between_two_tries(learner: Learner) -> None:
    block = learner.course.block("keep-talking")
    learner.go_to(learner.course.page_of(block.id))
    learner.answer(block, "wrong")


def within_a_rating(learner: Learner) -> None:
    block = learner.course.block("start-here.first-look.my-actions")
    learner.go_to(learner.course.page_of(block.id))
    rows = learner.place(block).get_by_role("group")
    for number in range(4):
        rows.nth(number).get_by_role("radio").nth(number % 3).check()


def before_a_gate(learner: Learner) -> None:
    block = learner.course.block("four-actions.four-actions")
    learner.go_to(learner.course.page_of(block.id))
    learner.place(block).get_by_role("button", name="Be present").click()


@pytest.mark.parametrize(
    "use",
    [
        after_a_module,
        within_a_scenario,
        in_the_second_run_of_a_scenario,
        while_typing,
        while_planning,
        between_two_tries,
        within_a_rating,
        before_a_gate,
    ],
)
def test_everything_is_there_again(
    use: Callable[[Learner], None],
    lms: StrictLms,
    context: BrowserContext,
    course: Course,
) -> None:
    page = context.new_page()
    learner = Learner(enter(page, lms.player_url("anna")), course)
    use(learner)
    before = shown(learner.frame)
    saved(learner.frame)
    first = leave(page, lms, "anna")
    assert refused(first) == []

    page = context.new_page()
    frame = enter(page, lms.player_url("anna"))
    assert shown(frame) == before
    second = leave(page, lms, "anna")
    assert _unlike(first.elements, second.elements) <= WRITTEN_ANEW
    assert not [c for c in last_visit(second, "LMSSetValue") if _is_row(str(c.args[0]))]
    assert refused(second) == []


def _unlike(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _is_row(element: str) -> bool:
    return element.startswith(("cmi.interactions", "cmi.objectives"))


def test_a_course_taken_in_four_visits_is_completed(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    """Left in the middle of a scenario, between two tries, and with a message not sent."""

    def visit(log: Learner | None = None) -> Learner:
        frame = enter(context.new_page(), lms.player_url("anna"))
        habits = Habits(runs=(0,))
        return Learner(frame, course, habits=habits, log=log.log if log else None)

    def gone(learner: Learner) -> None:
        assert refused(leave(learner.frame.page, lms, "anna")) == []

    tom, thanks = course.block("tom"), course.block("early-problems")
    message = course.block("first-message")

    first = visit()
    _walk_up_to(first, tom.id)
    scene = first.play(tom, 0, most=3)
    gone(first)

    second = visit(first)
    assert second.page == course.page_of(tom.id)
    second.play(tom, 0, now=scene)
    for reflection in course.debrief(tom):
        second.reflect(reflection)
    second.turn()
    _walk_up_to(second, thanks.id)
    second.answer(thanks, "wrong")
    gone(second)

    third = visit(second)
    third.answer(thanks, "right")
    for block in third.page.used[1:]:
        third.do(block)
    third.turn()
    _walk_up_to(third, message.id)
    text = third.habits.text("message", 250)
    third.place(message).get_by_role("textbox").fill(text)
    gone(third)

    fourth = visit(third)
    expect(fourth.place(message).get_by_role("textbox")).to_have_value(text)
    fourth.walk()
    page = fourth.frame.page
    expect(fourth.frame.locator("[data-bc-save]")).to_have_text(
        re.compile("^Completed\\. Saved at ")
    )
    attempt = leave(page, lms, "anna")
    assert differences(attempt.elements, record(course, fourth.log, "completed")) == {}
    assert refused(attempt) == []


def _walk_up_to(learner: Learner, block_id: str) -> None:
    """To the page of this block, which is only opened."""
    pages = learner.course.pages
    page = learner.course.page_of(block_id)
    learner.walk(last=pages[pages.index(page) - 1])
    learner.turn()


def test_a_browser_that_dies_takes_nothing_along_that_was_saved(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    page = context.new_page()
    learner = Learner(enter(page, lms.player_url("anna")), course)
    while_typing(learner)
    between_two_tries(learner)
    expect(learner.frame.locator("[data-bc-save]")).to_have_text(re.compile("^Saved at "))
    before = shown(learner.frame)
    kill_tab(page)
    assert lms.attempt("anna").called("LMSFinish") == []

    frame = enter(context.new_page(), lms.player_url("anna"))
    assert shown(frame) == before


def test_a_story_goes_on_where_it_was_left(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    """With the values that hold a choice back or offer it."""
    page = context.new_page()
    learner = Learner(enter(page, lms.player_url("anna")), course)
    block = course.block("tom")
    learner.go_to(course.page_of(block.id))
    scene = learner.play(block, 0, most=3)
    leave(page, lms, "anna")

    again = Learner(enter(context.new_page(), lms.player_url("anna")), course)
    story = course.scenario(block)
    assert scene.values != opening(story).values
    assert len(offered(story, scene)) < len(story["scenes"][scene.id]["choices"])
    again.play(block, -1, now=scene)


def test_texts_as_long_as_they_may_be_are_kept_whole(
    lms: StrictLms, context: BrowserContext, course: Course
) -> None:
    """The worst that this course can ask of an LMS with 4,096 characters."""
    page = context.new_page()
    alphabet = "Ünï – “Qüote” \n ➜ "
    habits = Habits(text=lambda prompt, length: (alphabet * 50)[:length])
    learner = Learner(enter(page, lms.player_url("anna")), course, habits=habits)
    learner.walk()
    for box in learner.course.used:
        if box.kind == "plan":
            learner.go_to(course.page_of(box.id))
            for own in learner.place(box).get_by_role("textbox").all():
                own.fill("Ö" * int(own.get_attribute("maxlength") or "0"))
    before = shown(learner.frame)
    attempt = leave(page, lms, "anna")
    assert refused(attempt) == []
    assert attempt.elements["cmi.core.lesson_status"] == "completed"
    assert 2000 < len(attempt.elements["cmi.suspend_data"]) <= 4096

    frame = enter(context.new_page(), lms.player_url("anna"))
    again = shown(frame)
    assert {k: v for k, v in again.items() if k.count(".") > 1} == {
        k: v for k, v in before.items() if k.count(".") > 1
    }
