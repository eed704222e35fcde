"""What cmi5 asks of the statements of a unit: each rule is a function, each fault a sentence.

Sources: cmi5_spec.md 9 and 10, docs/lms-facts.md 3.3. The rules are pure: they look at a case: the
session, what was stored before, and the new statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.cmi5.sessions import ADL, CMI5, MASTERY_SCORE, MOVE_ON, PROGRESS, SESSION_ID, Session

Statement = dict[str, Any]

DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
OF_THE_LMS = ("launched", "abandoned", "waived", "satisfied")
JUDGED = ("passed", "failed")
WITH_Z = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
MUST_HAVE: dict[str, dict[str, Any]] = {
    "completed": {"completion": True},
    "passed": {"success": True},
    "failed": {"success": False},
}
"""What a result says besides its duration; other defined statements say nothing of it."""


@dataclass(frozen=True)
class Case:
    """A new statement, and all that it must fit."""

    session: Session
    new: Statement
    said: Sequence[Statement]
    """What the unit said in this session before."""
    ever: Sequence[Statement]
    """What it said in this registration before, in this session or others."""

    @property
    def verb(self) -> str:
        """The last part of the verb's id."""
        return verb_of(self.new)

    @property
    def name(self) -> str:
        """How sentences call the statement."""
        target = self.new.get("object", {}).get("id", "nothing")
        return f"{self.verb or 'A statement'} about {target}"

    @property
    def about_the_unit(self) -> bool:
        """Whether it is about what was launched."""
        return bool(self.new.get("object", {}).get("id") == self.session.activity_id)

    @property
    def is_defined(self) -> bool:
        """Whether it is "cmi5 defined": such a verb, and it says so by its category."""
        return self.verb in DEFINED and CMI5 in categories(self.new)

    @property
    def result(self) -> dict[str, Any]:
        """Its result, empty where it has none."""
        return self.new.get("result") or {}

    @property
    def context(self) -> dict[str, Any]:
        """Its context."""
        return self.new.get("context") or {}


def verb_of(statement: Statement) -> str:
    """The last part of the verb's id."""
    return str(statement.get("verb", {}).get("id", "")).rpartition("/")[2]


def time_of(statement: Statement) -> datetime:
    """When it happened; the beginning of time where it does not say so."""
    try:
        time = datetime.fromisoformat(str(statement.get("timestamp")))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def activities(statement: Statement, where: str) -> list[Any]:
    """One of the lists of its context; xAPI allows a single activity for a list."""
    found = (statement.get("context") or {}).get("contextActivities", {}).get(where, [])
    return found if isinstance(found, list) else [found]


def categories(statement: Statement) -> list[str]:
    """The ids of its categories."""
    return [one.get("id", "") for one in activities(statement, "category")]


def defined(statements: Sequence[Statement], *verbs: str) -> list[Statement]:
    """The cmi5 defined ones with these verbs."""
    return [one for one in statements if verb_of(one) in verbs and CMI5 in categories(one)]


def violations(case: Case) -> list[str]:
    """All that is wrong with the statement; nothing for a good one."""
    return [f"{case.name}: {fault}" for rule in RULES for fault in rule(case)]


def remarks(case: Case) -> list[str]:
    """What the standard advises against, or leaves to the unit: no LMS refuses it."""
    return [f"{case.name}: {fault}" for rule in ADVICE for fault in rule(case)]


# ---- what comes when -------------------------------------------------------------------------


def begins_with_initialized(case: Case) -> Iterator[str]:
    """Initialized is the first of all, by its arrival and by its timestamp (9.3.2)."""
    begun = defined(case.said, "initialized")
    if not begun:
        if not (case.is_defined and case.verb == "initialized"):
            yield "comes before initialized"
        return
    if time_of(case.new) < time_of(begun[0]):
        yield "has an earlier timestamp than initialized"


def ends_with_terminated(case: Case) -> Iterator[str]:
    """Terminated is the last of all (9.3.8)."""
    if defined(case.said, "terminated"):
        yield "comes after terminated"
    ends = case.is_defined and case.verb == "terminated"
    if ends and any(time_of(one) > time_of(case.new) for one in case.said):
        yield "has an earlier timestamp than what came before it"


