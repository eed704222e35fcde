"""What takes the space of a learner's progress: as tables for people, as data for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from builder.plan.budget import Budget, Share
from builder.plan.model import Plan
from builder.wording import visible

WIDTH = 80
WHERE = 35
"""Columns for the ids."""

MOST_SHOWN = 10
"""Lines of the short table; what is smaller is summed up."""


@dataclass(frozen=True, slots=True)
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


def full_table(plan: Plan, budget: Budget, room: int | None) -> Table:
    """All blocks, module by module."""
    table = _table()
    lines = lines_of(plan, budget)
    for line in lines:
        if not line.module:
            _add(table, line, budget)
    for module in plan.modules:
        inside = [line for line in lines if line.module == module.id]
        if inside:
            whole = Line("", module.id, module.title, sum(line.size for line in inside))
            _add(table, whole, budget, style="bold")
        for line in inside:
            _add(table, line, budget, indent="  ")
    _finish(table, budget, room)
    return table


def short_table(plan: Plan, budget: Budget, room: int | None) -> Table:
    """What takes most, the largest first, and the rest as one line."""
    table = _table()
    lines = sorted(lines_of(plan, budget), key=lambda line: -line.size)
    for line in lines[:MOST_SHOWN]:
        where = f"{line.module}.{line.where}" if line.module else line.where
        _add(table, replace(line, where=where), budget)
    rest = lines[MOST_SHOWN:]
    if rest:
        whole = Line("", "the rest", f"{len(rest)} more", sum(line.size for line in rest))
        _add(table, whole, budget)
    _finish(table, budget, room)
    return table


def _table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, width=WIDTH, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("where", width=WHERE, overflow="fold")
    table.add_column("what", ratio=1, overflow="fold")
    table.add_column("characters", justify="right", no_wrap=True)
    table.add_column("share", justify="right", no_wrap=True)
    return table


def _add(table: Table, line: Line, budget: Budget, indent: str = "", style: str = "") -> None:
    where = "\n".join(_folded(visible(line.where), indent))
    share = f"{100 * line.size / budget.total:.0f}%"
    table.add_row(Text(where), Text(visible(line.what)), f"{line.size:,}", share, style=style)


def _folded(where: str, indent: str) -> list[str]:
    """A full id on as many lines as it needs, broken before its dots."""
    first, *parts = re.split(r"(?=\.)", where)
    lines = [indent + first]
    for part in parts:
        if len(lines[-1]) + len(part) > WHERE:
            lines.append(f"{indent}  {part}")
        else:
            lines[-1] += part
    return lines


def _finish(table: Table, budget: Budget, room: int | None) -> None:
    table.add_section()
    table.add_row("together", "", f"{budget.total:,}", "100%", style="bold")
    if room is None:
        table.add_row("room", "", "no limit", "")
        return
    left = room - budget.total
    table.add_row("room", "", f"{room:,}", "")
    if left >= 0:
        table.add_row("left", "", f"{left:,}", "")
    else:
        table.add_row("too much", "", f"{-left:,}", "", style="bold red")


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
