"""The xAPI Profile of a course: what an LRS can check every statement against.

Sources: xAPI Profiles 1.0 (xapi-profiles-structure.md); docs/lms-facts.md 3.4. The verbs, the kinds
of activity and the extensions are those of ADL, cmi5 and the video profile and only referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.xapi import ids
from builder.xapi.terms import (
    BLOCK,
    COURSE,
    MODULE,
    OBJECTIVE,
    PAGE,
    PROGRESS,
    QUESTION,
    STORY,
    VIDEO,
    VIDEO_PROFILE,
    Vocabulary,
)
from builder.xapi.video import (
    LENGTH,
    SEGMENTS,
    SESSION,
    THRESHOLD,
    TIME,
    TIME_FROM,
    TIME_TO,
    WATCHED,
)

NO_TIME: Final = "1980-01-01T00:00:00Z"
"""A build knows no clock: the same course gives the same bytes on any day."""

CONTEXT: Final = "https://w3id.org/xapi/profiles/context"
ACTIVITY_CONTEXT: Final = "https://w3id.org/xapi/profiles/activity-context"
CONFORMS_TO: Final = "https://w3id.org/xapi/profiles#1.0"

Rule = dict[str, Any]

COMPLETION: Final = "$.result.completion"
SUCCESS: Final = "$.result.success"
SCALED: Final = "$.result.score.scaled"
DURATION: Final = "$.result.duration"
RESPONSE: Final = "$.result.response"
PROGRESSED: Final = f"$.result.extensions['{PROGRESS}']"


def _must(location: str, **asked: list[Any]) -> Rule:
    return {"location": location, "presence": "included", **asked}


def _may(location: str) -> Rule:
    return {"location": location, "presence": "recommended"}


def _never(location: str) -> Rule:
    return {"location": location, "presence": "excluded"}


def _in_result(extension: str) -> str:
    return f"$.result.extensions['{extension}']"


def _in_context(extension: str) -> str:
    return f"$.context.extensions['{extension}']"


NO_RESULT = _never("$.result")
OF_VIDEO: Final = [
    _must("$.context.contextActivities.category[*].id", any=[VIDEO_PROFILE]),
    _must(_in_context(THRESHOLD)),
    _must(_in_context(LENGTH)),
    _may(_in_context(SESSION)),
]
PLAYED_SO_FAR: Final = [*OF_VIDEO, _must(_in_result(SEGMENTS)), _must(_in_result(WATCHED))]
"""What the video profile asks of most of its statements, and this course of all about videos."""

KINDS: Final[dict[str, tuple[str, str, str, str, list[Rule]]]] = {
    "initialized": ("initialized", COURSE, "Opened", "The course was opened.", [NO_RESULT]),
    "resumed": ("resumed", COURSE, "Resumed", "Earlier work was taken up again.", [NO_RESULT]),
    "progressed": ("progressed", COURSE, "Progressed", "How much of the course is done.",
                   [_must(PROGRESSED)]),
    "course-scored": ("scored", COURSE, "Course scored", "The best score so far, in per cent.",
                      [_must(SCALED), _never(COMPLETION)]),
    "course-completed": ("completed", COURSE, "Course completed", "All that counts is done.",
                         [_must(COMPLETION, all=[True]), _may(DURATION), _never("$.result.score"),
                          _never(SUCCESS)]),
    "passed": ("passed", COURSE, "Passed", "The course is done, and its pass mark is reached.",
               [_must(SUCCESS, all=[True]), _may(SCALED), _may(DURATION)]),
    "failed": ("failed", COURSE, "Failed", "The pass mark cannot be reached any more.",
               [_must(SUCCESS, all=[False]), _may(SCALED), _may(DURATION)]),
    "suspended": ("suspended", COURSE, "Suspended", "The course was left before it was done.",
                  [_may(DURATION), _may(PROGRESSED)]),
    "terminated": ("terminated", COURSE, "Left", "The course was left.",
                   [_may(DURATION), _may(PROGRESSED)]),
    "page-viewed": ("experienced", PAGE, "Page viewed", "A page was opened.", [NO_RESULT]),
    "answered": ("answered", QUESTION, "Answered", "A question was answered, a statement rated, "
                 "a choice made in a story, or a text sent to the report.",
                 [_must("$.object.definition.interactionType"), _may(RESPONSE),
                  _never(COMPLETION)]),
    "objective-scored": ("scored", OBJECTIVE, "Result of a group", "What a part of a rating came "
                         "to, in per cent.",
                         [_must(COMPLETION, all=[True]), _must(SCALED)]),
    "ending-reached": ("completed", OBJECTIVE, "Ending or aim reached", "An ending of a story; or "
                       "as much of a video as the course asks for.",
                       [_must(COMPLETION, all=[True]), _may(SCALED)]),
    "block-used": ("interacted", BLOCK, "Block used", "A block was used for the first time.",
                   [NO_RESULT]),
    "block-done": ("completed", BLOCK, "Block done", "All that the block asks for is done.",
                   [_must(COMPLETION, all=[True])]),
    "story-done": ("completed", STORY, "Story played", "A story was played to an ending; the "
                   "response is the way: scene[.]choice[,]scene[.]choice.",
                   [_must(COMPLETION, all=[True]), _may(RESPONSE)]),
    "video-opened": ("initialized", VIDEO, "Video opened", "A viewing of a video begins.",
                     [*OF_VIDEO, NO_RESULT]),
    "video-played": ("played", VIDEO, "Video played", "The video began to play, or went on.",
                     [*OF_VIDEO, _must(_in_result(TIME)), _never(COMPLETION)]),
    "video-paused": ("paused", VIDEO, "Video paused", "The video stopped, also at its end.",
                     [*PLAYED_SO_FAR, _must(_in_result(TIME)), _never(COMPLETION)]),
    "video-seeked": ("seeked", VIDEO, "Video wound", "The learner jumped to another place.",
                     [*PLAYED_SO_FAR, _must(_in_result(TIME_FROM)), _must(_in_result(TIME_TO)),
                      _never(COMPLETION)]),
    "video-watched": ("completed", VIDEO, "Video watched", "As much of it as counts was watched.",
                      [*PLAYED_SO_FAR, _must(_in_result(TIME)), _must(DURATION),
                       _must(COMPLETION, all=[True])]),
    "video-left": ("terminated", VIDEO, "Video left", "The viewing of a video ended.",
                   [*PLAYED_SO_FAR, _must(_in_result(TIME)), _never(COMPLETION)]),
}  # fmt: skip
"""Sorts of statements: verb, kind of activity, name, what it means, and the rules of its own."""

UNIT: Final = "unit-"
KINDS_OF_UNITS: Final = {
    f"{UNIT}{name}": (
        verb,
        MODULE,
        f"{label} (module)",
        f"{meaning} The course is one of its modules here, which was launched by itself.",
        [*rules, _must("$.context.contextActivities.parent[*].id")],
    )
    for name, (verb, kind, label, meaning, rules) in KINDS.items()
    if kind == COURSE
}
"""The same of what is told of a module that was launched by itself; its parent is the course."""

ALL_KINDS: Final = {**KINDS, **KINDS_OF_UNITS}

ENDS = ("suspended", "terminated")
BEGINNINGS = ("initialized", "resumed")


def profile_of(vocabulary: Vocabulary, made: str = NO_TIME) -> dict[str, Any]:
    """The profile as a JSON-LD document. `made`: when this version of it was made, ISO 8601."""
    iri, version = vocabulary["course"], vocabulary["profile"]
    title = next(iter(vocabulary["activities"][ids.COURSE]["name"].values()))
    used = _used(vocabulary)
    return {
        "@context": CONTEXT,
        "id": ids.profile_id(iri),
        "type": "Profile",
        "conformsTo": CONFORMS_TO,
        "prefLabel": {"en": title},
        "definition": {"en": f"All that the course “{title}” tells a learning record store."},
        "author": {"type": "Organization", "name": title},
        "versions": [{"id": version, "generatedAtTime": made}],
        "concepts": list(_concepts(vocabulary)),
        "templates": [_template(vocabulary, name) for name in used],
        "patterns": list(_patterns(vocabulary, used)),
    }


def _used(vocabulary: Vocabulary) -> list[str]:
    """The sorts of statements that this course can make."""
    activities = vocabulary["activities"]
    made = {
        (one["verb"], activities[one["object"]]["type"]) for one in vocabulary["templates"].values()
    }
    if vocabulary.get("units"):
        made |= {(verb, MODULE) for verb, kind in made if kind == COURSE}
    return [name for name, (verb, kind, *_) in ALL_KINDS.items() if (verb, kind) in made]


def _concepts(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """The course's activities, as the statements have them."""
    for key, definition in vocabulary["activities"].items():
        yield {
            "id": ids.activity_id(vocabulary["course"], key),
            "type": "Activity",
            "inScheme": vocabulary["profile"],
            "activityDefinition": {"@context": ACTIVITY_CONTEXT, **definition},
        }