def once_in_a_session(case: Case) -> Iterator[str]:
    """No defined verb comes twice, and passed and failed exclude each other (9.3)."""
    if not case.is_defined:
        return
    if defined(case.said, case.verb):
        yield "was said before in this session"
    elif case.verb in JUDGED and defined(case.said, *JUDGED):
        yield "the other of passed and failed was said in this session"


def once_in_a_registration(case: Case) -> Iterator[str]:
    """One completed, one passed, and no failed after passed (9.3)."""
    if not case.is_defined:
        return
    if case.verb in ("completed", "passed") and defined(case.ever, case.verb):
        yield "was said before in this registration"
    if case.verb == "failed" and defined(case.ever, "passed"):
        yield "comes after passed in this registration"


def fits_the_mode(case: Case) -> Iterator[str]:
    """Browse and Review record nothing of what comes of the course (10, launchMode)."""
    frame = case.is_defined and case.verb in ("initialized", "terminated")
    if case.session.mode == "Normal" or frame:
        return
    outcome = {"success", "completion", "score"} & case.result.keys()
    if case.is_defined or (case.about_the_unit and outcome):
        yield f"must not be said in launch mode {case.session.mode}"


# ---- who, when, about what -------------------------------------------------------------------


def has_an_id_of_its_own(case: Case) -> Iterator[str]:
    """The unit gives the id, not the LRS (9.1)."""
    if "id" not in case.new:
        yield "has no id of its own"


def has_a_time_in_utc(case: Case) -> Iterator[str]:
    """Timestamps are in UTC (9.7)."""
    stamp = case.new.get("timestamp")
    if not isinstance(stamp, str) or not WITH_Z.fullmatch(stamp):
        yield f"its timestamp is {stamp!r}, not UTC with a Z"


def is_of_the_learner(case: Case) -> Iterator[str]:
    """The actor is the one of the launch, in every part (8.1.3, 9.2)."""
    if case.new.get("actor") != case.session.actor:
        yield "its actor is not the one of the launch URL"


def says_what_it_is(case: Case) -> Iterator[str]:
    """The category belongs to defined statements about the unit, and to no others (9.6.2.1)."""
    marked = CMI5 in categories(case.new)
    whole = str(case.new.get("verb", {}).get("id", ""))
    if marked and (case.verb not in DEFINED or whole != f"{ADL}{case.verb}"):
        yield f"has the cmi5 category, but cmi5 defines no verb {whole} for a unit"
    elif marked and not case.about_the_unit:
        yield "has the cmi5 category, but is not about the activity of the launch"
    elif not marked and case.about_the_unit and case.verb in DEFINED:
        yield "is about the activity of the launch and has not the cmi5 category"


def counts_where_it_decides(case: Case) -> Iterator[str]:
    """The moveOn category belongs to defined statements with success or completion (9.6.2.2)."""
    marked = MOVE_ON in categories(case.new)
    decides = case.is_defined and bool({"success", "completion"} & case.result.keys())
    if decides and not marked:
        yield "has success or completion and not the moveon category"
    if marked and not decides:
        yield "has the moveon category and decides nothing"


# ---- the context -----------------------------------------------------------------------------


def keeps_the_template(case: Case) -> Iterator[str]:
    """Whatever the template holds stays as it is; lists may go on after it (10)."""
    template = case.session.template
    for where, wanted in template["contextActivities"].items():
        found = activities(case.new, where)
        for place, one in enumerate(wanted):
            if place >= len(found) or found[place] != one:
                yield f"{where}[{place}] is not {one['id']}, as contextTemplate has it"
    extensions = case.context.get("extensions") or {}
    for name, value in template["extensions"].items():
        if extensions.get(name) != value:
            short = "sessionid" if name == SESSION_ID else name
            yield f"the extension {short} of contextTemplate is {extensions.get(name)!r}"


def is_of_the_registration(case: Case) -> Iterator[str]:
    """The registration is the one of the launch (9.6.1)."""
    if case.context.get("registration") != case.session.registration.id:
        yield "its registration is not the one of the launch URL"


def tells_the_mark(case: Case) -> Iterator[str]:
    """Passed and failed say what they were measured by (9.6.3.2)."""
    extensions = case.context.get("extensions") or {}
    wanted = case.session.mastery_score
    judged = case.is_defined and case.verb in JUDGED
    if judged and wanted is not None and extensions.get(MASTERY_SCORE) != wanted:
        yield f"the extension masteryscore is {extensions.get(MASTERY_SCORE)!r}, not {wanted}"
    if MASTERY_SCORE in extensions and (not judged or wanted is None):
        yield "has the extension masteryscore without a reason"


