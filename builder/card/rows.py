"""The ids of the report, and which question each of them is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.tracking import Interaction
from builder.markdown import plain
from builder.plan.model import Plan, PlannedItem
from builder.record import record

KINDS = {
    "choice": "choice",
    "true-false": "true or false",
    "fill-in": "short text",
    "long-fill-in": "text",
    "numeric": "number",
    "likert": "rating",
    "matching": "pairs",
    "sequencing": "order",
}
"""Types of the standards, as people call them."""


@record
class Row:
    """A line of a report."""

    id: str
    kind: str
    text: str
    answers: tuple[tuple[str, str], ...]
    """Ids of what can be answered, and the words."""
    drawn: bool
    """Whether it comes from a pool, so that not every learner gets it."""


@record
class Section:
    """The lines of a page."""

    title: str
    rows: tuple[Row, ...]


def interactions(plan: Plan) -> Iterator[Section]:
    """All that can stand in a report of answers, page by page; pages without any are left out."""
    modules = {module.id: plain(module.title) for module in plan.modules}
    by_page: dict[str, list[Row]] = {}
    for item in plan.items:
        if not item.private:
            by_page.setdefault(item.page, []).extend(_rows(item))
    for page in plan.pages:
        if rows := by_page.get(page.id):
            yield Section(f"{modules[page.module]} › {plain(page.title)}", tuple(rows))


def _rows(item: PlannedItem) -> Iterator[Row]:
    for one in item.interactions:
        options = (*one.options, *(one.targets or ()))
        yield Row(
            id=full_id(item.id, one.key),
            kind=KINDS[one.type],
            text=plain(one.ask),
            answers=tuple((option.id, plain(option.text)) for option in options if _has_ids(one)),
            drawn=item.pool is not None,
        )


def _has_ids(one: Interaction) -> bool:
    return one.type in ("choice", "likert", "matching", "sequencing")


def objectives(plan: Plan) -> tuple[Row, ...]:
    """Results of groups and endings, which have a report of their own."""
    return tuple(
        Row(full_id(item.id, one.key), "result", plain(one.title), (), drawn=False)
        for item in plan.items
        for one in item.objectives
    )


def full_id(item: str, key: str) -> str:
    """As the player writes it: printable, without blanks."""
    return f"{item}.{key}" if key else item
