"""What takes the space of a learner's progress: as tables for people, as data for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from builder.plan.budget import Budget, Share
from builder.plan.model import Plan
from builder.record import record
from builder.wording import visible

WIDTH = 80
NARROWEST = 40
BESIDE_WHERE = 45
"""Columns for all but the ids."""

NUMBERS = 20
"""Columns for numbers and shares."""

WITHOUT_WHAT = 64
"""Where there are fewer columns, what it is that takes the space is left out."""

MOST_SHOWN = 10
"""Lines of the short table; what is smaller is summed up."""


@record
class Line:
    """Something that takes space. `module` is "" for what belongs to the course as a whole."""

    module: str
    where: str
    what: str
    size: int


def lines_of(plan: Plan, budget: Budget) -> list[Line]:
    """Everything that takes space, in the order of the course."""
    common = (
        Line("", "every course", "status, score, place", budget.frame),
        Line("", "pages", f"which of {len(plan.pages)} were opened", budget.pages),
        Line("", "earlier releases", "lines of the report", budget.gone),
    )
    drawn = {item.id: f"pool: draws {item.draw}" for item in plan.items if item.draw is not None}
    blocks = (_line(share, drawn.get(share.id, share.kind)) for share in budget.shares)
    return [line for line in (*common, *blocks) if line.size]


def _line(share: Share, what: str) -> Line:
    module, _, rest = share.id.partition(".")
    if share.lengths:
        what = f"{what}: {share.texts_in_words}"
    return Line(module, rest, what if share.drawn else f"{what}, if not drawn", share.size)


# ---- tables ------------------------------------------------------------------------------------


class _Rows:
    """A table that fits the terminal; a narrow one leaves out what it is that takes the space."""

    def __init__(self, width: int) -> None:
        width = min(WIDTH, max(NARROWEST, width))
        self._what = width >= WITHOUT_WHAT
        self._where = width - (BESIDE_WHERE if self._what else NUMBERS)
        self.table = Table(box=box.SIMPLE_HEAD, width=width, show_edge=False, padding=(0, 1, 0, 0))
        self.table.add_column("where", width=self._where, overflow="fold")
        if self._what:
            self.table.add_column("what", ratio=1, overflow="fold")
        self.table.add_column("characters", justify="right", no_wrap=True)
        self.table.add_column("share", justify="right", no_wrap=True)

    def add(self, line: Line, budget: Budget, indent: str = "", style: str = "") -> None:
        """A line with its share of the whole."""
        where = "\n".join(_folded(visible(line.where), indent, self._where))
        share = f"{100 * line.size / budget.total:.0f}%"
        self._row(Text(where), Text(visible(line.what)), f"{line.size:,}", share, style)

    def finish(self, budget: Budget, room: int | None) -> None:
        """The whole, beside the room that there is."""
        self.table.add_section()
        self._row("together", "", f"{budget.total:,}", "100%", "bold")
        if room is None:
            self._row("room", "", "no limit")
            return
        left = room - budget.total
        self._row("room", "", f"{room:,}")
        if left >= 0:
            self._row("left", "", f"{left:,}")
        else:
            self._row("too much", "", f"{-left:,}", style="bold red")

    def _row(
        self, where: str | Text, what: str | Text, size: str, share: str = "", style: str = ""
    ) -> None:
        cells = (where, what, size, share) if self._what else (where, size, share)
        self.table.add_row(*cells, style=style)


def full_table(plan: Plan, budget: Budget, room: int | None, width: int = WIDTH) -> Table:
    """All blocks, module by module."""
    rows = _Rows(width)
    lines = lines_of(plan, budget)
    for line in lines:
        if not line.module:
            rows.add(line, budget)
    for module in plan.modules:
        inside = [line for line in lines if line.module == module.id]
        if inside:
            whole = Line("", module.id, module.title, sum(line.size for line in inside))
            rows.add(whole, budget, style="bold")
        for line in inside:
            rows.add(line, budget, indent="  ")
    rows.finish(budget, room)
    return rows.table


def short_table(plan: Plan, budget: Budget, room: int | None, width: int = WIDTH) -> Table:
    """What takes most, the largest first, and the rest as one line."""
    rows = _Rows(width)
    lines = sorted(lines_of(plan, budget), key=lambda line: -line.size)
    for line in lines[:MOST_SHOWN]:
        where = f"{line.module}.{line.where}" if line.module else line.where
        rows.add(replace(line, where=where), budget)
    rest = lines[MOST_SHOWN:]
    if rest:
        whole = Line("", "the rest", f"{len(rest)} more", sum(line.size for line in rest))
        rows.add(whole, budget)
    rows.finish(budget, room)
    return rows.table


def _folded(where: str, indent: str, width: int) -> list[str]:
    """A full id on as many lines as it needs, broken before its dots."""
    first, *parts = re.split(r"(?=\.)", where)
    lines = [indent + first]
    for part in parts:
        if len(lines[-1]) + len(part) > width:
            lines.append(f"{indent}  {part}")
        else:
            lines[-1] += part
    return lines


# ---- data --------------------------------------------------------------------------------------


def as_data(plan: Plan, budget: Budget, room: int | None) -> dict[str, Any]:
    """The budget as plain data; the keys are stable, and new ones may be added."""
    return {
        "characters": budget.total,
        "room": room,
        "fits": room is None or budget.total <= room,
        "frame": budget.frame,
        "pages": budget.pages,
        "earlier_releases": budget.gone,
        "modules": [_module(module.id, budget.shares) for module in plan.modules],
    }


def _module(name: str, shares: Iterable[Share]) -> dict[str, Any]:
    blocks = list(_blocks(share for share in shares if share.id.partition(".")[0] == name))
    total = sum(block["characters"] for block in blocks)
    return {"module": name, "characters": total, "blocks": blocks}


def _blocks(shares: Iterable[Share]) -> Iterator[dict[str, Any]]:
    for share in shares:
        yield {
            "id": share.id,
            "kind": share.kind,
            "characters": share.size,
            "answers": share.answers,
            "report": share.rows,
            "texts": share.texts,
            "lengths": list(share.lengths),
            "drawn": share.drawn,
        }
