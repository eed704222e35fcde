"""A layered layout of a directed graph, from left to right (after Sugiyama, Tagawa and Toda, 1981).

Own code, and small: the libraries in pure Python are under the GPL or draw with other programs.
Takes boxes with heights and the arrows between them; gives each box its layer and its place in it.
An arrow over several layers gets a point in each layer between; arrows that go back are left out
here, the drawing leads them around.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from builder.record import record

GAP: Final = 30.0
"""Between two boxes of a layer."""

THREAD: Final = 6.0
"""Height of an arrow's point between boxes."""

ROUNDS: Final = 12
STRAIGHT: Final = 4.0
"""How much more an arrow's points want to be in line than boxes do."""


@record
class Arrow:
    """From a box to another; `port` is how far below the top of the first it begins."""

    source: str
    target: str
    port: float


@record
class Point:
    """An arrow on its way through a layer between its ends."""

    source: str
    target: str
    layer: int


Node = str | Point


@record
class Layout:
    """Where everything is: layers count from the left, heights from the top."""

    layer: Mapping[str, int]
    top: Mapping[Node, float]
    back: frozenset[tuple[str, str]]
    """Arrows that lead to a layer before or to the same box."""

    def way(self, source: str, target: str) -> list[Point]:
        """The points of an arrow between its ends."""
        between = range(self.layer[source] + 1, self.layer[target])
        return [Point(source, target, layer) for layer in between]


def layout(heights: Mapping[str, float], arrows: Sequence[Arrow], first: str) -> Layout:
    """Lay out the boxes; those that follow from `first` are to its right."""
    pairs = list(dict.fromkeys((arrow.source, arrow.target) for arrow in arrows))
    back = _going_back(list(heights), pairs, first)
    ahead = [pair for pair in pairs if pair not in back]
    layer = _layers(list(heights), ahead)
    edges = list(_pieces(ahead, layer, arrows))
    rows = _in_order(heights, layer, edges)
    top = _tops(rows, edges, heights)
    return Layout(layer, top, frozenset(back))


