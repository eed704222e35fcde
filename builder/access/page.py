"""The sheet as one HTML page: no script, nothing from elsewhere, the same bytes each time."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import groupby

from jinja2 import Environment

from builder import __version__
from builder.access.content import Content
from builder.access.criteria import Row, Verdict, criteria, proofs, row
from builder.access.facts import TITLES, facts_of
from builder.languages import direction
from builder.render.papers import paper_styles, paper_templates
from builder.theming.theme import Theme

PRINCIPLES = {"1": "Perceivable", "2": "Operable", "3": "Understandable", "4": "Robust"}


@cache
def _environment() -> Environment:
    return paper_templates("access")


def sheet(content: Content, theme: Theme) -> bytes:
    """The whole page, in UTF-8, in the colours of the course."""
    facts = dict(facts_of(content))
    rows = [row(one, facts) for one in criteria()]
    course = content.course
    html = _environment().get_template("sheet.html").render(
        course=course,
        direction=direction(course.language),
        counts=_counts(rows),
        principles=_by_principle(rows),
        asked=[one for one in rows if one.ask],
        faulty=[one for one in rows if one.faults],
        lists=[(name, TITLES[name], facts[name]) for name in TITLES if facts[name].entries],
        downloads=facts["downloads"],
        embeds=facts["embeds"],
        silenced=content.allowed,
        proofs=proofs(),
        styles=paper_styles(theme, course, "card/card.css", "access/sheet.css"),
        version=__version__,
    )  # fmt: skip
    return html.encode("utf-8")


def _counts(rows: list[Row]) -> list[tuple[Verdict, int]]:
    found = Counter(one.verdict for one in rows)
    return [(verdict, found[verdict]) for verdict in Verdict]


def _by_principle(rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    return [
        (number, PRINCIPLES[number], list(group))
        for number, group in groupby(rows, key=lambda one: one.criterion.number[0])
    ]
