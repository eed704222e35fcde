"""What can happen in a scenario, judged by all its runs (`builder.blocks.scenario.runs`).

Each finding shows the choices that lead there. A story with too many moments is not judged, and
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.blocks.scenario import Scenario
from builder.blocks.scenario.runs import MOST, Moment, Runs, Step
from builder.blocks.scenario.sums import compared
from builder.check.scenarios import known_stories, led_to, saved_scenes
from builder.check.subject import Texts
from builder.diagnostics import Diagnostic, Place, Rule, Severity

ALL_CONDITIONAL = Rule("BC623", "A scene that may offer no choice", Severity.WARNING)
NEVER_OFFERED = Rule("BC624", "A choice that no run can offer", Severity.WARNING)
NEVER_REACHED = Rule("BC625", "A scene or ending that no run reaches", Severity.WARNING)
STUCK = Rule("BC626", "A scene in which a run gets stuck")
ENDLESS = Rule("BC627", "A loop without a way out")
LOST_POINTS = Rule("BC630", "Points that no run can get", Severity.WARNING)
TOO_LARGE = Rule("BC631", "A scenario too large to judge all its runs", Severity.WARNING)

MOST_STEPS = 10
"""Choices of a way that a message names; of a longer one the middle is left out."""


def choices_never_offered(subject: Texts) -> Iterator[Diagnostic]:
    """In every scene that runs come to, every choice is offered to some run."""
    for file, story in _judged(subject):
        runs = story.runs
        for step in story.steps:
            if step.scene in runs.scenes and step not in runs.offered and step in runs.tests:
                yield NEVER_OFFERED.at(
                    Place(file, ("scenes", step.scene, "choices", step.choice, "if")),
                    f"No run can offer the choice '{step.choice}': whenever a run comes to "
                    f"'{step.scene}', {_ranges(runs, step)}.",
                    "Change the condition, or let earlier choices add what it asks for.",
                )


def scenes_never_reached(subject: Texts) -> Iterator[Diagnostic]:
    """Every scene and ending that choices lead to is reached by some run.

    Of scenes that follow one another only the first is told, of endings each.
    """
    for file, story in _judged(subject):
        reached, drawn = story.runs.scenes, led_to(story)
        for scene in story.scenes:
            ways = [
                step
                for step in story.steps
                if story.leads_to(step) == scene and step.scene in reached
            ]
            ends = scene in story.endings
            if scene in drawn and scene not in reached and (ways or ends):
                yield NEVER_REACHED.at(
                    Place(file, ("scenes", scene), on_key=True),
                    f"No run reaches the {'ending' if ends else 'scene'} '{scene}': "
                    + (f"{_listed(ways)} {_are(ways)} never offered." if ways else
                       "all that leads to it is out of reach."),
                    "Change the conditions on the way to it, or remove it.",
                )  # fmt: skip


def stuck_scenes(subject: Texts) -> Iterator[Diagnostic]:
    """Whatever was chosen before, a scene offers a choice."""
    for file, story in _judged(subject):
        for scene, moment in story.runs.stuck.items():
            yield STUCK.at(
                Place(file, ("scenes", scene, "choices"), on_key=True),
                f"A run gets stuck in the scene '{scene}': {_after(story.runs, moment)}, "
                "no choice is offered.",
                "Leave out if: in one of its choices, so that there is always a way on.",
            )


def endless_loops(subject: Texts) -> Iterator[Diagnostic]:
    """Whatever was chosen before, some further choices lead to an ending."""
    for file, story in _judged(subject):
        saved = saved_scenes(story)
        for moment in story.runs.endless:
            if moment.scene in saved:  # others are told of as scenes without a way out
                circle = _listed(story.runs.circle_from(moment))
                yield ENDLESS.at(
                    Place(file, ("scenes", moment.scene), on_key=True),
                    f"A run cannot end any more in the scene '{moment.scene}': "
                    f"{_after(story.runs, moment)}, only {circle} can follow, again and again.",
                    "Let one of these scenes offer a choice without if: that leads on.",
                )


def points_never_got(subject: Texts) -> Iterator[Diagnostic]:
    """The most points that an ending gives can be got."""
    for file, story in _judged(subject):
        best = max(story.endings.values(), key=lambda ending: ending.points)
        low, high = story.runs.points
        if story.runs.endings and high < best.points:
            scene = next(key for key, ending in story.endings.items() if ending is best)
            ends = f"end with {low:g} to {high:g} points" if low < high else f"give {high:g} points"
            yield LOST_POINTS.at(
                Place(file, ("scenes", scene, "points")),
                f"No run gets the {best.points:g} points of '{scene}': all runs {ends}.",
                f"Open a way to this ending; until then {high:g} points count as all there are.",
            )


def stories_too_large(subject: Texts) -> Iterator[Diagnostic]:
    """A story is small enough to walk all its runs."""
    for file, story in known_stories(subject):
        if not story.runs.whole:
            yield TOO_LARGE.at(
                Place(file, ("values",), on_key=True),
                f"The runs of this scenario come to more than {MOST:,} different moments, "
                "so they were not checked.",
                "Use fewer values, or let choices that can come again change fewer of them.",
            )


def scenes_with_conditions_only(subject: Texts) -> Iterator[Diagnostic]:
    """Some choice is always offered, where it is not known what runs come to."""
    for file, story in known_stories(subject):
        for key, scene in {} if story.runs.whole else story.choosing.items():
            if all(choice.if_ is not None for choice in scene.choices.values()):
                yield ALL_CONDITIONAL.at(
                    Place(file, ("scenes", key, "choices"), on_key=True),
                    f"Every choice of the scene '{key}' has a condition, so none may be offered.",
                    "Leave out if: in one of them, so that there is always a way on.",
                )


def _judged(subject: Texts) -> Iterator[tuple[str, Scenario]]:
    """The stories of which all runs are known."""
    for file, story in known_stories(subject):
        if story.runs.whole:
            yield file, story


def _ranges(runs: Runs, step: Step) -> str:
    """What the sums in a condition come to in its scene."""
    sums = dict.fromkeys(one.sum for one in compared(runs.tests[step]))
    return _listed([runs.in_words(step.scene, at) for at in sums])


def _after(runs: Runs, moment: Moment) -> str:
    """The shortest way to a moment, and what the values are then."""
    way = [str(step) for step in runs.way_to(moment)]
    if len(way) > MOST_STEPS:
        way = [*way[: MOST_STEPS // 2], "…", *way[-MOST_STEPS // 2 :]]
    values = [f"{name} = {number}" for name, number in runs.values_at(moment).items()]
    after = f"after {', '.join(way)}" if way else "at the very start"
    return f"{after} ({', '.join(values)})" if values else after


def _listed(parts: Sequence[object]) -> str:
    words = [str(part) for part in parts]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
