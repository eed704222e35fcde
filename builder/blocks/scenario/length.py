"""How many choices a run of a scenario can have, and so how much of a path must be remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

LEAST_ROOM: Final = 24
"""Choices for which a story with circles has room, however few scenes it has."""

Following = Mapping[str, Sequence[str]]
"""The scenes that the choices of each scene lead to."""


def longest_path(start: str, following: Following) -> int:
    """How many choices a run can have; `following` names every scene that has choices.

    Exactly the longest way where no scene comes twice; where the story has circles, room for going
    round several times. (The player takes circles that changed nothing out of a path without room.)
    """
    longest = _longest_from(start, following)
    return longest if longest is not None else max(LEAST_ROOM, 4 * len(following))


def _longest_from(start: str, after: Following) -> int | None:
    """Choices on the longest way from a scene; None if it can go in circles.

    Walks with a stack of its own: a story may be longer than Python's.
    """
    known: dict[str, int] = {}
    open_scenes: set[str] = set()
    stack = [start]
    while stack:
        scene = stack[-1]
        following = after.get(scene, ())
        if scene in known:
            stack.pop()
        elif scene not in open_scenes:
            open_scenes.add(scene)
            if any(then in open_scenes and then not in known for then in following):
                return None
            stack += [then for then in following if then not in known]
        else:
            known[scene] = 1 + max(known[then] for then in following) if following else 0
            stack.pop()
    return known[start]
