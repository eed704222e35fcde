"""What is recorded of a block, in words: for whoever looks into a record or compares releases.

Each type that learners use has a `told.py` in its folder, with a `Teller`; the table of them is
`TELLERS` in `builder/blocks/tellers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from builder.blocks.tracking import Interaction, Objective
from builder.wording import counted


class Kept(Protocol):
    """A remembered value of an item, as a plan has it."""

    @property
    def slot(self) -> int:
        """Its number in learners' states."""
        ...

    @property
    def type(self) -> str:
        """`number`, `set`, `list` or `text`."""
        ...

    @property
    def limit(self) -> int:
        """The largest number, the most entries, or the most UTF-16 units of a text."""
        ...


class Tracked(Protocol):
    """A tracked item, as a plan has it."""

    @property
    def id(self) -> str:
        """Its full id."""
        ...

    @property
    def kind(self) -> str:
        """Its block type."""
        ...

    @property
    def label(self) -> str:
        """How it is named to a learner."""
        ...

    @property
    def points(self) -> float:
        """The most points that it gives."""
        ...

    @property
    def private(self) -> bool:
        """Whether it is for the learner alone."""
        ...

    @property
    def pool(self) -> str | None:
        """The pool that it belongs to, by its full id."""
        ...

    @property
    def draw(self) -> int | None:
        """Of a pool: how many of its questions a learner gets."""
        ...

    @property
    def fields(self) -> Mapping[str, Kept]:
        """What is remembered of it, by name."""
        ...

    @property
    def options(self) -> Mapping[str, int]:
        """What can be picked in it, with its numbers."""
        ...

    @property
    def interactions(self) -> Sequence[Interaction]:
        """Its lines in the report."""
        ...

    @property
    def objectives(self) -> Sequence[Objective]:
        """Its results that are reported beside the course's own."""
        ...

    @property
    def data(self) -> Mapping[str, Any]:
        """What its logic in the player knows."""
        ...


@dataclass(frozen=True)
class Record:
    """What a learner's state holds of an item. Fields that hold nothing are not there.

    `veiled` keeps back what a private item holds: only how much it is may be told.
    """

    item: Tracked
    numbers: Mapping[str, int] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    veiled: bool = False

    @property
    def begun(self) -> bool:
        """Whether anything is recorded."""
        return bool(self.numbers or self.picks or self.texts)

    def number(self, name: str) -> int:
        """A number; 0 where there is none."""
        return self.numbers.get(name, 0)

    def picked(self, name: str) -> tuple[str, ...]:
        """The options that a field holds."""
        return self.picks.get(name, ())

    def words(self, options: Iterable[str]) -> str:
        """The options in the words of this release."""
        known = option_words(self.item)
        return ", ".join(f"“{known[one]}”" if one in known else one for one in options)

    def quote(self, name: str) -> str:
        """A text as it stands, or how long it is; nothing where there is none."""
        text = self.texts.get(name, "")
        if not text:
            return "nothing yet"
        return f"{counted(len(text), 'character')}, not shown" if self.veiled else f"“{text}”"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that differs between two releases of an item, and what it does to learners."""

    says: str
    lost: bool = False
    """Whether something that a learner has done no longer counts or no longer shows."""
    parts: tuple[str, ...] = ()
    """The options, statements, prompts … that are meant, by their ids."""


def _no_notes(old: Tracked, new: Tracked) -> Iterator[Note]:
    return iter(())


def _same_sort(old: Tracked, new: Tracked) -> str:
    return ""


@dataclass(frozen=True)
class Teller:
    """How one block type speaks of what is recorded.

    `tell` gives the lines that explain a record. `option` is what an option is called, `picked`
    what learners do to it, and `one_more` what a new one means to those who had done all;
    `option_of` is for a type whose options are called now this, now that. `parts` is what fields
    are called, by name or by the part of the name that ends in a dot. An option or a field called
    "" needs no mention. `compare` gives what only this type knows of two releases; `renewed` says
    why nothing recorded has a meaning any more, and "" where that is not so.
    """

    tell: Callable[[Record], Iterable[str]]
    option: str = "option"
    picked: str = "picked"
    one_more: str = ""
    option_of: Callable[[Tracked], str] | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    compare: Callable[[Tracked, Tracked], Iterable[Note]] = _no_notes
    renewed: Callable[[Tracked, Tracked], str] = _same_sort

    def noun(self, item: Tracked) -> str:
        """What an option of this item is called."""
        return self.option_of(item) if self.option_of else self.option

    def part(self, name: str) -> tuple[str, str]:
        """What a field is called, and the author's id in its name."""
        head, dot, rest = name.partition(".")
        noun = self.parts.get(name, self.parts.get(head + dot, f"'{name}'"))
        return noun, rest


def option_words(item: Tracked) -> dict[str, str]:
    """The options of an item in the author's words, as far as the plan knows them."""
    words: dict[str, str] = {}
    for row in item.interactions:
        words |= {f"{row.key}/{one.id}" if row.key else one.id: one.text for one in row.options}
        words |= {f"choice/{one.id}": one.text for one in row.targets or ()}
        if row.key in item.options:
            words[row.key] = row.ask
    suggested = item.data.get("suggest")
    if isinstance(suggested, dict):
        words |= {key: str(one["say"]) for key, one in suggested.items() if "say" in one}
    return words


def quoted(names: Iterable[str]) -> str:
    """Authors' ids in a sentence."""
    return ", ".join(f"'{name}'" for name in names)


def whole(value: object) -> int:
    """A number out of what blocks know of themselves; 0 where there is none."""
    return value if isinstance(value, int) else 0


def plainly(record: Record) -> Iterator[str]:
    """What can be said of a block type that has no words of its own."""
    for name, number in record.numbers.items():
        yield f"{name}: {number}"
    for name, options in record.picks.items():
        yield f"{name}: {len(options) if record.veiled else record.words(options)}"
    for name in record.texts:
        yield f"{name}: {record.quote(name)}"
