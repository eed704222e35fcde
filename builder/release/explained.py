"""An explained state for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from builder.plan.model import PlannedPage
from builder.plan.state import Stored, StoredNumber, StoredText
from builder.release.explain import Explained, Told
from builder.release.paragraphs import TIED, WIDTH, paragraph
from builder.wording import counted, visible

PARTLY = "Some of it is of another release: see the end."
MOSTLY = (
    "Most of it is of another release or another course: this is hardly the package that the "
    "learner uses, and what follows may be wrong."
)


def state_as_text(found: Explained, undone: tuple[str, ...], width: int = WIDTH) -> Iterator[Text]:
    """The lines for a person: what it is, the learner's standing, then page by page."""
    course = found.plan.course
    yield Text(visible(f"{course.title} ({course.id} {course.version})"), "bold")
    yield from paragraph("", "The string is whole; its checksum fits.", width)
    if undone:
        yield from paragraph("", f"It was read without {', '.join(undone)}.", width)
    if found.strange or found.strange_pages:
        yield from paragraph("", MOSTLY if found.mostly_strange else PARTLY, width, "bold yellow")
    yield Text()
    for name, said in _standing(found):
        yield from paragraph(f"{name:<12}", said, width)
    for page in found.plan.pages:
        yield from _page(found, page, width)
    yield from _rows(found, width)
    yield from _strange(found, width)
    if any(one.record.veiled and one.record.begun for one in found.items):
        yield Text()
        yield from paragraph("", "What is for the learner alone is shown with --texts only.", width)


def _standing(found: Explained) -> Iterator[tuple[str, str]]:
    state = found.state
    items = [one for one in found.items if one.drawn]
    begun = sum(one.record.begun for one in items)
    mark = f"; marked {state.attempt} (drawn by chance)"
    yield "Attempt", f"{counted(state.count, 'change')} so far{mark if state.attempt else ''}"
    yield "Status", state.status
    yield "Best score", "none yet" if state.best is None else f"{state.best:g} of 100"
    yield "Last page", _last(found)
    yield "Pages", f"{found.pages_seen} of {len(found.plan.pages)} opened"
    yield "Activities", f"{begun} of {len(items)} begun"


def _last(found: Explained) -> str:
    if found.state.last is None:
        return "none"
    return f"{found.last.id} · {found.last.title}" if found.last else "one of another release"


def _page(found: Explained, page: PlannedPage, width: int) -> Iterator[Text]:
    yield Text()
    opened = "opened" if found.seen(page) else "not opened"
    yield Text(visible(f"{page.id} · {page.title} · {opened}"), "bold")
    for told in found.on(page):
        yield from _item(told, width)


def _item(told: Told, width: int) -> Iterator[Text]:
    about = f"{told.item.kind} {told.item.id} · {told.item.label}"
    if not told.record.begun:
        why = "nothing recorded" if told.drawn else "not drawn"
        yield from paragraph("  ", f"{about}: {why}", width, "dim")
        return
    yield from paragraph("  ", about, width)
    for line in told.lines:
        yield from paragraph("    - ", line, width)


def _rows(found: Explained, width: int) -> Iterator[Text]:
    if found.rows:
        names = [
            f"{number}{TIED}{name or '(of another release)'}"
            for number, name in enumerate(found.rows)
        ]
        yield Text()
        yield Text("Lines of the report (cmi.interactions), in the order of their numbers", "bold")
        yield from paragraph("  ", ", ".join(names), width)


def _strange(found: Explained, width: int) -> Iterator[Text]:
    parts = [
        *([counted(found.strange_pages, "opened page")] if found.strange_pages else []),
        *([counted(len(found.strange), "value")] if found.strange else []),
    ]
    if parts:
        yield Text()
        said = (
            f"Of another release or course, and kept as it is: {' and '.join(parts)}. If that is "
            "much, this is not the package that the learner uses."
        )
        yield from paragraph("", said, width)
        for slot, stored in sorted(found.strange.items()):
            yield from paragraph("  ", f"number {slot}: {_extent(stored)}", width)


def _extent(stored: Stored) -> str:
    """How much a value holds. Whose it is, is not known, so it may be private."""
    if isinstance(stored, StoredText):
        return f"a text of {counted(len(stored.text), 'character')}"
    if isinstance(stored, StoredNumber):
        return "a number"
    return f"{counted(len(stored.slots), 'option')} picked"


def state_as_json(found: Explained, undone: tuple[str, ...]) -> dict[str, Any]:
    """The explained state as plain data; the keys are stable, and new ones may be added."""
    state, course = found.state, found.plan.course
    return {
        "ok": True,
        "read_without": list(undone),
        "course": {"id": course.id, "title": course.title, "version": course.version},
        "attempt": state.attempt or None,
        "changes": state.count,
        "status": state.status,
        "best_score": state.best,
        "last_page": found.last.id if found.last else None,
        "pages": [
            {"id": page.id, "title": page.title, "opened": found.seen(page)}
            for page in found.plan.pages
        ],
        "items": [_item_as_json(one) for one in found.items],
        "rows": [name or None for name in found.rows],
        "other_release": {
            "pages": found.strange_pages,
            "values": {str(slot): _extent(one) for slot, one in sorted(found.strange.items())},
        },
    }


def _item_as_json(told: Told) -> dict[str, Any]:
    record = told.record
    return {
        "id": told.item.id,
        "kind": told.item.kind,
        "label": told.item.label,
        "page": told.item.page,
        "begun": record.begun,
        "drawn": told.drawn,
        "private": told.item.private,
        "shown": not record.veiled,
        "says": list(told.lines),
        "values": None
        if record.veiled
        else {
            **record.numbers,
            **{name: list(picked) for name, picked in record.picks.items()},
            **record.texts,
        },
    }
