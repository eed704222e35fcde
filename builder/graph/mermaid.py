"""A scenario as text for Mermaid (https://mermaid.js.org/syntax/flowchart.html)."""

from __future__ import annotations

from builder.blocks.scenario import Scenario
from builder.graph.sketch import Card, Row, in_points, sketch

LABEL = 60
"""Characters of a text in a box or at an arrow."""


def mermaid(story: Scenario) -> str:
    """The flowchart, from top to bottom."""
    drawn = sketch(story)
    lines = [
        "flowchart TD",
        f"  accTitle: {_line(drawn.title)}",
        f"  accDescr: {_line(drawn.summary)}",
    ]
    lines += [f"  {_box(card)}" for card in drawn.cards]
    lines += [f"  {_arrow(card, row)}" for card in drawn.cards for row in card.rows]
    lines.append("  classDef ending stroke-width:3px")
    lines.append("  classDef faulty stroke:#c0392b,stroke-width:3px,stroke-dasharray:6 4")
    return "\n".join(lines) + "\n"


def _box(card: Card) -> str:
    if card.is_ending:
        points = f"<br>{in_points(card.points)}" if card.points else ""
        text, left, right = f"<b>{_text(card.title)}</b><br>{_text(card.key)}{points}", "([", "])"
    else:
        text, left, right = f"<b>{_text(card.key)}</b><br>{_text(card.text)}", "[", "]"
    text += "".join(f"<br>⚠ {_text(note)}" for note in card.notes)
    sort = ":::faulty" if card.notes else ":::ending" if card.is_ending else ""
    return f'{_id(card.key)}{left}"{text}"{right}{sort}'


def _arrow(card: Card, row: Row) -> str:
    text = f"{_text(row.key)}: {_text(row.say)}"
    if row.adds:
        text += f"<br>{_text(row.adds)}"
    if row.condition:
        text += f"<br>if {_text(row.condition)}"
    arrow = "-->" if row.offered else "-.->"
    return f'{_id(card.key)} {arrow}|"{text}"| {_id(row.then)}'


def _id(key: str) -> str:
    """A name that is no word of Mermaid's own, such as `end`."""
    return f"s_{key.replace('-', '_')}"


def _text(text: str) -> str:
    """Words inside quotation marks, in which Mermaid reads HTML and its own character codes."""
    text = _shortened(text)
    for sign, code in (
        ("#", "#35;"),
        ("&", "#amp;"),
        ('"', "#quot;"),
        ("<", "#lt;"),
        (">", "#gt;"),
    ):
        text = text.replace(sign, code)
    return text.replace("`", "#96;").replace("\\", "#92;")


def _shortened(text: str) -> str:
    """The words on one line, cut where there are too many."""
    words = " ".join(text.split())
    return words if len(words) <= LABEL else f"{words[: LABEL - 1].rstrip()}…"


def _line(text: str) -> str:
    """A line of its own, without what would end it."""
    return " ".join(text.replace(";", ",").replace("{", "(").replace("}", ")").split())
