"""The way through a scenario: every scene can be reached, and from every scene an ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.blocks.scenario import Scenario
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Path, Place, Rule, Severity

UNREACHED = Rule("BC621", "A scene that no choice leads to", Severity.WARNING)
NO_WAY_OUT = Rule("BC622", "A scene from which no ending can be reached")
ALL_CONDITIONAL = Rule("BC623", "A scene that may offer no choice", Severity.WARNING)

Graph = Mapping[str, list[str]]


def unreached_scenes(subject: Subject) -> Iterator[Diagnostic]:
    """Every scene is the first, or follows from a choice."""
    for file, story in _whole_stories(subject):
        reached = _reached([story.start], _following(story))
        for scene in story.scenes:
            if scene not in reached:
                yield UNREACHED.at(
                    Place(file, ("scenes", scene), on_key=True),
                    f"No choice leads to the scene '{scene}'.",
                    f"Write then: {scene} in a choice, or remove the scene.",
                )


def scenes_without_way_out(subject: Subject) -> Iterator[Diagnostic]:
    """From every scene some choices lead to an ending, or the learner never gets out."""
    for file, story in _whole_stories(subject):
        ways_back: dict[str, list[str]] = {}
        for scene, following in _following(story).items():
            for after in following:
                ways_back.setdefault(after, []).append(scene)
        saved = _reached(story.endings, ways_back)
        for scene in story.choosing:
            if scene not in saved:
                yield NO_WAY_OUT.at(
                    Place(file, ("scenes", scene), on_key=True),
                    f"From the scene '{scene}' no ending can be reached.",
                    "Let a choice in it, or in a scene after it, lead to an ending.",
                )


def scenes_with_conditions_only(subject: Subject) -> Iterator[Diagnostic]:
    """Some choice is always offered."""
    for file, story in _stories(subject):
        for key, scene in story.choosing.items():
            choices = scene.choices.values()
            whole = not subject.gaps.lacks(file, ("scenes", key, "choices"))
            if whole and all(choice.if_ is not None for choice in choices):
                yield ALL_CONDITIONAL.at(
                    Place(file, ("scenes", key, "choices"), on_key=True),
                    f"Every choice of the scene '{key}' has a condition, so none may be offered.",
                    "Leave out if: in one of them, so that there is always a way on.",
                )


def _stories(subject: Subject) -> Iterator[tuple[str, Scenario]]:
    for file, thing in subject.course.files.items():
        if isinstance(thing, Scenario):
            yield file, thing


def _whole_stories(subject: Subject) -> Iterator[tuple[str, Scenario]]:
    """Those of which all ways from scene to scene are known."""
    for file, story in _stories(subject):
        gap = subject.gaps.by_file.get(file)
        if gap is None or not any(map(_hides_ways, gap.wounds)):
            yield file, story


def _hides_ways(wound: Path) -> bool:
    """Whether there may be scenes and choices where a scenario is wounded."""
    looks = len(wound) == 3 and wound[2] in ("text", "image")
    return wound[:1] in ((), ("start",)) or (wound[0] == "scenes" and not looks)


def _following(story: Scenario) -> Graph:
    return {
        key: [choice.then for choice in scene.choices.values()]
        for key, scene in story.choosing.items()
    }


def _reached(starts: Iterable[str], graph: Graph) -> set[str]:
    reached, pending = set(starts), list(starts)
    while pending:
        for after in graph.get(pending.pop(), ()):
            if after not in reached:
                reached.add(after)
                pending.append(after)
    return reached
