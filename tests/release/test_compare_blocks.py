"""What a re-upload does to one block: each way of changing it, and the sentence that it brings."""

from __future__ import annotations

import pytest

from tests.helpers import Files, question
from tests.release.blocks import RATE, SCALES
from tests.release.releases import POOL, Block, between, course, lines, only, truth

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

HARM: dict[str, tuple[Block, Block, str, str]] = {
    "an item of a match gone": (
        {**MATCH, "items": {**PAIRS, "c": "C"}, "answer": {**MATCH["answer"], "c": "y"}}, MATCH,
        "changed", "Item or choice 'c' is gone",
    ),
    "an answer that was ranked": (
        {**ORDER, "kind": "rank"}, WORD, "reset", "Nothing of what was remembered",
    ),
    "no parts of points": ({**MATCH, "partial": True}, MATCH, "changed", "all right gives points"),
    "nothing but points": (
        {**RATE, "not-applicable": True}, RATE, "changed", "“Does not apply” any more",
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
        "Question 'c' is new: it may be drawn by those who have not drawn yet",
    ),
    "a sheet with a day": ({"sheet": "r"}, SHEET, "proposes 2026-09-07 for the beginning"),
    "a sheet with another day": (SHEET, {**SHEET, "starts": "2026-09-14"}, "before 2026-09-07;"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), SAFE.values(), ids=SAFE)
def test_what_changes_and_is_not_lost(old: Block, new: Block, words: str):
    found = between(course(old), course(new))
    change = only(found, "one.p.r")
    assert change.verdict == ("changed" if words else "kept")
    assert words in " ".join(note.says for note in change.notes)
    assert found.harmless


def test_a_question_that_is_taken_out_of_a_pool_is_lost_with_its_answers():
    found = between(course({**POOL, "questions": [*POOL["questions"], truth("c")]}), course(POOL))
    said = " ".join(note.says for note in only(found, "one.p.r").notes)
    assert "Question 'c' is gone: that learners drew it does not count any more." in said
    assert "Who had drawn 'c' gets another question instead" in said
    assert [one.id for one in found.losses] == ["one.p.r.c", "one.p.r"]


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
        ("Statement 'c' is new: who had done all before has it to do",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RATED.values(), ids=RATED)
def test_what_changes_in_a_rating_and_is_not_lost(old: Block, new: Block, words: tuple[str, ...]):
    found = between({**course(old), **SCALES}, {**course(new), **SCALES})
    says = [note.says for note in only(found, "one.p.r").notes]
    assert [any(one in said for one in words) for said in says] == [True] * len(words)
    assert found.harmless


def test_more_of_a_film_counts_and_what_was_watched_stays():
    film: Block = {
        "video": "media/film.mp4",
        "id": "film",
        "title": "A film",
        "silent": True,
        "transcript": "media/film.md",
    }
    media: Files = {"media/film.mp4": b"film", "media/film.md": "Nobody speaks."}
    old = {**course({**film, "watched": "50%"}), **media}
    new = {**course(film, completion={"watched": "90%"}), **media}
    change = only(between(old, new), "one.p.film")
    assert [note.says for note in change.notes] == [
        "90 % of it count as watched, before 50 %; what was watched stays watched."
    ]
    assert not any(note.lost for note in change.notes)
    gone = between(old, {**course({**film, "id": "other"}), **media})
    assert any(one.id == "one.p.film" for one in gone.changes)
