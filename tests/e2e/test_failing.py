"""Learners who do not reach the pass mark, and those who reach it just so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import make
from tests.e2e.course import Block, Course
from tests.e2e.learner import WRONG, Habits, Learner, Outcome, all_wrong
from tests.e2e.record import differences, record
from tests.e2e.visits import enter, given, leave, refused
from tests.helpers import SAMPLE
from tests.lms.server import StrictLms


def test_who_gets_nothing_right_has_failed(lms: StrictLms, page: Page, course: Course) -> None:
    habits = Habits(outcomes=all_wrong, runs=(0,))
    learner = Learner(enter(page, lms.player_url("anna")), course, habits=habits)
    learner.walk()
    expect(learner.frame.locator("[data-bc-save]")).to_have_text(
        re.compile("^Not passed\\. Saved at ")
    )
    attempt = leave(page, lms, "anna")
    expected = record(course, learner.log, "failed")
    assert expected["cmi.core.score.raw"] == "0"
    assert differences(attempt.elements, expected) == {}
    assert refused(attempt) == []


class TestAtThePassMark:
    """Fifteen points, and a mark of 75 per cent: twelve right answers are enough."""

    @pytest.fixture
    def lms(self, tmp_path: Path) -> Iterator[StrictLms]:
        source = shutil.copytree(SAMPLE, tmp_path / "course_src")
        file = source / "course.yaml"
        facts = file.read_text(encoding="utf-8")
        assert "pass-mark: 70" in facts
        file.write_text(facts.replace("pass-mark: 70", "pass-mark: 75"), encoding="utf-8")
        with StrictLms() as lms:
            lms.install(make(source, tmp_path / "dist")["scorm12"])
            yield lms
        assert lms.missing == []

    def test_it_is_incomplete_while_there_are_tries_left(
        self, lms: StrictLms, context: BrowserContext, course: Course
    ) -> None:
        last = course.block("first-meeting")
        right = [block.id for block in course.scored if block.partial]
        right += [block.id for block in course.scored if not block.partial and block != last][:9]

        def outcomes(block: Block, number: int) -> Sequence[Outcome]:
            if block == last:
                return [WRONG]
            return ["right"] if block.id in right else all_wrong(block, number)

        def visit(name: str, so_far: Learner | None = None) -> Learner:
            frame = enter(context.new_page(), lms.player_url(name))
            habits = Habits(outcomes=outcomes, runs=(0,))
            return Learner(frame, course, habits=habits, log=so_far.log if so_far else None)

        learner = visit("anna")
        learner.walk()
        attempt = leave(learner.frame.page, lms, "anna")
        expected = record(course, learner.log, "incomplete")
        assert expected["cmi.core.score.raw"] == "73.33"
        assert differences(attempt.elements, expected) == {}

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
            assert differences(final.elements, record(course, again.log, status)) == {}
            assert refused(final) == []
        assert final.elements["cmi.core.score.raw"] == "73.33"
