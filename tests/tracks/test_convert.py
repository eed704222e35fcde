"""SCORM attempts told in xAPI. `attempts.json` is the example of the documented form, for release 1
of `tests/releases`; `attempts.txt` is what comes out of it (GOLDEN=write writes it anew)."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from builder.tracks.convert import Converted, Settings, convert
from builder.tracks.form import TIME, TracksError, read_tracks
from builder.xapi.profile import profile_of
from builder.xapi.vocabulary import vocabulary_of
from tests.lrs.rules import faults
from tests.release.releases import plan_of
from tests.xapi import conform

HERE = Path(__file__).parent
IRI = "https://courses.example.org/every-block"
PLAN = plan_of(1)
VOCABULARY = vocabulary_of(PLAN, IRI)
LMS = "https://lms.example.org"


def example() -> Any:
    return json.loads((HERE / "attempts.json").read_text(encoding="utf-8"))


def converted(data: Any, **settings: Any) -> Converted:
    return convert(PLAN, VOCABULARY, read_tracks(data), Settings(**settings))


def line(statement: dict[str, Any]) -> str:
    """One statement on one line, for people."""
    result = {**statement.get("result", {})}
    told = [f"{name}={json.dumps(part, ensure_ascii=False)}" for name, part in result.items()]
    parts = [
        statement["timestamp"],
        statement["actor"].get("name", "?"),
        statement["verb"]["display"]["en"],
        statement["object"]["id"].removeprefix(IRI) or "(course)",
        *told,
    ]
    return "  ".join(parts)


def test_the_example():
    found = converted(example())
    fresh = "".join(f"{line(one)}\n" for one in found.statements)
    fresh += "".join(f"note: {note}\n" for note in found.notes)
    golden = HERE / "attempts.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(fresh, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == fresh


def test_all_of_it_is_xapi_and_follows_the_profile():
    profile = profile_of(VOCABULARY)
    sessions: dict[str, list[dict[str, Any]]] = {}
    for one in converted(example()).statements:
        assert faults(one) == []
        assert conform.faults(one, profile) == []
        sessions.setdefault(one["context"]["registration"], []).append(one)
    assert len(sessions) == len(example()["attempts"])
    assert all(conform.is_session(said, profile) for said in sessions.values())


def test_the_same_tracks_always_give_the_same_statements():
    one, other = (converted(example()).statements for _ in range(2))
    assert one == other
    assert len({statement["id"] for statement in one}) == len(one)


def ids(data: Any) -> set[str]:
    return {one["id"] for one in converted(data).statements}


def test_when_an_attempt_goes_on_only_what_is_new_gets_new_ids():
    """So that the LRS keeps what it has, and gets the rest, whenever the LMS is asked again."""
    late = example()
    late["attempts"][1]["elements"]["cmi.core.lesson_status"] = "passed"
    before, after = converted(example()).statements, converted(late).statements
    new = {one["id"] for one in after} - {one["id"] for one in before}
    assert {one["id"] for one in before} < {one["id"] for one in after}
    verbs = [one["verb"]["display"]["en"] for one in after if one["id"] in new]
    assert verbs == ["completed", "passed", "terminated"]


def test_another_answer_is_another_statement():
    data = example()
    data["attempts"][1]["elements"]["cmi.interactions.0.result"] = "wrong"
    assert len(ids(data) ^ ids(example())) == 2


@pytest.mark.parametrize("change", [{"attempt": 2}, {"learner": {"id": "x", "homePage": LMS}}])
def test_another_attempt_or_learner_shares_no_ids(change: dict[str, Any]):
    data = example()
    data["attempts"] = [{**data["attempts"][1], **change}]
    assert not ids(data) & ids(example())


def test_a_name_that_changed_changes_no_id():
    data = example()
    data["attempts"][0]["learner"]["name"] = "Somebody Else"
    assert ids(data) == ids(example())


def test_what_is_private_is_not_told():
    said = json.dumps(converted(example()).statements)
    for item in PLAN.items:
        if item.private:
            assert f"{item.id}." not in said
            assert f'{item.id}"' not in said


def one_attempt(elements: dict[str, str], **facts: Any) -> Any:
    learner = {"mbox": "ann@example.org"}
    attempt = {"learner": learner, "started": "2026-05-04T08:00:00Z", "elements": elements, **facts}
    return {"format": 1, "attempts": [attempt]}


def told(elements: dict[str, str], **facts: Any) -> list[str]:
    statements = converted(one_attempt(elements, **facts)).statements
    return [one["verb"]["display"]["en"] for one in statements]


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        ("not attempted", []), ("browsed", []), ("incomplete", []), ("", []),
        ("failed", ["failed", "terminated"]),
        ("completed", ["completed", "passed", "terminated"]),
        ("passed", ["completed", "passed", "terminated"]),
    ],
)  # fmt: skip
def test_each_status(status: str, verbs: list[str]):
    assert told({"cmi.core.lesson_status": status}) == ["initialized", *verbs]


def test_both_words_of_scorm_2004():
    both = {"cmi.completion_status": "completed", "cmi.success_status": "passed"}
    assert told(both) == ["initialized", "completed", "passed", "terminated"]
    done = {"cmi.completion_status": "completed", "cmi.success_status": "unknown"}
    assert told(done) == ["initialized", "completed", "passed", "terminated"]


@pytest.mark.parametrize(
    ("name", "kind", "said", "response"),
    [
        ("one", "student_response", "{first}", "a"),
        ("several", "student_response", "{first}; {third}", "a[,]c"),
        ("several", "student_response", "{{a,c}}", "a[,]c"),
        ("several", "learner_response", "a[,]c", "a[,]c"),
        ("one", "student_response", "c", "c"),
        ("one", "student_response", "words of another release", None),
        ("truth", "student_response", "false", "false"),
        ("truth", "student_response", "t", "true"),
        ("truth", "student_response", "perhaps", None),
        ("word", "student_response", "Some words", "Some words"),
        ("count", "student_response", "3.50", "3.5"),
        ("count", "student_response", "many", None),
    ],
)
def test_an_answer_out_of_its_row_alone(name: str, kind: str, said: str, response: str | None):
    item = next(one for one in PLAN.items if one.id == f"asks.questions.{name}")
    texts = [option.text for option in item.interactions[0].options]
    words = dict(zip(("first", "second", "third"), texts, strict=False))
    row = {
        "cmi.interactions.0.id": item.id,
        f"cmi.interactions.0.{kind}": said.format(**words),
        "cmi.interactions.0.result": "wrong",
    }
    _, answered = converted(one_attempt(row)).statements
    assert answered["result"].get("response") == response
    assert answered["result"]["success"] is False


def test_times_come_from_the_elements_and_never_before_the_beginning():
    row = {"cmi.interactions.0.id": "asks.questions.one", "cmi.interactions.0.result": "correct"}
    for time, expected in (("2026-05-04T09:00:00Z", "09"), ("2026-05-04T07:00:00Z", "08")):
        data = one_attempt(row, times={"cmi.interactions.0.result": time})
        _, answered = converted(data).statements
        assert answered["timestamp"] == f"2026-05-04T{expected}:00:00Z"


def test_without_any_time_one_must_be_given():
    data = one_attempt({})
    data["attempts"][0]["started"] = None
    with pytest.raises(TracksError, match=r"attempt 1 of ann@example\.org has no time"):
        converted(data)
    time = TIME.validate_python("2026-01-01T00:00:00+01:00")
    (began,) = converted(data, time=time).statements
    assert began["timestamp"] == "2026-01-01T00:00:00+01:00"


def test_how_long_it_took_is_told_at_the_end():
    for element, text in (
        ("cmi.core.total_time", "0001:02:03.50"),
        ("cmi.total_time", "PT1H2M3.5S"),
    ):
        data = one_attempt({"cmi.core.lesson_status": "completed", element: text})
        last = converted(data).statements[-1]
        assert last["result"] == {"duration": "PT1H2M3.5S"}


def test_a_damaged_state_is_named_and_the_rest_is_told():
    data = one_attempt(
        {"cmi.suspend_data": "B1nonsense", "cmi.core.lesson_status": "completed",
         "cmi.interactions.0.id": "gone.question", "cmi.interactions.0.result": "correct"}
    )  # fmt: skip
    found = converted(data)
    assert len(found.statements) == 4
    assert "damaged" in found.notes[0]
    assert "1 row of other releases of the course left out: gone.question" in found.notes[1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 2}, "format"),
        ({"attempts": None}, "attempts"),
        ({"more": 1}, "more"),
        ({"attempts": [{"learner": {}, "elements": {}}]}, "say who it is"),
        ({"attempts": [{"learner": {"id": "1", "mbox": "a@x.org"}, "elements": {}}]}, "say who"),
        ({"attempts": [{"learner": {"mbox": "a@x.org"}, "elements": {"a": 1}}]}, "elements.a"),
        ({"attempts": [{"learner": {"mbox": "a@x.org"}, "elements": {},
                        "started": "2026-05-04T08:00:00"}]}, "timezone"),
    ],
)  # fmt: skip
def test_what_does_not_have_the_form(change: dict[str, Any], says: str):
    with pytest.raises(TracksError, match=says):
        read_tracks({**deepcopy(example()), **change})


def test_an_account_needs_its_lms():
    data = one_attempt({}, learner={"id": "42"})
    with pytest.raises(TracksError, match="Learner 42 has no homePage"):
        converted(data)
    (began,) = converted(data, home_page=LMS).statements
    assert began["actor"] == {"objectType": "Agent", "account": {"homePage": LMS, "name": "42"}}


def test_no_attempt_may_come_twice():
    data = example()
    data["attempts"] *= 2
    with pytest.raises(TracksError, match="stands there twice"):
        converted(data)


def test_an_attempt_whose_score_rises_changes_nothing_that_was_told() -> None:
    def by_id(score: str) -> dict[str, Any]:
        elements = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": score}
        return {one["id"]: one for one in converted(one_attempt(elements)).statements}

    before, after = by_id("80"), by_id("90")
    assert {one: after[one] for one in before.keys() & after.keys()} == {
        one: before[one] for one in before.keys() & after.keys()
    }
    assert [after[one]["verb"]["display"]["en"] for one in after.keys() - before.keys()] == [
        "scored"
    ]
