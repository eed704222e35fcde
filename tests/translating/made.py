"""Courses and translations for tests."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.course import Course
from builder.model.read import read_course
from builder.model.variants import file_of
from builder.translating.po import Entry, Po, written_po
from builder.translating.texts import all_texts
from tests.helpers import Files, tree_of


def typed(files: Mapping[str, str | bytes]) -> Course:
    """A course without errors."""
    course = read_course(tree_of(files)).course
    assert course is not None
    return course


def contexts(files: Mapping[str, str | bytes]) -> list[str]:
    """How each text of a course is named."""
    return [spot.context for spot, _ in all_texts(typed(files))]


def with_po(files: Files, language: str, said: Mapping[str, str]) -> Files:
    """The course with translations of these texts, whatever their contexts."""
    spots = dict.fromkeys((spot.context, text) for spot, text in all_texts(typed(files)))
    entries = [Entry(context, text, said[text]) for context, text in spots if text in said]
    return {**files, file_of(language): written_po(Po("", [], entries))}
