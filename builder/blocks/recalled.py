"""What a record stands for, in the player's terms: what was answered, what was reached.

The same as `Logic.recall` and `Logic.done` of each type in the player (`logic.ts` in its folder),
tried against it in `tests/tracks/test_parity.py`. Each type that learners use has a `recalled.py`;
the table of them is `RECALLS` in `builder/blocks/recallers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from builder.blocks.told import Record

Response = Mapping[str, Any]
"""One of `picked`, `ordered` (option ids), `matched` (pairs), `text`, `number`, `truth`."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An interaction of the item was answered. `key` tells it from the item's others."""

    key: str
    response: Response
    result: Literal["right", "wrong", "neutral"] = "neutral"


@dataclass(frozen=True, slots=True)
class Reached:
    """An objective of the item has a result; `score` is from 0 to 100 where there is one."""

    key: str
    score: float | None = None


Fact = Answered | Reached


@dataclass(frozen=True, slots=True)
class Done:
    """The learner has done what the block asks for.

    `points` of the item's are those that were earned; `way` are the choices of a story, each with
    its scene before it.
    """

    points: float | None = None
    way: tuple[tuple[str, str], ...] = ()


def _no_facts(record: Record) -> Iterable[Fact]:
    return ()


@dataclass(frozen=True, slots=True)
class Recaller:
    """How one block type is recalled: its facts, and whether it is done (None: it is not)."""

    done: Callable[[Record], Done | None]
    facts: Callable[[Record], Iterable[Fact]] = _no_facts


def done_if(is_done: bool) -> Done | None:
    """Done, with nothing more to say."""
    return Done() if is_done else None
