"""An answer in words: what was answered, whether it was right, and how many tries it took."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.blocks.question.arranging import CHOICE
from builder.blocks.question.common import WHOLE_SHARE
from builder.blocks.told import Note, Record, Sort, Teller, Tracked, quoted, reworded, whole
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

OPTIONS = {"match": "item or choice", "order": "item", "rank": "item"}
"""What the options of a question are called, where they are not choices."""


def tell(record: Record) -> Iterator[str]:
    """The answer, and how it was judged."""
    if _form(record.item) == "rank":
        yield f"ranked {_answer(record)}" if record.picked("order") else "not answered"
        return
    made = record.number("tries")
    if made == 0:
        yield "not answered"
        return
    most = whole(record.item.data.get("tries"))
    tries = f"{made} of {counted(most, 'try', 'tries')}" if most else counted(made, "try", "tries")
    said = f"answered {_answer(record)}: {_judged(record)}, {tries}"
    points = record.item.points
    of = f"{points:g} {'point' if points == 1 else 'points'}"
    yield f"{said}, {round(points * _share(record), 2):g} of {of}" if points else said


def _form(item: Tracked) -> str:
    return str(item.data.get("form"))


def _judged(record: Record) -> str:
    """What was kept of the judgement: all of it right, or the share of the best try."""
    if record.number("right"):
        return "right"
    if not record.number("share"):
        return "wrong"
    return "partly right" if record.number("tries") == 1 else "partly right at best"


def _share(record: Record) -> float:
    return 1 if record.number("right") else record.number("share") / WHOLE_SHARE


def _answer(record: Record) -> str:
    """What was picked, matched, put in order or written last."""
    form = _form(record.item)
    if form == "match":
        return "; ".join(_matches(record)) or "what is not there any more"
    if form in ("order", "rank"):
        return " → ".join(record.words([one]) for one in record.picked("order"))
    return record.words(record.picked("picked")) or record.quote("text")


def _matches(record: Record) -> Iterator[str]:
    for item, choice in pairs(record):
        yield f"{record.words([item])} – {record.words([CHOICE + choice])}"


def pairs(record: Record) -> Iterator[tuple[str, str]]:
    """Each item with its choice, which stands behind it; one that has lost its choice is alone."""
    for item, choice in pairwise(record.picked("matched")):
        if choice.startswith(CHOICE) and not item.startswith(CHOICE):
            yield item, choice.removeprefix(CHOICE)


# ---- two releases ------------------------------------------------------------------------------


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """What is asked, how it is answered, what is right and gives, and how often one may try."""
    if _ask(old) != _ask(new):
        yield Note(
            f"It has other words ({reworded(_ask(old), _ask(new))}): "
            "answers given stand for the new words."
        )
    before, now = _form(old), _form(new)
    if before != now:
        hidden = SORTS.get(before, before) != SORTS.get(now, now)
        yield Note(
            f"It is of the kind '{now}' now, before '{before}': answers given "
            f"{'do not show any more, but ' if hidden else ''}stay as they were judged.",
            lost=hidden,
        )
    if "rank" not in (before, now):
        if before == now:
            yield from _key(old, new)
        yield from _tries(old, new)
        yield from _partial(old, new)
    if before == now:
        yield from _shuffle(old, new)


def _ask(item: Tracked) -> str:
    return " ".join(row.ask for row in item.interactions)


def _key(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether something else is right now."""
    stay = "answers given stay as they were judged, new ones are judged anew."
    if _form(new) == "match":
        before, now = _right_pairs(old), _right_pairs(new)
        others = tuple(item for item in now if before.get(item, now[item]) != now[item])
        if others:
            yield Note(f"Another choice is right now for {quoted(others)}: {stay}", parts=others)
    elif _form(new) == "order":
        if _right_order(old, new) != _right_order(new, old):
            yield Note(f"Another order is right now: {stay}")
    elif _right(old) != _right(new):
        yield Note(f"Another answer is right now: {stay}")


def _right(item: Tracked) -> tuple[object, ...]:
    correct = {answer for row in item.interactions for answer in row.correct}
    asked = ("answer", "tolerance", "ignoreAccents")
    return correct, *(item.data.get(name) for name in asked)


def _right_pairs(item: Tracked) -> dict[str, str]:
    pairs = (pair.partition(".") for row in item.interactions for pair in row.correct)
    return {source: target for source, _, target in pairs}


def _right_order(item: Tracked, other: Tracked) -> list[str]:
    """The right order of what both releases have."""
    correct = (one for row in item.interactions for one in row.correct)
    return [one for one in correct if one in other.options]


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


def _partial(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Parts of points are kept as a share; without it, an answer is all right or wrong."""
    before, now = ("share" in item.fields for item in (old, new))
    if now and not before:
        yield Note(
            "An answer that is partly right gives a part of the points now; answers given stay as "
            "they were judged."
        )
    if before and not now:
        yield Note(
            "Only an answer that is all right gives points now: who had a part of them has none, "
            "but the best score that was reached stays.",
            lost=True,
        )


def _shuffle(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = (bool(item.data.get("shuffle")) for item in (old, new))
    if now and not before:
        yield Note("It is shuffled now: learners see it in another order; answers given stay.")
    if before and not now:
        yield Note("It is not shuffled any more: all learners see it in the author's order.")


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort(
        OPTIONS.get(_form(item), "choice"),
        gone="answers with {it} stay as they were judged, but do not show {it} any more",
    ),
    parts={
        "picked": "the answer",
        "text": "the answer",
        "matched": "the answer",
        "order": "the answer",
        "tries": "",
        "right": "",
        "share": "",
    },
    own=frozenset({"picked", "text", "matched", "order", "share"}),
    compare=compare,
)
