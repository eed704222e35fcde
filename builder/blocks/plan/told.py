"""A plan in words: what was picked and added, and for which week."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Teller, Tracked, option_words, whole


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
    """Whether the plan is for other weeks."""
    before, now = (
        (whole(item.data.get("first")), whole(item.data.get("last"))) for item in (old, new)
    )
    if before != now:
        yield Note(
            f"The plan is for weeks {now[0]} to {now[1]}, before {before[0]} to {before[1]}; "
            "what was put into another week moves.",
            lost=not now[0] <= before[0] <= before[1] <= now[1],
        )


TELLER = Teller(
    tell,
    option="suggestion",
    parts={"picked": "", "week.": "", "own.": "own action", "own-week.": ""},
    compare=compare,
)
