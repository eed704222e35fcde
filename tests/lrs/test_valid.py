"""Everyone who judges statements: our rules, ralph, the Video Profile, a course's profile."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from builder.xapi.profile import profile_of
from tests.lrs import rules, video
from tests.lrs.caller import Caller
from tests.lrs.server import Lrs
from tests.lrs.told import told
from tests.lrs.valid import by_ralph, invalid, problems
from tests.lrs.video import EXTENSIONS, PROFILE, TYPE
from tests.xapi.samples import every_statement, every_vocabulary

Statement = dict[str, Any]
ANN = {"mbox": "mailto:ann@example.org"}
VERBS = "http://adlnet.gov/expapi/verbs"


def answered(kind: str, said: str, **definition: Any) -> Statement:
    return {
        "id": "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c11",
        "actor": ANN,
        "verb": {"id": f"{VERBS}/answered"},
        "object": {"id": "https://x.org/c#q", "definition": {"interactionType": kind,
                                                             **definition}},
        "result": {"response": said},
    }  # fmt: skip


STEPS = [{"id": one, "description": {"en": one}} for one in ("pong", "dg")]


@pytest.mark.parametrize(
    ("statement", "good"),
    [
        (answered("performance", "pong[.]1:[,]dg[.]:10", steps=STEPS), True),
        (answered("performance", "pong[.]1:[,]away[.]:10", steps=STEPS), False),
        (answered("performance", "pong", steps=STEPS), False),
        (answered("matching", "ben[.]3[,]chris"), False),
        (answered("choice", "a[,]a"), False),
        (answered("likert", "1[,]2"), False),
        (answered("numeric", "5[:]1"), False),
        (answered("fill-in", "a", correctResponsesPattern=["{case_matters=false}a"]), True),
        (answered("fill-in", "a", correctResponsesPattern=["{lang=en}a[,]{lang=de}b"]), True),
        (answered("fill-in", "a", correctResponsesPattern=["{case=false}a"]), False),
        (answered("fill-in", "a", correctResponsesPattern=["{not a prefix}"]), True),
        (answered("choice", "a", correctResponsesPattern=[]), True),
    ],
)
def test_answers_and_patterns(statement: Statement, good: bool) -> None:
    assert (rules.faults(statement) == []) is good


def other(**parts: Any) -> Statement:
    base = {"actor": ANN, "verb": {"id": f"{VERBS}/experienced"}, "object": {"id": "https://x.org"}}
    return {**base, **parts}


INNER = {**other(), "objectType": "SubStatement"}
FILE = {"usageType": "https://x.org/u", "display": {"en": "File"}, "contentType": "text/plain",
        "length": 3, "sha2": "00"}  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "good"),
    [
        (other(object=INNER), True),
        (other(object={**INNER, "id": "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c11"}), False),
        (other(object={**INNER, "object": INNER}), False),
        (other(attachments=[FILE]), True),
        (other(attachments=[{"length": 3}]), False),
        (other(verb={"id": f"{VERBS}/voided"}), False),
    ],
)
def test_statements_in_statements_and_files(statement: Statement, good: bool) -> None:
    assert (rules.faults(statement) == []) is good


# ---- videos ------------------------------------------------------------------------------------


def watched(verb: str, context: Statement, **result: Any) -> Statement:
    where = "" if verb in ("completed", "initialized") else "w"
    return other(
        verb={"id": f"{PROFILE}/verbs/{verb}" if where else f"{VERBS}/{verb}"},
        object={"id": "https://x.org/film", "definition": {"type": TYPE}},
        context={
            "contextActivities": {"category": [{"id": PROFILE}]},
            "extensions": {f"{EXTENSIONS}/{name}": value for name, value in context.items()},
        },
        result={"extensions": {f"{EXTENSIONS}/{name}": one for name, one in result.items()}},
    )


@pytest.mark.parametrize(
    ("statement", "good"),
    [
        (watched("played", {"session-id": "1"}, time=1.5), True),
        (watched("played", {"session-id": "1"}), False),
        (watched("played", {"session-id": "1"}, time=1.23456), False),
        (watched("paused", {"length": 60}, time=1.5, **{"played-segments": "0[.]1.5"}), True),
        (watched("paused", {"length": 60}, time=1.5, **{"played-segments": "0-1.5"}), False),
        (watched("paused", {"session-id": "1"}, time=1.5), False),
        (watched("seeked", {"length": 60}, **{"time-from": 1, "time-to": 2}), True),
        (watched("completed", {"length": 60}, time=60, progress=1), True),
        (watched("completed", {"length": 60}, time=60, progress=100), False),
        (other(), True),
    ],
)
def test_the_video_profile(statement: Statement, good: bool) -> None:
    assert (video.faults(statement) == []) is good


# ---- all of them -------------------------------------------------------------------------------


def test_ralph_finds_faults_of_its_own() -> None:
    assert by_ralph(other()) == []
    assert by_ralph(other(actor={"mbox": "ann"}))[0].startswith("ralph: actor")


def test_whoever_names_a_profile_must_follow_it() -> None:
    vocabulary = every_vocabulary()
    profile = profile_of(vocabulary)
    for _, statement in every_statement(vocabulary):
        assert problems(statement, profile) == []
    wrong = deepcopy(dict(every_statement(vocabulary))["completed"])
    del wrong["result"]["completion"]
    assert problems(wrong, profile) != []
    wrong["context"]["contextActivities"]["category"] = [{"id": "https://x.org/other"}]
    assert problems(wrong, profile) == []


def test_all_that_an_lrs_has_stored(lrs: Lrs) -> None:
    call = Caller(lrs)
    assert call("POST", "statements", [one for _, one in _some()])[0] == 200
    assert invalid(lrs, profile_of(every_vocabulary())) == {}
    lrs.store.statements["bad"] = {**other(), "id": "bad"}
    assert list(invalid(lrs)) == ["bad"]
    del lrs.store.statements["bad"]


def _some() -> list[tuple[str, Statement]]:
    found = dict(every_statement(every_vocabulary()))
    keys = ("initialized", "answered/asks.questions.one", "scored", "progressed", "completed")
    return [
        (key, {**found[key], "id": f"5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c{place:02}"})
        for place, key in enumerate(keys)
    ]


def test_what_was_told_in_short(lrs: Lrs) -> None:
    said = [one for _, one in _some()]
    launched = {**said[0], "verb": {"id": f"{VERBS}/launched"}}
    assert told([launched, *said]) == [
        "initialized course",
        "answered interaction/asks.questions.one a 2/2 right",
        "scored course 50/100",
        "progressed course [50%]",
        "completed course",
    ]
    Caller(lrs)("POST", "statements", said)
    assert told(lrs) == told(said)