def _part(vocabulary: Vocabulary, sort: str, name: str) -> str:
    return ids.activity_id(vocabulary["course"], f"xapi/{sort}/{name}")


def _template(vocabulary: Vocabulary, name: str) -> dict[str, Any]:
    verb, kind, label, meaning, rules = ALL_KINDS[name]
    return {
        "id": _part(vocabulary, "template", name),
        "type": "StatementTemplate",
        "inScheme": vocabulary["profile"],
        "prefLabel": {"en": label},
        "definition": {"en": meaning},
        "verb": vocabulary["verbs"][verb]["id"],
        "objectActivityType": kind,
        "rules": [
            _must("$.id"),
            _must("$.timestamp"),
            _must("$.context.contextActivities.category[*].id", any=[vocabulary["profile"]]),
            *rules,
        ],
    }


def _patterns(vocabulary: Vocabulary, used: list[str]) -> Iterator[dict[str, Any]]:
    """Sessions: of the course, and of modules, where they are launched by themselves."""
    inside = [name for name in used if ALL_KINDS[name][1] not in (COURSE, MODULE)]
    of_course = [name for name in used if ALL_KINDS[name][1] == COURSE]
    of_units = [name for name in used if ALL_KINDS[name][1] == MODULE]
    definition = "From opening the course to leaving it."
    yield from _session(vocabulary, "", [*of_course, *inside], "Session", definition)
    if of_units:
        definition = "From opening a module that was launched by itself to leaving it."
        yield from _session(vocabulary, UNIT, [*of_units, *inside], "Session (module)", definition)


