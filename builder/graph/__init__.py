"""Drawing a scenario: as a picture (SVG) and as text for Mermaid.

What runs can come to in it is marked, and told as findings beside the drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from builder.blocks.scenario import Scenario
from builder.check import check_course
from builder.diagnostics import Report
from builder.files import Tree
from builder.graph.mermaid import mermaid
from builder.graph.svg import svg
from builder.model.course import scenario_file
from builder.model.read import read_course
from builder.record import record

FORMATS: Final[dict[str, Callable[[Scenario], str]]] = {"svg": svg, "mermaid": mermaid}
"""The ways to draw a scenario, by the names that an author writes."""

SUFFIXES: Final = {".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid"}
"""The format of a file, by the end of its name."""


@record
class Subject:
    """A scenario to draw, and what is to be said about its file.

    `story` is None where there is none or its shape has faults; `names` are all that there are.
    """

    story: Scenario | None
    report: Report
    names: list[str]


def subject(tree: Tree, name: str) -> Subject:
    """The scenario of that name in a course, which may have faults elsewhere."""
    reading = read_course(tree)
    reading.report.add(check_course(reading.part, tree, reading.gaps))
    file = scenario_file(name)
    found = None if file in reading.gaps.by_file else reading.part.files.get(file)
    names = sorted(one[10:-5] for one in tree if scenario_file(one[10:-5]) == one)
    return Subject(
        found if isinstance(found, Scenario) else None,
        Report([one for one in reading.report if one.place.file == file]),
        names,
    )
