"""Registrations and sessions of a cmi5 LMS, and what it writes down before a launch (cmi5, 10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.cmi5.structure import Au
from tests.lrs.content import Learner

LaunchMode = Literal["Normal", "Browse", "Review"]

TERMS = "https://w3id.org/xapi/cmi5"
CMI5 = f"{TERMS}/context/categories/cmi5"
MOVE_ON = f"{TERMS}/context/categories/moveon"
SESSION_ID = f"{TERMS}/context/extensions/sessionid"
MASTERY_SCORE = f"{TERMS}/context/extensions/masteryscore"
PROGRESS = f"{TERMS}/result/extensions/progress"
LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
OF_THE_LMS = "https://lms.example.org/xapi/extensions/class"
"""An extension of the LMS's own: a template may hold more than the standard asks for."""

ADL = "http://adlnet.gov/expapi/verbs/"
MORE_ADL = "https://w3id.org/xapi/adl/verbs/"


@dataclass
class Registration:
    """One learner's enrolment in the course."""

    id: str
    learner: Learner
    satisfied: set[str] = field(default_factory=set)
    """Ids of the units, blocks and the course (`""`) whose moveOn is fulfilled."""

    @property
    def is_satisfied(self) -> bool:
        """Whether the learner is done with the whole course."""
        return "" in self.satisfied


@dataclass
class Session:
    """One launch of a unit. The token is what its fetch URL gives, once."""

    id: str
    registration: Registration
    au: Au
    activity_id: str
    token: str
    mode: LaunchMode
    url: str = ""
    """Where the learner is sent."""
    return_url: str = ""
    mastery_score: float | None = None
    move_on: str = "NotApplicable"
    launch_parameters: str = ""
    alternate_key: str = ""
    # what the unit has done so far
    fetches: int = 0
    """How often the fetch URL was asked; only the first gave the token."""
    read_launch_data: bool = False
    asked_preferences: bool = False
    returned: bool = False
    """Whether the learner was sent back to `return_url`."""
    abandoned: bool = False
    """Whether the LMS ended it, because the same registration was launched again."""

    @property
    def actor(self) -> dict[str, Any]:
        """The learner as the launch URL has them."""
        return self.registration.learner.actor

    @property
    def template(self) -> dict[str, Any]:
        """What every context must have."""
        grouping = [{"objectType": "Activity", "id": self.au.id}]
        return {
            "contextActivities": {"grouping": grouping},
            "extensions": {SESSION_ID: self.id, OF_THE_LMS: "7b"},
        }

    @property
    def launch_data(self) -> dict[str, Any]:
        """The document `LMS.LaunchData`; what has no value is not there."""
        keys = {"courseStructure": self.au.entitlement_key, "alternate": self.alternate_key}
        given = {name: key for name, key in keys.items() if key}
        data = {
            "contextTemplate": self.template,
            "launchMode": self.mode,
            "launchParameters": self.launch_parameters,
            "masteryScore": self.mastery_score,
            "moveOn": self.move_on,
            "returnURL": self.return_url,
            "entitlementKey": given,
        }
        return {name: value for name, value in data.items() if value not in ("", None, {})}
