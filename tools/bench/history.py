"""Numbers as tables, and those of each release in `docs/speed/`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "speed.md"
FOLDER = DOCS / "speed"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
MEMORY = 100_000_000


def keep(data: dict[str, Any]) -> None:
    """Write the numbers of this version, and the page with those of all versions."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{data['version']}.json"
    file.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    write_page()


def write_page() -> None:
    """Put the tables of all versions into the page, the newest first."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{all_tables()}{END}{after}", encoding="utf-8")


def all_tables() -> str:
    """The tables of all versions that are kept."""
    files = sorted(FOLDER.glob("*.json"), key=lambda file: _number(file.stem), reverse=True)
    parts = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return "".join(f"\n### {data['version']}\n\n{tables(data)}\n" for data in parts)


def _number(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def tables(data: dict[str, Any]) -> str:
    """The numbers of one version in Markdown."""
    about = f"{data['machine']}; the least of {data['runs']} runs. {data.get('note', '')}".strip()
    text = f"{about}\n\n{_author(data['author'])}"
    return f"{text}\n{_learner(data['learner'])}" if data["learner"] else text


def _author(rows: list[dict[str, Any]]) -> str:
    bare = next((row["cpu"] for row in rows if row["what"] == "floor: bare Python"), 0.0)
    floors: dict[str, float] = {}
    for row in rows:
        if row["what"].startswith("floor") and row["course"]:
            floors[row["course"]] = floors.get(row["course"], bare) + row["cpu"] - bare
    head = ("course", "what", "CPU s", "aim", "wall s", "of the floor", "peak MB", "package MB")
    return _table(head, (_line(row, floors) for row in rows))


def _line(row: dict[str, Any], floors: dict[str, float]) -> tuple[str, ...]:
    work = not row["what"].startswith("floor")
    aim = "" if row["aim"] is None else f"{row['aim']:g} {_met(row['cpu'] <= row['aim'])}"
    floor = floors.get(row["course"])
    peak = f"{row['peak'] / 1e6:.0f}" + (f" {_met(row['peak'] <= MEMORY)}" if work else "")
    return (
        row["course"],
        row["what"],
        f"{row['cpu']:.2f}",
        aim,
        f"{row['wall']:.2f}",
        f"{row['cpu'] / floor:.1f}" if work and floor else "",
        peak,
        f"{row['package'] / 1e6:.2f}" if row["package"] else "",
    )


def _met(reached: bool) -> str:
    return "met" if reached else "**missed**"


def _learner(rows: list[dict[str, Any]]) -> str:
    told: dict[str, Callable[[dict[str, Any]], object]] = {
        "s to the first page's text": lambda row: f"{row['text'] / 1000:.2f}",
        "s until all works": lambda row: f"{row['alive'] / 1000:.2f}",
        "s for an answer": lambda row: f"{row['answer'] / 1000:.2f}",
        "requests at start": lambda row: row["requests"],
        "kB of the page": lambda row: f"{row['page_bytes'] / 1000:.0f}",
        "longest task of a start, ms": lambda row: _longest(row["starts"]),
        "MB of script memory": lambda row: f"{row['heap'] / 1e6:.1f}",
        "calls to the LMS at start": lambda row: _calls(row["calls_at_start"]),
        "calls for a page": lambda row: _calls(row["calls_of_a_turn"]),
        "calls for an answer": lambda row: _calls(row["calls_of_an_answer"]),
        "calls in a walk through all pages": lambda row: _calls(row["calls_of_a_walk"]),
    }
    head = ("for the learner", *(row["course"] for row in rows))
    return _table(head, ((what, *(str(say(row)) for row in rows)) for what, say in told.items()))


def _longest(starts: list[dict[str, Any]]) -> str:
    """Of several starts: an even one, and how far the others are from it."""
    lengths = [start["longest"] for start in starts]
    return f"{median(lengths):.0f} ({min(lengths)} to {max(lengths)})"


def _calls(counts: dict[str, int]) -> str:
    """How many in all, and how many of them ask the LMS to keep what it was told."""
    kept = sum(count for name, count in counts.items() if name == "commit")
    return f"{sum(counts.values())}, {kept} of them commits"


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    names = 2 if head[0] == "course" else 1
    rule = (*(["---"] * names), *("---:" for _ in head[names:]))
    every = (head, rule, *lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in every)
