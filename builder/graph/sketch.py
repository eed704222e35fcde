"""A scenario as it is drawn, whatever the format: a card for each scene, a row for each choice."""

from __future__ import annotations

from builder.blocks.labels import shortened
from builder.blocks.scenario import Ending, Scenario, Scene
from builder.blocks.scenario.runs import Runs, Step
from builder.markdown import plain
from builder.record import record
from builder.wording import counted

TEXT_LENGTH = 150
"""Characters of a scene's text on its card: enough to know it again."""


@record
class Row:
    """A choice: what it says, where it leads, what it changes, when it is offered."""

    key: str
    say: str
    then: str
    adds: str
    condition: str
    offered: bool


@record
class Card:
    """A scene or an ending; `notes` say what is wrong with it."""

    key: str
    title: str
    text: str
    media: str
    points: float | None
    is_first: bool
    is_reached: bool
    notes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_ending(self) -> bool:
        """Whether the story ends here."""
        return self.points is not None


@record
class Sketch:
    """The whole story."""

    id: str
    title: str
    summary: str
    cards: tuple[Card, ...]


def sketch(story: Scenario) -> Sketch:
    """What is to be drawn of a story."""
    return Sketch(
        id=story.id,
        title=plain(story.title),
        summary=_summary(story),
        cards=tuple(_card(story, key, scene) for key, scene in story.scenes.items()),
    )


def _summary(story: Scenario) -> str:
    parts = [
        counted(len(story.choosing), "scene"),
        counted(len(story.steps), "choice"),
        counted(len(story.endings), "ending"),
    ]
    text = f"{', '.join(parts)}. It begins with {story.start}."
    low, high = story.runs.points
    if story.runs.whole and high > 0:
        text += f" A run gets {f'{low:g} to ' if low < high else ''}{in_points(high)}."
    return text


def in_points(number: float) -> str:
    """A number of points in words."""
    return f"{number:g} {'point' if number == 1 else 'points'}"


def _card(story: Scenario, key: str, scene: Scene | Ending) -> Card:
    runs = story.runs
    choices = () if isinstance(scene, Ending) else tuple(scene.choices)
    return Card(
        key=key,
        title=plain(scene.title) if isinstance(scene, Ending) else "",
        text=shortened(scene.text, TEXT_LENGTH),
        media=", ".join(kind for kind in ("image", "video", "audio") if getattr(scene, kind)),
        points=scene.points if isinstance(scene, Ending) else None,
        is_first=key == story.start,
        is_reached=not runs.whole or key in runs.scenes,
        notes=tuple(_notes(runs, key)),
        rows=tuple(_row(story, Step(key, choice)) for choice in choices),
    )


def _notes(runs: Runs, key: str) -> list[str]:
    if not runs.whole:
        return []
    notes = [] if key in runs.scenes else ["no run comes here"]
    if key in runs.stuck:
        notes.append("a run can get stuck here")
    if any(moment.scene == key for moment in runs.endless):
        notes.append("from here a run may never end")
    return notes


def _row(story: Scenario, step: Step) -> Row:
    choice, runs = story.choice(step), story.runs
    return Row(
        key=step.choice,
        say=shortened(choice.say, TEXT_LENGTH),
        then=choice.then,
        adds=", ".join(f"{name} {number:+d}" for name, number in choice.add.items() if number),
        condition=choice.if_ or "",
        offered=not runs.whole or step.scene not in runs.scenes or step in runs.offered,
    )
