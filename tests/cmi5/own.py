"""What the LMS itself says in a registration: launched, abandoned, satisfied (cmi5, 9.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from tests.cmi5.sessions import ADL, CMI5, MASTERY_SCORE, MORE_ADL, TERMS, Session
from tests.lrs.content import LEARNER_HOME

Statement = dict[str, Any]
EXTENSIONS = f"{TERMS}/context/extensions"


def launched(session: Session, address: str) -> Statement:
    """Before the unit is opened (9.3.1)."""
    extensions = {
        f"{EXTENSIONS}/launchmode": session.mode,
        f"{EXTENSIONS}/launchurl": address,
        f"{EXTENSIONS}/moveon": session.move_on,
        f"{EXTENSIONS}/launchparameters": session.launch_parameters or None,
        MASTERY_SCORE: session.mastery_score,
    }
    given = {name: value for name, value in extensions.items() if value is not None}
    return _said(session, f"{ADL}launched", {"id": session.activity_id}, extensions=given)


def abandoned(session: Session) -> Statement:
    """The registration was launched again, and the unit never said that it ends (9.3.6)."""
    target = {"id": session.activity_id}
    return {**_said(session, f"{MORE_ADL}abandoned", target), "result": {"duration": "PT0S"}}


def satisfied(session: Session, name: str) -> Statement:
    """A block, or the course (`""`), has all that it asks for (9.3.9)."""
    kind = "block" if name else "course"
    target = {
        "id": f"{LEARNER_HOME}/{kind}s/{uuid5(NAMESPACE_URL, name)}",
        "definition": {"type": f"{TERMS}/activitytype/{kind}"},
    }
    return _said(session, f"{MORE_ADL}satisfied", target)


def _said(
    session: Session, verb: str, target: dict[str, Any], extensions: dict[str, Any] | None = None
) -> Statement:
    template = session.template
    return {
        "id": str(uuid4()),
        "actor": session.actor,
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "object": {"objectType": "Activity", **target},
        "context": {
            "registration": session.registration.id,
            "contextActivities": {**template["contextActivities"], "category": [{"id": CMI5}]},
            "extensions": {**template["extensions"], **(extensions or {})},
        },
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
