"""The player for a course: of all that was bundled, the pieces that its blocks and target need.

`builder/player/pieces.mjs` cuts the bundle: before each piece stands who needs it.
"""

from __future__ import annotations

import re
from functools import cache

from builder.files import tool_bytes
from builder.model.course import Course
from builder.plan.model import Plan
from builder.render.later import waiting

_MARK = re.compile(r"/\*!([\w -]*)\*/")


MENU = "languages"
"""The piece that lets learners choose the language."""

GATES = "gates"
"""The piece that holds pages back."""

LATER = "later"
"""The piece that makes elements of modules that wait as text."""

REPORT = "report"
"""The piece that tells of answers and objectives; each SCORM standard has its own."""

UNITS = "units"
"""The piece for modules that are launched by themselves."""

ITEMS = "items"
"""The piece that tells of blocks, where statements do."""

FILMS = "films"
"""The piece that tells of watching, where statements do."""


def player_script(course: Course, plan: Plan, target: str, *, menu: bool = False) -> str:
    """The script that runs this course in a package for `target`; `menu`: of several languages.

    Raises:
        FileNotFoundError: the installation lacks the player.
    """
    parts = parts_for(plan) | ({MENU} if menu else set())
    wanted = needs(course) | {target} | parts | {f"{target}-{part}" for part in parts}
    return "".join(code for users, code in pieces() if not users or users & wanted)


@cache
def opening() -> str:
    """The script that runs before the course arrives; the same in every package.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    return tool_bytes("player/dist/opening.js").decode("utf-8").strip()


def needs(course: Course) -> set[str]:
    """The names of the pieces that the course's blocks ask for, be they there or not."""
    return {name for placed in course.walk() for name in placed.block.pieces(course)}


def parts_for(plan: Plan) -> set[str]:
    """The parts of the player that this plan asks for."""
    asked = {
        GATES: plan.rules.order == "linear" or any(page.gate for page in plan.pages),
        REPORT: any(item.interactions or item.objectives for item in plan.items),
        LATER: bool(waiting(plan)),
        UNITS: plan.rules.units is not None,
        ITEMS: bool(plan.items),
        FILMS: any(item.kind == "video" for item in plan.items),
    }
    return {name for name, needed in asked.items() if needed}


@cache
def pieces() -> tuple[tuple[frozenset[str], str], ...]:
    """All pieces in their order, each with the names of those who need it; without names, all do.

    Names are those of targets and of kinds of block, `PART` for a part of the player that only
    some need, and `KIND-PART` or `TARGET-PART` for what belongs to one alone.
    """
    head, *parts = _MARK.split(tool_bytes("player/dist/player.js").decode("utf-8"))
    found = zip(parts[::2], parts[1::2], strict=True)
    return ((frozenset(), head), *((frozenset(users.split()), code) for users, code in found))
