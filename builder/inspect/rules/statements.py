"""cmi5 and Tin Can: what their manifests ask for (lms-facts.md 2, 3.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from builder.inspect import cmi5, tincan
from builder.inspect.cmi5 import Part
from builder.inspect.findings import CMI5, TIN_CAN, TINCANLAUNCH, Finding, Level, Rule
from builder.inspect.subject import Subject
from builder.inspect.xml import below, line_of, local, text_of

DONE_AT_ONCE = Rule(
    "PK701", "A unit counts as done before it was opened", Level.WARNING, (CMI5,),
    "Without moveOn, or with NotApplicable, the LMS takes the unit for satisfied at once.",
    "Give it a moveOn: Completed, Passed, CompletedAndPassed or CompletedOrPassed.",
)  # fmt: skip
LMS_NAMES = Rule(
    "PK702", "An address has names that the LMS gives", Level.ERROR, (CMI5, TIN_CAN),
    "The LMS adds endpoint, actor, registration and others to the address; two of a name "
    "contradict each other.",
    "Take them out of the address.",
)  # fmt: skip
NO_IRI = Rule(
    "PK703", "An id that is no IRI", Level.ERROR, (CMI5, TIN_CAN),
    "The LRS refuses statements about it.",
    "Ids are whole addresses, such as https://example.org/course.",
)  # fmt: skip
SAME_ID = Rule(
    "PK704", "An id stands there twice", Level.ERROR, (CMI5, TIN_CAN),
    "Records of two parts get mixed up.",
    "Give each part an id of its own.",
)  # fmt: skip
NO_UNIT = Rule(
    "PK705", "There is nothing to launch", Level.ERROR, (CMI5, TIN_CAN),
    "The course is empty.",
    "cmi5: an au with a url. Tin Can: an activity with a launch.",
)  # fmt: skip
NO_WORDS = Rule(
    "PK706", "A title or description without words or language", Level.WARNING, (CMI5,),
    "Strict LMSs refuse it, and learners see an entry without a name.",
    "Give each langstring a lang, and words.",
)  # fmt: skip
NO_MASTERY = Rule(
    "PK707", "It must be passed, but there is no masteryScore", Level.HINT, (CMI5,),
    "The unit alone decides what passes.",
    "Give it a masteryScore from 0 to 1, if the LMS is to know.",
)  # fmt: skip
OTHER_PLACE = Rule(
    "PK711", "The activity is not where Moodle's plugin looks", Level.WARNING, (TINCANLAUNCH,),
    "It takes the first child of the first child of the root for the activity.",
    "Put activities first, and the activity with the launch first in it.",
)  # fmt: skip
SEVERAL_LAUNCHES = Rule(
    "PK712", "Several launches", Level.WARNING, (TIN_CAN, TINCANLAUNCH),
    "Only one activity may have a launch; Moodle's plugin takes the last, whatever its language.",
    "Keep one.",
)  # fmt: skip
NO_NAME = Rule(
    "PK713", "An activity without a name", Level.WARNING, (TIN_CAN,),
    "The LMS has nothing to call it.",
    "Give it a name and a description.",
)  # fmt: skip

GIVEN = {
    cmi5.MANIFEST: {"endpoint", "fetch", "actor", "registration", "activityId"},
    tincan.MANIFEST: {"endpoint", "auth", "actor", "registration", "activity_id"},
}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def done_at_once(subject: Subject) -> Iterator[Finding]:
    """The default of moveOn is no condition at all."""
    for unit in _units(subject):
        move_on = unit.element.get("moveOn", "NotApplicable")
        if move_on == "NotApplicable":
            message = f"“{unit.name}” has no moveOn that means anything."
            yield DONE_AT_ONCE.found(message, cmi5.MANIFEST, unit.line)


def _units(subject: Subject) -> tuple[Part, ...]:
    return subject.cmi5.units if subject.cmi5 else ()


def lms_names(subject: Subject) -> Iterator[Finding]:
    """The query of an address is shared with the LMS."""
    units = [(cmi5.MANIFEST, unit.launch) for unit in _units(subject) if unit.launch]
    launches = [(tincan.MANIFEST, one) for one in subject.tincan.launches] if subject.tincan else []
    for manifest, launch in (*units, *launches):
        given = sorted(GIVEN[manifest] & _asked(launch.href))
        if given:
            message = f"{launch.href} has {', '.join(given)}."
            yield LMS_NAMES.found(message, manifest, launch.line)


def _asked(address: str) -> set[str]:
    try:
        return set(parse_qs(urlsplit(address).query, keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return set()


def no_iri(subject: Subject) -> Iterator[Finding]:
    """Courses, blocks, units and activities go into statements by their ids."""
    for manifest, name, line in _ids(subject):
        if not SCHEME.fullmatch(name):
            yield NO_IRI.found(f"The id {name!r} is no IRI.", manifest, line)


def same_id(subject: Subject) -> Iterator[Finding]:
    """Ids tell parts apart."""
    found = list(_ids(subject))
    counts = Counter((manifest, name) for manifest, name, _ in found)
    last = {(manifest, name): line for manifest, name, line in found}
    for (manifest, name), count in counts.items():
        if count > 1:
            message = f"{name!r} stands there {count} times."
            yield SAME_ID.found(message, manifest, last[manifest, name])


def _ids(subject: Subject) -> Iterator[tuple[str, str, int]]:
    for part in subject.cmi5.all if subject.cmi5 else ():
        yield cmi5.MANIFEST, part.id, part.line
    for activity in subject.tincan.activities if subject.tincan else ():
        yield tincan.MANIFEST, activity.id, activity.line


def no_unit(subject: Subject) -> Iterator[Finding]:
    """Something can be opened."""
    if subject.cmi5 and not any(unit.launch for unit in subject.cmi5.units):
        yield NO_UNIT.found("No au has a url.", cmi5.MANIFEST)
    if subject.tincan and not subject.tincan.launches:
        yield NO_UNIT.found("No activity has a launch.", tincan.MANIFEST)


def no_words(subject: Subject) -> Iterator[Finding]:
    """Both title and description have words in a language."""
    root = subject.cmi5.document.root if subject.cmi5 else None
    for element in below(root, "langstring") if root is not None else ():
        if not element.get("lang") or not text_of(element).strip():
            message = "A langstring has no words, or no lang."
            yield NO_WORDS.found(message, cmi5.MANIFEST, line_of(element))


def no_mastery(subject: Subject) -> Iterator[Finding]:
    """A unit may know its mark itself."""
    for unit in _units(subject):
        if "Passed" in unit.element.get("moveOn", "") and not unit.element.get("masteryScore"):
            message = f"“{unit.name}” must be passed, but has no masteryScore."
            yield NO_MASTERY.found(message, cmi5.MANIFEST, unit.line)


def other_place(subject: Subject) -> Iterator[Finding]:
    """The plugin knows places, not names."""
    if subject.tincan is None or not subject.tincan.launches:
        return
    root = subject.tincan.document.root
    first = next(iter(root), None)
    inner = None if first is None else next(iter(first), None)
    good = first is not None and local(first) == "activities" and inner is not None
    opened = [one.element for one in subject.tincan.activities if one.launches]
    if not good or inner is not opened[0]:
        yield OTHER_PLACE.found("The activity is not the first.", tincan.MANIFEST)


def several_launches(subject: Subject) -> Iterator[Finding]:
    """One course, one beginning."""
    launches = subject.tincan.launches if subject.tincan else ()
    if len(launches) > 1:
        message = f"There are {len(launches)} launches."
        yield SEVERAL_LAUNCHES.found(message, tincan.MANIFEST, launches[1].line)


def no_name(subject: Subject) -> Iterator[Finding]:
    """What is launched has a name."""
    for activity in subject.tincan.activities if subject.tincan else ():
        if activity.launches and not activity.name.strip():
            message = f"{activity.id} has no name."
            yield NO_NAME.found(message, tincan.MANIFEST, activity.line)
