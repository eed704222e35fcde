"""The xAPI Video Profile (https://w3id.org/xapi/video): what is said of the watching of a video.

Sources: the profile's version 1.0.3 (video.jsonld) and its data model; docs/lms-facts.md 3.4. Times
and lengths are seconds with at most three decimals.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypedDict

from builder.xapi.spelling import BETWEEN, PAIRED, duration_text, number_text, rounded
from builder.xapi.terms import VIDEO_PROFILE, Taken

EXTENSIONS: Final = f"{VIDEO_PROFILE}/extensions"
TIME: Final = f"{EXTENSIONS}/time"
TIME_FROM: Final = f"{EXTENSIONS}/time-from"
TIME_TO: Final = f"{EXTENSIONS}/time-to"
SEGMENTS: Final = f"{EXTENSIONS}/played-segments"
WATCHED: Final = f"{EXTENSIONS}/progress"
LENGTH: Final = f"{EXTENSIONS}/length"
SESSION: Final = f"{EXTENSIONS}/session-id"
THRESHOLD: Final = f"{EXTENSIONS}/completion-threshold"

PLACES = 3
DUST = 1e-9

Moment = TypedDict(
    "Moment",
    {
        "time": float,
        "from": float,
        "to": float,
        "played": Sequence[Sequence[float]],
        "progress": float,
        "length": float,
    },
    total=False,
)
"""A moment of watching, as the player's fact has it.

`time`: where in the video it happened; `from` and `to`: where a jump began and ended; `played`:
beginning and end of each stretch, in the order of playing; `length` of the video: all in seconds.
`progress`: the share of the video that was ever watched in this attempt, 0 to 1.
"""


class Said(NamedTuple):
    """A sort of statement about a video: how its key begins, its verb, and what it takes."""

    key: str
    verb: str
    takes: tuple[Taken, ...]


PLAYED_SO_FAR: tuple[Taken, ...] = ("segments", "watched", "length", "session")
SAID: Final = (
    Said("video-opened", "initialized", ("length", "session")),
    Said("played", "played", ("time", "length", "session")),
    Said("paused", "paused", ("time", *PLAYED_SO_FAR)),
    Said("seeked", "seeked", ("seek", *PLAYED_SO_FAR)),
    Said("watched", "completed", ("time", "consumed", *PLAYED_SO_FAR)),
    Said("video-left", "terminated", ("time", *PLAYED_SO_FAR)),
)
"""All that is said of a video, in the order of a viewing."""


def threshold(per_cent: float) -> dict[str, float]:
    """The context extension that says how much of a video counts as watched."""
    return {THRESHOLD: rounded(per_cent / 100, PLACES)}


def result_extensions(takes: Sequence[Taken], moment: Moment) -> dict[str, Any]:
    """What of a moment stands in the extensions of a result."""
    return dict(_result(takes, moment))


def _result(takes: Sequence[Taken], moment: Moment) -> Iterator[tuple[str, Any]]:
    if "time" in takes and "time" in moment:
        yield TIME, seconds(moment["time"])
    if "seek" in takes and "from" in moment and "to" in moment:
        yield TIME_FROM, seconds(moment["from"])
        yield TIME_TO, seconds(moment["to"])
    if "watched" in takes and "progress" in moment:
        yield WATCHED, _share(moment["progress"])
    if "segments" in takes and "played" in moment:
        yield SEGMENTS, segments_text(moment["played"])


def context_extensions(
    takes: Sequence[Taken], moment: Moment, session: str | None
) -> dict[str, Any]:
    """What of a moment and of its viewing stands in the extensions of a context."""
    found: dict[str, Any] = {}
    if "length" in takes and "length" in moment:
        found[LENGTH] = seconds(moment["length"])
    if "session" in takes and session is not None:
        found[SESSION] = session
    return found


def consumed(moment: Moment) -> str | None:
    """How long the learner watched: all stretches together, at the video's own speed."""
    if "played" not in moment:
        return None
    return duration_text(1000 * sum(end - start for start, end in moment["played"]))


def segments_text(played: Sequence[Sequence[float]]) -> str:
    """Stretches as the profile spells them: 0[.]12.5[,]20[.]33.

    It asks for them also where nothing was played; a stretch without length can be read by all.
    """
    return BETWEEN.join(
        PAIRED.join(number_text(seconds(one)) for one in stretch) for stretch in played or ((0, 0),)
    )


def seconds(number: float) -> float:
    """A time or length, to a thousandth of a second."""
    return rounded(number, PLACES)


def _share(progress: float) -> float:
    """Rounded down: 1 is said only when all was watched."""
    whole = 10**PLACES
    share = math.floor(whole * min(max(progress, 0), 1) + DUST) / whole
    return rounded(share, PLACES)
