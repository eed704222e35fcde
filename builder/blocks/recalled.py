"""What a record stands for, in the player's terms: what was answered, what was reached.

The same as `Logic.recall` and `Logic.done` of each type in the player (`logic.ts` in its folder),
tried against it in `tests/tracks/test_parity.py`. Each type that learners use has a `recalled.py`;
the table of them is `RECALLERS` in `builder/blocks/recallers.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from builder.blocks.told import Record
from builder.record import record

Response = Mapping[str, Any]
"""One of `picked`, `ordered` (option ids), `matched` (pairs), `text`, `number`, `truth`."""


SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""White space for a browser, as it stands between the brackets of a pattern; Python has more."""

NOT_BLANK = re.compile(f"[^{SPACES}]")


@record
class Answered:
    """An interaction of the item was answered. `key` tells it from the item's others.

    `points` are those earned, where an answer can be worth a part of them; without, it is worth
    all or nothing.
    """

    key: str
    response: Response
    result: Literal["right", "wrong", "neutral"] = "neutral"
    points: float | None = None


@record
class Reached:
    """An objective of the item has a result; `score` is from 0 to 100 where there is one."""

    key: str
    score: float | None = None


Fact = Answered | Reached


@record
class Done:
    """The learner has done what the block asks for.

    `points` of the item's are those that were earned; `way` are the choices of a story that led
    there, each with its scene before it, as far as they are known.
    """

    points: float | None = None
    way: tuple[tuple[str, str], ...] = ()


def _no_facts(record: Record) -> Iterable[Fact]:
    return ()


@record
class Recaller:
    """How one block type is recalled: its facts, and whether it is done (None: it is not)."""

    done: Callable[[Record], Done | None]
    facts: Callable[[Record], Iterable[Fact]] = _no_facts


def is_written(text: str) -> bool:
    """Whether there is anything but white space."""
    return NOT_BLANK.search(text) is not None


def done_if(is_done: bool) -> Done | None:
    """Done, with nothing more to say."""
    return Done() if is_done else None
