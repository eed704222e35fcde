"""The page about access, `docs/accessibility.md`, and its table of what was tried.

    python -m tools.access         writes it anew

The table is made of what came out of the tests in `tests/access`, so that it is true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from builder.access.criteria import criteria, proofs

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "tests" / "access" / "results.json"
PAGE = ROOT / "docs" / "accessibility.md"
BEGIN, END = "<!-- table: python -m tools.access -->", "<!-- end of the table -->"

CLEAN = "clean"
LOOKS = {
    "sideways": "nothing is wider than the window, nothing leaves it",
    "clipped": "no text is cut off",
    "overlapping": "no text lies on another",
    "small": "targets are 24 pixels high and wide, or have room around them",
    "focus": "each control, with the focus on it, bears a mark (3 to 1 or more) and is not covered",
    "lost": "what is chosen, done or held back shows without backgrounds; boxes have edges",
    "moving": "no transition, no animation",
    "unprinted": "all pages, folds, tabs, cards and scenes are on the paper",
}
"""What is looked for beside what axe finds, by the names in `tests/access/looks.js`."""


def table() -> str:
    """The table, what its columns are, and what proves which criterion."""
    from tests.access.cells import STATES, WAYS

    outcomes = results()
    heads = " | ".join(way.words for way in WAYS.values())
    lines = [
        f"| {state.words} | {' | '.join(_cell(outcomes[name][way]) for way in WAYS)} |"
        for name, state in STATES.items()
    ]
    looked = [f"| {way.words} | axe; {'; '.join(LOOKS[look] for look in way.looks)} |"
              for way in WAYS.values()]  # fmt: skip
    return "\n".join(
        [
            f"| | {heads} |",
            "|---" * (len(WAYS) + 1) + "|",
            *lines,
            "",
            "What is looked for in each column:",
            "",
            "| | |",
            "|---|---|",
            *looked,
            "",
            "What proves which criterion of WCAG 2.2:",
            "",
            "| proof | criteria |",
            "|---|---|",
            *(f"| {words} | {_proved_by(name)} |" for name, words in proofs().items()),
        ]
    )


def _cell(outcome: str | list[str]) -> str:
    return "✓" if outcome == CLEAN else ", ".join(outcome)


def _proved_by(name: str) -> str:
    return ", ".join(one.number for one in criteria() if name in one.proof)


def current(page: str) -> str:
    """The page with the table as it should be now."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{table()}\n\n{END}{tail}"


def results() -> Mapping[str, Mapping[str, str | list[str]]]:
    """The outcome of each cell, by state and way."""
    found: Mapping[str, Mapping[str, str | list[str]]] = json.loads(
        RESULTS.read_text(encoding="utf-8")
    )
    return found


def main() -> None:
    """Writes the page."""
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