# ---- the result ------------------------------------------------------------------------------


def says_what_the_verb_means(case: Case) -> Iterator[str]:
    """Success and completion as each verb has them, and only there (9.5.2, 9.5.3)."""
    if not case.is_defined:
        return
    wanted = MUST_HAVE.get(case.verb, {})
    for name in ("success", "completion"):
        if case.result.get(name) is not wanted.get(name):
            yield f"result.{name} is {case.result.get(name)!r}, not {wanted.get(name)!r}"


def lasts(case: Case) -> Iterator[str]:
    """How long it took, wherever something came to an end (9.5.4)."""
    if case.is_defined and case.verb != "initialized" and "duration" not in case.result:
        yield "has no result.duration"


def is_scored_where_judged(case: Case) -> Iterator[str]:
    """Only passed and failed have a score, in whole points (9.5.1)."""
    score = case.result.get("score")
    if not case.is_defined or score is None:
        return
    if case.verb not in JUDGED:
        yield "must not have a score"
        return
    if not 0 <= score.get("scaled", 0) <= 1:
        yield f"score.scaled is {score['scaled']}, not from 0 to 1"
    if "raw" in score and not {"min", "max"} <= score.keys():
        yield "has score.raw without min and max"
    for name in ("raw", "min", "max"):
        if not float(score.get(name, 0)).is_integer():
            yield f"score.{name} is {score[name]}, not a whole number"


def keeps_to_the_mark(case: Case) -> Iterator[str]:
    """Whoever reaches the mastery score has passed, and nobody else (9.3.4, 9.3.5)."""
    scaled = (case.result.get("score") or {}).get("scaled")
    mark = case.session.mastery_score
    if not case.is_defined or case.verb not in JUDGED or scaled is None or mark is None:
        return
    if case.verb == "passed" and scaled < mark:
        yield f"score.scaled is {scaled}, and masteryScore is {mark}"
    if case.verb == "failed" and scaled >= mark:
        yield f"score.scaled is {scaled}, and masteryScore is {mark}"


def progresses_in_whole_steps(case: Case) -> Iterator[str]:
    """Progress is a whole number from 0 to 100 (9.5.5.1)."""
    extensions = case.result.get("extensions") or {}
    if PROGRESS not in extensions:
        return
    progress = extensions[PROGRESS]
    if not isinstance(progress, int) or isinstance(progress, bool) or not 0 <= progress <= 100:
        yield f"progress is {progress!r}, not a whole number from 0 to 100"


# ---- advice ----------------------------------------------------------------------------------


def progress_ends_with_completed(case: Case) -> Iterator[str]:
    """Completed says that all is done; afterwards progress should not be told (9.5.5.1)."""
    done = defined([*case.ever, case.new], "completed")
    if done and PROGRESS in (case.result.get("extensions") or {}):
        yield "tells progress in or after completed"


def is_quiet_in_other_modes(case: Case) -> Iterator[str]:
    """In Browse and Review a unit need not say more than that it began and ended."""
    if case.session.mode != "Normal" and not case.is_defined:
        yield f"was said in launch mode {case.session.mode}"


def is_measured(case: Case) -> Iterator[str]:
    """Where there is a mastery score, a result without a score cannot be checked."""
    judged = case.is_defined and case.verb in JUDGED and case.session.mastery_score is not None
    if judged and "scaled" not in (case.result.get("score") or {}):
        yield "has no score.scaled, although there is a masteryScore"


Rule = Callable[[Case], Iterator[str]]
RULES: tuple[Rule, ...] = (
    begins_with_initialized, ends_with_terminated, once_in_a_session, once_in_a_registration,
    fits_the_mode, has_an_id_of_its_own, has_a_time_in_utc, is_of_the_learner, says_what_it_is,
    counts_where_it_decides, keeps_the_template, is_of_the_registration, tells_the_mark,
    says_what_the_verb_means, lasts, is_scored_where_judged, keeps_to_the_mark,
    progresses_in_whole_steps,
)  # fmt: skip
ADVICE: tuple[Rule, ...] = (progress_ends_with_completed, is_quiet_in_other_modes, is_measured)
