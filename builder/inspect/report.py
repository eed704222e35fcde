"""What was found in packages: for people, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rich.text import Text

from builder.inspect.findings import Finding, Level, Rule, clipped
from builder.inspect.inspection import ORDER, Inspection
from builder.inspect.outline import Node
from builder.inspect.rules.writing import BROKEN, NOT_UNPACKED, REFUSED
from builder.release.paragraphs import WIDTH, paragraph
from builder.render.media import human_size
from builder.wording import counted, visible

COLOURS = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.HINT: "bold cyan"}
MOST_PLACES = 8
"""Places of one kind of finding that are shown; the data has them all."""

MOST_NODES = 60
HEAD = 10
UNREAD = (BROKEN, REFUSED, NOT_UNPACKED)
NOT_READ = "Nothing in it was looked at any further."
FINE = "Nothing is wrong with it as far as is known."


def inspection_as_text(name: str, found: Inspection, width: int = WIDTH) -> Iterator[Text]:
    """The lines for a person: what it is, what LMSs make of it, then what is wrong."""
    text = Text(visible(name), "bold")
    text.append(f"  {human_size(found.size)}, {counted(found.files, 'file')}", "not bold")
    if found.fingerprint:
        text.append(f", fingerprint {found.fingerprint}", "not bold")
    yield text
    for head, words in _facts(found):
        yield from paragraph(f"  {head:<{HEAD}}", words, width)
    yield from _taken(found, width)
    yield from _structure(found, width)
    for rule, group in groupby(found.findings, key=lambda one: one.rule):
        yield Text()
        yield from _findings(rule, list(group), width)
    yield Text()
    if found.refused:
        yield Text(NOT_READ)
    yield Text(summary(found), "" if found.findings else "green")


def _facts(found: Inspection) -> Iterator[tuple[str, str]]:
    if found.refused:
        return
    names = [
        one.name
        + (f" (it says {clipped(one.version)!r})" if one.version.strip() != one.version else "")
        for one in found.standards
    ]
    unread = any(one.rule in UNREAD for one in found.findings)
    without = "not known: its manifest cannot be read" if unread else "nothing that an LMS knows"
    yield "is", " and ".join(names) or without
    if found.title:
        yield "title", clipped(found.title)
    for node in found.launches[:1]:
        yield "opens", clipped(f"{node.launch}{_missing(node)}")
    unchecked = [name for name, done in found.schema.items() if not done]
    if unchecked:
        yield "schema", f"not checked: {', '.join(unchecked)} (no schema of this version at hand)"


def _missing(node: Node) -> str:
    if node.there is None:
        return " (on another site)"
    return "" if node.there else " (which is not in it)"


def _taken(found: Inspection, width: int) -> Iterator[Text]:
    for number, one in enumerate(found.taken):
        head = f"  {'in LMSs' if number == 0 else '':<{HEAD}}"
        yield from paragraph(head, clipped(f"{one.lms}: {one.says}"), width)


def _structure(found: Inspection, width: int) -> Iterator[Text]:
    nodes = sum(1 for top in found.structure for _ in top.walk())
    if nodes < 2:
        return
    yield Text()
    lines = (line for top in found.structure for line in _tree(top, "  "))
    for _, (indent, node) in zip(range(MOST_NODES), lines, strict=False):
        opens = f" → {node.launch}{_missing(node)}" if node.launch else ""
        what = f"{node.kind} {node.identifier}".strip()
        title = node.title.strip() or "(no title)"
        yield from paragraph(indent, clipped(f"{title}{opens} ({what})"), width)
    if nodes > MOST_NODES:
        yield Text(f"  … and {nodes - MOST_NODES:,} more")


def _tree(node: Node, indent: str) -> Iterator[tuple[str, Node]]:
    yield indent, node
    for part in node.parts:
        yield from _tree(part, indent + "  ")


def _findings(rule: Rule, group: list[Finding], width: int) -> Iterator[Text]:
    """All findings of one kind: the kind once, then the places."""
    head = f"{rule.level} {rule.code}: "
    lines = paragraph(head, f"{rule.title}.", width, COLOURS[rule.level], len(head) - 1)
    yield from lines
    for found in group[:MOST_PLACES]:
        yield from paragraph("  - ", f"{_place(found)}{found.message}", width)
    if len(group) > MOST_PLACES:
        yield Text(f"  - … and {len(group) - MOST_PLACES:,} more")
    for name, words in (
        ("in", ", ".join(rule.where)),
        ("happens", rule.happens),
        ("do", rule.todo),
    ):
        yield from paragraph(f"    {name:<8}", words, width, "blue", 12)


def _place(found: Finding) -> str:
    if not found.file:
        return ""
    file = clipped(found.file)
    return f"{file}:{found.line}: " if found.line else f"{file}: "


def summary(found: Inspection) -> str:
    """How many findings there are of each level."""
    counts = [(found.count(level), str(level)) for level in ORDER]
    return ", ".join(counted(number, what) for number, what in counts if number) or FINE


# ---- data ----------------------------------------------------------------------------------------


def inspections_as_json(
    inspected: Iterable[tuple[str, Inspection]], *, strict: bool
) -> dict[str, Any]:
    """Everything as plain data; the keys are stable, and new ones may be added."""
    packages = [_package(name, found, strict=strict) for name, found in inspected]
    return {"ok": all(one["ok"] for one in packages), "strict": strict, "packages": packages}


def _package(name: str, found: Inspection, *, strict: bool) -> dict[str, Any]:
    return {
        "file": name,
        "ok": found.passes(strict=strict),
        "refused": found.refused,
        "bytes": found.size,
        "files": found.files,
        "unpacked_bytes": found.unpacked,
        "fingerprint": found.fingerprint,
        "title": found.title,
        "standards": [
            {"id": one.id, "name": one.name, "version": one.version, "manifest": one.manifest}
            for one in found.standards
        ],
        "taken_for": [
            {"lms": one.lms, "standard": one.standard or None, "says": one.says}
            for one in found.taken
        ],
        "launches": [_launch(node) for node in found.launches],
        "schema_checked": found.schema,
        "structure": [_node(node) for node in found.structure],
        "errors": found.count(Level.ERROR),
        "warnings": found.count(Level.WARNING),
        "hints": found.count(Level.HINT),
        "findings": [_finding(one) for one in found.findings],
    }


def _launch(node: Node) -> dict[str, Any]:
    return {
        "title": node.title,
        "identifier": node.identifier,
        "href": node.launch,
        "in_package": node.there,
    }


def _node(node: Node) -> dict[str, Any]:
    return {"kind": node.kind, **_launch(node), "parts": [_node(part) for part in node.parts]}


def _finding(found: Finding) -> dict[str, Any]:
    rule = found.rule
    return {
        "code": rule.code,
        "severity": str(rule.level),
        "title": rule.title,
        "message": found.message,
        "file": found.file or None,
        "line": found.line or None,
        "lms": list(rule.where),
        "happens": rule.happens,
        "help": rule.todo,
    }