def _session(
    vocabulary: Vocabulary, prefix: str, said: list[str], label: str, definition: str
) -> Iterator[dict[str, Any]]:
    """A beginning, whatever happens in it in any order, and an end if it was told.

    `prefix` stands before the names of its patterns and of its own templates among `said`.
    """

    def pattern(name: str, how: str, of: Any, **more: Any) -> dict[str, Any]:
        own = {"id": called(name), "type": "Pattern"}
        scheme = {"inScheme": vocabulary["profile"], "primary": False}
        return {**own, **scheme, **more, how: of}

    def called(name: str) -> str:
        return _part(vocabulary, "pattern", prefix + name)

    def one(name: str) -> str:
        return _part(vocabulary, "template", prefix + name)

    outer = {prefix + name for name in (*BEGINNINGS, *ENDS)}
    yield pattern(
        "session",
        "sequence",
        [one("initialized"), *map(called, ("resumed", "happenings", "suspended", "terminated"))],
        primary=True,
        prefLabel={"en": label},
        definition={"en": definition},
    )
    middle = [_part(vocabulary, "template", name) for name in said if name not in outer]
    yield pattern("happenings", "zeroOrMore", called("happening"))
    yield pattern("happening", "alternates", middle)
    for name in ("resumed", *ENDS):
        yield pattern(name, "optional", one(name))
