"""Every rule of cmi5: a unit that breaks it is refused, and one sentence says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cmi5.server import Cmi5Lms
from tests.cmi5.sessions import CMI5, MASTERY_SCORE, MOVE_ON, PROGRESS, SESSION_ID, LaunchMode
from tests.cmi5.unit import Unit, tiny_package
from tests.lrs.server import Lrs

Statement = dict[str, Any]
QUESTION = "https://courses.example.org/tiny#interaction/q"


@pytest.fixture
def unit(lrs: Lrs, cmi5_lms: Cmi5Lms) -> Unit:
    """A unit with a mark that has begun well."""
    cmi5_lms.install(tiny_package(masteryScore="0.8", moveOn="Passed"))
    return Unit(lrs, cmi5_lms.session(cmi5_lms.register("anna"))).start()


def begun(lrs: Lrs, lms: Cmi5Lms, mode: LaunchMode = "Normal") -> Unit:
    lms.install(tiny_package())
    return Unit(lrs, lms.session(lms.register("anna"), mode=mode))


def test_a_good_session(unit: Unit, lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    assert unit.say("answered", QUESTION, response="a", success=True) == 200
    assert unit.complete() == 200
    assert unit.judge("passed", 0.8) == 200
    assert unit.end() == 200
    assert (cmi5_lms.violations, cmi5_lms.remarks) == ([], [])


# ---- what comes before the first statement ----------------------------------------------------


def test_nothing_goes_without_a_token(lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    unit = begun(lrs, cmi5_lms)
    assert unit.call("GET", unit.state("LMS.LaunchData"))[0] == 401
    assert unit.call("GET", "statements", Authorization=None)[0] == 401
    assert cmi5_lms.violations == [
        "GET /activities/state was sent with a wrong token",
        "GET /statements was sent without a token",
    ]


def test_launch_data_and_preferences_come_first(lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    unit = begun(lrs, cmi5_lms)
    unit.fetch()
    assert unit.say("initialized") == 403
    unit.launch_data()
    assert unit.say("initialized") == 403
    assert cmi5_lms.violations == [
        "a statement was sent before LMS.LaunchData was read",
        "a statement was sent before cmi5LearnerPreferences was asked for",
        "a statement was sent before cmi5LearnerPreferences was asked for",
    ]
    assert unit.preferences() == 404
    assert unit.say("initialized") == 200


def test_initialized_is_the_first(lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    unit = begun(lrs, cmi5_lms)
    unit.fetch(), unit.launch_data(), unit.preferences()
    assert unit.say("answered", QUESTION) == 403
    batch = unit.statement("initialized"), unit.statement("answered", QUESTION)
    assert unit.send(*reversed(batch)) == 403
    assert cmi5_lms.violations == [f"answered about {QUESTION}: comes before initialized"] * 2
    assert unit.send(*batch) == 200


# ---- once, and in order ------------------------------------------------------------------------


def last(lms: Cmi5Lms) -> str:
    """What was wrong, when it was one thing, without the statement's name."""
    (sentence,) = lms.violations
    return sentence.partition(": ")[2]


