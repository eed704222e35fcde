"""What the plan of a course says otherwise in another of its languages: words, and nothing else.

The player puts them into the plan of the course's own language (`merged` in
`builder/player/src/languages.ts`); what is tracked stays as it is there.
"""

from __future__ import annotations

import json
from typing import Any

from builder.plan.model import Plan

TRACKED = frozenset({"correct", "description", "fields"})
"""What no learner reads: answers are judged by those of all languages, and the rest is for
reports."""


def words_apart(own: Plan, other: Plan) -> dict[str, Any]:
    """The parts of `other` that differ from `own`, in the shape of a plan.

    Of a list only the entries that differ stand there, by their numbers.
    """
    apart = _apart(json.loads(own.to_json()), json.loads(other.to_json()))
    return apart if isinstance(apart, dict) else {}


def _apart(own: Any, other: Any) -> Any:
    """What is to be put over `own`; None where that is nothing."""
    if isinstance(own, list) and isinstance(other, list) and len(own) == len(other):
        own, other = ({str(key): one for key, one in enumerate(some)} for some in (own, other))
    if not (isinstance(own, dict) and isinstance(other, dict)):
        return None if own == other else other
    found = {key: _apart(own.get(key), value) for key, value in other.items() if key not in TRACKED}
    return {key: value for key, value in found.items() if value is not None} or None
