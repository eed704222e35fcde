"""A scenario as a picture: scenes as cards, and an arrow from each choice to its scene.

It is light or dark as its reader's screen is, and says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from markupsafe import escape

from builder.blocks.scenario import Scenario
from builder.graph.layers import THREAD, Arrow, Layout, layout
from builder.graph.letters import in_lines
from builder.graph.sketch import Card, Row, Sketch, in_points, sketch
from builder.record import record

WIDTH: Final = 300
"""Of a card."""
BETWEEN: Final = 110
"""Between two layers; arrows bend here."""
EDGE: Final = 40
"""Around the whole."""
HEAD: Final = 74
"""Above the cards: the title and a line about the whole."""
PAD: Final = 14
LINE: Final = 17
SIZE: Final = 13
LANE: Final = 14
"""Between two arrows that lead back."""

STYLE: Final = """
.paper{fill:#faf8f4}.card{fill:#fff;stroke:#b9b1a4}.ends{fill:#e4f0ef;stroke:#14595f}
.row{stroke:#e6e0d6}text{font:13px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1b2530}
.h{font-size:22px;font-weight:600}.b{font-weight:650}.m{fill:#55606c}.a{fill:#14595f}
.w{fill:#a12b20;font-weight:600}.to{fill:none;stroke:#4f7f83;stroke-width:1.6}
.back{stroke:#8a6a1f}.never{stroke:#a12b20;stroke-dasharray:2 5}.tip{fill:#4f7f83}.dot{fill:#14595f}
.lost{stroke:#a12b20;stroke-dasharray:6 4}.first{stroke:#14595f;stroke-width:2.5}
@media(prefers-color-scheme:dark){.paper{fill:#13181d}.card{fill:#1b2228;stroke:#55626e}
.ends{fill:#1b3335;stroke:#7fc9cc}.row{stroke:#303a43}text{fill:#e9edf0}.m{fill:#a8b3bd}
.a{fill:#7fc9cc}.w{fill:#f3a499}.to{stroke:#6fa9ad}.back{stroke:#e8c37c}
.never,.lost{stroke:#f3a499}.tip{fill:#6fa9ad}.dot{fill:#7fc9cc}.first{stroke:#7fc9cc}}
@media print{.paper{fill:#fff}}
"""


@record
class _Text:
    """A line of a card: its class, its words, and how far below the card's top it stands."""

    sort: str
    words: str
    at: float


@record
class _Box:
    """A card with its lines broken: rules above its choices, ports where their arrows begin."""

    card: Card
    texts: tuple[_Text, ...]
    rules: tuple[float, ...]
    ports: tuple[float, ...]
    height: float


def svg(story: Scenario) -> str:
    """The picture, whole and by itself."""
    drawn = sketch(story)
    boxes = {card.key: _box(card) for card in drawn.cards}
    arrows = [
        Arrow(key, row.then, port)
        for key, box in boxes.items()
        for row, port in zip(box.card.rows, box.ports, strict=True)
    ]
    places = layout({key: box.height for key, box in boxes.items()}, arrows, story.start)
    return "".join(_picture(drawn, boxes, places))


def _box(card: Card) -> _Box:
    texts: list[_Text] = []
    at = float(PAD)

    def say(sort: str, words: str, most: int) -> None:
        nonlocal at
        for line in in_lines(words, WIDTH - 2 * PAD, SIZE, most):
            at += LINE
            texts.append(_Text(sort, line, at - 4))

    say("b", card.title or card.key, 2)
    if card.is_ending:
        points = f" · {in_points(card.points)}" if card.points else ""
        say("a", f"Ending: {card.key}{points}", 2)
    if card.media:
        say("a", f"with {card.media}", 1)
    say("m", card.text, 3)
    for note in card.notes:
        say("w", f"! {note}", 2)
    rules, ports = [], []
    for row in card.rows:
        at += 9
        rules.append(at)
        at += 3
        start = at
        _say_choice(row, say)
        ports.append((start + at) / 2 + 3)
    return _Box(card, tuple(texts), tuple(rules), tuple(ports), at + PAD)


def _say_choice(row: Row, say: Callable[[str, str, int], None]) -> None:
    say("b", row.key, 1)
    say("", row.say, 3)
    about = [row.adds, f"if {row.condition}" if row.condition else ""]
    if any(about):
        say("a", " · ".join(filter(None, about)), 3)
    if not row.offered:
        say("w", "! no run can offer this", 1)


class _Canvas:
    """Where everything stands on the picture."""

    def __init__(self, boxes: dict[str, _Box], places: Layout) -> None:
        self.boxes, self.places = boxes, places
        self.lanes = _lanes(boxes, places)
        self.left = {key: EDGE + layer * (WIDTH + BETWEEN) for key, layer in places.layer.items()}
        self.top = {key: self.level(places.top[key]) for key in boxes}
        self.bottom = max(self.top[key] + box.height for key, box in boxes.items())
        self.wide = max(self.left.values()) + WIDTH + EDGE + (BETWEEN / 2 if places.back else 0)
        self.high = self.bottom + EDGE + LANE * len(self.lanes)

    def level(self, top: float) -> float:
        """A height of the layout on the picture."""
        return HEAD + EDGE / 2 + top

    def path(self, key: str, then: str, port: float) -> str:
        """The way of an arrow."""
        start = self.left[key] + WIDTH, self.top[key] + port
        goal = self.left[then], self.top[then] + self.boxes[then].height / 2
        if key == then:
            return _around(start, goal, self.top[key] + self.boxes[key].height + 12, 0)
        if (key, then) in self.places.back:
            number = self.lanes[key, then]
            return _around(start, goal, self.bottom + 20 + LANE * number, number)
        points = [
            (
                EDGE + point.layer * (WIDTH + BETWEEN),
                self.level(self.places.top[point]) + THREAD / 2,
            )
            for point in self.places.way(key, then)
        ]
        return _ahead(start, goal, points)


def _picture(drawn: Sketch, boxes: dict[str, _Box], places: Layout) -> list[str]:
    canvas = _Canvas(boxes, places)
    parts = _frame(drawn, f"{canvas.wide:.0f}", f"{canvas.high:.0f}")
    for key, box in boxes.items():
        for row, port in zip(box.card.rows, box.ports, strict=True):
            back = " back" if (key, row.then) in places.back else ""
            never = "" if row.offered else " never"
            path = canvas.path(key, row.then, port)
            parts.append(f'<path class="to{back}{never}" d="{path}" marker-end="url(#tip)"/>\n')
    parts += [_drawn(box, canvas.left[key], canvas.top[key]) for key, box in boxes.items()]
    return [*parts, "</svg>\n"]


def _frame(drawn: Sketch, wide: str, high: str) -> list[str]:
    """The paper, with what it is called and what it shows."""
    name = escape(drawn.id)
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-labelledby="{name}-title {name}-desc">\n',
        f'<title id="{name}-title">{escape(drawn.title)}</title>\n',
        f'<desc id="{name}-desc">{escape(_in_words(drawn))}</desc>\n',
        f"<style>{STYLE}</style>\n",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>\n',
        f'<rect class="paper" width="{wide}" height="{high}"/>\n',
        f'<text class="h" x="{EDGE}" y="{EDGE + 4}">{escape(drawn.title)}</text>\n',
        f'<text class="m" x="{EDGE}" y="{EDGE + 26}">{escape(drawn.summary)}</text>\n',
    ]


def _lanes(boxes: dict[str, _Box], places: Layout) -> dict[tuple[str, str], int]:
    """A lane below all cards for each arrow that leads back to another card."""
    pairs = [(key, row.then) for key, box in boxes.items() for row in box.card.rows]
    back = [pair for pair in dict.fromkeys(pairs) if pair in places.back and pair[0] != pair[1]]
    return {pair: number for number, pair in enumerate(back)}


def _ahead(
    start: tuple[float, float], goal: tuple[float, float], points: Sequence[tuple[float, float]]
) -> str:
    """From a card to one on its right, level where it passes other layers."""
    (x, y), path = start, f"M{start[0]:.0f} {start[1]:.1f}"
    for to_x, to_y in [*points, goal]:
        path += f"C{x + BETWEEN / 2:.0f} {y:.1f} {to_x - BETWEEN / 2:.0f} {to_y:.1f} "
        path += f"{to_x:.0f} {to_y:.1f}"
        x, y = to_x, to_y
        if (to_x, to_y) != goal:
            x += WIDTH
            path += f"H{x:.0f}"
    return path


def _around(start: tuple[float, float], goal: tuple[float, float], lane: float, number: int) -> str:
    """From a card down, below all others, and up to one on its left."""
    (x, y), (to_x, to_y) = start, goal
    out = 16 + 5 * (number % 6)
    return (
        f"M{x:.0f} {y:.1f}h{out - 8}q8 0 8 8V{lane - 8:.1f}q0 8 -8 8H{to_x - out + 8:.0f}"
        f"q-8 0 -8 -8V{to_y + 8:.1f}q0 -8 8 -8H{to_x:.0f}"
    )


def _drawn(box: _Box, x: float, y: float) -> str:
    card = box.card
    sort = "card" + " ends" * card.is_ending + " first" * card.is_first + " lost" * bool(card.notes)
    parts = [
        f'<g transform="translate({x:.0f} {y:.1f})">',
        f"<title>{escape(f'{card.key}: {card.text}')}</title>",
        f'<rect class="{sort}" width="{WIDTH}" height="{box.height:.1f}" '
        f'rx="{24 if card.is_ending else 10}"/>',
        *(f'<path class="row" d="M1 {at:.1f}H{WIDTH - 1}"/>' for at in box.rules),
        *(f'<circle class="dot" cx="{WIDTH}" cy="{at:.1f}" r="3.5"/>' for at in box.ports),
    ]
    for text in box.texts:
        sort = f' class="{text.sort}"' if text.sort else ""
        parts.append(f'<text{sort} x="{PAD}" y="{text.at:.1f}">{escape(text.words)}</text>')
    return "".join([*parts, "</g>\n"])


def _in_words(drawn: Sketch) -> str:
    """What the picture shows, for who does not see it."""
    lines = [drawn.summary]
    for card in drawn.cards:
        notes = f" ({'; '.join(card.notes)})" if card.notes else ""
        if card.is_ending:
            lines.append(f"{card.key}{notes}: the ending {card.title}.")
            continue
        ways = [
            f"{row.key} leads to {row.then}{f' if {row.condition}' if row.condition else ''}"
            for row in card.rows
        ]
        lines.append(f"{card.key}{notes}: {', '.join(ways)}.")
    return " ".join(lines)
