"""Conditions as tests of sums: what of the values a story can tell apart, and no more.

A condition compares sums of values with numbers. So a moment of a run is known by its scene and by
what these sums have come to. A sum that only ever grows need not be followed beyond the largest
number that it is compared with, and likewise downwards: this keeps stories with circles finite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from builder.blocks.scenario.expression import COMPARISONS, Tree
from builder.record import record

Sum = tuple[tuple[str, int], ...]
"""Names of values by alphabet, each with how often it is added (or taken away, if negative)."""

Totals = tuple[int, ...]
"""What each sum has come to."""

TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@record
class Compared:
    """A comparison of one of the sums with a number."""

    sign: str
    sum: int
    number: int

    def holds(self, totals: Totals) -> bool:
        """Whether it is true for these totals."""
        return COMPARISONS[self.sign](totals[self.sum], self.number)


@record
class Joined:
    """Tests joined by `and` or `or`, or one that is turned round by `not`."""

    word: str
    parts: tuple[Test, ...]

    def holds(self, totals: Totals) -> bool:
        """Whether it is true for these totals."""
        if self.word == "not":
            return not self.parts[0].holds(totals)
        join = all if self.word == "and" else any
        return join(part.holds(totals) for part in self.parts)


Test = Compared | Joined


def compared(test: Test) -> Iterable[Compared]:
    """All comparisons in a test."""
    if isinstance(test, Compared):
        yield test
        return
    for part in test.parts:
        yield from compared(part)


class Sums:
    """The sums of one story; `test` adds those of a condition."""

    def __init__(self) -> None:
        self.all: list[Sum] = []
        self._limits: list[tuple[float, float]] = []

    def test(self, tree: Tree) -> Test:
        """The test that a condition is."""
        if not isinstance(tree, list):
            raise TypeError(f"{tree!r} is no condition")
        sign, *parts = tree
        if sign in COMPARISONS:
            return self._comparison(str(sign), *parts)
        return Joined(str(sign), tuple(self.test(part) for part in parts))

    def totals(self, values: Mapping[str, int]) -> Totals:
        """What the sums come to for these values."""
        return tuple(
            sum(times * values.get(name, 0) for name, times in parts) for parts in self.all
        )

    def bound(self, tests: Iterable[Test], steps: Iterable[Totals]) -> None:
        """Find how far each sum must be followed, given all tests and all changes of the story."""
        numbers: list[list[int]] = [[] for _ in self.all]
        for test in tests:
            for one in compared(test):
                numbers[one.sum].append(one.number)
        changes = list(zip(*steps, strict=True)) or [()] * len(self.all)
        self._limits = [_limits(*pair) for pair in zip(numbers, changes, strict=True)]

    def bounded(self, totals: Iterable[int]) -> Totals:
        """The totals, each within what must be followed of it."""
        return tuple(
            int(max(least, min(most, total)))
            for total, (least, most) in zip(totals, self._limits, strict=True)
        )

    def words(self, at: int) -> str:
        """A sum as its author would write it."""
        text = ""
        for name, times in self.all[at]:
            for _ in range(abs(times)):
                text += f" {'+' if times > 0 else '-'} {name}" if text else name
        return text or "0"

    def in_words(self, at: int, found: Iterable[tuple[Totals, Totals]]) -> str:
        """Between which numbers a sum lies; of each moment the totals, and those as followed."""
        exact, followed = zip(*((one[at], other[at]) for one, other in found), strict=True)
        low, high = min(exact), max(exact)
        least, most = self._limits[at]
        if most in followed:
            return f"{self.words(at)} is {low} or more"
        if least in followed:
            return f"{self.words(at)} is {high} or less"
        return f"{self.words(at)} is {low}" + (f" to {high}" if low < high else "")

    def _comparison(self, sign: str, left: Tree, right: Tree) -> Compared:
        factors: dict[str, int] = {}
        number = -(_collect(left, 1, factors) + _collect(right, -1, factors))
        parts = tuple(sorted((name, times) for name, times in factors.items() if times))
        if parts and parts[0][1] < 0:
            parts = tuple((name, -times) for name, times in parts)
            sign, number = TURNED[sign], -number
        if parts not in self.all:
            self.all.append(parts)
        return Compared(sign, self.all.index(parts), number)


def _limits(numbers: list[int], changes: Iterable[int]) -> tuple[float, float]:
    """How far a sum must be followed that is compared with these numbers and changes so."""
    steps = set(changes) - {0}
    rises, falls = any(step > 0 for step in steps), any(step < 0 for step in steps)
    least = min(numbers) - 1 if falls and not rises else float("-inf")
    return least, max(numbers) + 1 if rises and not falls else float("inf")


def _collect(tree: Tree, times: int, factors: dict[str, int]) -> int:
    """Count the values of a sum into `factors`; what is left is a number."""
    if isinstance(tree, int):
        return times * tree
    if isinstance(tree, str):
        factors[tree] = factors.get(tree, 0) + times
        return 0
    sign, left, right = tree
    return _collect(left, times, factors) + _collect(
        right, -times if sign == "-" else times, factors
    )
