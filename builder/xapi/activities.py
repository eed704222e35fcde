"""What can be acted on in a course, as activities: what an LRS and its reports are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builder.blocks.labels import shortened
from builder.blocks.tracking import Interaction, Option
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem
from builder.xapi import ids
from builder.xapi.spelling import patterns
from builder.xapi.terms import BLOCK, COURSE, MODULE, OBJECTIVE, PAGE, QUESTION, STORY, VIDEO

NAME_LENGTH = 80
"""About what a column of a report can show."""

TYPES = {"scenario": STORY, "video": VIDEO}
"""What a block as a whole is, by its type; anything else is an interaction."""

COMPONENTS = {"choice": "choices", "sequencing": "choices", "likert": "scale", "matching": "source"}
"""Where xAPI lists the options of an interaction, by its type."""


def told(plan: Plan) -> Iterator[PlannedItem]:
    """The items of which anything is ever told: what is private stays private."""
    return (item for item in plan.items if not item.private)


def is_block(item: PlannedItem) -> bool:
    """Whether the block as a whole is an activity: not where it is just one question, or a pool.

    Nobody does anything with a pool: it draws, and its questions are activities themselves.
    """
    if item.draw is not None:
        return False
    only_question = [row.key for row in item.interactions] == [""]
    return not only_question or bool(item.objectives)


def definitions(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """The definitions of all activities, by the ends of their ids, in the order of the course."""
    language = plan.course.language
    course = _named(plan.course.title or plan.course.id, COURSE, language)
    yield ids.COURSE, course | _described(plan.course.description, language)
    for module in plan.modules:
        named = _named(module.title or module.id, MODULE, language)
        yield ids.module_key(module.id), named | _described(module.description, language)
    for page in plan.pages:
        yield ids.page_key(page.id), _named(page.title or page.id, PAGE, language)
    for item in told(plan):
        yield from _of_item(item, language)


def _of_item(item: PlannedItem, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if is_block(item):
        kind = TYPES.get(item.kind, BLOCK)
        yield ids.block_key(item.id), _named(item.label or item.id, kind, language)
    for row in item.interactions:
        name = row_name(item.id, row.key)
        yield ids.interaction_key(name), _question(item, row, name, language)
    for objective in item.objectives:
        key = ids.objective_key(item.id, objective.key)
        yield key, _named(objective.title or objective.key, OBJECTIVE, language)


def _named(name: str, kind: str, language: str) -> dict[str, Any]:
    return {"type": kind, "name": {language: name}}


def _described(text: str | None, language: str) -> dict[str, Any]:
    return {"description": {language: text}} if text else {}


def _question(item: PlannedItem, row: Interaction, name: str, language: str) -> dict[str, Any]:
    """An interaction activity: what was asked, how it can be answered, what is right."""
    ask = row.ask or item.label or name
    found = _named(shortened(ask, NAME_LENGTH) or ask, QUESTION, language)
    found["description"] = {language: ask}
    found["interactionType"] = row.type
    right = patterns(row, float(row.tolerance or item.data.get("tolerance") or 0))
    if right:
        found["correctResponsesPattern"] = right
    if row.type in COMPONENTS and row.options:
        found[COMPONENTS[row.type]] = _components(row.options, language)
    if row.targets:
        found["target"] = _components(row.targets, language)
    return found


def _components(options: Iterable[Option], language: str) -> list[dict[str, Any]]:
    """Some LRSs insist on a description (lms-facts.md, 3.4): an id where there are no words."""
    return [{"id": one.id, "description": {language: one.text or one.id}} for one in options]
