"""A new release comes while a learner is in the middle: everything that is still there is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.plan.model import Plan
from builder.plan.state import State, decode
from builder.release.explain import record_of
from tests.e2e.course import Course
from tests.e2e.learner import Habits, Learner
from tests.e2e.visits import enter, leave, refused
from tests.lms.server import StrictLms
from tests.release.releases import packages
from tests.releases.make import HERE, source_of

OLD, NEW = 1, 3
"""In the new one much has gone and come, and all pages, choices and words have moved."""


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The packages of both, as one author makes them one after the other."""
    return packages(tmp_path_factory.mktemp("releases"), OLD, NEW)


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    """An LMS without a package yet."""
    with StrictLms() as lms:
        yield lms


def plan_of(release: int) -> Plan:
    return Plan.of(json.loads((HERE / f"{release}/plan.json").read_text("utf-8")))


def recorded(string: str, release: int) -> dict[str, object]:
    """What a state string holds, in the names of a release."""
    state = decode(string)
    assert isinstance(state, State)
    records = {item.id: record_of(item, state, veiled=False) for item in plan_of(release).items}
    return {
        name: {**one.numbers, **one.picks, **one.texts}
        for name, one in records.items()
        if one.begun
    }


def test_a_learner_in_the_middle_of_a_release_finishes_in_another(
    lms: StrictLms, releases: dict[int, Path], context: BrowserContext
) -> None:

    lms.install(releases[OLD])
    page = context.new_page()
    text = "Written in the first release –\nand not for the teacher"
    habits = Habits(text=lambda prompt, length: text[:length])
    learner = Learner(enter(page, lms.player_url("anna")), Course(source_of(OLD)), habits=habits)
    asked = learner.course.page("asks.others")
    learner.walk(last=asked)
    learner.turn()
    tale = learner.course.block("tale")
    room = learner.play(tale, 0, most=1)
    before = leave(page, lms, "anna")
    assert refused(before) == []
    assert before.elements["cmi.core.lesson_status"] == "incomplete"
    kept = recorded(before.elements["cmi.suspend_data"], OLD)

    lms.install(releases[NEW])
    page = context.new_page()
    again = Learner(enter(page, lms.player_url("anna")), Course(source_of(NEW)), habits=habits)
    assert again.page.id == "plays.story", "it opens where it was left"
    expect(again.place(tale)).to_contain_text("You chose: Go in.")
    _finds_everything(again, text)
    again.go_to(again.course.page("plays.story"))
    again.play(tale, 0, now=room)
    _does_the_rest(again)

    expect(again.frame.locator("[data-bc-save]")).to_contain_text("Completed.")
    after = leave(page, lms, "anna")
    assert refused(after) == []
    assert after.elements["cmi.core.lesson_status"] == "completed"
    assert float(after.elements["cmi.core.score.raw"]) == 100
    _the_report_went_on(before.elements, after.elements)
    # What has gone is kept all the same, for the day on which it comes back.
    held = recorded(after.elements["cmi.suspend_data"], OLD)
    for name in ("asks.questions.truth", "asks.others.tabs"):
        assert held[name] == kept[name]


def _finds_everything(learner: Learner, text: str) -> None:
    """Answers, opened pieces, texts and ratings of the old release, wherever they stand now."""
    learner.go_to(learner.course.page("asks.questions"))
    one = learner.place(learner.course.block("one"))
    expect(one.get_by_role("radio", name="Second")).to_be_checked()
    expect(one.get_by_role("radio", name="Fourth")).not_to_be_checked()
    several = learner.place(learner.course.block("several"))
    for choice, on in (("First", True), ("Second", False), ("Third", True)):
        expect(several.get_by_role("checkbox", name=choice)).to_be_checked(checked=on)
    for name, written in (("word", "THE WORD"), ("count", "3,5")):
        box = learner.place(learner.course.block(name)).get_by_role("textbox")
        expect(box).to_have_value(written)

    learner.go_to(learner.course.page("asks.others"))
    fit = learner.place(learner.course.block("fit"))
    expect(fit).to_contain_text("1 of 2 answered")
    think = learner.place(learner.course.block("think"))
    expect(think.get_by_role("textbox", name="What exactly?")).to_have_value(text)
    expect(think.get_by_role("textbox", name="Who?")).to_have_value("")
    now = learner.place(learner.course.block("now"))
    listened = now.get_by_role("group", name="I listen.")
    expect(listened.get_by_role("radio", name="Never")).to_be_checked()
    waited = now.get_by_role("group", name="I wait.").get_by_role("radio")
    assert [radio.is_checked() for radio in waited.all()] == [False] * 3


def _does_the_rest(learner: Learner) -> None:
    """What is new in this release, and the pages that were never open."""
    learner.reflect(learner.course.debrief(learner.course.block("tale"))[0])
    learner.go_to(learner.course.page("asks.others"))
    for name in ("fit", "think", "now", "later"):
        learner.do(learner.course.block(name))
    weeks = learner.place(learner.course.block("weeks"))
    expect(weeks.get_by_role("textbox", name="Own action 1")).not_to_have_value("")
    for page in ("shows.welcome", "plays.sheet"):
        learner.go_to(learner.course.page(page))


def _the_report_went_on(before: dict[str, str], after: dict[str, str]) -> None:
    """A line of the report stays the line of its question; new ones come after the old ones."""

    def ids(elements: dict[str, str]) -> list[str]:
        rows = [
            (int(name.split(".")[2]), value)
            for name, value in elements.items()
            if name.startswith("cmi.interactions.") and name.endswith(".id")
        ]
        return [value for _, value in sorted(rows)]

    assert ids(after)[: len(ids(before))] == ids(before)
    assert len(set(ids(after))) == len(ids(after))
