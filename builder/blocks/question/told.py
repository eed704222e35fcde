"""An answer in words: what was answered, whether it was right, and how many tries it took."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.question.common import WHOLE_SHARE
from builder.blocks.told import Note, Record, Teller, Tracked, whole
from builder.wording import counted

SORTS = {
    "choice": "chosen",
    "choices": "chosen",
    "true-false": "judged true or false",
    "fill-in": "written",
    "number": "written",
    "match": "matched",
    "order": "put in order",
    "rank": "put in order",
}
"""How a question is answered; between kinds of one sort, answers keep their meaning."""


def tell(record: Record) -> Iterator[str]:
    """The answer, and how it was judged."""
    made = record.number("tries")
    if record.item.data.get("form") == "rank" and record.picked("order"):
        yield f"ranked {_answer(record)}"
        return
    if made == 0:
        yield "not answered"
        return
    answer = _answer(record)
    right = record.number("right") == 1
    most = whole(record.item.data.get("tries"))
    of = counted(most, "try", "tries") if most else "any number of tries"
    said = f"answered {answer}: {'right' if right else 'wrong'}, {made} of {of}"
    points = record.item.points
    share = max(record.number("share") / WHOLE_SHARE, float(right))
    yield f"{said}, {points * share:g} of {points:g} points" if points else said


def _answer(record: Record) -> str:
    """What was picked, matched, put in order or written last."""
    form = record.item.data.get("form")
    if form == "match":
        return _matched(record)
    if form in ("order", "rank"):
        return " → ".join(record.words([one]) for one in record.picked("order"))
    return record.words(record.picked("picked")) or record.quote("text")


def _matched(record: Record) -> str:
    """Each item with its choice: they stand in turn in the list."""
    listed = record.picked("matched")
    pairs = zip(listed[::2], listed[1::2], strict=False)
    return "; ".join(f"{record.words([one])} – {record.words([choice])}" for one, choice in pairs)


def renewed(old: Tracked, new: Tracked) -> str:
    """Whether it is answered in another way now."""
    before, now = (str(item.data.get("form")) for item in (old, new))
    if SORTS.get(before, before) == SORTS.get(now, now):
        return ""
    return (
        f"It was of the kind '{before}' and is '{now}' now: answers given are not shown any more; "
        "tries and whether they were right stay."
    )


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """What is right, and how often one may try."""
    if old.data.get("form") != new.data.get("form"):
        yield Note(
            f"It is of the kind '{new.data.get('form')}' now, before '{old.data.get('form')}'; "
            "answers given stay as they were judged."
        )
    if _key(old) != _key(new):
        yield Note(
            "Another answer is right now: answers given stay as they were judged, "
            "new ones are judged anew."
        )
    yield from _tries(old, new)


def _key(item: Tracked) -> tuple[object, ...]:
    correct = {answer for row in item.interactions for answer in row.correct}
    return correct, item.data.get("answer"), item.data.get("tolerance")


def _tries(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = (whole(item.data.get("tries")) for item in (old, new))
    if before == now:
        return
    if now == 0 or 0 < before < now:
        yield Note("There are more tries: who answered wrong may try again.")
    else:
        yield Note(f"There is only {counted(now, 'try', 'tries')}: who used more has none left.")


TELLER = Teller(
    tell,
    option="choice",
    parts={
        "picked": "the answer",
        "text": "the answer",
        "matched": "the answer",
        "order": "the answer",
        "tries": "",
        "right": "",
        "share": "",
    },
    compare=compare,
    renewed=renewed,
)
