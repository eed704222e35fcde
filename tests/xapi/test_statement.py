"""A whole statement of what happened, held to vectors that the player must meet as well.

`vectors.json` is read by the player's tests, too. GOLDEN=write writes it anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from builder.xapi.statement import Outcome, Sending, statement_of
from builder.xapi.video import Moment
from tests.lrs import video
from tests.xapi.samples import ANN, VIEWING, every_vocabulary

VECTORS = Path(__file__).with_name("vectors.json")
VOCABULARY = every_vocabulary()
PUBLISHER = {"objectType": "Activity", "id": "https://publisher.example.org/au"}
LAUNCHED: Sending = {
    **ANN,
    "activity": "https://lms.example.org/launch/7",
    "context": {
        "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1"},
        "contextActivities": {
            "grouping": [PUBLISHER],
            "category": [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"}],
        },
    },
}
MODULE: Sending = {**LAUNCHED, "unit": "module/asks"}
NO_REGISTRATION: Sending = {
    "id": ANN["id"],
    "actor": {"mbox": "mailto:ann@example.org"},
    "timestamp": "2026-05-04T08:00:00Z",
}

Case = tuple[str, str, Outcome, Sending]


def video_cases() -> list[Case]:
    """A viewing from its beginning to its end; times are floats as a browser gives them."""
    played = [(0, 12.5), (20, 33.0004)]
    moment: Moment = {"time": 33.0004, "played": played, "progress": 0.42549, "length": 60.0334}
    jump: Moment = {**moment, "from": 12.5, "to": 20.0006}
    whole: Moment = {"time": 0.3, "played": [(0, 0.1 + 0.2)], "progress": 1, "length": 0.3}
    film = "plays.sheet.film"
    watching: Sending = {**ANN, "session": VIEWING}
    launched: Sending = {**LAUNCHED, "session": VIEWING}
    return [
        ("a video is opened", f"video-opened/{film}", {"video": moment}, launched),
        ("played", f"played/{film}", {"video": moment}, watching),
        ("paused", f"paused/{film}", {"video": moment}, watching),
        ("paused before anything was played", f"paused/{film}",
         {"video": {**moment, "time": 0, "played": [], "progress": 0}}, watching),
        ("a jump", f"seeked/{film}", {"video": jump}, watching),
        ("watched, of a second's fraction", f"watched/{film}", {"video": whole}, launched),
        ("nearly all of it", f"paused/{film}", {"video": {**moment, "progress": 0.9999}}, watching),
        ("the video is left", f"video-left/{film}", {"video": moment}, watching),
        ("a viewing without a name", f"played/{film}", {"video": moment}, ANN),
        ("enough was watched", f"objective/{film}", {}, ANN),
    ]  # fmt: skip


CASES: list[Case] = [
    ("the course is opened", "initialized", {}, ANN),
    ("opened in cmi5", "initialized", {}, LAUNCHED),
    ("no registration", "initialized", {}, NO_REGISTRATION),
    ("half is done", "progressed", {"progress": 0.5}, ANN),
    ("nearly all is not all", "progressed", {"progress": 0.999}, ANN),
    ("29 of 100, which no binary fraction is", "progressed", {"progress": 0.29}, ANN),
    ("a score", "scored", {"points": 66.67}, ANN),
    ("completed with time", "completed", {"elapsed": 3_723_040}, ANN),
    ("passed", "passed", {"points": 100, "elapsed": 75_500}, LAUNCHED),
    ("failed with nothing", "failed", {"points": 0, "elapsed": 0}, ANN),
    ("a status without a score", "passed", {"elapsed": 1000}, ANN),
    ("left", "terminated", {"elapsed": 60_000, "progress": 1}, ANN),
    ("a page", "viewed/asks.questions", {}, LAUNCHED),
    ("right", "answered/asks.questions.one",
     {"response": {"picked": ["b"]}, "result": "right"}, ANN),
    ("wrong", "answered/asks.questions.one",
     {"response": {"picked": ["a"]}, "result": "wrong"}, ANN),
    ("part of the points", "answered/asks.questions.one",
     {"response": {"picked": ["b"]}, "result": "wrong", "points": 0.66667}, ANN),
    ("several", "answered/asks.questions.several",
     {"response": {"picked": ["a", "c"]}, "result": "right"}, ANN),
    ("a truth", "answered/asks.questions.truth",
     {"response": {"truth": False}, "result": "right"}, ANN),
    ("a word, for practice", "answered/asks.questions.word",
     {"response": {"text": "Trust"}, "result": "right"}, ANN),
    ("a number", "answered/asks.questions.count",
     {"response": {"number": 3.25}, "result": "right"}, ANN),
    ("matched, with a part of the points", "answered/asks.questions.pairs",
     {"response": {"matched": [["a", "x"], ["b", "x"], ["c", "x"]]}, "result": "wrong",
      "points": 0.66667}, ANN),
    ("an order", "answered/asks.questions.steps",
     {"response": {"ordered": ["a", "c", "b"]}, "result": "wrong"}, ANN),
    ("a rank", "answered/asks.questions.mine",
     {"response": {"ordered": ["c", "a", "b"]}, "result": "neutral"}, ANN),
    ("a question that was drawn", "answered/asks.questions.drawn.p-one",
     {"response": {"picked": ["a"]}, "result": "right"}, ANN),
    ("an answer that nobody knows any more", "answered/asks.questions.one",
     {"response": {}, "result": "wrong"}, ANN),
    ("a rating", "answered/asks.others.now.a",
     {"response": {"picked": ["3"]}, "result": "neutral"}, ANN),
    ("it does not apply", "answered/asks.others.now.a",
     {"response": {"picked": ["not-applicable"]}, "result": "neutral"}, ANN),
    ("nothing marked on a level", "answered/asks.others.level.low",
     {"response": {"picked": []}, "result": "neutral"}, ANN),
    ("a group", "objective/asks.others.now.care", {"points": 50}, ANN),
    ("a text for the report", "answered/asks.others.tell.a",
     {"response": {"text": "Käthe said: 🙂\nyes"}, "result": "neutral"}, ANN),
    ("pieces", "used/asks.others.accordion", {}, ANN),
    ("all pieces", "done/asks.others.accordion", {}, ANN),
    ("a choice", "answered/plays.story.tale.door",
     {"response": {"picked": ["in"]}, "result": "neutral"}, ANN),
    ("the way, for the report", "answered/plays.story.tale",
     {"response": {"text": "Quiet: door/in → room/sit"}, "result": "neutral"}, ANN),
    ("an ending", "objective/plays.story.tale.quiet", {"points": 100}, ANN),
    ("a story", "done/plays.story.tale",
     {"response": {"matched": [["door", "in"], ["room", "sit"]]}, "points": 3}, ANN),
    *video_cases(),
    ("a module is opened by itself", "initialized", {}, MODULE),
    ("a module is passed", "passed", {"points": 80, "elapsed": 75_500}, MODULE),
    ("a page of the module", "viewed/asks.questions", {}, MODULE),
    ("an answer in the module", "answered/asks.others.fit.a",
     {"response": {"picked": ["yes"]}, "result": "neutral"}, MODULE),
    ("a module without an id of the LMS", "initialized", {}, {**ANN, "unit": "module/asks"}),
]  # fmt: skip


def made() -> dict[str, Any]:
    vectors = [
        {
            "name": name,
            "key": key,
            "outcome": outcome,
            "sending": sending,
            "statement": statement_of(VOCABULARY, key, outcome, sending),
        }
        for name, key, outcome, sending in CASES
    ]
    return {"vocabulary": VOCABULARY, "vectors": vectors}


def test_vectors():
    fresh = json.dumps(made(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("GOLDEN") == "write":
        VECTORS.write_text(fresh, encoding="utf-8")
    assert VECTORS.read_text(encoding="utf-8") == fresh


def test_what_is_said_of_a_film_follows_the_video_profile():
    found = {one["name"]: video.faults(one["statement"]) for one in made()["vectors"]}
    assert {name: faults for name, faults in found.items() if faults} == {}


def said(key: str, outcome: Outcome, sending: Sending = ANN) -> dict[str, Any]:
    return statement_of(VOCABULARY, key, outcome, sending)


def test_the_actor_stands_in_it_as_it_was_given():
    assert said("initialized", {})["actor"] == ANN["actor"]


def test_what_the_lms_asks_for_comes_first_and_stays():
    context = said("viewed/asks.questions", {}, LAUNCHED)["context"]
    assert context["contextActivities"]["grouping"] == [
        PUBLISHER,
        {"objectType": "Activity", "id": "https://lms.example.org/launch/7"},
    ]
    assert [one["id"] for one in context["contextActivities"]["category"]] == [
        "https://w3id.org/xapi/cmi5/context/categories/cmi5",
        VOCABULARY["profile"],
    ]
    assert context["extensions"] == LAUNCHED["context"]["extensions"]


def test_an_activity_is_not_named_twice():
    template = {"contextActivities": {"grouping": [{"id": VOCABULARY["course"]}]}}
    context = said("viewed/asks.questions", {}, {**ANN, "context": template})["context"]
    assert context["contextActivities"]["grouping"] == [{"id": VOCABULARY["course"]}]


def test_a_statement_shares_nothing_with_the_vocabulary_or_another():
    one = said("initialized", {})
    one["object"]["definition"]["name"]["en"] = "changed"
    assert said("initialized", {})["object"]["definition"]["name"]["en"] != "changed"


def test_points_never_leave_their_bounds():
    assert said("scored", {"points": 120})["result"]["score"]["scaled"] == 1
    assert said("scored", {"points": -3})["result"]["score"]["raw"] == 0


def test_what_the_course_cannot_say_is_not_said():
    with pytest.raises(KeyError):
        said("answered/asks.others.mine.a", {"response": {"text": "secret"}})
