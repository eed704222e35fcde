"""All kinds of findings that there are, whichever room finds them."""

from __future__ import annotations

from builder import silences
from builder.check.advice import RULES as OF_A_COURSE
from builder.diagnostics import Rule
from builder.plan.lock import DAMAGED_LOCK
from builder.plan.locked import LOCK_WOULD_CHANGE
from builder.plan.renamed import CHANGED_ID
from builder.plan.room import LITTLE_ROOM, NO_ROOM
from builder.plan.scales import OTHER_POINTS, POINTS_MOVED
from builder.translating.rules import RULES as OF_TRANSLATIONS
from builder.xapi.needed import NO_IRI

OF_TRACKING = (
    DAMAGED_LOCK,
    NO_ROOM,
    LOCK_WOULD_CHANGE,
    CHANGED_ID,
    LITTLE_ROOM,
    OTHER_POINTS,
    POINTS_MOVED,
    NO_IRI,
)
"""What is known only with a plan or a lock."""

_ALL = (*OF_A_COURSE, *OF_TRACKING, *OF_TRANSLATIONS, *silences.RULES)

RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""By code, in order."""
