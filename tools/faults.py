"""The table of faults, `docs/faults.md`: what each LMS holds and what each learner sees.

    python -m tools.faults         writes it anew

It is made of what came out of the tests in `tests/e2e/faults`, so that it is true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "tests" / "e2e" / "faults" / "results.json"
LRS_RESULTS = ROOT / "tests" / "e2e" / "faults" / "results-lrs.json"
PAGE = ROOT / "docs" / "faults.md"

WAYS = {"xapi": "Tin Can", "cmi5": "cmi5"}
LMSS = {
    "moodle": "Moodle",
    "moodle-strict": "Moodle (strict)",
    "letter": "the letter",
    "openedx": "Open edX",
}

HEAD = """\
# What goes wrong, and what becomes of the work

A learner opens a course and answers a question. Then something goes wrong; they answer a second
question, write a text, and leave. Later they come back to an LMS that is well, on the same
device, and take the rest of the course. Each line was seen in Chromium, in four kinds of LMS:
*Moodle* as installed; *Moodle (strict)*: with its setting "SCORM standards mode"; *the letter* of
SCORM 1.2; *Open edX*: its SCORM XBlock, which tells a course nothing of what fails. (Written by
`python -m tools.faults` from the results of the tests in `tests/e2e/faults`.)

**Nothing that a learner was told is saved is missing after the next visit, in any of the {cells}
cases.** Where work is missing at all, nobody could keep it, and the learner was told so.

"The LMS held" is what its record of the first visit had when that was over: *everything*, some of
the first question (*one*), the second (*two*) and the text (*think*), or *nothing*; *it depends*
where it is a matter of milliseconds. What it lacks comes from the copy on the device.
[session.md](session.md) says how.
"""


LRS_HEAD = """
# The same with a learning record store

The course as a package that sends statements, launched in both ways: *Tin Can* and *cmi5*, where
the second visit is another session. In all {cells} cases every answer is told once, no rule of cmi5
is broken, and the learner finds everything again.
"""


def page(results: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> str:
    """The whole page; `words` are the titles of the faults, in their order."""
    cells = sum(len(results[name]) for name in words)
    return HEAD.format(cells=cells) + "".join(
        _section(title, results[name], LMSS) for name, title in words.items()
    )


def lrs_page(results: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> str:
    """The part about packages that send statements."""
    cells = sum(len(results[name]) for name in words)
    return LRS_HEAD.format(cells=cells) + "".join(
        _section(title, results[name], WAYS) for name, title in words.items()
    )


def _section(title: str, by_mode: Mapping[str, Any], places: Mapping[str, str]) -> str:
    rows: dict[str, list[str]] = {}
    for mode, name in places.items():
        result = by_mode[mode]
        seen = " → ".join(f"“{line}”" for line in result["seen"]) or "(depends)"
        cells = f"{seen} | {result['between']} | {result['after']}"
        rows.setdefault(cells, []).append(name)
    lines = [f"| {_all(names, places)} | {cells} |" for cells, names in rows.items()]
    head = "| in | the learner saw | the LMS held | and after the next visit |\n|---|---|---|---|\n"
    return f"\n## {title}\n\n{head}" + "\n".join(lines) + "\n"


def _all(names: list[str], places: Mapping[str, str]) -> str:
    return "all" if len(names) == len(places) else ", ".join(names)


def main() -> None:
    """Writes the page."""
    PAGE.write_text(current(), encoding="utf-8")


def current() -> str:
    """The page as it should be now."""
    from tests.e2e.faults.cells import FAULTS
    from tests.e2e.faults.lrs_cells import LRS_FAULTS

    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    told = json.loads(LRS_RESULTS.read_text(encoding="utf-8"))
    return page(results, {name: fault.words for name, fault in FAULTS.items()}) + lrs_page(
        told, {name: fault.words for name, fault in LRS_FAULTS.items()}
    )


if __name__ == "__main__":
    main()
