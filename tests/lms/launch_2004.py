"""What a SCO of SCORM 2004 is given at the start of a session, by each kind of LMS."""

from tests.lms.launch import Given, family_name_first, given_name_first
from tests.lms.manifest import Item
from tests.lms.store import COMPLETION, SUCCESS, SUSPEND_DATA, Attempt, Elements, Launch

EXIT_2004 = "cmi.exit"
REQUEST = "adl.nav.request"
"""Where to go next is said anew in each session."""

UNTOUCHED: Elements = {
    **dict.fromkeys(
        (
            COMPLETION,
            EXIT_2004,
            SUSPEND_DATA,
            "cmi.location",
            "cmi.progress_measure",
            "cmi.score.scaled",
            "cmi.score.raw",
            "cmi.score.min",
            "cmi.score.max",
        ),
        "",
    ),
    SUCCESS: "unknown",
    "cmi.total_time": "PT0H0M0S",
}
"""What has a value in Moodle before anyone has done anything."""


def moodle_start_2004(launch: Launch, attempt: Attempt, item: Item, number: int) -> Given:
    """Moodle: everything comes back, as it does in SCORM 1.2 (lms-facts.md, 1.6, 1.10)."""
    held = attempt.elements
    entry = "ab-initio" if not held.get(COMPLETION) else _entry(held, "")
    own = _from_lms(launch, item, name=given_name_first(launch), entry=entry)
    return {**UNTOUCHED, **_kept(held), **own}


def letter_start_2004(launch: Launch, attempt: Attempt, item: Item, number: int) -> Given:
    """The letter: what was never set has no value; each session has an exit of its own."""
    first = "ab-initio" if launch.lesson_mode == "normal" else ""
    entry = _entry(attempt.elements, first)
    own = _from_lms(launch, item, name=family_name_first(launch), entry=entry)
    kept = {name: value for name, value in _kept(attempt.elements).items() if name != EXIT_2004}
    return {"cmi.total_time": "PT0S", SUCCESS: "unknown", **kept, **own}


def _entry(held: Elements, otherwise: str) -> str:
    return "resume" if held.get(EXIT_2004) == "suspend" else otherwise


def _kept(held: Elements) -> Elements:
    return {name: value for name, value in held.items() if name != REQUEST}


def _from_lms(launch: Launch, item: Item, *, name: str, entry: str) -> Elements:
    """What the LMS itself says: the SCO may read it only."""
    return {
        "cmi.learner_id": launch.learner,
        "cmi.learner_name": name,
        "cmi.credit": "credit" if launch.lesson_mode == "normal" else "no-credit",
        "cmi.mode": launch.lesson_mode,
        "cmi.entry": entry,
        "cmi.launch_data": item.data_from_lms,
    }
