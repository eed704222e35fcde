"""A scenario: the file `scenarios/NAME.yaml` as types, and the rules that concern it alone."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic import Field as Limit
from pydantic_core import InitErrorDetails, PydanticCustomError

from builder.blocks.base import Block, Fields, Flag, Id, Line, Markdown
from builder.blocks.reflect import Reflect
from builder.blocks.scenario.expression import ConditionError, Tree, names, parse
from builder.blocks.scenario.media import SceneAudio, SceneImage, SceneVideo
from builder.blocks.scenario.runs import Runs, Step, all_runs
from builder.blocks.text import Text

Steps = tuple[str | int, ...]


def _condition(text: str) -> str:
    try:
        parse(text)
    except ConditionError as error:
        raise PydanticCustomError(
            "condition",
            "{message}",
            {"message": error.message, "hint": error.hint, "position": error.position},
        ) from None
    return text


Condition = Annotated[str, AfterValidator(_condition)]
Number = Annotated[int, Limit(ge=-1000, le=1000)]


def _plain_yes(value: object) -> object:
    """`true` is the default way, spelt as yes and no of every option are."""
    if isinstance(value, bool):
        return "best" if value else "false"
    return "best" if value == "true" else value


Replay = Annotated[
    Literal["best", "last", "false"],
    BeforeValidator(_plain_yes, json_schema_input_type=Literal["best", "last"] | Flag),
]
"""Whether a story may be played again, and which of the endings that were reached counts."""


AN_ENDING: dict[str, Any] = {"not": {"additionalProperties": {"not": {"required": ["ending"]}}}}
"""That one of the scenes is an ending, as editors know it."""


class Choice(Fields):
    """What a learner may do in a scene, and what comes of it."""

    say: Line = Limit(description="What the learner may do or say, in one line.")
    then: Id = Limit(description="The scene that comes next.")
    add: dict[Id, Number] = Limit(
        {},
        description="How it changes the scenario's values: `{ rapport: 1 }`; -1 takes away.",
    )
    if_: Condition | None = Limit(
        None,
        description="It is offered only when this is true, such as `rapport < 1`.",
    )
    feedback: Markdown | None = Limit(
        None,
        description="What is said of it, above the next scene, in Markdown.",
    )

    @property
    def condition(self) -> Tree | None:
        """When it is offered; None: always."""
        return None if self.if_ is None else parse(self.if_)


class _Shown(Fields):
    """What scenes and endings show."""

    text: Markdown = Limit(description="What happens, in Markdown.")
    image: SceneImage | None = Limit(
        None,
        description="A picture of it: `{ src: media/tom.jpg, alt: … }`.",
    )
    video: SceneVideo | None = Limit(
        None,
        description="A film: `src` and the keys of a `video` block.",
    )
    audio: SceneAudio | None = Limit(
        None,
        description="A recording: `src` and the keys of an `audio` block.",
    )


class Scene(_Shown):
    """A moment in the story that asks for a choice."""

    choices: Annotated[dict[Id, Choice], Limit(min_length=1)] = Limit(
        description="What the learner may do: an id for each, with `say` and `then`.",
    )


class Ending(_Shown):
    """Where the story ends."""

    ending: Id = Limit(description="The id of the ending; it makes the scene one.")
    title: Line = Limit(description="The name of the ending, for the learner and for reports.")
    points: Annotated[float, Limit(ge=0, le=100)] = Limit(
        0,
        description="What it gives, 0 to 100; the most that a run can get counts as all.",
    )


def _sort(scene: object) -> str:
    is_ending = "ending" in scene if isinstance(scene, dict) else isinstance(scene, Ending)
    return "ending" if is_ending else "scene"


AnyScene = Annotated[
    Annotated[Scene, Tag("scene")] | Annotated[Ending, Tag("ending")], Discriminator(_sort)
]


def _debrief_sort(block: object) -> str:
    is_text = "text" in block if isinstance(block, dict) else isinstance(block, Text)
    return "text" if is_text else "reflect"


if TYPE_CHECKING:
    Debrief = Block
else:
    Debrief = Annotated[
        Annotated[Text, Tag("text")] | Annotated[Reflect, Tag("reflect")],
        Discriminator(_debrief_sort),
    ]


class Scenario(Fields):
    """A branching story: scenes, choices that lead on, endings, and a debrief."""

    id: Id = Limit(
        alias="scenario",
        description="The id of the scenario; the file is called by it.",
    )
    title: Line = Limit(description="The title of the story.")
    start: Id = Limit(description="The scene with which it begins.")
    values: dict[Id, Number] = Limit(
        {},
        description=(
            "Whole numbers that choices change and conditions read, with what they are at "
            "the start: `{ rapport: 0 }`."
        ),
    )
    scenes: Annotated[dict[Id, AnyScene], Limit(min_length=1, json_schema_extra=AN_ENDING)] = Limit(
        description=(
            "The scenes and endings: an id for each. A scene has `choices`; an ending has "
            "`ending` and `title`."
        ),
    )
    debrief: list[Debrief] = Limit(
        [],
        description="What comes after an ending: `text` and `reflect` blocks.",
    )
    replay: Replay = Limit(
        "best",
        description=(
            "`best`: it may be played again, the best ending counts. `last`: the last "
            "ending counts. `false`: one run only."
        ),
    )
    back: Flag = Limit(False, description="`true`: the learner may take the last choice back.")

    @property
    def choosing(self) -> dict[str, Scene]:
        """The scenes with choices, in the author's order."""
        return {key: scene for key, scene in self.scenes.items() if isinstance(scene, Scene)}

    @property
    def endings(self) -> dict[str, Ending]:
        """The endings by the id of their scene, in the author's order."""
        return {key: scene for key, scene in self.scenes.items() if isinstance(scene, Ending)}

    @property
    def reflections(self) -> list[Reflect]:
        """The blocks of the debrief that a learner uses."""
        return [block for block in self.debrief if isinstance(block, Reflect)]

    @property
    def steps(self) -> list[Step]:
        """All its choices, in the author's order."""
        return [Step(key, way) for key, scene in self.choosing.items() for way in scene.choices]

    def choice(self, step: Step) -> Choice:
        """What a step does."""
        return self.choosing[step.scene].choices[step.choice]

    def leads_to(self, step: Step) -> str:
        """The scene after a step."""
        return self.choice(step).then

    @property
    def following(self) -> dict[str, list[str]]:
        """The scenes that each scene's choices lead to, whatever their conditions."""
        return {
            key: [choice.then for choice in scene.choices.values()]
            for key, scene in self.choosing.items()
        }

    @cached_property
    def runs(self) -> Runs:
        """All that can happen in it."""
        return all_runs(self)

    @model_validator(mode="after")
    def _whole(self) -> Any:
        found = [*self._wrong_targets(), *self._wrong_names(), *self._wrong_ids()]
        if found:
            raise ValidationError.from_exception_data(
                "Scenario",
                [InitErrorDetails(type=error, loc=steps, input=None) for steps, error in found],
            )
        return self

    def _wrong_targets(self) -> Iterator[tuple[Steps, PydanticCustomError]]:
        if self.start not in self.scenes:
            yield ("start",), _no_scene(self.start, self.scenes)
        for steps, choice in self._choices():
            if choice.then not in self.scenes:
                yield (*steps, "then"), _no_scene(choice.then, self.scenes)

    def _wrong_names(self) -> Iterator[tuple[Steps, PydanticCustomError]]:
        for steps, choice in self._choices():
            for name in choice.add:
                if name not in self.values:
                    yield (*steps, "add", name), _no_value(name, self.values)
            tree = choice.condition
            for name in sorted(names(tree)) if tree is not None else ():
                if name not in self.values:
                    yield (*steps, "if"), _no_value(name, self.values)

    def _wrong_ids(self) -> Iterator[tuple[Steps, PydanticCustomError]]:
        if not self.endings:
            yield (
                ("scenes",),
                PydanticCustomError(
                    "no_ending",
                    "This scenario has no ending.",
                    {"hint": "Give a scene ending: and a title, and no choices."},
                ),
            )
        endings: set[str] = set()
        for key, scene in self.endings.items():
            if scene.ending in endings:
                yield ("scenes", key, "ending"), _twice("ending", scene.ending)
            endings.add(scene.ending)
        reflections: set[str] = set()
        for index, block in enumerate(self.debrief):
            if isinstance(block, Reflect):
                if block.id in reflections:
                    yield ("debrief", index, "reflect"), _twice("block", block.id)
                reflections.add(block.id)

    def _choices(self) -> Iterator[tuple[Steps, Choice]]:
        for scene_id, scene in self.choosing.items():
            for key, choice in scene.choices.items():
                yield ("scenes", scene_id, "choices", key), choice


def _no_scene(name: str, scenes: dict[str, Any]) -> PydanticCustomError:
    return PydanticCustomError(
        "no_scene",
        "There is no scene '{name}'.",
        {"name": name, "hint": f"The scenes are: {', '.join(scenes)}."},
    )


def _no_value(name: str, values: dict[str, int]) -> PydanticCustomError:
    known = f"The values are: {', '.join(values)}." if values else f"Add values: {{ {name}: 0 }}."
    return PydanticCustomError(
        "no_value", "There is no value '{name}' in this scenario.", {"name": name, "hint": known}
    )


def _twice(what: str, name: str) -> PydanticCustomError:
    return PydanticCustomError(
        "id_twice",
        "There are two of '{name}' here.",
        {"name": name, "hint": f"Give each {what} an id of its own."},
    )