def test_nothing_comes_after_terminated(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    unit.end()
    assert unit.say("answered", QUESTION) == 403
    assert unit.call("PUT", unit.state("mine"), {"a": 1})[0] == 403
    assert cmi5_lms.violations == [
        "answered came after terminated",
        "PUT /activities/state came after terminated",
    ]


def test_nothing_comes_after_terminated_in_one_batch(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    end = unit.statement("terminated", duration="PT1S")
    assert unit.send(end, unit.statement("answered", QUESTION)) == 403
    assert last(cmi5_lms) == "comes after terminated"


def test_a_lost_answer_to_terminated_is_not_the_units_fault(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    end = unit.statement("terminated", duration="PT1S")
    assert [unit.send(end), unit.send(end)] == [200, 403]
    assert cmi5_lms.violations == []


def test_the_same_statement_again_is_no_second_one(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    done = unit.statement("completed", completion=True, duration="PT1S")
    assert [unit.send(done), unit.send(done)] == [200, 200]
    assert cmi5_lms.violations == []


@pytest.mark.parametrize(
    ("first", "again", "why"),
    [
        (lambda u: u.complete(), lambda u: u.complete(), "was said before in this session"),
        (lambda u: u.judge("failed", 0.1), lambda u: u.judge("passed", 1),
         "the other of passed and failed was said in this session"),
        (lambda u: None, lambda u: u.say("initialized"), "was said before in this session"),
    ],
)  # fmt: skip
def test_once_in_a_session(
    unit: Unit,
    cmi5_lms: Cmi5Lms,
    first: Callable[[Unit], int],
    again: Callable[[Unit], int],
    why: str,
) -> None:
    first(unit)
    assert again(unit) == 403
    assert cmi5_lms.violations[0].endswith(why)


def test_once_in_a_registration(unit: Unit, lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    unit.complete(), unit.judge("passed", 0.9), unit.end()
    registration = cmi5_lms.sessions[0].registration
    second = Unit(lrs, cmi5_lms.session(registration)).start()
    assert [second.complete(), second.judge("passed", 1), second.judge("failed", 0)] == [403] * 3
    assert [one.partition(": ")[2] for one in cmi5_lms.violations] == [
        "was said before in this registration",
        "was said before in this registration",
        "comes after passed in this registration",
    ]
    other = Unit(lrs, cmi5_lms.session(cmi5_lms.register("bert"))).start()
    assert [other.judge("failed", 0.1), other.end()] == [200, 200]
    again = Unit(lrs, cmi5_lms.session(cmi5_lms.sessions[-1].registration)).start()
    assert again.judge("passed", 1) == 200, "failed in one session, passed in the next"


def test_times_are_in_order(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    early = {**unit.statement("answered", QUESTION), "timestamp": "2026-05-04T07:00:00Z"}
    assert unit.send(early) == 403
    assert last(cmi5_lms) == "has an earlier timestamp than initialized"
    late = {**unit.statement("answered", QUESTION), "timestamp": "2026-05-04T09:00:00Z"}
    assert [unit.send(late), unit.end()] == [200, 403]
    assert cmi5_lms.violations[-1].endswith("than what came before it")


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_other_modes_record_nothing(lrs: Lrs, cmi5_lms: Cmi5Lms, mode: LaunchMode) -> None:
    unit = begun(lrs, cmi5_lms, mode).start()
    assert unit.complete() == 403
    assert last(cmi5_lms) == f"must not be said in launch mode {mode}"
    assert unit.say("experienced", QUESTION) == 200
    assert len(cmi5_lms.remarks) == 1, "allowed, but to what end?"
    assert unit.end() == 200


def test_an_abandoned_session(unit: Unit, lrs: Lrs, cmi5_lms: Cmi5Lms) -> None:
    second = Unit(lrs, cmi5_lms.session(cmi5_lms.sessions[0].registration)).start()
    assert unit.say("answered", QUESTION) == 403
    assert unit.call("PUT", unit.state("mine"), {"a": 1})[0] == 403
    assert [second.say("answered", QUESTION), second.end()] == [200, 200]
    assert cmi5_lms.violations == [], "it cannot know"
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in lrs.statements]
    assert verbs[:4] == ["launched", "initialized", "abandoned", "launched"]


# ---- each statement ----------------------------------------------------------------------------


def put(path: str, value: Any) -> Callable[[Statement], None]:
    """A change to a statement; `...` removes."""

    def change(statement: Statement) -> None:
        *steps, end = path.split("|")
        place: Any = statement
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        if value is ...:
            del place[end]
        else:
            place[end] = value

    return change


def no_category(statement: Statement) -> None:
    del statement["context"]["contextActivities"]["category"]


COMPLETED = {"completion": True, "duration": "PT1S"}
PASSED = {"success": True, "duration": "PT1S", "score": {"scaled": 0.9}}
FAILED = {"success": False, "duration": "PT1S", "score": {"scaled": 0.1}}
ENDED = {"duration": "PT1S"}
LISTS = "context|contextActivities"
EXTENSIONS = "context|extensions"


@pytest.mark.parametrize(
    ("verb", "result", "change", "why"),
    [
        ("completed", COMPLETED, put("id", ...), "has no id of its own"),
        ("completed", COMPLETED, put("timestamp", ...), "its timestamp is None"),
        ("completed", COMPLETED, put("timestamp", "2026-05-04T10:00:09+02:00"), "not UTC"),
        ("completed", COMPLETED, put("actor|name", "Ann"), "actor is not the one"),
        ("completed", COMPLETED, put("verb|id", "https://x.org/completed"), "defines no verb"),
        ("completed", COMPLETED, put("object|id", QUESTION), "not about the activity"),
        ("completed", COMPLETED, no_category, "has not the cmi5 category"),
        ("completed", COMPLETED, put(f"{LISTS}|category", [{"id": CMI5}]), "not the moveon"),
        ("terminated", ENDED, put(f"{LISTS}|category", [{"id": CMI5}, {"id": MOVE_ON}]),
         "decides nothing"),
        ("completed", COMPLETED, put(f"{LISTS}|grouping", [{"id": "a:b"}]), "grouping[0] is not"),
        ("completed", COMPLETED, put(f"{LISTS}|grouping", ...), "grouping[0] is not"),
        ("completed", COMPLETED, put(f"{EXTENSIONS}|{SESSION_ID}", "x"), "sessionid of context"),
        ("completed", COMPLETED, put("context|extensions", ...), "sessionid of context"),
        ("completed", COMPLETED, put("context|registration", ...), "its registration is not"),
        ("completed", COMPLETED, put(f"{EXTENSIONS}|{MASTERY_SCORE}", 0.8), "without a reason"),
        ("passed", PASSED, put(f"{EXTENSIONS}|{MASTERY_SCORE}", ...), "masteryscore is None"),
        ("passed", PASSED, put(f"{EXTENSIONS}|{MASTERY_SCORE}", 0.5), "masteryscore is 0.5"),
        ("completed", COMPLETED, put("result|duration", ...), "has no result.duration"),
        ("passed", PASSED, put("result|duration", ...), "has no result.duration"),
        ("terminated", ENDED, put("result", ...), "has no result.duration"),
        ("completed", COMPLETED, put("result|completion", False), "result.completion is False"),
        ("completed", COMPLETED, put("result|success", True), "result.success is True, not None"),
        ("completed", COMPLETED, put("result|score", {"scaled": 1}), "must not have a score"),
        ("passed", PASSED, put("result|success", False), "result.success is False"),
        ("passed", PASSED, put("result|completion", True), "result.completion is True"),
        ("failed", FAILED, put("result|success", True), "result.success is True"),
        ("passed", PASSED, put("result|score|scaled", 0.79), "score.scaled is 0.79"),
        ("failed", FAILED, put("result|score|scaled", 0.8), "score.scaled is 0.8"),
        ("failed", FAILED, put("result|score|scaled", -0.5), "not from 0 to 1"),
        ("passed", PASSED, put("result|score|raw", 90), "score.raw without min and max"),
        ("failed", FAILED, put("result|score", {"raw": 66.67, "min": 0, "max": 100}),
         "score.raw is 66.67, not a whole number"),
        ("terminated", ENDED, put("result|extensions", {PROGRESS: 50.5}), "progress is 50.5"),
        ("terminated", ENDED, put("result|extensions", {PROGRESS: 101}), "progress is 101"),
        ("completed", COMPLETED, put("object|id", "no IRI"), "is no xAPI"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_statement(
    unit: Unit,
    cmi5_lms: Cmi5Lms,
    verb: str,
    result: Statement,
    change: Callable[[Statement], None],
    why: str,
) -> None:
    statement = unit.statement(verb, **result)
    change(statement)
    assert unit.send(statement) == 403
    assert any(why in sentence for sentence in cmi5_lms.violations), cmi5_lms.violations
    assert len(cmi5_lms.said()) == 1


def test_lists_of_the_template_may_go_on(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    statement = unit.statement("answered", QUESTION)
    statement["context"]["contextActivities"]["grouping"].append({"id": "https://x.org/module"})
    statement["context"]["language"] = "en"
    assert unit.send(statement) == 200
    assert cmi5_lms.violations == []


def test_an_allowed_statement_has_no_category_of_cmi5(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    statement = unit.statement("answered", QUESTION, success=True)
    put("context|contextActivities|category", [{"id": MOVE_ON}])(statement)
    assert unit.send(statement) == 403
    assert last(cmi5_lms) == "has the moveon category and decides nothing"


def test_advice(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    unit.complete()
    assert unit.say("terminated", duration="PT1S", extensions={PROGRESS: 100}) == 200
    assert cmi5_lms.remarks[0].endswith("tells progress in or after completed")


# ---- documents ---------------------------------------------------------------------------------


def test_documents_of_others(unit: Unit, cmi5_lms: Cmi5Lms) -> None:
    own = unit.call("PUT", unit.state("mine"), {"a": 1}, If_None_Match="*")[0]
    assert (own, unit.call("GET", unit.state("mine"))[1]) == (204, {"a": 1})
    assert unit.call("GET", unit.state("mine", activityId="https://x.org/c"))[0] == 403
    assert unit.call("GET", unit.state("mine", registration="1"))[0] == 403
    assert unit.call("GET", unit.state("mine", agent='{"mbox": "mailto:a@x.org"}'))[0] == 403
    assert unit.call("PUT", unit.state("LMS.LaunchData"), {})[0] == 403
    assert unit.call("DELETE", unit.state("LMS.LaunchData"))[0] == 403
    assert cmi5_lms.violations == [
        "GET /activities/state has another activityId than the launch URL",
        "GET /activities/state has another registration than the launch URL",
        "GET /activities/state has another agent than the launch URL",
        "PUT /activities/state changes LMS.LaunchData",
        "DELETE /activities/state changes LMS.LaunchData",
    ]
