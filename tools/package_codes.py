"""The table of all codes of findings about packages, `docs/package-codes.md`.

python -m tools.package_codes          writes it anew
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.inspect.findings import Rule
from builder.inspect.rules import RULES
from tools.codes import cell

PAGE = Path(__file__).resolve().parent.parent / "docs" / "package-codes.md"

GROUPS = {
    "PK0": "The zip",
    "PK1": "Where the manifest is",
    "PK2": "How the manifest is written",
    "PK3": "SCORM: structure and identifiers",
    "PK4": "SCORM: status, score and order",
    "PK5": "Files",
    "PK6": "Pages and scripts",
    "PK7": "cmi5 and Tin Can",
}

HEAD = """\
# Codes of findings about packages

Everything that `build-course inspect` can say about a package ([inspect.md](inspect.md)). A code
never changes its meaning. *Strict LMSs* are those that check a package by the letter of its
standard. (Written by `python -m tools.package_codes` from the rules.)
"""


def table(rules: Iterable[Rule]) -> str:
    """The whole page."""
    rows: dict[str, list[str]] = {prefix: [] for prefix in GROUPS}
    for rule in rules:
        rows[rule.code[:3]].append(_row(rule))
    return HEAD + "".join(map(_group, GROUPS.values(), rows.values()))


def _group(title: str, rows: list[str]) -> str:
    head = "| code | | what it is | where | what happens | what to do |\n|---|---|---|---|---|---|"
    return "\n".join(("", f"## {title}", "", head, *rows, ""))


def _row(rule: Rule) -> str:
    words = (rule.title, ", ".join(rule.where), rule.happens, rule.todo)
    return f"| {rule.code} | {rule.level} | {' | '.join(map(cell, words))} |"


if __name__ == "__main__":
    PAGE.write_text(table(RULES), encoding="utf-8")
