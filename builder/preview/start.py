"""What a SCORM course is given when a visit begins, as Moodle has it (docs/lms-facts.md, 1.6)."""

from __future__ import annotations

from builder.preview.visits import LEARNERS, Visit

REQUEST = "adl.nav.request"
"""Where to go next is said anew in each visit."""


def given(visit: Visit) -> dict[str, str]:
    """All elements that have a value, by name."""
    return _given12(visit) if visit.attempt.target == "scorm12" else _given2004(visit)


def _given12(visit: Visit) -> dict[str, str]:
    held = visit.attempt.elements
    return {
        "cmi.core.total_time": "00:00:00",
        **held,
        "cmi.core.student_id": visit.attempt.learner,
        "cmi.core.student_name": LEARNERS[visit.attempt.learner],
        "cmi.core.credit": _credit(visit),
        "cmi.core.lesson_mode": visit.mode,
        "cmi.core.entry": _entry(held, "cmi.core.lesson_status", "cmi.core.exit"),
        "cmi.launch_data": "",
        "cmi.student_data.mastery_score": "",
    }


def _given2004(visit: Visit) -> dict[str, str]:
    held = visit.attempt.elements
    kept = {name: value for name, value in held.items() if name != REQUEST}
    return {
        "cmi.total_time": "PT0S",
        "cmi.success_status": "unknown",
        **kept,
        "cmi.learner_id": visit.attempt.learner,
        "cmi.learner_name": LEARNERS[visit.attempt.learner],
        "cmi.credit": _credit(visit),
        "cmi.mode": visit.mode,
        "cmi.entry": _entry(held, "cmi.completion_status", "cmi.exit"),
        "cmi.launch_data": "",
    }


def _credit(visit: Visit) -> str:
    return "credit" if visit.mode == "normal" else "no-credit"


def _entry(held: dict[str, str], status: str, leaving: str) -> str:
    """`ab-initio` without a status; `resume` only after the course asked for it; else nothing."""
    if not held.get(status):
        return "ab-initio"
    return "resume" if held.get(leaving) == "suspend" else ""
