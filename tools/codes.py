"""The table of all codes of findings, `docs/codes.md`: each with its title and an example.

    python -m tools.codes          writes it anew

The examples are those of the golden cases in `tests/check/cases`, so that they are true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from builder.check import RULES
from builder.diagnostics import Rule
from builder.plan.lock import DAMAGED_LOCK
from builder.plan.locked import LOCK_WOULD_CHANGE
from builder.plan.room import NO_ROOM
from builder.plan.scales import OTHER_POINTS, POINTS_MOVED
from builder.xapi.needed import NO_IRI

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "check" / "cases"
TABLE = ROOT / "docs" / "codes.md"

GROUPS = {
    "BC1": "The text of a file",
    "BC2": "What may stand where",
    "BC3": "Names, and what they lead to",
    "BC4": "Media files",
    "BC5": "Access for everyone, and texts",
    "BC6": "Scenarios, scales and ratings",
    "BC7": "Tracking, score and completion",
}

OTHER_EXAMPLES = {
    DAMAGED_LOCK.code: "The tracking lock cannot be read: it does not say lock: 1.",
    OTHER_POINTS.code: "The scale 'often' had 4 points when it was last built; now it has 5.",
    POINTS_MOVED.code: "'Often' was point 3 of the scale 'often' when it was last built.",
    NO_ROOM.code: (
        "With this block, a learner's progress no longer fits into the 4,096 characters of a "
        "scorm12 package; the whole course can take 4,612."
    ),
    NO_IRI.code: "The course has no iri, from which everything in xAPI gets its id.",
    LOCK_WOULD_CHANGE.code: (
        "The tracking lock has no numbers for page start.more, question start.more.why."
    ),
}
"""For findings that no course alone brings about."""

HEAD = """\
# Codes of findings

Everything that `build-course` can say about a course. A code never changes its meaning; errors stop
the build, warnings do not. (Written by `python -m tools.codes` from the rules and their tests.)
"""


def table(rules: Iterable[Rule], cases: Iterable[tuple[str, str]]) -> str:
    """The whole page, for these rules and the golden cases: the name and the text of each."""
    examples = {**_examples(cases), **OTHER_EXAMPLES}
    rows: dict[str, list[str]] = {prefix: [] for prefix in GROUPS}
    for rule in sorted(rules, key=lambda rule: rule.code):
        rows[rule.code[:3]].append(_row(rule, examples.get(rule.code, "–")))
    return HEAD + "".join(map(_group, GROUPS.values(), rows.values()))


def _group(title: str, rows: list[str]) -> str:
    head = ("| code | | what it means | for example |", "|---|---|---|---|")
    return "\n".join(("", f"## {title}", "", *head, *rows, ""))


def _row(rule: Rule, example: str) -> str:
    return f"| {rule.code} | {rule.severity} | {cell(rule.title)} | {cell(example)} |"


def cell(text: str) -> str:
    """Words as they are in a cell of a table in Markdown."""
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", text)


def _examples(cases: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first message of each code, in a case of its own."""
    found: dict[str, str] = {}
    for name, text in cases:
        code = name.partition("-")[0]
        said = text.partition("=== findings\n")[2]
        message = re.search(rf"^\S.*: (?:error|warning) {code}: (.*)$", said, re.M)
        if message:
            found.setdefault(code, message[1])
    return found


def fresh() -> str:
    """What the page ought to say now."""
    paths = sorted(CASES.glob("*.txt"))
    cases = ((path.stem, path.read_text(encoding="utf-8")) for path in paths)
    others = (DAMAGED_LOCK, NO_ROOM, LOCK_WOULD_CHANGE, OTHER_POINTS, POINTS_MOVED, NO_IRI)
    return table((*RULES, *others), cases)


if __name__ == "__main__":
    TABLE.write_text(fresh(), encoding="utf-8")
