"""What a re-upload does: each way of changing a course, and the sentence that it brings."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plan.lock import Lock, read_lock
from builder.release.archive import UnreadableError
from builder.release.changes import Change, Comparison
from builder.release.compare import compare
from builder.release.read import Release, plan_in, read_release
from builder.release.report import comparison_as_json, comparison_as_text
from tests.helpers import (
    Files,
    as_yaml,
    course_file,
    every_block,
    mini,
    module_file,
    packed,
    page,
    prepared,
    question,
)
from tests.release.releases import RELEASES, between, released, source_files

Block = dict[str, Any]


def course(*blocks: Block, **facts: Any) -> Files:
    """A course of one page with these blocks."""
    return {
        "course.yaml": course_file(**facts),
        "modules/one.yaml": module_file("one", page("p", *blocks)),
    }


def only(found: Comparison, name: str) -> Change:
    (change,) = [one for one in found.changes if one.id == name]
    return change


def lines(found: Comparison) -> str:
    return "\n".join(text.plain for text in comparison_as_text(found))


# ---- nothing is lost ---------------------------------------------------------------------------


@pytest.mark.parametrize("release", RELEASES)
def test_a_course_as_it_was_loses_nothing(release: int):
    files = source_files(release)
    found = between(files, files)
    assert found.harmless
    assert {change.verdict for change in found.changes} == {"kept"}
    assert (found.rules, found.faults, found.renames) == ((), (), ())
    assert "Nothing is lost." in lines(found)


def test_a_package_is_the_same_as_the_course_that_it_was_made_of():
    """What was written as JSON and read again differs in nothing."""
    for files in (every_block(), source_files(RELEASES[-1])):
        release, lock = released(files)
        found = compare(read_release(packed(files)), release, read_lock(lock)[0])
        assert {change.verdict for change in found.changes} == {"kept"}
        assert not any(change.notes for change in found.changes)


def test_order_and_words_lose_nothing():
    """Release 2 of the recorded course adds, re-orders and re-words everything."""
    found = between(source_files(1), source_files(2))
    assert found.harmless
    assert {change.verdict for change in found.changes if change.sort == "item"} == {
        "kept", "changed", "new",
    }  # fmt: skip
    assert not any(change.lost for change in found.changes)
    assert "keep 19 of 19 activities: 0 gone, 0 reset, 1 new." in lines(found)


def test_new_words_of_a_choice_are_shown():
    """They may mean something else; only a person can tell."""
    old = course(question("q"))
    new = course(question("q", choices={"yes": "Not at all.", "no": "It is not so."}))
    (note,) = only(between(old, new), "one.p.q").notes
    assert "“It is so.” → “Not at all.”" in note.says
    assert not note.lost


# ---- items -------------------------------------------------------------------------------------


def truth(name: str) -> Block:
    return {"question": name, "kind": "true-false", "ask": f"{name}?", "answer": True}


POOL: Block = {"pool": "r", "draw": 1, "questions": [truth("a"), truth("b")]}
REFLECT: Block = {"reflect": "r", "prompts": {"a": "What?", "b": "Why?"}, "length": 200}
RATE: Block = {
    "rate": "r",
    "scale": "often",
    "statements": {"a": {"say": "A."}, "b": {"say": "B."}},
}
PLAN: Block = {
    "plan": "r", "weeks": "2-6", "suggest": {"call": {"week": 3, "say": "Call."}}, "own": 2,
}  # fmt: skip
REVEAL: Block = {
    "reveal": "r", "items": {"a": {"title": "A", "text": "a"}, "b": {"title": "B", "text": "b"}},
}  # fmt: skip
CHOICES = {"yes": "It is so.", "no": "It is not so."}
PAIRS = {"a": "A", "b": "B"}
MATCH: Block = {
    "question": "r", "kind": "match", "ask": "?", "items": PAIRS,
    "choices": {"x": "X", "y": "Y"}, "answer": {"a": "x", "b": "y"},
}  # fmt: skip
ORDER: Block = {
    "question": "r", "kind": "order", "ask": "?", "items": {"a": "A", "b": "B", "c": "C"},
}  # fmt: skip
WORD: Block = {"question": "r", "kind": "fill-in", "ask": "?", "answer": ["é"]}
SHEET: Block = {"sheet": "r", "starts": "2026-09-07"}
NUMBER: Block = {"question": "r", "kind": "number", "ask": "?", "answer": "3"}

SCALES = {
    "scales/often.yaml": as_yaml({"scale": "often", "points": {"1": "Never", "2": "Always"}}),
    "scales/more.yaml": as_yaml({"scale": "more", "points": {"1": "No", "2": "Some", "3": "Yes"}}),
    "scales/levels.yaml": as_yaml(
        {"scale": "levels", "levels": {"low": {"title": "Low", "indicators": {"x": "X."}}}}
    ),
}

HARM: dict[str, tuple[Block, Block, str, str]] = {
    "another kind of block": (question("r"), REFLECT, "reset", "was a question and is a reflect"),
    "an answer of another kind": (
        question("r"),
        {"question": "r", "kind": "fill-in", "ask": "?", "answer": ["x"]},
        "reset",
        "kind 'choice' and is 'fill-in'",
    ),
    "another sort of scale": (
        RATE, {"rate": "r", "scale": "levels"}, "reset", "has levels now, before points",
    ),
    "a choice gone": (
        question("r", choices={**CHOICES, "maybe": "Perhaps."}), question("r"), "changed",
        "Choice 'maybe' is gone",
    ),
    "a prompt gone": (REFLECT, {**REFLECT, "prompts": {"a": "What?"}}, "changed", "Prompt 'b'"),
    "less room": (REFLECT, {**REFLECT, "length": 100}, "changed", "room for 100 characters"),
    "a statement gone": (
        RATE, {**RATE, "statements": {"a": {"say": "A."}}}, "changed", "Statement 'b' is gone",
    ),
    "a longer scale": (RATE, {**RATE, "scale": "more"}, "changed", "3 points now, before 2"),
    "a shorter scale": (
        {**RATE, "scale": "more"}, RATE, "changed", "rated above counts as 2",
    ),
    "a piece gone": (
        REVEAL, {**REVEAL, "items": {"a": {"title": "A", "text": "a"}}}, "changed", "Piece 'b'",
    ),
    "an item of a match gone": (
        {**MATCH, "items": {**PAIRS, "c": "C"}, "answer": {**MATCH["answer"], "c": "y"}}, MATCH,
        "changed", "Item or choice 'c' is gone",
    ),
    "an answer that was ranked": (
        {**ORDER, "kind": "rank"}, {"question": "r", "kind": "fill-in", "ask": "?", "answer": ["x"]},
        "reset", "kind 'rank' and is 'fill-in'",
    ),
    "no parts of points": ({**MATCH, "partial": True}, MATCH, "changed", "all right gives points"),
    "a question of a pool gone": (
        {**POOL, "questions": [*POOL["questions"], truth("c")]}, POOL, "changed",
        "Question 'c' is gone",
    ),
    "nothing but points": (
        {**RATE, "not-applicable": True}, RATE, "changed", "“Does not apply” any more",
    ),
    "an own action gone": (PLAN, {**PLAN, "own": 1}, "changed", "Own action '2' is gone"),
    "other weeks": (PLAN, {**PLAN, "weeks": "3-6"}, "changed", "weeks 3 to 6, before 2 to 6"),
    "a suggestion gone": (
        PLAN, {**PLAN, "suggest": {"go": {"week": 3, "say": "Go."}}}, "changed",
        "Suggestion 'call' is gone",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "verdict", "words"), HARM.values(), ids=HARM)
def test_what_is_lost(old: Block, new: Block, verdict: str, words: str):
    found = between({**course(old), **SCALES}, {**course(new), **SCALES})
    change = only(found, "one.p.r")
    assert (change.verdict, change.lost) == (verdict, True)
    assert words in " ".join(note.says for note in change.notes)
    assert [one.id for one in found.losses] == ["one.p.r"]
    assert "--accept one.p.r" in lines(found)


SAFE: dict[str, tuple[Block, Block, str]] = {
    "another answer": (question("r"), question("r", answer="no"), "Another answer is right now"),
    "another number": (NUMBER, {**NUMBER, "tolerance": "1"}, "Another answer is right now"),
    "more points": (question("r"), question("r", points=2), "at most 2 points, before 1 point:"),
    "more tries": (question("r"), question("r", tries=3), "more tries"),
    "any number of tries": (question("r"), question("r", tries="unlimited"), "more tries"),
    "fewer tries": (question("r", tries=3), question("r"), "only 1 try:"),
    "no end to tries no more": (question("r", tries="unlimited"), question("r"), "only 1 try:"),
    "several answers": (
        question("r"), question("r", kind="choices", answer=["yes"]), "kind 'choices' now",
    ),
    "it counts now": (
        question("r", optional=True), question("r"), "counts for completion now",
    ),
    "it counts no more": (
        question("r"), question("r", optional=True), "does not count for completion any more",
    ),
    "it goes to the report": (REFLECT, {**REFLECT, "keep": "report"}, "goes to the report now"),
    "it stays private": ({**REFLECT, "keep": "report"}, REFLECT, "for the learner alone now"),
    "a new choice": (
        question("r"), question("r", choices={**CHOICES, "maybe": "Perhaps."}),
        "Choice 'maybe' is new",
    ),
    "a new piece": (
        {**REVEAL, "items": {"a": {"title": "A", "text": "a"}}}, REVEAL, "has more to open",
    ),
    "a new prompt": ({**REFLECT, "prompts": {"a": "What?"}}, REFLECT, "Prompt 'b' is new"),
    "more to open": ({**REVEAL, "require": "any"}, REVEAL, "asks to open all of its pieces"),
    "more weeks": (PLAN, {**PLAN, "weeks": "1-9"}, "weeks 1 to 9"),
    "other pairs": (
        MATCH, {**MATCH, "answer": {"a": "x", "b": "x"}}, "Another choice is right now for 'b':",
    ),
    "a new item of a match": (
        MATCH,
        {**MATCH, "items": {**PAIRS, "c": "C"}, "answer": {**MATCH["answer"], "c": "y"}},
        "Item or choice 'c' is new",
    ),
    "another order": (
        ORDER, {**ORDER, "items": dict(reversed(ORDER["items"].items()))},
        "Another order is right now",
    ),
    "a new item of an order": (
        ORDER, {**ORDER, "items": {**ORDER["items"], "d": "D"}}, "Item 'd' is new",
    ),
    "an order that was a rank": (
        {**ORDER, "kind": "rank"}, ORDER, "kind 'order' now, before 'rank'",
    ),
    "accents": (
        WORD, {**WORD, "ignore-accents": True}, "Another answer is right now",
    ),
    "parts of points": (MATCH, {**MATCH, "partial": True}, "a part of the points now"),
    "it is shuffled": (question("r"), question("r", shuffle=True), "It is shuffled now"),
    "it is not shuffled": (MATCH, {**MATCH, "shuffle": False}, "not shuffled any more"),
    "a rank is not shuffled": (
        {**ORDER, "kind": "rank"}, {**ORDER, "kind": "rank", "shuffle": False}, "author's order",
    ),
    "draws more": (
        POOL, {**POOL, "draw": 2}, "draws 2 questions now, before 1: who has drawn gets more",
    ),
    "draws less": (
        {**POOL, "draw": 2}, POOL, "draws 1 now, before 2: who has drawn keeps what was drawn",
    ),
    "more to draw from": (
        POOL, {**POOL, "questions": [*POOL["questions"], truth("c")]},
        "Question 'c' is new: it is drawn by those who have not drawn yet",
    ),
    "a sheet with a day": ({"sheet": "r"}, SHEET, "proposes 2026-09-07 for the beginning of week 1"),
    "a sheet with another day": (SHEET, {**SHEET, "starts": "2026-09-14"}, "before 2026-09-07;"),
    "more room": (REFLECT, {**REFLECT, "length": 300}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), SAFE.values(), ids=SAFE)
def test_what_changes_and_is_not_lost(old: Block, new: Block, words: str):
    found = between(course(old), course(new))
    change = only(found, "one.p.r")
    assert change.verdict == ("changed" if words else "kept")
    assert words in " ".join(note.says for note in change.notes)
    assert found.harmless


TALE = {
    "scenario": "tale", "title": "A tale", "start": "door",
    "scenes": {
        "door": {"text": "A door.", "choices": {"in": {"say": "In.", "then": "end"},
                                                "out": {"say": "Out.", "then": "far"}}},
        "end": {"ending": "home", "title": "Home", "text": "Home.", "points": 2},
        "far": {"ending": "away", "title": "Away", "text": "Away.", "points": 1},
    },
}  # fmt: skip

TALES: dict[str, tuple[list[tuple[tuple[str, ...], Any]], str, bool]] = {
    "a choice gone": ([(("scenes", "door", "choices", "out"), None)], "'door/out' is gone", True),
    "a choice that leads elsewhere": (
        [(("scenes", "door", "choices", "out", "then"), "end")], "lead elsewhere", False,
    ),
    "another beginning": ([(("start",), "end")], "begins with another scene", True),
    "other points": ([(("scenes", "end", "points"), 3)], "other points", False),
    "played once": ([(("replay",), False)], "cannot be played again", False),
    "the last run": ([(("replay",), "last")], "last ending counts now, before the best", False),
    "steps back": ([(("back",), True)], "Choices may be taken back now", False),
    "another ending": ([(("scenes", "far"), None), (("scenes", "door", "choices", "out"), None)],
                       "Choice or ending 'door/out', 'far' are gone", True),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "words", "lost"), TALES.values(), ids=TALES)
def test_what_changes_in_a_story(edits: list[tuple[tuple[str, ...], Any]], words: str, lost: bool):
    old = {**course({"scenario": "tale"}), "scenarios/tale.yaml": as_yaml(TALE)}
    changed: Any = {**TALE, "scenes": {name: _copy(scene) for name, scene in _scenes().items()}}
    for path, value in edits:
        part = changed
        for step in path[:-1]:
            part = part[step]
        if value is None:
            del part[path[-1]]
        else:
            part[path[-1]] = value
    new = {**course({"scenario": "tale"}), "scenarios/tale.yaml": as_yaml(changed)}
    found = between(old, new)
    change = only(found, "one.p.tale")
    assert words in " ".join(note.says for note in change.notes)
    assert change.lost is lost


def test_a_story_that_may_be_played_again_or_taken_back():
    def told(old: Block, new: Block) -> str:
        files = [{**course({"scenario": "tale"}), "scenarios/tale.yaml": as_yaml({**TALE, **how})}
                 for how in (old, new)]  # fmt: skip
        return " ".join(note.says for note in only(between(*files), "one.p.tale").notes)

    once, best, last = ({"replay": how} for how in (False, "best", "last"))
    assert "played again now: of all endings the best one counts" in told(once, best)
    assert "played again now: of all endings the last one counts" in told(once, last)
    assert "best ending counts now, before the last one" in told(last, best)
    assert "cannot be played again" in told(last, once)
    assert "cannot be taken back any more" in told({"back": True}, {})
    assert told({"replay": True}, best) == told({}, best) == ""


def test_the_word_for_replay_in_a_package_of_an_earlier_version():
    """It said true and false, and nothing of endings that were found."""
    files = {**course({"scenario": "tale"}), "scenarios/tale.yaml": as_yaml(TALE)}
    (release, lock), done = released(files), prepared(files)
    item = done.plan.items[0]
    assert item.id == "one.p.tale"
    fields = {name: field for name, field in item.fields.items() if name != "found"}
    for replay, words in ((True, ""), (False, "It may be played again now")):
        old = item.model_copy(update={"data": {**item.data, "replay": replay}, "fields": fields})
        plan = done.plan.model_copy(update={"items": (old, *done.plan.items[1:])})
        found = compare(Release(plan, release.scos), release, read_lock(lock)[0])
        notes = " ".join(note.says for note in only(found, "one.p.tale").notes)
        assert notes.startswith(words)
        assert bool(notes) is bool(words)
        assert found.harmless


def _scenes() -> dict[str, Any]:
    scenes = TALE["scenes"]
    assert isinstance(scenes, dict)
    return scenes


def _copy(value: Any) -> Any:
    return {key: _copy(part) for key, part in value.items()} if isinstance(value, dict) else value


# ---- gone, new, renamed ------------------------------------------------------------------------


def test_gone_and_new_and_what_may_be_the_same():
    old = course(question("a"), question("b", ask="The same words?"))
    new = course(question("a"), question("bee", ask="The same words?"))
    found = between(old, new)
    assert (only(found, "one.p.b").verdict, only(found, "one.p.bee").verdict) == ("gone", "new")
    assert [(one.old, one.new) for one in found.renames] == [("one.p.b", "one.p.bee")]
    assert "one.p.bee → one.p.b" in lines(found)


def test_the_only_one_that_has_gone_may_be_the_only_one_that_has_come():
    found = between(course(question("a"), question("b")), course(question("a"), question("c")))
    assert [(one.old, one.new) for one in found.renames] == [("one.p.b", "one.p.c")]


def test_a_page_under_another_id_is_seen():
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    new = {**mini(), "modules/one.yaml": module_file("one", page("q", question("a"), title="P"))}
    found = between(old, new)
    assert {(one.old, one.new) for one in found.renames} == {
        ("one.p", "one.q"), ("one.p.a", "one.q.a"),
    }  # fmt: skip


def test_a_question_that_moves_into_a_pool_begins_anew():
    """The id that it had before would not bring it back, so none is asked for."""
    outside, inside = (
        course(truth("c"), POOL),
        course({**POOL, "questions": [*POOL["questions"], truth("c")]}),
    )
    for old, new, words in (
        (outside, inside, "It moved into the pool one.p.r, where it is one.p.r.c"),
        (inside, outside, "It moved out of the pool one.p.r, where it is one.p.c"),
    ):
        found = between(old, new)
        (gone,) = [one for one in found.changes if one.verdict == "gone"]
        (come,) = [one for one in found.changes if one.verdict == "new"]
        assert (gone.lost, come.lost) == (True, False)
        assert words in gone.notes[0].says
        assert "answers begin anew" in gone.notes[0].says
        assert come.notes[0].says == f"It was {gone.id}."
        assert found.renames == ()
        assert words in " ".join(lines(found).split())


def test_a_question_of_a_pool_with_another_id_is_seen():
    new = {**POOL, "questions": [truth("a"), {**truth("bee"), "ask": "b?"}]}
    found = between(course(POOL), course(new))
    assert [(one.old, one.new) for one in found.renames] == [("one.p.r.b", "one.p.r.bee")]


def test_things_of_other_kinds_are_not_taken_for_each_other():
    assert between(course(question("a")), course({**REFLECT})).renames == ()


# ---- accepting ---------------------------------------------------------------------------------


def test_a_name_accepts_the_thing_and_what_has_gone_with_it():
    old = {
        **mini(),
        "modules/one.yaml": module_file(
            "one", page("p", question("a"), question("b")), page("q", question("c"))
        ),
    }
    new = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    assert [one.id for one in between(old, new).losses] == ["one.q", "one.p.b", "one.q.c"]
    assert [one.id for one in between(old, new, ["one.q"]).losses] == ["one.p.b"]
    assert between(old, new, ["one.q", "one.p.b"]).harmless
    assert "--accept one.q --accept one.p.b" in lines(between(old, new))


def test_a_page_that_is_still_there_accepts_nothing_for_its_blocks():
    old, new = course(question("a"), question("b")), course(question("a"))
    found = between(old, new, ["one.p", "one"])
    assert found.unknown == ("one.p", "one")
    assert not found.harmless


@pytest.mark.parametrize("name", ["all", "*", "one.p.a", "one.p.bb", ""])
def test_what_is_not_lost_cannot_be_accepted(name: str):
    old, new = course(question("a"), question("b")), course(question("a"))
    assert between(old, new, [name]).unknown == (name,)


# ---- rules -------------------------------------------------------------------------------------

RATED: dict[str, tuple[Block, Block, tuple[str, ...]]] = {
    "it may not apply": (
        RATE, {**RATE, "not-applicable": True}, ("may be answered with “Does not apply” now",),
    ),
    "a statement turned round": (
        RATE, {**RATE, "statements": {"a": {"say": "A.", "reversed": True}, "b": {"say": "B."}}},
        ("turned round for 'a': points that were ticked stay, results are computed anew",),
    ),
    "a new statement that is turned round": (
        {**RATE, "not-applicable": True},
        {**RATE, "not-applicable": True,
         "statements": {**RATE["statements"], "c": {"say": "C.", "reversed": True}}},
        ("Statement 'c' is new: who had done all this before has it to do",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RATED.values(), ids=RATED)
def test_what_changes_in_a_rating_and_is_not_lost(old: Block, new: Block, words: tuple[str, ...]):
    found = between({**course(old), **SCALES}, {**course(new), **SCALES})
    says = [note.says for note in only(found, "one.p.r").notes]
    assert [any(one in said for one in words) for said in says] == [True] * len(words)
    assert found.harmless


RULES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a higher mark": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 70}},
        "pass mark is 70 %, before 50 %: who is in the middle needs more",
    ),
    "a lower mark": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 30}},
        "is done at the next visit",
    ),
    "a new mark": (
        {}, {"completion": {"when": "all-required", "pass-mark": 30}}, "There is a pass mark now",
    ),
    "no mark": (
        {"completion": {"when": "all-required", "pass-mark": 30}}, {}, "no pass mark any more",
    ),
    "another way": (
        {}, {"completion": {"when": {"pages": "80%"}}}, "80% of the pages",
    ),
    "another order": ({}, {"order": "linear"}, "one after the other now"),
    "any order": ({"order": "linear"}, {}, "in any order now"),
    "another status": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 50}, "report": {"status": "passed"}},
        "reports 'passed' when it is done, before 'completed'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RULES.values(), ids=RULES)
def test_rules_in_words(old: dict[str, Any], new: dict[str, Any], words: str):
    found = between(course(question("q"), **old), course(question("q"), **new))
    assert words in " ".join(found.rules)
    assert "never taken away" in found.rules[-1]
    assert found.harmless


def test_gates_points_and_more_to_do_in_words():
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    new = {
        **mini(),
        "modules/one.yaml": module_file(
            "one", page("n", question("b")), page("p", question("a"), requires="all")
        ),
    }
    said = " ".join(between(old, new).rules)
    for words in ("one.p holds the next page back now", "2 points to get, before 1",
                  "1 more page and 1 more activity"):  # fmt: skip
        assert words in said
    assert "holds the next page back no more" in " ".join(between(new, old).rules)


def test_of_a_pool_there_is_as_much_to_do_as_it_draws():
    five = {**POOL, "draw": 2, "questions": [truth(name) for name in "abcde"]}
    with_pool = course(question("q"), five)
    assert "There is more to do: 2 more activities." in _said(course(question("q")), with_pool)
    more = course(question("q"), {**five, "draw": 3})
    assert "There is more to do: 1 more activity." in _said(with_pool, more)
    optional = course(question("q"), {**five, "optional": True})
    assert "more to do" not in _said(course(question("q")), optional)


def _said(old: Files, new: Files) -> str:
    return " ".join(between(old, new).rules)


# ---- identifiers, other courses, locks ---------------------------------------------------------


def test_an_identifier_that_goes_takes_every_record_along():
    release, lock = released(course(question("q")))
    other = replace(release, scos=("item-other",))
    found = compare(release, other, read_lock(lock)[0])
    assert found.dropped
    assert [one.id for one in found.losses] == ["item-mini"]
    assert "lose everything" in lines(found)
    assert "LMSs such as Moodle delete everything" in lines(found)
    assert compare(release, other, read_lock(lock)[0], ["item-mini"]).harmless


def test_a_web_page_has_no_identifiers_to_lose():
    release, lock = released(course(question("q")))
    assert compare(replace(release, scos=()), release, read_lock(lock)[0]).harmless


def test_another_course_is_called_another_course():
    found = between(course(question("q")), course(question("q"), course="other"))
    assert found.another
    assert not found.harmless
    assert "This is another course: the package holds 'mini', the folder 'other'" in lines(found)
    assert [change.sort for change in found.changes] == ["sco", "sco"]


def test_a_lock_that_begins_anew_is_a_fault_that_nobody_can_accept():
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("b"), question("c")))
    found = compare(release, new, read_lock(lock)[0], ["one.p.a"])
    assert "'one.p.a/picked' as 'one.p.b/picked'" in found.faults[0]
    assert not found.harmless
    assert only(found, "one.p.b").verdict == "reset"
    assert "git checkout" in lines(found)


def test_a_lock_that_has_forgotten_is_a_fault():
    """Nothing has the number yet; the next new thing would get it."""
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("a")))
    (fault,) = compare(release, new, read_lock(lock)[0]).faults
    assert fault.startswith("The lock has forgotten the numbers of 'one.p.b/picked'")


def test_a_lock_that_is_lost_and_made_anew_alike_does_no_harm():
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("a"), question("b")))
    assert compare(release, new, read_lock(lock)[0]).harmless


def test_no_lock_at_all():
    release, _ = released(course(question("a")))
    assert compare(release, release, Lock()).faults


# ---- as data -----------------------------------------------------------------------------------


def test_the_data_says_all():
    found = between(source_files(1), source_files(3), ["shows.media"])
    data = comparison_as_json(found)
    assert data["ok"] is False
    assert (data["old"], data["new"]) == (
        {"course": "many-releases", "version": "1.0"},
        {"course": "many-releases", "version": "3.0"},
    )
    assert data["items"] == {"kept": 8, "changed": 9, "new": 0, "reset": 0, "gone": 2}
    assert sum(data["items"].values()) == sum(one["sort"] == "item" for one in data["changes"])
    assert "shows.media" not in data["losses"]
    assert "asks.questions.truth" in data["losses"]
    (page,) = [one for one in data["changes"] if one["id"] == "shows.media"]
    assert page == {
        "sort": "page", "id": "shows.media", "kind": "page", "label": "Media",
        "page": "shows.media", "verdict": "gone", "lost": True, "accepted": True, "notes": [],
    }  # fmt: skip


def test_the_text_fits_on_a_terminal():
    for old, new in ((1, 3), (2, 3), (3, 4), (4, 5), (5, 4)):
        found = between(source_files(old), source_files(new))
        assert max(map(len, lines(found).splitlines())) <= 80


# ---- packages that somebody made by hand -------------------------------------------------------


def parts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in some plain data."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            found += parts(part, (*path, step))
    return found


@cache
def whole() -> tuple[Release, str]:
    return released(source_files(2))


JUNK = ["null", "3", "-1", '"x"', "[]", "{}", "[1]", '{"a": 1}', "true", '"\\u001b[3m"', "1e300"]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_package_with_anything_in_its_plan_is_compared_or_refused(data: st.DataObject):
    release, lock = whole()
    plan = json.loads(release.plan.to_json())
    inside = [path for path in parts(plan["items"]) if "data" in path]
    for path in data.draw(st.lists(st.sampled_from(inside), min_size=1, max_size=3)):
        part = plan["items"]
        with suppress(KeyError, IndexError, TypeError):
            for step in path[:-1]:
                part = part[step]
            part[path[-1]] = json.loads(data.draw(st.sampled_from(JUNK)))
    try:
        other = Release(plan_in(f'<script id="bc-plan">{json.dumps(plan)}</script>'), release.scos)
    except UnreadableError:
        return
    for one, two in ((release, other), (other, release)):
        found = compare(one, two, read_lock(lock)[0])
        assert lines(found)
        assert json.dumps(comparison_as_json(found))
