"""From the typed course to the tracking plan: what its blocks track, with slots from the lock."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.base import UsedBlock
from builder.blocks.tracking import Item
from builder.markdown import plain
from builder.model.course import Course
from builder.model.module import Module, Page
from builder.plan.lock import Lock
from builder.plan.model import (
    Completion,
    CourseFacts,
    Plan,
    PlannedField,
    PlannedInteraction,
    PlannedItem,
    PlannedModule,
    PlannedPage,
    Rules,
)


def make_plan(course: Course, lock: Lock) -> Plan:
    """The plan of a course without errors. New things get their slots in `lock`, which grows."""
    pages: list[PlannedPage] = []
    items: list[PlannedItem] = []
    for module in course.modules:
        for page in module.pages:
            on_page = [
                _planned(item, page_id(module, page), lock) for item in _items(course, module, page)
            ]
            pages.append(_page(module, page, on_page, lock))
            items += on_page
    return Plan(
        course=CourseFacts(
            id=course.id,
            title=plain(course.title),
            version=course.version,
            language=course.language,
            iri=course.iri,
            description=plain(course.description) if course.description else None,
        ),
        rules=_rules(course),
        modules=tuple(_module(module) for module in course.modules),
        pages=tuple(pages),
        items=tuple(items),
    )


def page_id(module: Module, page: Page) -> str:
    """A page's full id."""
    return f"{module.id}.{page.id}"


def _items(course: Course, module: Module, page: Page) -> Iterator[Item]:
    for block in page.blocks:
        if isinstance(block, UsedBlock):
            yield from block.items(f"{page_id(module, page)}.{block.id}", course)


def _planned(item: Item, page: str, lock: Lock) -> PlannedItem:
    options = lock.options_of(item.id)
    return PlannedItem(
        id=item.id,
        kind=item.kind,
        label=item.label,
        page=page,
        required=item.required,
        points=item.points,
        private=item.private,
        pool=item.pool,
        draw=item.draw,
        fields={
            field.name: PlannedField(
                slot=lock.fields.slot(f"{item.id}/{field.name}"), type=field.type, limit=field.limit
            )
            for field in item.fields
        },
        options={option: options.slot(option) for option in item.options},
        interactions=tuple(
            PlannedInteraction(
                slot=lock.interactions.slot(row_name(item.id, row.key)),
                **vars(row),
            )
            for row in item.interactions
        ),
        objectives=item.objectives,
        data=item.data,
    )


def row_name(item: str, key: str) -> str:
    """The name by which the lock knows a line of the report."""
    return f"{item}.{key}" if key else item


def _page(module: Module, page: Page, items: list[PlannedItem], lock: Lock) -> PlannedPage:
    full_id = page_id(module, page)
    return PlannedPage(
        id=full_id,
        slot=lock.pages.slot(full_id),
        title=plain(page.title),
        module=module.id,
        gate=page.requires == "all",
        items=tuple(item.id for item in items),
    )


def _module(module: Module) -> PlannedModule:
    pages = tuple(page_id(module, page) for page in module.pages)
    outcomes = (plain(outcome).strip() for outcome in module.outcomes)
    return PlannedModule(
        id=module.id,
        title=plain(module.title),
        description=" · ".join(filter(None, outcomes)) or None,
        pages=pages,
    )


def _rules(course: Course) -> Rules:
    done = course.completion
    return Rules(
        order=course.order,
        completion=Completion(
            when=done.way, share=done.share, modules=done.of_modules, pass_mark=done.pass_mark
        ),
        status=course.report.status,
        units="modules" if course.cmi5.units == "modules" else None,
    )
