"""What a course can say in xAPI: every row of the tracking table, and nothing that is private."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from builder.xapi.ids import activity_id, statement_id
from builder.xapi.vocabulary import FINALS, NoIriError, finals_of, vocabulary_of
from tests.fast import share
from tests.helpers import course_file, every_block, mini, prepared
from tests.plan.courses import COURSES
from tests.xapi.samples import IRI, every_vocabulary

VOCABULARY = every_vocabulary()

# When, verb, end of the object's id, its type, its parent, what the result takes.
TABLE = [
    ("initialized", "initialized", "", "course", [], []),
    ("resumed", "resumed", "", "course", [], []),
    ("progressed", "progressed", "", "course", [], ["progress"]),
    ("scored", "scored", "", "course", [], ["score"]),
    ("completed", "completed", "", "course", [], ["duration"]),
    ("passed", "passed", "", "course", [], ["score", "duration"]),
    ("failed", "failed", "", "course", [], ["score", "duration"]),
    ("suspended", "suspended", "", "course", [], ["duration", "progress"]),
    ("terminated", "terminated", "", "course", [], ["duration", "progress"]),
    ("viewed/asks.questions", "experienced", "page/asks.questions", "lesson", ["module/asks"], []),
    ("answered/asks.questions.one", "answered", "interaction/asks.questions.one",
     "cmi.interaction", ["page/asks.questions"], ["response", "success", "score"]),
    ("answered/asks.questions.word", "answered", "interaction/asks.questions.word",
     "cmi.interaction", ["page/asks.questions"], ["response", "success"]),
    ("answered/asks.questions.pairs", "answered", "interaction/asks.questions.pairs",
     "cmi.interaction", ["page/asks.questions"], ["response", "success", "score"]),
    ("answered/asks.questions.mine", "answered", "interaction/asks.questions.mine",
     "cmi.interaction", ["page/asks.questions"], ["response"]),
    ("answered/asks.questions.drawn.p-one", "answered", "interaction/asks.questions.drawn.p-one",
     "cmi.interaction", ["page/asks.questions"], ["response", "success", "score"]),
    ("answered/asks.others.now.a", "answered", "interaction/asks.others.now.a",
     "cmi.interaction", ["block/asks.others.now"], ["response"]),
    ("objective/asks.others.now.care", "scored", "objective/asks.others.now.care",
     "objective", ["block/asks.others.now"], ["score"]),
    ("done/asks.others.now", "completed", "block/asks.others.now", "interaction",
     ["page/asks.others"], []),
    ("answered/asks.others.level.low", "answered", "interaction/asks.others.level.low",
     "cmi.interaction", ["block/asks.others.level"], ["response"]),
    ("answered/asks.others.fit.a", "answered", "interaction/asks.others.fit.a",
     "cmi.interaction", ["block/asks.others.fit"], ["response"]),
    ("used/asks.others.accordion", "interacted", "block/asks.others.accordion", "interaction",
     ["page/asks.others"], []),
    ("done/asks.others.accordion", "completed", "block/asks.others.accordion", "interaction",
     ["page/asks.others"], []),
    ("answered/asks.others.tell.a", "answered", "interaction/asks.others.tell.a",
     "cmi.interaction", ["block/asks.others.tell"], ["response"]),
    ("answered/plays.story.tale", "answered", "interaction/plays.story.tale",
     "cmi.interaction", ["block/plays.story.tale"], ["response"]),
    ("answered/plays.story.tale.door", "answered", "interaction/plays.story.tale.door",
     "cmi.interaction", ["block/plays.story.tale"], ["response"]),
    ("objective/plays.story.tale.quiet", "completed", "objective/plays.story.tale.quiet",
     "objective", ["block/plays.story.tale"], ["score"]),
    ("done/plays.story.tale", "completed", "block/plays.story.tale", "simulation",
     ["page/plays.story"], ["response", "score"]),
    ("video-opened/plays.sheet.film", "initialized", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["length", "session"]),
    ("played/plays.sheet.film", "played", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["time", "length", "session"]),
    ("paused/plays.sheet.film", "paused", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["time", "segments", "watched", "length", "session"]),
    ("seeked/plays.sheet.film", "seeked", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["seek", "segments", "watched", "length", "session"]),
    ("watched/plays.sheet.film", "completed", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["time", "consumed", "segments", "watched", "length", "session"]),
    ("video-left/plays.sheet.film", "terminated", "block/plays.sheet.film", "video",
     ["page/plays.sheet"], ["time", "segments", "watched", "length", "session"]),
    ("objective/plays.sheet.film", "completed", "objective/plays.sheet.film", "objective",
     ["block/plays.sheet.film"], []),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_each_row_of_the_tracking_table(row: tuple[Any, ...]):
    when, verb, about, kind, parent, takes = row
    template = VOCABULARY["templates"][when]
    assert template["verb"] == verb
    assert template["object"] == about
    assert VOCABULARY["activities"][about]["type"].rpartition("/")[2] == kind
    assert template["parent"] == parent
    assert template.get("takes", []) == takes


def test_every_sort_of_statement_is_in_the_table():
    heads = {row[0].partition("/")[0] for row in TABLE}
    assert {key.partition("/")[0] for key in VOCABULARY["templates"]} == heads


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("questions.one",
         {"interactionType": "choice", "choices": ["a", "b", "c"], "right": ["b"]}),
        ("questions.several",
         {"interactionType": "choice", "choices": ["a", "b", "c"], "right": ["a[,]c"]}),
        ("questions.truth", {"interactionType": "true-false", "right": ["false"]}),
        ("questions.word",
         {"interactionType": "fill-in",
          "right": ["{case_matters=false}word", "{case_matters=false}the word"]}),
        ("questions.count", {"interactionType": "numeric", "right": ["3[:]4"]}),
        ("questions.pairs",
         {"interactionType": "matching", "source": ["a", "b", "c"], "target": ["x", "y"],
          "right": ["a[.]x[,]b[.]y[,]c[.]x"]}),
        ("questions.steps",
         {"interactionType": "sequencing", "choices": ["a", "b", "c"], "right": ["a[,]b[,]c"]}),
        ("questions.mine", {"interactionType": "sequencing", "choices": ["a", "b", "c"]}),
        ("others.now.a",
         {"interactionType": "likert", "scale": ["1", "2", "3", "not-applicable"]}),
        ("others.fit.a", {"interactionType": "choice", "choices": ["yes", "no"]}),
        ("others.tell.a", {"interactionType": "long-fill-in"}),
    ],
)  # fmt: skip
def test_interactions_say_how_they_can_be_answered(name: str, definition: dict[str, Any]):
    found = VOCABULARY["activities"][f"interaction/asks.{name}"]
    right = definition.pop("right", None)
    assert found.get("correctResponsesPattern") == right
    for part, expected in definition.items():
        told = found[part]
        assert (told if isinstance(told, str) else [one["id"] for one in told]) == expected
    assert found["description"]["en"]


def test_what_is_private_is_never_told():
    plan = prepared(every_block()).plan
    private = {item.id for item in plan.items if item.private}
    assert private
    said = json.dumps(VOCABULARY)
    for identifier in private:
        assert f"{identifier}." not in said
        assert f'{identifier}"' not in said


def test_a_pool_is_nothing_that_anyone_does():
    """It draws when its page is opened; only its questions are answered."""
    keys = [*VOCABULARY["activities"], *VOCABULARY["templates"]]
    assert [key for key in keys if key.endswith("/asks.questions.drawn")] == []


def test_a_video_is_told_by_its_own_profile_and_in_no_other_way():
    of_film = {key for key in VOCABULARY["templates"] if key.endswith("/plays.sheet.film")}
    assert {key.partition("/")[0] for key in of_film} == {
        "video-opened", "played", "paused", "seeked", "watched", "video-left", "objective",
    }  # fmt: skip
    for key in of_film - {"objective/plays.sheet.film"}:
        template = VOCABULARY["templates"][key]
        assert template["category"] == ["https://w3id.org/xapi/video"]
        assert template["extensions"] == {
            "https://w3id.org/xapi/video/extensions/completion-threshold": 0.8
        }
        assert template.get("result") == ({"completion": True} if "watched" in key else None)


def test_only_a_course_with_such_a_video_has_the_verbs_of_its_profile():
    assert VOCABULARY["verbs"]["played"]["id"] == "https://w3id.org/xapi/video/verbs/played"
    assert "played" not in vocabulary_of(prepared(mini()).plan, IRI)["verbs"]


def test_grouping_holds_all_that_the_object_stands_in():
    template = VOCABULARY["templates"]["answered/asks.others.now.a"]
    assert template["grouping"] == ["", "module/asks", "page/asks.others"]


def test_a_course_without_points_has_no_score():
    vocabulary = vocabulary_of(prepared(mini()).plan, IRI)
    assert "scored" not in vocabulary["templates"]


def test_the_plan_brings_iri_and_description():
    files = {**mini(), "course.yaml": course_file(iri=f"{IRI}/", description="All *of* it.")}
    vocabulary = vocabulary_of(prepared(files).plan)
    assert vocabulary["course"] == IRI
    assert vocabulary["profile"] == f"{IRI}#xapi/profile/1.0"
    assert vocabulary["activities"][""]["description"] == {"en": "All of it."}


def test_without_iri_there_is_nothing_to_say():
    with pytest.raises(NoIriError):
        vocabulary_of(prepared(mini()).plan)


def test_each_status_has_its_statements():
    assert FINALS == {
        "incomplete": (),
        "failed": ("failed",),
        "completed": ("completed",),
        "passed": ("completed", "passed"),
    }


def test_who_completes_a_course_with_a_mark_has_passed_it():
    plan = prepared(every_block()).plan
    assert plan.mark is not None
    assert finals_of(plan, "completed") == ("completed", "passed")
    assert finals_of(plan, "failed") == ("failed",)
    assert finals_of(prepared(mini()).plan, "completed") == ("completed",)


def ids_of(iri: str) -> set[str]:
    vocabulary = vocabulary_of(prepared(every_block()).plan, iri)
    found = [activity_id(iri, key) for key in vocabulary["activities"]]
    assert len(set(found)) == len(found)
    return {*found, vocabulary["profile"]}


def test_ids_of_two_courses_never_meet():
    """Not even where one's iri goes on where the other's ends."""
    iris = ["https://x.org/c", "https://x.org/c/asks", "https://x.org/c/xapi", "https://x.org/d"]
    every = [ids_of(iri) for iri in iris]
    assert len(set().union(*every)) == sum(map(len, every))


def test_ids_of_statements_come_from_what_they_are_made_of():
    one = statement_id(IRI, {"mbox": "mailto:a@x.org"}, 1, "initialized")
    assert one == "194e5f33-cef2-564a-a18f-0b59b934ca04"  # for good: it may be in some LRS
    others = {
        statement_id(f"{IRI}2", {"mbox": "mailto:a@x.org"}, 1, "initialized"),
        statement_id(IRI, {"mbox": "mailto:b@x.org"}, 1, "initialized"),
        statement_id(IRI, {"mbox": "mailto:a@x.org"}, 2, "initialized"),
        statement_id(IRI, {"mbox": "mailto:a@x.org"}, 1, "terminated"),
    }
    assert len(others | {one}) == 5


@settings(max_examples=share(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(COURSES)
def test_templates_only_name_what_is_there(files: Any):
    vocabulary = vocabulary_of(prepared(files).plan, IRI)
    for template in vocabulary["templates"].values():
        assert template["verb"] in vocabulary["verbs"]
        for key in (template["object"], *template["parent"], *template["grouping"]):
            assert key in vocabulary["activities"]
