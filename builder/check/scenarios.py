"""A scenario as it is drawn: every scene follows from a choice, and from every scene an ending.

Whether conditions ever hold is a matter of `runs`; here every choice counts as offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.blocks.scenario import Scenario
from builder.blocks.scenario.expression import names
from builder.blocks.scenario.runs import Step
from builder.check.subject import Texts
from builder.diagnostics import Diagnostic, Path, Place, Rule, Severity
from builder.wording import counted

UNREACHED = Rule("BC621", "A scene that no choice leads to", Severity.WARNING)
NO_WAY_OUT = Rule("BC622", "A scene from which no ending can be reached")
NEVER_READ = Rule("BC628", "A value that no condition reads", Severity.WARNING)
NEVER_SET = Rule("BC629", "A value that no choice changes", Severity.WARNING)

Graph = Mapping[str, list[str]]


def unreached_scenes(subject: Texts) -> Iterator[Diagnostic]:
    """Every scene is the first, or follows from a choice."""
    for file, story in _whole_stories(subject):
        drawn = led_to(story)
        for scene in story.scenes:
            if scene not in drawn:
                yield UNREACHED.at(
                    Place(file, ("scenes", scene), on_key=True),
                    f"No choice leads to the scene '{scene}'.",
                    f"Write then: {scene} in a choice, or remove the scene.",
                )


def scenes_without_way_out(subject: Texts) -> Iterator[Diagnostic]:
    """From every scene some choices lead to an ending, or the learner never gets out."""
    for file, story in _whole_stories(subject):
        saved = saved_scenes(story)
        for scene in story.choosing:
            if scene not in saved:
                yield NO_WAY_OUT.at(
                    Place(file, ("scenes", scene), on_key=True),
                    f"From the scene '{scene}' no ending can be reached.",
                    "Let a choice in it, or in a scene after it, lead to an ending.",
                )


def values_never_read(subject: Texts) -> Iterator[Diagnostic]:
    """What choices count up is used by a condition."""
    for file, story in known_stories(subject):
        read = _read(story)
        for name in story.values:
            if name not in read:
                changes = len(list(_changes(story, name)))
                how = f"changed by {counted(changes, 'choice')}" if changes else "given"
                yield NEVER_READ.at(
                    Place(file, ("values", name), on_key=True),
                    f"The value '{name}' is {how}, but no condition reads it.",
                    f"Use it in an if:, or remove it from values:{' and add:' if changes else ''}.",
                )


def values_never_set(subject: Texts) -> Iterator[Diagnostic]:
    """What conditions read is changed by some choice, or they are always or never true."""
    for file, story in known_stories(subject):
        for name in sorted(_read(story)):
            if next(_changes(story, name), None) is None:
                yield NEVER_SET.at(
                    Place(file, ("values", name), on_key=True),
                    f"Conditions read the value '{name}', but no choice changes it: "
                    f"it is always {story.values[name]}.",
                    f"Let choices add: {{ {name}: 1 }}, or leave it out of the conditions.",
                )


def led_to(story: Scenario) -> set[str]:
    """The scenes that choices lead to from the first on, whatever their conditions."""
    return _reached([story.start], story.following)


def saved_scenes(story: Scenario) -> set[str]:
    """The endings, and the scenes from which choices lead there, whatever their conditions."""
    ways_back: dict[str, list[str]] = {}
    for scene, following in story.following.items():
        for after in following:
            ways_back.setdefault(after, []).append(scene)
    return _reached(story.endings, ways_back)


def _read(story: Scenario) -> set[str]:
    """The values that conditions read."""
    trees = (story.choice(step).condition for step in story.steps)
    return {name for tree in trees if tree is not None for name in names(tree)}


def _changes(story: Scenario, name: str) -> Iterator[Step]:
    """The choices that change a value."""
    return (step for step in story.steps if story.choice(step).add.get(name))


def _stories(subject: Texts) -> Iterator[tuple[str, Scenario]]:
    for file, thing in subject.files.items():
        if isinstance(thing, Scenario):
            yield file, thing


def _whole_stories(subject: Texts) -> Iterator[tuple[str, Scenario]]:
    """Those of which all ways from scene to scene are known."""
    for file, story in _stories(subject):
        gap = subject.gaps.by_file.get(file)
        if gap is None or not any(map(_hides_ways, gap.wounds)):
            yield file, story


def known_stories(subject: Texts) -> Iterator[tuple[str, Scenario]]:
    """Those of which, beyond the ways, all values and conditions are known."""
    for file, story in _whole_stories(subject):
        if not subject.gaps.lacks(file, ("values",)):
            yield file, story


def _hides_ways(wound: Path) -> bool:
    """Whether there may be scenes and choices where a scenario is wounded."""
    looks = len(wound) == 3 and wound[2] in ("text", "image", "video", "audio")
    return wound[:1] in ((), ("start",)) or (wound[0] == "scenes" and not looks)


def _reached(starts: Iterable[str], graph: Graph) -> set[str]:
    reached, pending = set(starts), list(starts)
    while pending:
        for after in graph.get(pending.pop(), ()):
            if after not in reached:
                reached.add(after)
                pending.append(after)
    return reached
