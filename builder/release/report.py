"""A comparison of two releases for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from rich.text import Text

from builder.plan.lock import LOCK_FILE
from builder.release.changes import Change, Comparison, Verdict
from builder.release.locks import NO_LOCK
from builder.release.paragraphs import TIED, WIDTH, paragraph
from builder.wording import counted, visible

VERDICT = 9
"""Columns of the word that says what becomes of a thing."""

TAKE_BACK = (
    f"Take {LOCK_FILE} from the release that learners use (git checkout), then compare again: what "
    "changes thing by thing can be said with the right one only."
)
WITHOUT = (
    "If it is nowhere to be found, build once, and compare again: then it is said which numbers "
    "do not fit."
)
RENAMED = (
    "Was an id changed by mistake? What is recorded belongs to the id. To keep it, give the old id "
    "back:"
)
MOVED = (
    "Was it moved? A full id begins with the module and the page, so what was recorded stays "
    "behind. To keep it, move it back:"
)

COLOURS = {"kept": "", "changed": "yellow", "new": "green", "reset": "bold red", "gone": "bold red"}


def comparison_as_text(found: Comparison, width: int = WIDTH) -> Iterator[Text]:
    """The lines for a person: what it comes to, then thing by thing, then what to do."""
    yield Text(visible(f"{found.old.id} {found.old.version} → {found.new.version}"), "bold")
    yield Text()
    yield from paragraph("", _summary(found), width, "bold")
    if found.faults:  # the rest would be about a course that must not be released like this
        yield from _faults(found, width)
        return
    yield from _rules(found, width)
    for title, changes in _groups(found):
        yield Text()
        yield from paragraph("", title, width, "bold")
        for change in changes:
            yield from _change(change, width)
    yield from _renames(found, width)
    yield from _what_to_do(found, width)


def _summary(found: Comparison) -> str:
    if found.another:
        return (
            f"This is another course: the package holds '{found.old.id}', the folder "
            f"'{found.new.id}'. Nothing of a learner's record goes from one to the other. Compare "
            f"with a package of '{found.new.id}'; or, if only the id was changed, write "
            f"course: {found.old.id} in course.yaml again."
        )
    if found.faults:
        return (
            "This must not be released: learners in the middle would lose answers, or get wrong "
            "ones as their own."
        )
    if found.dropped:
        return "Learners in the middle lose everything: the LMS does not know the new package."
    new = found.count("new")
    lost = found.count("gone") + found.count("reset")
    kept = found.count("kept") + found.count("changed")
    partly = sum(one.lost and one.verdict == "changed" for one in found.changes)
    counts = [
        f"{found.count('gone')} gone",
        f"{found.count('reset')} reset",
        *([f"{partly} kept in part"] if partly else []),
        f"{new} new",
    ]
    return (
        f"Learners in the middle keep {kept} of {counted(kept + lost, 'activity', 'activities')}: "
        f"{', '.join(counts)}."
    )


def _faults(found: Comparison, width: int) -> Iterator[Text]:
    yield Text()
    yield Text("The tracking lock is not the one of the package, nor a later one", "bold red")
    for fault in found.faults:
        yield from paragraph("  ! ", fault, width, "red")
    yield Text()
    yield from paragraph("", TAKE_BACK, width)
    if NO_LOCK in found.faults:
        yield from paragraph("", WITHOUT, width)


def _rules(found: Comparison, width: int) -> Iterator[Text]:
    if found.rules:
        yield Text()
        yield Text("Order, completion and score", "bold")
        for rule in found.rules:
            yield from paragraph("  - ", rule, width)


def _groups(found: Comparison) -> Iterator[tuple[str, list[Change]]]:
    """What is not simply kept: records, modules, and each page with what is on it."""
    shown = [one for one in found.changes if one.verdict != "kept"]
    records = [one for one in shown if one.sort == "sco"]
    if records:
        yield "Records in the LMS", records
    modules = [one for one in shown if one.sort == "module"]
    if modules:
        yield "Modules", modules
    titles = {one.id: one.label for one in found.changes if one.sort == "page"}
    for page, title in titles.items():
        on_page = [one for one in shown if one.page == page]
        if on_page:
            yield f"{page} · {title}", on_page


def _change(change: Change, width: int) -> Iterator[Text]:
    sort = {"item": change.kind, "sco": "identifier"}.get(change.sort, change.sort)
    said = f"{sort} {change.id}"
    if change.sort in ("item", "module"):
        said += f" · {change.label}"
    colour = "bold red" if change.lost else COLOURS[change.verdict]
    if change.accepted:
        said, colour = f"{said} (accepted)", "dim"
    yield from paragraph(f"  {change.verdict:<{VERDICT}}", said, width, colour, of=VERDICT + 2)
    for note in change.notes:
        bullet = "! " if note.lost else "- "
        yield from paragraph(" " * (VERDICT + 2) + bullet, note.says, width)


def _renames(found: Comparison, width: int) -> Iterator[Text]:
    for moved, question in ((False, RENAMED), (True, MOVED)):
        renames = [one for one in found.renames if one.moved is moved]
        if renames:
            yield Text()
            yield from paragraph("", question, width)
        for rename in renames:
            yield Text(visible(f"  {rename.new} → {rename.old}"))


def _what_to_do(found: Comparison, width: int) -> Iterator[Text]:
    yield Text()
    if found.room:
        yield from paragraph("", found.room, width)
    if found.harmless:
        lost = sum(change.lost for change in found.changes)
        said = "What is lost is accepted." if lost else "Nothing is lost."
        yield Text(said, "green")
        return
    if found.losses:
        names = " ".join(f"--accept{TIED}{name}" for name in _names_to_accept(found))
        yield from paragraph("", "If this loss is wanted, accept it by name:", width)
        yield from paragraph("  ", names, width, break_words=False)


def _names_to_accept(found: Comparison) -> list[str]:
    """The fewest names: what has gone with something larger goes by the larger one's name."""
    gone = {one.id for one in found.losses if one.verdict == "gone"}

    def within(name: str) -> bool:
        parts = name.split(".")
        return any(".".join(parts[:end]) in gone for end in range(1, len(parts)))

    return [one.id for one in found.losses if not within(one.id)]


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """The comparison as plain data; the keys are stable, and new ones may be added."""
    return {
        "ok": found.harmless,
        "old": {"course": found.old.id, "version": found.old.version},
        "new": {"course": found.new.id, "version": found.new.version},
        "same_course": not found.another,
        "records_survive": not found.dropped,
        "items": {verdict: found.count(verdict) for verdict in get_args(Verdict)},
        "pages": {verdict: found.count(verdict, "page") for verdict in get_args(Verdict)},
        "losses": [change.id for change in found.losses],
        "room": found.room,
        "lock_faults": list(found.faults),
        "rules": list(found.rules),
        "renames": [{"sort": one.sort, "old": one.old, "new": one.new} for one in found.renames],
        "changes": [_change_as_json(change) for change in found.changes],
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    return {
        "sort": change.sort,
        "id": change.id,
        "kind": change.kind,
        "label": change.label,
        "page": change.page,
        "verdict": change.verdict,
        "lost": change.lost,
        "accepted": change.accepted,
        "notes": [
            {"says": note.says, "lost": note.lost, "parts": list(note.parts)}
            for note in change.notes
        ],
    }
