"""The terms of others that our statements use, and the shape of what we make of them.

Everything here is plain JSON, so that the player reads the very same (docs/tracking.md).
"""

from __future__ import annotations

from typing import Any, Final, Literal, NotRequired, TypedDict

FORMAT: Final = 1
"""The version of the vocabulary's shape."""

ADL: Final = "http://adlnet.gov/expapi"

VERBS: Final = (
    "initialized", "resumed", "progressed", "scored", "completed", "passed", "failed",
    "suspended", "terminated", "experienced", "answered", "interacted",
)  # fmt: skip
"""Verbs of ADL by their names; each name is the last part of its IRI and what people read."""

COURSE: Final = f"{ADL}/activities/course"
MODULE: Final = f"{ADL}/activities/module"
PAGE: Final = f"{ADL}/activities/lesson"
BLOCK: Final = f"{ADL}/activities/interaction"
STORY: Final = f"{ADL}/activities/simulation"
QUESTION: Final = f"{ADL}/activities/cmi.interaction"
OBJECTIVE: Final = f"{ADL}/activities/objective"

VIDEO_PROFILE: Final = "https://w3id.org/xapi/video"
"""The xAPI Video Profile: a category of every statement about the watching of a video."""
VIDEO: Final = f"{VIDEO_PROFILE}/activity-type/video"
VIDEO_VERBS: Final = ("played", "paused", "seeked")
"""Verbs of the video profile, by their names; the others that it uses are ADL's."""

PROGRESS: Final = "https://w3id.org/xapi/cmi5/result/extensions/progress"
"""How much of the course is done: a whole number from 0 to 100 (cmi5, 9.5.5.1)."""

LanguageMap = dict[str, str]


class Verb(TypedDict):
    """A verb as it stands in statements."""

    id: str
    display: LanguageMap


Taken = Literal[
    "response", "success", "score", "duration", "progress",
    "time", "seek", "segments", "watched", "consumed", "length", "session",
]  # fmt: skip
"""What a result takes from what happened; of a video also what its context takes."""


class Template(TypedDict):
    """A statement but for what happened: names of the vocabulary's verbs and activities.

    `result` stands in every such statement as it is; `takes` names what comes from the outcome;
    `max` is the most points that a score may have, from 0 on. `category` are profiles that it
    follows beside the course's own, `extensions` those of its context that never change.
    """

    verb: str
    object: str
    parent: list[str]
    grouping: list[str]
    result: NotRequired[dict[str, bool]]
    takes: NotRequired[list[Taken]]
    max: NotRequired[float]
    category: NotRequired[list[str]]
    extensions: NotRequired[dict[str, float]]


class Vocabulary(TypedDict):
    """All that the player needs to speak xAPI.

    `activities` are definitions by the ends of their ids: "" is the course, whose id is `course`;
    the id of every other one is `course`, a `#` and its key. `units` are the keys of those modules
    that cmi5 launches by themselves; it is not there where the course is launched as a whole.
    """

    format: Literal[1]
    course: str
    profile: str
    language: str
    revision: str
    verbs: dict[str, Verb]
    activities: dict[str, dict[str, Any]]
    templates: dict[str, Template]
    units: NotRequired[list[str]]


def verb(name: str) -> Verb:
    """One of `VERBS` or `VIDEO_VERBS`."""
    owner = VIDEO_PROFILE if name in VIDEO_VERBS else ADL
    return {"id": f"{owner}/verbs/{name}", "display": {"en": name}}
