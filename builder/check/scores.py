"""Completion and score: what a course asks for can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.base import UsedBlock
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import COURSE_FILE

NO_POINTS = Rule("BC711", "A pass mark without any points")
NO_PASS_MARK = Rule("BC712", "The status passed without a pass mark")
NOTHING_TO_DO = Rule("BC713", "A gate on a page with nothing to do", Severity.WARNING)


def pass_mark_without_points(subject: Subject) -> Iterator[Diagnostic]:
    """A share of the points can only be reached where there are points."""
    if subject.course.completion.pass_mark is None or _may_have_points(subject):
        return
    yield NO_POINTS.at(
        Place(COURSE_FILE, ("completion", "pass-mark")),
        "There is a pass mark, but nothing in the course gives points.",
        "Remove pass-mark:, or add a question, or an ending with points.",
    )


def _may_have_points(subject: Subject) -> bool:
    course = subject.course
    return subject.gaps.lacks_any("modules", "scenarios") or any(
        item.points > 0
        for placed in subject.blocks
        if isinstance(placed.block, UsedBlock)
        for item in placed.block.items(placed.id, course)
    )


def passed_without_pass_mark(subject: Subject) -> Iterator[Diagnostic]:
    """Only a course with a pass mark can be passed."""
    course = subject.course
    if subject.gaps.lacks(COURSE_FILE):
        return
    if course.report.status == "passed" and course.completion.pass_mark is None:
        yield NO_PASS_MARK.at(
            Place(COURSE_FILE, ("report", "status")),
            "The course reports 'passed', but has no pass mark.",
            "Add completion: { pass-mark: 70 }, or write status: completed.",
        )


def gates_without_tasks(subject: Subject) -> Iterator[Diagnostic]:
    """A page that holds the next one back has something to do on it."""
    for place, _, page in subject.course.pages():
        nothing = not any(isinstance(block, UsedBlock) for block in page.blocks)
        whole = not subject.gaps.lacks(place.file, (*place.path, "blocks"))
        if page.requires and nothing and whole:
            yield NOTHING_TO_DO.at(
                place.down("requires"),
                "This page holds the next one back, but there is nothing to do on it.",
                "Remove requires:, or add a block that a learner uses.",
            )
