"""Modules that wait in the page as text: browsers pass over text ten times as fast as elements.

They stand in `<noscript>`: where scripts run that is text, of which the player makes elements when
a learner comes to the module (`builder/player/src/later.ts`); where none run, it is the module.
They stand after the player, so that it need not wait for them. So the template is gone through
twice: first without what is in them, then for them alone; they are never all in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar, overload

from builder.plan.model import Plan

T = TypeVar("T")

SOON = 20
"""So many pages a browser gets at once; modules that begin after them wait."""

_MARK = re.compile("\0(begin|end|rest)([^\0]*)\0")
"""No text of a course has this character."""
_END_TAG = re.compile("</(?=noscript)", re.IGNORECASE)
_OPENING = '<noscript class="main" style="display:block" data-bc-later="{}">'
"""Browsers hide it as a rule, whatever is shown in it."""
_WHOLE = "<!---->"
"""The last of a module: where the line broke on the way, the player finds it missing."""


def waiting(plan: Plan) -> frozenset[str]:
    """The ids of the modules that wait."""
    found, before = set(), 0
    for module in plan.modules:
        if before >= SOON:
            found.add(module.id)
        before += len(module.pages)
    return frozenset(found)


class Marks:
    """What a template marks while it is gone through: the modules that wait, and their place.

    `late` says which pages this round is for: those of modules that wait, the others, or all.
    """

    def __init__(self, *, late: bool | None = None) -> None:
        self._late = late
        self._inside = False

    @property
    def wanted(self) -> bool:
        """Whether this round is for what the template writes now."""
        return self._late is None or self._inside == self._late

    def begin(self, module: str) -> str:
        """From here on it is a module that waits, up to `end`."""
        self._inside = True
        return f"\0begin{module}\0"

    def end(self) -> str:
        """Here ends what `begin` began."""
        self._inside = False
        return "\0end\0"

    @staticmethod
    def rest() -> str:
        """Here is the place of all modules that wait."""
        return "\0rest\0"


class Wanted(Sequence[T]):
    """Some things where a round is for them, and none elsewhere."""

    def __init__(self, things: Sequence[T], marks: Marks) -> None:
        self._things, self._marks = things, marks

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._now[place]

    def __len__(self) -> int:
        return len(self._now)

    def __iter__(self) -> Iterator[T]:
        return iter(self._now)

    @property
    def _now(self) -> Sequence[T]:
        return self._things if self._marks.wanted else ()


def put_off(first: Iterable[str], again: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The page with its waiting modules at their place, which comes last.

    In the pages of `first` nothing of them need be; they are taken from those of `again`.
    """
    left = False
    for part, text in _parts(first):
        if part == "soon":
            yield text
        elif part == "late":
            left = True
        elif left:
            left = False
            yield from _late(again())
    if left:  # a theme's own template, which marks no place
        yield from _late(again())


def in_place(pieces: Iterable[str]) -> Iterator[str]:
    """The page with its waiting modules where they are."""
    return (text for _, text in _parts(pieces))


def _late(pieces: Iterable[str]) -> Iterator[str]:
    return (text for part, text in _parts(pieces) if part == "late")


def _parts(pieces: Iterable[str]) -> Iterator[tuple[Literal["soon", "late", "rest"], str]]:
    """The pieces of a page without the marks: what comes soon, what waits, the place of that."""
    late = False
    for piece in pieces:
        for text, mark, name in _marked(piece):
            yield ("late", _harmless(text)) if late else ("soon", text)
            if mark == "begin":
                late = True
                yield "late", _OPENING.format(name)
            elif mark == "end":
                late = False
                yield "late", f"{_WHOLE}</noscript>\n"
            elif mark == "rest":
                yield "rest", ""


def _harmless(text: str) -> str:
    """An attribute with the end of such text would end it."""
    return _END_TAG.sub("&lt;/", text) if "</n" in text or "</N" in text else text


def _marked(piece: str) -> Iterator[tuple[str, str, str]]:
    """Each text with the mark that follows it, and the name in that."""
    split = [*_MARK.split(piece), "", ""] if "\0" in piece else [piece, "", ""]
    return zip(split[::3], split[1::3], split[2::3], strict=True)
