"""Modules that wait in the page as text: browsers pass over text ten times as fast as elements.

They stand in `<noscript>`: where scripts run that is text, of which the player makes elements when
a learner comes to the module (`builder/player/src/later.ts`); where none run, it is the module.
They stand after the player, so that it need not wait for them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from builder.plan.model import Plan

SOON = 20
"""So many pages a browser gets at once; modules that begin after them wait."""

_SIGN = "\0"
_BEGIN = f"{_SIGN}later "
_END = f"{_SIGN}/later{_SIGN}"
_MARKS = re.compile(f"({_BEGIN}[^{_SIGN}]*{_SIGN}|{_END})")
_LAST = "</body>"
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


def begin(module: str) -> str:
    """A mark for templates: from here on it is a module that waits, up to `end`."""
    return f"{_BEGIN}{module}{_SIGN}"


def end() -> str:
    """A mark for templates: here ends what `begin` began."""
    return _END


def put_off(pieces: Iterable[str], *, in_place: bool = False) -> Iterator[str]:
    """The page with its marked modules at its end, or where they are."""
    put: deque[str] = deque()
    for piece, waits in _whole(pieces):
        if waits and not in_place:
            put.append(piece)
        elif _LAST in piece and put:
            before, last, after = piece.rpartition(_LAST)
            yield before
            while put:
                yield put.popleft()
            yield last + after
        else:
            yield piece
    yield from put  # a theme need not write the end of the body


def _whole(pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each piece, those of a marked module as one; and whether it waits."""
    module: str | None = None
    inside: list[str] = []
    for piece in pieces:
        for part in _MARKS.split(piece) if _SIGN in piece else (piece,):
            if part.startswith(_BEGIN):
                module = part[len(_BEGIN) : -1]
            elif part == _END and module is not None:
                yield _waiting(module, "".join(inside))
                module, inside = None, []
            elif module is not None:
                inside.append(part)
            else:
                yield part, False


def _waiting(module: str, html: str) -> tuple[str, bool]:
    if "</noscript" in html.lower():  # of a theme: it would end the text
        return html, False
    opened = f'<noscript class="main" style="display:block" data-bc-later="{module}">'
    return f"{opened}{html}{_WHOLE}</noscript>\n", True