def _going_back(names: list[str], pairs: list[tuple[str, str]], first: str) -> set[tuple[str, str]]:
    """The arrows that lead to where a walk already is; without them there are no circles."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for source, target in pairs:
        after[source].append(target)
    back: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in [first, *names]:
        if start in done:
            continue
        path = {start: iter(after[start])}
        while path:
            name = next(reversed(path))
            following = next(path[name], None)
            if following is None:
                done.add(name)
                del path[name]
            elif following in path:
                back.add((name, following))
            elif following not in done:
                path[following] = iter(after[following])
    return back


def _layers(names: list[str], ahead: list[tuple[str, str]]) -> dict[str, int]:
    """Each box right of all that lead to it."""
    waiting = dict.fromkeys(names, 0)
    for _, target in ahead:
        waiting[target] += 1
    layer = {name: 0 for name in names}
    ready = [name for name in names if not waiting[name]]
    while ready:
        name = ready.pop()
        for source, target in ahead:
            if source == name:
                layer[target] = max(layer[target], layer[name] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return layer


@record
class _Edge:
    """A piece of an arrow, from one layer to the next."""

    source: Node
    target: Node
    port: float


def _pieces(
    ahead: list[tuple[str, str]], layer: Mapping[str, int], arrows: Sequence[Arrow]
) -> Iterable[_Edge]:
    for source, target in ahead:
        points = [Point(source, target, n) for n in range(layer[source] + 1, layer[target])]
        following: Node = points[0] if points else target
        for arrow in arrows:
            if (arrow.source, arrow.target) == (source, target):
                yield _Edge(source, following, arrow.port)
        nodes: list[Node] = [*points, target]
        for point, after in pairwise(nodes):
            yield _Edge(point, after, THREAD / 2)


def _in_order(
    heights: Mapping[str, float], layer: Mapping[str, int], edges: list[_Edge]
) -> list[list[Node]]:
    """The layers, each in an order in which few arrows cross."""
    rows: list[list[Node]] = [[] for _ in range(max(layer.values()) + 1)]
    for name in heights:
        rows[layer[name]].append(name)
    for edge in edges:
        if isinstance(edge.source, Point):
            rows[edge.source.layer].append(edge.source)
    best, fewest = [list(row) for row in rows], _crossings(rows, edges)
    for number in range(ROUNDS):
        downwards = number % 2 == 0
        for row in rows if downwards else reversed(rows):
            _sort(row, rows, edges, downwards)
        crossings = _crossings(rows, edges)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _sort(row: list[Node], rows: list[list[Node]], edges: list[_Edge], downwards: bool) -> None:
    """Put a layer into the order of the means of what is connected with it on one side."""
    place = _places(rows)
    wanted: dict[Node, list[float]] = {}
    for edge in edges:
        here, there = (edge.target, edge.source) if downwards else (edge.source, edge.target)
        port = edge.port / 10_000 if downwards else 0  # arrows of one box in the order of its rows
        wanted.setdefault(here, []).append(place[there] + port)
    means = {node: sum(found) / len(found) for node, found in wanted.items()}
    row.sort(key=lambda node: means.get(node, place[node]))


def _places(rows: list[list[Node]]) -> dict[Node, float]:
    """Where in its layer each node is, between 0 and 1, so that layers of any length compare."""
    return {node: (at + 0.5) / len(row) for row in rows for at, node in enumerate(row)}


def _crossings(rows: list[list[Node]], edges: list[_Edge]) -> int:
    place = {node: at for row in rows for at, node in enumerate(row)}
    layer = {node: at for at, row in enumerate(rows) for node in row}
    by_layer: dict[int, list[tuple[float, float]]] = {}
    for edge in edges:
        ends = (place[edge.source] + edge.port / 10_000, place[edge.target])
        by_layer.setdefault(layer[edge.source], []).append(ends)
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for ends in by_layer.values()
        for at, one in enumerate(ends)
        for other in ends[at + 1 :]
    )


def _tops(
    rows: list[list[Node]], edges: list[_Edge], heights: Mapping[str, float]
) -> dict[Node, float]:
    """Heights at which arrows are as straight as the order allows."""
    top: dict[Node, float] = {}
    for row in rows:
        whole = sum(_height(node, heights) + GAP for node in row)
        at = -whole / 2
        for node in row:
            top[node] = at
            at += _height(node, heights) + GAP
    for number in range(ROUNDS):
        downwards = number % 2 == 0
        for row in rows if downwards else reversed(rows):
            _settle(row, top, edges, heights, downwards)
    least = min(top.values())
    return {node: at - least for node, at in top.items()}


def _settle(
    row: list[Node],
    top: dict[Node, float],
    edges: list[_Edge],
    heights: Mapping[str, float],
    downwards: bool,
) -> None:
    """Move a layer to where its arrows would be level, keeping its order and its gaps."""
    wanted: dict[Node, list[float]] = {node: [] for node in row}
    for edge in edges:
        if downwards and edge.target in wanted:
            wanted[edge.target].append(top[edge.source] + edge.port - _entry(edge.target, heights))
        elif not downwards and edge.source in wanted:
            arrives = top[edge.target] + _entry(edge.target, heights)
            wanted[edge.source].append(arrives - edge.port)
    offset, offsets = 0.0, []
    for node in row:
        offsets.append(offset)
        offset += _height(node, heights) + (GAP if isinstance(node, str) else GAP / 2)
    goals = [
        (sum(found) / len(found) if (found := wanted[node]) else top[node]) - offsets[at]
        for at, node in enumerate(row)
    ]
    weights = [STRAIGHT if isinstance(node, Point) else 1.0 for node in row]
    for node, at, moved in zip(row, offsets, _rising(goals, weights), strict=True):
        top[node] = moved + at


def _entry(node: Node, heights: Mapping[str, float]) -> float:
    """How far below its top arrows arrive: in the middle."""
    return _height(node, heights) / 2


def _height(node: Node, heights: Mapping[str, float]) -> float:
    return heights[node] if isinstance(node, str) else THREAD


def _rising(goals: list[float], weights: list[float]) -> list[float]:
    """The rising numbers nearest to the goals (isotonic regression by pooling neighbours)."""
    pools: list[tuple[float, float, int]] = []
    for goal, weight in zip(goals, weights, strict=True):
        pools.append((goal, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, w1, n1), (two, w2, n2) = pools[-2], pools[-1]
            pools[-2:] = [((one * w1 + two * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    return [mean for mean, _, number in pools for _ in range(number)]
