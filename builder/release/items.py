"""Two releases of one item: what of its record stays, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.tellers import teller_of
from builder.blocks.told import Note, Teller, option_words
from builder.plan.model import PlannedItem
from builder.release.changes import Change, Verdict

MOST_NAMED = 6


def compare_items(old: PlannedItem, new: PlannedItem) -> Change:
    """What becomes of the record of an item that both releases have."""
    why = _renewed(old, new)
    notes = (Note(why, lost=True),) if why else tuple(_notes(old, new))
    verdict: Verdict = "reset" if why else "changed" if notes else "kept"
    return changed(new, verdict, notes)


def changed(item: PlannedItem, verdict: Verdict, notes: tuple[Note, ...] = ()) -> Change:
    """What becomes of an item."""
    return Change("item", item.id, item.kind, item.label, item.page, verdict, notes)


def _renewed(old: PlannedItem, new: PlannedItem) -> str:
    """Why nothing recorded of the item has a meaning any more; "" where it has."""
    if old.kind != new.kind:
        return f"It was a {old.kind} and is a {new.kind} now."
    if why := teller_of(new.kind).renewed(old, new):
        return why
    if old.fields and not any(name in new.fields for name in old.fields):
        return "Nothing of what was remembered of it is remembered any more."
    if all(_moved(old, new, name) for name in old.fields if name in new.fields) and old.fields:
        return "Its numbers in tracking.lock are others now."
    return ""


def _moved(old: PlannedItem, new: PlannedItem, name: str) -> bool:
    return old.fields[name].slot != new.fields[name].slot


def _notes(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    teller = teller_of(new.kind)
    yield from _fields(old, new, teller)
    yield from _options(old, new, teller)
    yield from _rows(old, new)
    yield from teller.compare(old, new)
    yield from _meaning(old, new)


# ---- fields ------------------------------------------------------------------------------------


def _fields(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    for name in old.fields:
        if name not in new.fields:
            yield from _gone_field(name, teller)
        elif _moved(old, new, name):
            yield _note(teller, name, "has another number in tracking.lock: it is lost")
        elif old.fields[name].type != new.fields[name].type:
            yield _note(teller, name, "is kept in another form: what was recorded is lost")
        else:
            yield from _shorter(old, new, name, teller)
    for name in new.fields:
        if name not in old.fields:
            yield from _new_field(name, teller)


def _note(teller: Teller, name: str, what: str, lost: bool = True) -> Note:
    noun, part = teller.part(name)
    about = f"{noun or name} '{part}'" if part and noun != f"'{name}'" else noun or f"'{name}'"
    return Note(_sentence(f"{about} {what}"), lost, (part or name,))


def _gone_field(name: str, teller: Teller) -> Iterator[Note]:
    if teller.part(name)[0]:
        yield _note(teller, name, "is gone: what was recorded of it does not show any more")


def _new_field(name: str, teller: Teller) -> Iterator[Note]:
    if teller.part(name)[0]:
        yield _note(teller, name, "is new: who had done all this before has it to do", lost=False)


def _shorter(old: PlannedItem, new: PlannedItem, name: str, teller: Teller) -> Iterator[Note]:
    field, before = new.fields[name], old.fields[name]
    if field.type == "text" and field.limit < before.limit:
        yield _note(
            teller,
            name,
            f"has room for {field.limit} characters, before {before.limit}: longer texts stay "
            "until the learner changes them, and are cut then",
        )


# ---- options and rows --------------------------------------------------------------------------


def _options(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    gone = [one for one in old.options if one not in new.options]
    come = [one for one in new.options if one not in old.options]
    moved = [
        one for one in old.options if new.options.get(one, old.options[one]) != old.options[one]
    ]
    noun = teller.noun(new)
    if moved:
        said = _plural(noun or "part", moved, "has another number", "have other numbers")
        yield Note(f"{said} in tracking.lock: picks of it are lost.", True, tuple(moved))
    if not noun:
        return
    if gone:
        said = _plural(noun, gone, "is gone", "are gone")
        why = f"that learners {teller.picked} it does not count any more"
        yield Note(f"{said}: {why}.", True, tuple(gone))
    if come:
        said = _plural(noun, come, "is new", "are new")
        yield Note(f"{said}{teller.one_more and f': {teller.one_more}'}.", False, tuple(come))
    yield from _reworded(old, new, noun)


def _plural(noun: str, names: list[str], one: str, many: str) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown += f" and {len(names) - MOST_NAMED} more"
    return _sentence(f"{noun} {shown} {one if len(names) == 1 else many}", "")


def _sentence(words: str, stop: str = ".") -> str:
    return words[:1].upper() + words[1:] + stop


def _reworded(old: PlannedItem, new: PlannedItem, noun: str) -> Iterator[Note]:
    before, now = option_words(old), option_words(new)
    others = [key for key in old.options if before.get(key) != now.get(key) and key in new.options]
    if others:
        first = others[0]
        yield Note(
            f"{_plural(noun, others, 'has', 'have')} other words "
            f"(“{before.get(first, '')}” → “{now.get(first, '')}”): "
            "who picked it is taken to have picked these.",
            False,
            tuple(others),
        )


def _rows(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    rows = {row.key: row.slot for row in new.interactions}
    moved = [row.key for row in old.interactions if rows.get(row.key, row.slot) != row.slot]
    if moved:
        yield Note(
            "Lines of the report have other numbers in tracking.lock: the report gets new lines.",
            True,
            tuple(moved),
        )
    titles = {one.key for one in new.objectives}
    lacking = [one.key for one in old.objectives if one.key not in titles]
    if lacking:
        yield Note(
            "A result is reported no more; what was reported of it stays in the LMS.",
            False,
            tuple(lacking),
        )


# ---- what it counts for ------------------------------------------------------------------------


def _meaning(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    if old.points != new.points:
        yield Note(
            f"It gives at most {_points(new)}, before {_points(old)}: scores are computed anew; "
            "the best score that was reached stays."
        )
    if old.required != new.required:
        yield Note(
            "It counts for completion now, and did not before."
            if new.required
            else "It does not count for completion any more."
        )
    if old.private != new.private:
        yield Note(
            "It was for the learner alone and goes to the report now, when the learner sends it."
            if old.private
            else "It is for the learner alone now; what was reported before stays in the LMS."
        )


def _points(item: PlannedItem) -> str:
    return f"{item.points:g} {'point' if item.points == 1 else 'points'}"
