"""The card as one HTML page: no script, nothing from elsewhere, the same bytes each time."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from builder import __version__
from builder.card.common import offline_lines, privacy_lines, update_guide
from builder.card.facts import Facts
from builder.card.moodle import moodle_guides
from builder.card.others import other_guides
from builder.card.rows import interactions, objectives
from builder.languages import direction, own_name
from builder.plan.budget import Budget
from builder.render.media import human_size
from builder.render.papers import paper_styles, paper_templates
from builder.theming.theme import Theme

NAMES = {
    "scorm12": ("SCORM 1.2", "For nearly every LMS. The one to take, unless you need another."),
    "scorm2004": ("SCORM 2004, 4th edition", "Tells completion and success apart; more room."),
    "cmi5": ("cmi5", "For LMSs that take cmi5; statements go to an LRS."),
    "xapi": ("Tin Can (xAPI)", "For LMSs that launch a tincan.xml; statements go to an LRS."),
}
"""What people call a package, and whom it is for."""


@cache
def _environment() -> Environment:
    environment = paper_templates("card")
    environment.filters["language_name"] = own_name
    environment.filters["size"] = human_size
    return environment


def card(facts: Facts, budget: Budget, theme: Theme) -> bytes:
    """The whole page, in UTF-8, in the colours of the course."""
    course = facts.course
    page = _environment().get_template("card.html")
    html = page.render(
        facts=facts,
        languages=len({one.language for one in facts.packages}),
        course=course,
        plan=facts.plan,
        direction=direction(course.language),
        packages=[(one, *NAMES[one.target], _room(one.room, budget)) for one in facts.packages],
        moodle=list(moodle_guides(facts)),
        others=list(other_guides(facts)),
        update=update_guide(facts),
        offline=list(offline_lines(facts)),
        privacy=list(privacy_lines(facts)),
        sections=list(interactions(facts.plan)),
        objectives=objectives(facts.plan),
        ids_in_reports=facts.has("scorm2004", "cmi5", "xapi"),
        styles=paper_styles(theme, course, "card/card.css"),
        version=__version__,
    )
    return html.encode("utf-8")


def _room(room: int | None, budget: Budget) -> str:
    """How much of the LMS's room a learner's progress can take."""
    return "" if room is None else budget.in_words(room)
