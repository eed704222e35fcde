"""Learners who do not reach the pass mark, and those who reach it just so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import make
from tests.e2e.course import Block, Course
from tests.e2e.learner import Habits, Learner, Outcome
from tests.e2e.record import record
from tests.e2e.visits import enter, given, leave, refused
from tests.helpers import SAMPLE
from tests.lms.server import StrictLms


def all_wrong(block: Block, number: int) -> Sequence[Outcome]:
    return ("wrong",) * min(block.tries, 3)


def test_who_gets_nothing_right_has_failed(lms: StrictLms, page: Page, course: Course) -> None:
    habits = Habits(outcomes=all_wrong, runs=(0,))
    learner = Learner(enter(page, lms.player_url("anna")), course, habits=habits)
    learner.walk()
    expect(learner.frame.locator("[data-bc-save]")).to_have_text("Not passed. Saved")
    attempt = leave(page, lms, "anna")
    expected = record(course, learner.log, "failed")
    assert expected["cmi.core.score.raw"] == "0"
    assert attempt.elements == expected
    assert refused(attempt) == []


class TestAtThePassMark:
    """Twelve points, and a mark of 75 per cent: nine right answers are just enough."""

    @pytest.fixture(scope="class")
    def package(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("mark")
        source = shutil.copytree(SAMPLE, folder / "course_src")
        file = source / "course.yaml"
        facts = file.read_text(encoding="utf-8")
        assert "pass-mark: 70" in facts
        file.write_text(facts.replace("pass-mark: 70", "pass-mark: 75"), encoding="utf-8")
        return make(source, folder / "dist")["scorm12"]

    @pytest.fixture
    def lms(self, package: Path) -> Iterator[StrictLms]:
        with StrictLms() as lms:
            lms.install(package)
            yield lms
        assert lms.missing == []

    def test_it_is_incomplete_while_there_are_tries_left(
        self, lms: StrictLms, context: BrowserContext, course: Course
    ) -> None:
        last = course.block("first-meeting")
        right = [block.id for block in course.scored][:8]

        def outcomes(block: Block, number: int) -> Sequence[Outcome]:
            if block == last:
                return ("wrong",)
            return ("right",) if block.id in right else all_wrong(block, number)

        def visit(name: str, so_far: Learner | None = None) -> Learner:
            frame = enter(context.new_page(), lms.player_url(name))
            habits = Habits(outcomes=outcomes, runs=(0,))
            return Learner(frame, course, habits=habits, log=so_far and so_far.log)

        learner = visit("anna")
        learner.walk()
        attempt = leave(learner.frame.page, lms, "anna")
        expected = record(course, learner.log, "incomplete")
        assert expected["cmi.core.score.raw"] == "66.67"
        assert attempt.elements == expected

        deeds = list(learner.log.deeds)
        for name, outcome, status in (
            ("bert", "right", "completed"),
            ("cora", "wrong", "failed"),
        ):
            given(lms, name, attempt.elements)
            learner.log.deeds = list(deeds)
            again = visit(name, learner)
            again.go_to(course.page_of(last.id))
            again.answer(last, "right" if outcome == "right" else "wrong")
            final = leave(again.frame.page, lms, name)
            assert final.elements == record(course, again.log, status)
            assert refused(final) == []
        assert final.elements["cmi.core.score.raw"] == "66.67"
