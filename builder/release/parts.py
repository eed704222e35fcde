"""Two releases of an item's parts: its fields (prompts, statements …) and what can be picked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.blocks.told import Note, Sort, Teller, option_words, part_words, reworded
from builder.plan.model import PlannedItem
from builder.record import record

MOST_NAMED = 6


@record
class _Said:
    """What is said of one part, or of many; `{it}` in `why` stands for them."""

    one: str
    many: str
    why: str = ""
    lost: bool = True

    def of(self, noun: str, names: list[str]) -> Note:
        """The sentence; a part without a name is the only one of its noun."""
        single = len(names) == 1
        shown = ", ".join(f"'{name}'" for name in names[:MOST_NAMED] if name)
        if len(names) > MOST_NAMED:
            shown += f" and {len(names) - MOST_NAMED} more"
        about = f"{noun if single else f'{noun}s'} {shown}".strip()
        why = self.why.format(it="it" if single else "them")
        said = f"{about} {self.one if single else self.many}{why and f': {why}'}."
        return Note(said[:1].upper() + said[1:], self.lost, tuple(names))


FIELD_GONE = _Said("is gone", "are gone", "what was recorded of {it} does not show any more")
FIELD_NEW = _Said("is new", "are new", "who had done all before has {it} to do", lost=False)
FIELD_MOVED = _Said(
    "has another number in tracking.lock",
    "have other numbers in tracking.lock",
    "what was recorded of {it} is lost",
)
OTHER_FORM = _Said(
    "is kept in another form", "are kept in another form", "what was recorded of {it} is lost"
)
RECORDED = "what was recorded of {it}"
OPTION_MOVED = _Said(
    "has another number in tracking.lock",
    "have other numbers in tracking.lock",
    "picks of {it} are lost",
)


# ---- fields ------------------------------------------------------------------------------------


def compare_fields(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    """What becomes of the fields, those of the same fate in one sentence."""
    fates: dict[tuple[str, _Said], dict[str, str]] = {}
    for name, said in _fates(old, new):
        noun, part = _named(teller, name)
        if said in (FIELD_GONE, FIELD_NEW) and (not noun or _is_own(teller, name)):
            continue
        known = (noun, part) if noun else (f"'{name}'", "")
        fates.setdefault((known[0], said), {})[name] = known[1]
    for (noun, said), parts in fates.items():
        note = said.of(noun, list(parts.values()))
        yield replace(note, parts=tuple(part or name for name, part in parts.items()))
    yield from _other_words(old, new, teller)


def _fates(old: PlannedItem, new: PlannedItem) -> Iterator[tuple[str, _Said]]:
    for name, before in old.fields.items():
        now = new.fields.get(name)
        if now is None:
            yield name, FIELD_GONE
        elif moved(old, new, name):
            yield name, FIELD_MOVED
        elif before.type != now.type:
            yield name, OTHER_FORM
        elif now.type == "text" and now.limit < before.limit:
            yield name, _less_room(before.limit, now.limit)
    yield from ((name, FIELD_NEW) for name in new.fields if name not in old.fields)


def moved(old: PlannedItem, new: PlannedItem, name: str) -> bool:
    """Whether a field that both have has another number now."""
    return old.fields[name].slot != new.fields[name].slot


def _less_room(before: int, now: int) -> _Said:
    room = f"room for {now} characters, before {before}"
    why = (
        "longer texts lose their end when the learner changes them, or when there is no room for "
        "all that is recorded"
    )
    return _Said(f"has {room}", f"have {room}", why)


def _named(teller: Teller, name: str) -> tuple[str, str]:
    """The noun and the part of a field; one without a noun of its own is called by its name."""
    noun, part = teller.part(name)
    return (noun, "") if noun == f"'{name}'" else (noun, part)


def _is_own(teller: Teller, name: str) -> bool:
    head, dot, _ = name.partition(".")
    return name in teller.own or head + dot in teller.own


def _other_words(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    """Statements and prompts with other words, and those that only have another id."""
    fields = (_named(teller, name) for name in (*old.fields, *new.fields))
    nouns = {part: noun for noun, part in fields if noun and part}
    before, now = (
        {part: words for part, words in part_words(item).items() if part in nouns}
        for item in (old, new)
    )
    others = _differing(before, now)
    if others:
        yield _in_other_words(before, now, others[0], RECORDED).of(nouns[others[0]], others)
    yield from _other_ids(before, now)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name, words in before.items() if now.get(name, words) != words]


def _in_other_words(
    before: Mapping[str, str], now: Mapping[str, str], first: str, recorded: str
) -> _Said:
    words = reworded(before[first], now[first])
    why = f"{recorded} stands for the new words"
    return _Said(f"has other words ({words})", f"have other words ({words})", why, lost=False)


def _other_ids(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Note]:
    """What has gone and has come with the same words: it may be the same under another id."""
    come = {words: name for name, words in now.items() if name not in before}
    gone = ((name, words) for name, words in before.items() if name not in now)
    pairs = [(name, come[words]) for name, words in gone if words in come]
    if pairs:
        listed = ", ".join(f"'{new}' has the words of '{old}'" for old, new in pairs[:MOST_NAMED])
        yield Note(
            f"Was an id changed by mistake? {listed}. To keep what is recorded, give the old id "
            "back.",
            False,
            tuple(new for _, new in pairs),
        )


# ---- options -----------------------------------------------------------------------------------


def compare_options(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    """What becomes of what learners picked."""
    gone = [one for one in old.options if one not in new.options]
    come = [one for one in new.options if one not in old.options]
    others = [
        one for one in old.options if new.options.get(one, old.options[one]) != old.options[one]
    ]
    for sort, names in _by_sort(gone, old, teller):
        if sort.noun:
            yield _Said("is gone", "are gone", sort.when_gone).of(sort.noun, names)
    for sort, names in _by_sort(come, new, teller):
        if sort.noun:
            yield _Said("is new", "are new", sort.come, lost=False).of(sort.noun, names)
    for sort, names in _by_sort(others, new, teller):
        yield OPTION_MOVED.of(sort.noun or "option", names)
    yield from _options_in_other_words(old, new, teller)


def _by_sort(
    names: Iterable[str], item: PlannedItem, teller: Teller
) -> Iterable[tuple[Sort, list[str]]]:
    found: dict[Sort, list[str]] = {}
    for name in names:
        found.setdefault(teller.sort_of(item, name), []).append(name)
    return found.items()


def _options_in_other_words(old: PlannedItem, new: PlannedItem, teller: Teller) -> Iterator[Note]:
    before, now = (
        {name: words for name, words in option_words(item).items() if name in item.options}
        for item in (old, new)
    )
    for sort, names in _by_sort(_differing(before, now), new, teller):
        done = f"what learners {sort.did} before"
        if sort.noun:
            yield _in_other_words(before, now, names[0], done).of(sort.noun, names)
    yield from _other_ids(before, now)
