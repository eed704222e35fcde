"""How a visit reaches the course: the launch page's address, and what the LMS notes beforehand.

For Tin Can all stands in the address; for cmi5 (8.1, 10) the course fetches a token, once, and
reads the launch data out of the store.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote, urlencode

from builder.plan.model import Plan
from builder.preview.store import Document, Key, Store, agent_key
from builder.preview.visits import LEARNERS, Visit
from builder.targets.base import LAUNCH_PAGE
from builder.targets.cmi5 import QUERY, Judging, judging, judging_in
from builder.xapi.ids import module_unit_id, unit_id

STATE = "activities/state"
LAUNCH_DATA = "LMS.LaunchData"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"


def units_of(plan: Plan, target: str) -> list[tuple[str, str]]:
    """The modules that are launched by themselves, with their titles; none: the whole course is."""
    if target != "cmi5" or not plan.rules.units:
        return []
    return [(module.id, module.title) for module in plan.modules]


def address(visit: Visit, plan: Plan, origin: str) -> str:
    """Where the course is opened, from the server's root on."""
    attempt = visit.attempt
    path = f"/course/{attempt.target}/{quote(attempt.place)}/{LAUNCH_PAGE}"
    asked = _QUERIES.get(attempt.target)
    if asked is None:
        return path
    told = asked(visit, plan, origin)
    return f"{path}?{urlencode(told, quote_via=quote)}"


def actor_of(visit: Visit, origin: str) -> dict[str, Any]:
    """The learner as statements name them."""
    learner = visit.attempt.learner
    account = {"homePage": origin, "name": learner}
    return {"objectType": "Agent", "name": LEARNERS[learner], "account": account}


def credentials(token: str) -> str:
    """The token in the form of a key and a secret, as it stands in a header."""
    return base64.b64encode(f"preview:{token}".encode()).decode("ascii")


def token_in(authorization: str) -> str:
    """The token that a header shows; "" where there is none."""
    try:
        shown = base64.b64decode(authorization.removeprefix("Basic "), validate=True)
        return shown.decode("ascii").removeprefix("preview:")
    except ValueError:
        return ""


def note_launch(visit: Visit, plan: Plan, store: Store, origin: str) -> None:
    """Writes down what a unit of cmi5 reads when it begins (10)."""
    attempt = visit.attempt
    data = json.dumps(_launch_data(visit, plan, origin)).encode("utf-8")
    agent = json.dumps(actor_of(visit, origin))
    key = state_key(_activity(visit, origin), agent, attempt.registration, LAUNCH_DATA)
    store.write(key, Document(data, "application/json"), {})


def state_key(activity: str, agent: str, registration: str, name: str) -> Key:
    """Where a document of the State API lies."""
    return (STATE, activity, agent_key(agent), registration, name)


def _activity(visit: Visit, origin: str) -> str:
    """The LMS's own id of the unit, the same at each launch (cmi5, 8.1.5)."""
    return f"{origin}/activities/{visit.attempt.unit or 'course'}"


def _judging(visit: Visit, plan: Plan) -> Judging:
    unit = next((one for one in plan.modules if one.id == visit.attempt.unit), None)
    return judging_in(plan, unit) if unit else judging(plan.mark)


def _launch_data(visit: Visit, plan: Plan, origin: str) -> dict[str, Any]:
    judged = _judging(visit, plan)
    iri, unit = plan.course.iri or "", visit.attempt.unit
    publisher = module_unit_id(iri, unit) if unit else unit_id(iri)
    return {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": publisher}]},
            "extensions": {SESSION_ID: visit.id},
        },
        "launchMode": "Review" if visit.mode == "review" else "Normal",
        "moveOn": judged.move_on,
        "returnURL": f"{origin}/left",
        **({"masteryScore": float(judged.mastery)} if judged.mastery else {}),
    }


def _tin_can(visit: Visit, plan: Plan, origin: str) -> dict[str, str]:
    return {
        "endpoint": f"{origin}/lrs/",
        "auth": f"Basic {credentials(visit.token)}",
        "actor": json.dumps(actor_of(visit, origin)),
        "registration": visit.attempt.registration,
        "activity_id": plan.course.iri or "",
    }


def _cmi5(visit: Visit, plan: Plan, origin: str) -> dict[str, str]:
    unit = visit.attempt.unit
    return {
        **({QUERY: unit} if unit else {}),
        "endpoint": f"{origin}/lrs/",
        "fetch": f"{origin}/fetch/{visit.id}",
        "actor": json.dumps(actor_of(visit, origin)),
        "registration": visit.attempt.registration,
        "activityId": _activity(visit, origin),
    }


_QUERIES = {"xapi": _tin_can, "cmi5": _cmi5}
