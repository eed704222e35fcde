"""A branching story that the learner plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from builder.blocks.base import Id, Lookup, Target, UsedBlock
from builder.blocks.labels import shortened
from builder.blocks.scenario.story import Ending, Scenario, Scene
from builder.blocks.tracking import Field, Interaction, Item, Objective, Option
from builder.markdown import plain

__all__ = ["Ending", "Scenario", "ScenarioBlock", "Scene"]


class ScenarioBlock(UsedBlock):
    """Plays the scenario of its id. Where the learner is follows from the path alone."""

    kind: ClassVar[str] = "scenario"

    scenario: Annotated[Id, Target("scenario")]

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """The scenario's own item, then one for each reflection of the debrief."""
        story = course.find(Scenario, self.scenario)
        if story is None:
            return ()
        return (self._own(full_id, story), *self._debriefs(full_id, story, course))

    def view(self, full_id: str, course: Lookup) -> Mapping[str, Any]:
        """The story, and a number for each scene in the author's order."""
        story = course.find(Scenario, self.scenario)
        return {
            "story": story,
            "number": {key: at for at, key in enumerate(story.scenes if story else (), start=1)},
        }

    def _own(self, full_id: str, story: Scenario) -> Item:
        ways = tuple(f"{scene}/{key}" for scene, key, _ in _ways(story))
        return Item(
            id=full_id,
            kind=self.kind,
            label=plain(story.title),
            required=not self.optional,
            points=max((ending.points for ending in story.endings.values()), default=0),
            fields=(
                Field(name="path", type="list", limit=longest_path(story)),
                Field(name="ending", type="list", limit=1),
            ),
            options=(*ways, *story.endings),
            interactions=tuple(_interaction(key, scene) for key, scene in story.choosing.items()),
            objectives=tuple(
                Objective(key=ending.ending, title=plain(ending.title))
                for ending in story.endings.values()
            ),
            data={
                "start": story.start,
                "values": story.values,
                "replay": story.replay,
                "scenes": {key: _scene_data(scene) for key, scene in story.scenes.items()},
            },
        )

    def _debriefs(self, full_id: str, story: Scenario, course: Lookup) -> Iterator[Item]:
        for reflect in story.reflections:
            for item in reflect.items(f"{full_id}.{reflect.id}", course):
                yield item.model_copy(update={"required": item.required and not self.optional})


def _ways(story: Scenario) -> Iterator[tuple[str, str, str]]:
    """All choices: scene, choice, and the scene that it leads to."""
    for scene_id, scene in story.choosing.items():
        for key, choice in scene.choices.items():
            yield scene_id, key, choice.then


def _interaction(key: str, scene: Scene) -> Interaction:
    return Interaction(
        key=key,
        type="choice",
        ask=shortened(scene.text),
        options=tuple(Option(id=name, text=plain(way.say)) for name, way in scene.choices.items()),
    )


def _scene_data(scene: Scene | Ending) -> dict[str, Any]:
    if isinstance(scene, Ending):
        return {"ending": scene.ending, "points": scene.points}
    choices: dict[str, Any] = {}
    for key, choice in scene.choices.items():
        choices[key] = {"then": choice.then}
        if choice.add:
            choices[key]["add"] = choice.add
        if choice.condition is not None:
            choices[key]["if"] = choice.condition
    return {"choices": choices}


def longest_path(story: Scenario) -> int:
    """How many choices a run can have.

    Exactly the longest way where no scene comes twice; where the story has circles, room for going
    round several times.
    """
    lengths: dict[str, int | None] = {}
    longest = _longest_from(story.start, story, lengths)
    return longest if longest is not None else max(24, 4 * len(story.choosing))


def _longest_from(start: str, story: Scenario, known: dict[str, int | None]) -> int | None:
    """Choices on the longest way from a scene; None if it can go in circles.

    Walks with a stack of its own: a story may be longer than Python's.
    """
    after = {
        key: [way.then for way in scene.choices.values()] for key, scene in story.choosing.items()
    }
    open_scenes: set[str] = set()
    stack = [start]
    while stack:
        scene = stack[-1]
        following = after.get(scene, [])
        if scene in known:
            stack.pop()
        elif scene not in open_scenes:
            open_scenes.add(scene)
            if any(then in open_scenes and then not in known for then in following):
                return None
            stack += [then for then in following if then not in known]
        else:
            lengths = [known[then] for then in following]
            known[scene] = 1 + max(length or 0 for length in lengths) if lengths else 0
            stack.pop()
    return known[start]
