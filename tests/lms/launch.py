"""What the SCO is given at the start of a session, by each kind of LMS."""

from collections.abc import Callable

from tests.lms.manifest import Item
from tests.lms.store import STATUS, SUSPEND_DATA, Attempt, Elements, JsonScalar, Launch

Given = dict[str, JsonScalar]
Start = Callable[[Launch, Attempt, Item, int], Given]
"""From a launch, its attempt, its SCO and the number of the learner's account."""

LAST_NAME = "Muster"
EXIT = "cmi.core.exit"
TOTAL_TIME = "cmi.core.total_time"

UNTOUCHED: Elements = {
    **dict.fromkeys(
        (
            "cmi.core.lesson_location",
            STATUS,
            EXIT,
            "cmi.core.score.raw",
            "cmi.core.score.min",
            "cmi.core.score.max",
            SUSPEND_DATA,
            "cmi.comments",
            "cmi.comments_from_lms",
            "cmi.student_preference.language",
        ),
        "",
    ),
    TOTAL_TIME: "00:00:00",
    **{f"cmi.student_preference.{name}": "0" for name in ("audio", "speed", "text")},
}
"""What has a value before anyone has done anything."""


def family_name_first(launch: Launch) -> str:
    """As the standard has it."""
    return f"{LAST_NAME}, {launch.learner.title()}"


def from_lms(launch: Launch, item: Item, *, name: str, entry: str) -> Elements:
    """What the LMS itself says: the SCO may read it only."""
    return {
        "cmi.core.student_id": launch.learner,
        "cmi.core.student_name": name,
        "cmi.core.credit": "credit" if launch.lesson_mode == "normal" else "no-credit",
        "cmi.core.lesson_mode": launch.lesson_mode,
        "cmi.core.entry": entry,
        "cmi.launch_data": item.data_from_lms,
        "cmi.student_data.mastery_score": item.mastery_score,
        "cmi.student_data.max_time_allowed": item.max_time_allowed,
        "cmi.student_data.time_limit_action": item.time_limit_action,
    }


def given_name_first(launch: Launch) -> str:
    """As Moodle has it as installed (lms-facts.md, 1.6)."""
    return f"{launch.learner.title()} {LAST_NAME}"


def moodle_start(launch: Launch, attempt: Attempt, item: Item, number: int) -> Given:
    """Moodle (lms-facts.md, 1.6): first name first as installed."""
    strict = launch.mode == "moodle-strict"
    name = family_name_first(launch) if strict else given_name_first(launch)
    own = from_lms(launch, item, name=name, entry=moodle_entry(attempt.elements))
    return {**UNTOUCHED, **attempt.elements, **own}


def moodle_entry(held: Elements) -> str:
    """`ab-initio` without a stored status; `resume` only after exit=suspend; else empty."""
    if not held.get(STATUS):
        return "ab-initio"
    return "resume" if held.get(EXIT) == "suspend" else ""


def letter_start(launch: Launch, attempt: Attempt, item: Item, number: int) -> Given:
    """The letter: every session begins with an exit of its own, which is empty."""
    entry = letter_entry(launch, attempt.elements)
    own = from_lms(launch, item, name=family_name_first(launch), entry=entry)
    return {**UNTOUCHED, **attempt.elements, EXIT: "", **own}


def letter_entry(launch: Launch, held: Elements) -> str:
    """`resume` what was suspended; else it is a first time, but for a look back."""
    if held.get(EXIT) == "suspend":
        return "resume"
    return "ab-initio" if launch.lesson_mode == "normal" else ""


def openedx_start(launch: Launch, attempt: Attempt, item: Item, number: int) -> Given:
    """The XBlock: its bag of values, and the learner's account: a number, and the user name."""
    account: Given = {"cmi.core.student_id": number, "cmi.core.student_name": launch.learner}
    return {**attempt.elements, **account}
