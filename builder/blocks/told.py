"""What is recorded of a block, in words: for whoever looks into a record or compares releases.

Each type that learners use has a `told.py` in its folder, with a `Teller`; the table of them is
`TELLERS` in `builder/blocks/tellers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from textwrap import shorten
from typing import Any, Protocol

from builder.blocks.tracking import Interaction, Objective
from builder.record import record
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


@record
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


@record
class Note:
    """One thing that differs between two releases of an item, and what it does to learners."""

    says: str
    lost: bool = False
    """Whether something that a learner has done no longer counts or no longer shows."""
    parts: tuple[str, ...] = ()
    """The options, statements, prompts … that are meant, by their ids."""


@record
class Sort:
    """What a sort of option is called, and what it means to learners when one goes or comes.

    `did` is what learners did to one. `{it}` in the sentences stands for the options that are
    meant.
    """

    noun: str = "option"
    did: str = "picked"
    gone: str = ""
    come: str = ""

    @property
    def when_gone(self) -> str:
        """What becomes of that learners picked it."""
        return self.gone or f"that learners {self.did} {{it}} does not count any more"


def _option(item: Tracked, name: str) -> Sort:
    return Sort()


def _no_notes(old: Tracked, new: Tracked) -> Iterator[Note]:
    return iter(())


def _same_sort(old: Tracked, new: Tracked) -> str:
    return ""


@record
class Teller:
    """How one block type speaks of what is recorded.

    `tell` gives the lines that explain a record. `sort_of` gives the sort of an option of an item;
    one with the noun "" needs no mention. `parts` is what fields are called, by name or by the
    part of the name that ends in a dot; a field called "" needs no mention. `compare` gives what
    only this type knows of two releases, and that fields of `own` have gone or come; `renewed`
    says why nothing recorded has a meaning any more, and "" where that is not so.
    """

    tell: Callable[[Record], Iterable[str]]
    sort_of: Callable[[Tracked, str], Sort] = _option
    parts: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    compare: Callable[[Tracked, Tracked], Iterable[Note]] = _no_notes
    renewed: Callable[[Tracked, Tracked], str] = _same_sort

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


def part_words(item: Tracked) -> dict[str, str]:
    """The statements or prompts of an item in the author's words, as far as the plan knows them."""
    words = {row.key: row.ask for row in item.interactions if row.key}
    prompts = item.data.get("prompts")
    if isinstance(prompts, dict):
        words |= {key: str(said) for key, said in prompts.items()}
    return words


SHOWN = 60
"""Characters of the author's words that are enough to know which are meant."""


def reworded(before: str, now: str) -> str:
    """The old words beside the new ones, shortened where they differ even so."""
    short = [shorten(words, SHOWN, placeholder=" …") for words in (before, now)]
    shown = short if short[0] != short[1] else [before, now]
    return f"“{shown[0]}” → “{shown[1]}”"


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
