"""Moodle's rows become attempts, however they were exported."""

from __future__ import annotations

import json

import pytest

from builder.tracks.form import TIME, TracksError
from builder.tracks.moodle import read_any

CSV = """\
userid,firstname,lastname,attempt,element,value,timemodified
7,Ann,Lee,1,x.start.time,1777881600,1777881600
7,Ann,Lee,1,cmi.core.lesson_status,completed,1777881900
7,Ann,Lee,1,cmi.interactions_0.id,asks.questions.one,1777881700
7,Ann,Lee,1,cmi.interactions_0.student_response,"Yes, ""really""
and more",1777881700
7,Ann,Lee,1,cmi.interactions_0.correct_responses_0.pattern,Yes,1777881700
7,Ann,Lee,2,x.start.time,1777991600,1777991600
8,Bo,Ek,1,cmi.suspend_data,B1,0
"""


def test_rows_become_attempts():
    first, second, third = read_any(CSV)
    assert (first.learner.id, first.learner.name, first.attempt) == ("7", "Ann Lee", 1)
    assert first.started == TIME.validate_python("2026-05-04T08:00:00Z")
    assert first.elements == {
        "cmi.core.lesson_status": "completed",
        "cmi.interactions.0.id": "asks.questions.one",
        "cmi.interactions.0.student_response": 'Yes, "really"\nand more',
        "cmi.interactions.0.correct_responses.0.pattern": "Yes",
    }
    status = first.times["cmi.core.lesson_status"]
    assert status == TIME.validate_python("2026-05-04T08:05:00Z")
    assert (second.attempt, dict(second.elements)) == (2, {})
    assert (third.learner.name, third.started, dict(third.times)) == ("Bo Ek", None, {})


@pytest.mark.parametrize("between", [";", "\t"])
def test_other_signs_between_columns(between: str):
    text = "\ufeffUserID,Attempt,Element,Value\r\n7,1,cmi.core.lesson_status,passed\r\n"
    (attempt,) = read_any(text.replace(",", between))
    assert attempt.elements == {"cmi.core.lesson_status": "passed"}


def test_rows_as_json():
    rows = [{"userid": 7, "attempt": 1, "element": "cmi.core.score.raw", "value": "80",
             "timemodified": 1777881600}]  # fmt: skip
    (attempt,) = read_any(json.dumps(rows))
    assert attempt.elements == {"cmi.core.score.raw": "80"}
    assert attempt.learner.id == "7"


def test_the_documented_form():
    text = json.dumps({"format": 1, "attempts": []})
    assert read_any(text) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("userid,attempt,element\n1,1,x\n", "Row 1 has no value"),
        ("userid,attempt,element,value\nx,one,a,b\n", "attempt"),
        ("scormid,userid,attempt,element,value\n1,1,1,a,b\n2,1,1,a,b\n", "several activities"),
        ('userid,attempt,element,value\n1,1,a,"b', "no table in CSV"),
        ("[1]", "Row 1 is no row"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_cannot_be_read(text: str, says: str):
    with pytest.raises(TracksError, match=says):
        read_any(text)
