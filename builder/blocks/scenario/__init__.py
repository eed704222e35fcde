"""A branching story that the learner plays."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import Field as Limit

from builder.blocks.base import Id, Lookup, Target, UsedBlock
from builder.blocks.labels import shortened
from builder.blocks.scenario.length import longest_path
from builder.blocks.scenario.story import Ending, Scenario, Scene
from builder.blocks.tracking import Field, Interaction, Item, Objective, Option
from builder.markdown import plain

__all__ = ["Ending", "Scenario", "ScenarioBlock", "Scene"]


class ScenarioBlock(UsedBlock):
    """Plays the scenario of its id. Where the learner is follows from the path alone."""

    kind: ClassVar[str] = "scenario"
    includes: ClassVar[tuple[str, ...]] = ("audio", "video")

    scenario: Annotated[Id, Target("scenario")] = Limit(
        description=(
            "The scenario to play: NAME of `scenarios/NAME.yaml`. It is the block's id as well."
        ),
    )

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """With the parts that this story needs."""
        story = course.find(Scenario, self.scenario)
        return (self.kind, *(f"{self.kind}-{part}" for part in (_parts(story) if story else ())))

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
        return Item(
            id=full_id,
            kind=self.kind,
            label=plain(story.title),
            required=not self.optional,
            points=_most_points(story),
            fields=(
                Field(name="path", type="list", limit=longest_path(story.start, story.following)),
                Field(name="ending", type="list", limit=1),
                Field(name="found", type="set", limit=len(story.endings)),
            ),
            options=(*map(str, story.steps), *story.endings),
            interactions=(
                Interaction(type="long-fill-in", ask=plain(story.title)),
                *(_interaction(key, scene) for key, scene in story.choosing.items()),
            ),
            objectives=tuple(
                Objective(key=ending.ending, title=plain(ending.title))
                for ending in story.endings.values()
            ),
            data={
                "start": story.start,
                "values": story.values,
                "replay": story.replay,
                "back": story.back,
                "scenes": {key: _scene_data(scene) for key, scene in story.scenes.items()},
            },
        )

    def _debriefs(self, full_id: str, story: Scenario, course: Lookup) -> Iterator[Item]:
        for reflect in story.reflections:
            for item in reflect.items(f"{full_id}.{reflect.id}", course):
                yield replace(item, required=item.required and not self.optional)


def _parts(story: Scenario) -> Iterator[str]:
    """What only some stories need of script or style."""
    if story.back:
        yield "back"
    if any(one.if_ for scene in story.choosing.values() for one in scene.choices.values()):
        yield "conditions"
    if story.debrief:
        yield "debrief"
    if any(scene.image or scene.video or scene.audio for scene in story.scenes.values()):
        yield "media"


def _most_points(story: Scenario) -> float:
    """What the best run gets; where the runs are not known, what the best ending gives."""
    if story.runs.whole:
        return story.runs.points[1]
    return max(ending.points for ending in story.endings.values())


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
