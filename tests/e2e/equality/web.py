"""What a browser keeps of the web target, in the common form.

Nobody is told anything there: the answers are those that the state stands for.
"""

from __future__ import annotations

from builder.plan.model import Plan
from builder.tracks.happened import Story
from builder.xapi.spelling import response_text
from tests.e2e.equality.form import Answer, Record, interactions_of, kept_of, ordered, percent


def from_web(plan: Plan, state: str) -> Record:
    """The record in a state string out of the browser's storage."""
    kept = kept_of(plan, state)
    if kept is None:
        return Record(target="web")
    known = interactions_of(plan)
    answers: dict[str, Answer] = {}
    objectives: dict[str, float | None] = {}
    for one in Story(plan, {"cmi.suspend_data": state}).told():
        kind, _, name = one.key.partition("/")
        if kind == "answered":
            said = ordered(known[name], response_text(one.outcome.get("response", {})))
            answers[name] = Answer(said, one.outcome.get("result", "neutral"))
        if kind == "objective":
            points = one.outcome.get("points")
            objectives[name] = None if points is None else percent(points)
    return Record("web", kept.status, kept.best, answers, objectives, None, kept)
