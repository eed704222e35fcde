"""The documentation of all codes of findings: the table `docs/codes.md`, and a page for each.

    python -m tools.codes          writes them anew

The examples of the table are those of the golden cases in `tests/check/cases`; those of a page are
the story's in `builder/check/pages`, and what is said about them is what the tool says now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.diagnostics import Rule
from builder.findings import plain_text
from builder.plan.lock import DAMAGED_LOCK
from builder.plan.locked import LOCK_WOULD_CHANGE
from builder.plan.room import NO_ROOM
from builder.plan.scales import OTHER_POINTS, POINTS_MOVED
from builder.rules import RULES
from builder.stories import Story, parts_of, story_of
from builder.told_stories import consequences, has_text, heading_of
from builder.xapi.needed import NO_IRI
from tools.examples import findings_in

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "check" / "cases"
TABLE = ROOT / "docs" / "codes.md"
PAGES = ROOT / "docs" / "codes"

GROUPS = {
    "BC1": "The text of a file",
    "BC2": "What may stand where",
    "BC3": "Names, and what they lead to",
    "BC4": "Media files",
    "BC5": "Access for everyone, and texts",
    "BC6": "Scenarios, scales and ratings",
    "BC7": "Tracking, score and completion",
    "BC8": "Questions as tests",
    "BC9": "Comments to build-course",
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

Everything that `build-course` can say about a course. A code never changes its meaning. Errors stop
the build, warnings do not, and hints are given by `build-course check` alone. Each code has a page
with its reasons, a bad and a good example; `build-course explain CODE` shows the same.
(Written by `python -m tools.codes` from the rules and their tests.)
"""


def table(rules: Iterable[Rule], cases: Iterable[tuple[str, str]]) -> str:
    """The whole table, for these rules and the golden cases: the name and the text of each."""
    examples = {**_examples(cases), **OTHER_EXAMPLES}
    rows: dict[str, list[str]] = {prefix: [] for prefix in GROUPS}
    for rule in sorted(rules, key=lambda rule: rule.code):
        rows[rule.code[:3]].append(_row(rule, examples.get(rule.code, "–")))
    return HEAD + "".join(map(_group, GROUPS.values(), rows.values()))


def _group(title: str, rows: list[str]) -> str:
    head = ("| code | | what it means | for example |", "|---|---|---|---|")
    return "\n".join(("", f"## {title}", "", *head, *rows, ""))


def _row(rule: Rule, example: str) -> str:
    link = f"[{rule.code}](codes/{rule.code}.md)"
    return f"| {link} | {rule.severity} | {cell(rule.title)} | {cell(example)} |"


def cell(text: str) -> str:
    """Words as they are in a cell of a table in Markdown."""
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", text)


def _examples(cases: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first message of each code, in a case of its own."""
    found: dict[str, str] = {}
    for name, text in cases:
        code = name.partition("-")[0]
        said = text.partition("=== findings\n")[2]
        message = re.search(rf"^\S.*: (?:error|warning|hint) {code}: (.*)$", said, re.M)
        if message:
            found.setdefault(code, message[1])
    return found


def fresh() -> str:
    """What the table ought to say now."""
    paths = sorted(CASES.glob("*.txt"))
    cases = ((path.stem, path.read_text(encoding="utf-8")) for path in paths)
    return table(RULES.values(), cases)


# ---- a page for each code ------------------------------------------------------------------------


def fresh_pages() -> dict[str, str]:
    """What the pages ought to say now, by the names of their files."""
    stories = ((rule, story_of(code)) for code, rule in RULES.items())
    return {f"{rule.code}.md": page(rule, story) for rule, story in stories if story}


def page(rule: Rule, story: Story) -> str:
    """The page of a code."""
    parts = [
        f"# {rule.code}: {cell(rule.title)}",
        f"*{rule.severity}* · [all codes](../codes.md)",
        story.why,
        consequences(rule),
    ]
    if story.bad:
        parts += ["## Bad", *_example(story.bad)]
        said = _said(rule.code, story.bad)
        parts += ["What is said about it:", f"```text\n{said}```"] if said else []
        parts += ["## Good", *_example(story.good)]
    parts.append(f"(Written by `python -m tools.codes` from `builder/check/pages/{rule.code}.md`.)")
    return "\n\n".join(parts) + "\n"


def _example(example: str) -> Iterator[str]:
    """The parts of an example, each below what it is."""
    fences = re.findall(r"^```(\w+)", example, re.MULTILINE)
    for language, part in zip(fences, parts_of(example), strict=True):
        said = heading_of(part)
        if said:
            yield said
        if has_text(part):
            yield f"```{language}\n{part.text}```"


def _said(code: str, example: str) -> str:
    """What the tool says about an example, but not what any course like it is told besides."""
    report, files = findings_in(example, code)
    return plain_text(report, files) if report.diagnostics else ""


def write() -> None:
    """Write the table and all pages anew; a page without a code goes."""
    TABLE.write_text(fresh(), encoding="utf-8", newline="\n")
    PAGES.mkdir(exist_ok=True)
    pages = fresh_pages()
    for path in PAGES.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
