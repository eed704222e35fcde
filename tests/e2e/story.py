"""A scenario as its author wrote it, played on paper: what a scene offers, where a choice leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Scene:
    """A moment of a story: its scene, and what the values have come to."""

    id: str
    values: Mapping[str, int]


def opening(story: Mapping[str, Any]) -> Scene:
    """Where a story begins."""
    return Scene(story["start"], {key: int(value) for key, value in story["values"].items()})


def offered(story: Mapping[str, Any], now: Scene) -> dict[str, Any]:
    """The choices of the scene whose condition is met; none at an ending."""
    choices = story["scenes"][now.id].get("choices", {})
    return {key: choice for key, choice in choices.items() if _holds(choice.get("if"), now.values)}


def after(choice: Mapping[str, Any], now: Scene) -> Scene:
    """Where a choice leads."""
    values = dict(now.values)
    for name, more in choice.get("add", {}).items():
        values[name] += int(more)
    return Scene(choice["then"], values)


def _holds(condition: str | None, values: Mapping[str, int]) -> bool:
    """The conditions of the sample course are Python as well."""
    return condition is None or bool(eval(condition, {"__builtins__": {}}, dict(values)))
