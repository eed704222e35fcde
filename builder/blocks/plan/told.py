"""A plan in words: what was picked and added, and for which week."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, option_words, whole
from builder.wording import counted


def tell(record: Record) -> Iterator[str]:
    """Suggestions and own actions with their weeks; how many they are, where they are veiled."""
    picked = record.picked("picked")
    own = [name for name in record.item.fields if name.startswith("own.") and name in record.texts]
    if record.veiled:
        suggested = len(record.item.options)
        yield f"{len(picked)} of {suggested} suggestions picked, {len(own)} own; not shown"
        return
    words = option_words(record.item)
    suggest = record.item.data.get("suggest", {})
    for key in picked:
        week = record.number(f"week.{key}") or suggest.get(key, {}).get("week")
        yield f"week {week}: {words.get(key, key)}"
    for name in own:
        week = record.number(name.replace("own.", "own-week.")) or record.item.data.get("first")
        yield f"week {week}: {record.quote(name)}"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether there are other weeks, or more or fewer own actions."""
    yield from _weeks(old, new)
    yield from _suggested_weeks(old, new)
    yield from _own(old, new)


def _weeks(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = (
        (whole(item.data.get("first")), whole(item.data.get("last"))) for item in (old, new)
    )
    if before != now:
        said = f"The plan is for weeks {now[0]} to {now[1]}, before {before[0]} to {before[1]}"
        own = _room(old) > 0 and _room(new) > 0
        yield Note(
            "; ".join([said, *_other_weeks(before, now, own)]) + ".",
            lost=not now[0] <= before[0] <= before[1] <= now[1],
        )


def _other_weeks(before: tuple[int, int], now: tuple[int, int], own: bool) -> Iterator[str]:
    """What becomes of weeks that were chosen."""
    if now[1] < before[1]:
        yield f"what was put into a later week is in week {now[1]} now"
    if now[0] > before[0]:
        yield "what was put into an earlier week stays there until the learner moves it"
    if now[0] != before[0] and own:
        yield f"own actions that were left in week {before[0]} are in week {now[0]} now"


def _suggested_weeks(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = _suggested(old), _suggested(new)
    moved = [key for key in before if before[key] != now.get(key, before[key])]
    if moved:
        listed = ", ".join(f"'{key}' for week {now[key]}, before {before[key]}" for key in moved)
        yield Note(
            f"Other weeks are suggested ({listed}): who picked such an action and left it in its "
            "week has it in the new one.",
            parts=tuple(moved),
        )


def _suggested(item: Tracked) -> dict[str, int]:
    suggest = item.data.get("suggest")
    if not isinstance(suggest, dict):
        return {}
    return {key: whole(one.get("week")) for key, one in suggest.items()}


def _own(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = _room(old), _room(new)
    if before != now:
        less = ": what learners wrote beyond that does not show any more" if now < before else ""
        yield Note(
            f"There is room for {counted(now, 'own action')}, before {before}{less}.",
            lost=now < before,
        )


def _room(item: Tracked) -> int:
    return sum(name.startswith("own.") for name in item.fields)


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort("suggestion"),
    parts={"picked": "", "week.": "", "own.": "own action", "own-week.": ""},
    own=frozenset({"own."}),
    compare=compare,
)
