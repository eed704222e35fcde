"""What the SCO is given at the start of a session (docs/lms-facts.md 1.6)."""

from tests.lms.manifest import Item
from tests.lms.store import STATUS, Attempt, Launch

LAST_NAME = "Muster"


def student_name(launch: Launch) -> str:
    """Last name first, as the standard has it; first name first in Moodle as installed."""
    first = launch.learner.title()
    return f"{first} {LAST_NAME}" if launch.mode == "moodle" else f"{LAST_NAME}, {first}"


def entry(attempt: Attempt) -> str:
    """`ab-initio` without a stored status; `resume` only after exit=suspend; else empty."""
    if not attempt.elements.get(STATUS):
        return "ab-initio"
    return "resume" if attempt.elements.get("cmi.core.exit") == "suspend" else ""


def start_elements(launch: Launch, attempt: Attempt, item: Item) -> dict[str, str]:
    """All elements with a value at page load: what was stored, and what the LMS itself says."""
    empty = dict.fromkeys(
        (
            "cmi.core.lesson_location",
            STATUS,
            "cmi.core.exit",
            "cmi.core.score.raw",
            "cmi.core.score.min",
            "cmi.core.score.max",
            "cmi.suspend_data",
            "cmi.comments",
            "cmi.comments_from_lms",
            "cmi.student_preference.language",
        ),
        "",
    )
    preferences = {f"cmi.student_preference.{name}": "0" for name in ("audio", "speed", "text")}
    from_lms = {
        "cmi.core.student_id": launch.learner,
        "cmi.core.student_name": student_name(launch),
        "cmi.core.credit": "credit" if launch.lesson_mode == "normal" else "no-credit",
        "cmi.core.lesson_mode": launch.lesson_mode,
        "cmi.core.entry": entry(attempt),
        "cmi.launch_data": item.data_from_lms,
        "cmi.student_data.mastery_score": item.mastery_score,
        "cmi.student_data.max_time_allowed": item.max_time_allowed,
        "cmi.student_data.time_limit_action": item.time_limit_action,
    }
    return {
        **empty,
        "cmi.core.total_time": "00:00:00",
        **preferences,
        **attempt.elements,
        **from_lms,
    }
