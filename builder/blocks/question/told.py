"""An answer in words: what was answered, whether it was right, and how many tries it took."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, reworded, whole
from builder.wording import counted

SORTS = {
    "choice": "chosen",
    "choices": "chosen",
    "true-false": "judged true or false",
    "fill-in": "written",
    "number": "written",
}
"""How a question is answered; between kinds of one sort, answers keep their meaning."""


def tell(record: Record) -> Iterator[str]:
    """The answer, and how it was judged."""
    made = record.number("tries")
    if made == 0:
        yield "not answered"
        return
    answer = record.words(record.picked("picked")) or record.quote("text")
    right = record.number("right") == 1
    most = whole(record.item.data.get("tries"))
    tries = f"{made} of {counted(most, 'try', 'tries')}" if most else counted(made, "try", "tries")
    said = f"answered {answer}: {'right' if right else 'wrong'}, {tries}"
    points = record.item.points
    of = f"{points:g} {'point' if points == 1 else 'points'}"
    yield f"{said}, {points if right else 0:g} of {of}" if points else said


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """What is asked, how it is answered, what is right, and how often one may try."""
    if _ask(old) != _ask(new):
        yield Note(
            f"It has other words ({reworded(_ask(old), _ask(new))}): "
            "answers given stand for the new words."
        )
    before, now = (str(item.data.get("form")) for item in (old, new))
    if before != now:
        hidden = SORTS.get(before, before) != SORTS.get(now, now)
        yield Note(
            f"It is of the kind '{now}' now, before '{before}': answers given "
            f"{'do not show any more, but ' if hidden else ''}stay as they were judged.",
            lost=hidden,
        )
    elif _key(old) != _key(new):
        yield Note(
            "Another answer is right now: answers given stay as they were judged, "
            "new ones are judged anew."
        )
    yield from _tries(old, new)


def _ask(item: Tracked) -> str:
    return " ".join(row.ask for row in item.interactions)


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
        are = "is" if now == 1 else "are"
        yield Note(
            f"There {are} only {counted(now, 'try', 'tries')} now, "
            f"before {before or 'any number'}: who used as many has none left."
        )


TELLER = Teller(
    tell,
    sort_of=lambda _: Sort(
        "choice",
        gone="answers with {it} stay as they were judged, but do not show {it} any more",
    ),
    parts={"picked": "the answer", "text": "the answer", "tries": "", "right": ""},
    own=frozenset({"picked", "text"}),
    compare=compare,
)
