"""Whatever may change in one block, and the sentence that it brings."""

from __future__ import annotations

import pytest

from builder.blocks.told import reworded
from tests.helpers import as_yaml, question
from tests.release.blocks import CHOICES, NUMBER, PLAN, RATE, REFLECT, REVEAL, SCALES
from tests.release.releases import Block, between, course, lines, only

# ---- items -------------------------------------------------------------------------------------

HARM: dict[str, tuple[Block, Block, str, str]] = {
    "another kind of block": (question("r"), REFLECT, "reset", "was a question and is a reflect"),
    "an answer of another kind": (
        question("r"),
        {"question": "r", "kind": "fill-in", "ask": "?", "answer": ["x"]},
        "changed",
        "kind 'fill-in' now, before 'choice': answers given do not show any more",
    ),
    "another sort of scale": (
        RATE, {"rate": "r", "scale": "levels"}, "reset", "has levels now, before points",
    ),
    "a choice gone": (
        question("r", choices={**CHOICES, "maybe": "Perhaps."}), question("r"), "changed",
        "Choice 'maybe' is gone: answers with it stay as they were judged",
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
    "an own action gone": (PLAN, {**PLAN, "own": 1}, "changed", "room for 1 own action, before 2"),
    "other weeks": (
        PLAN, {**PLAN, "weeks": "3-6"}, "changed",
        "weeks 3 to 6, before 2 to 6; what was put into an earlier week stays there until the "
        "learner moves it; own actions that were left in week 2 are in week 3 now.",
    ),
    "fewer weeks": (
        PLAN, {**PLAN, "weeks": "2-4"}, "changed", "into a later week is in week 4 now.",
    ),
    "less room for all": (
        REFLECT, {**REFLECT, "length": 100}, "changed",
        "Prompts 'a', 'b' have room for 100 characters, before 200: longer texts lose their end "
        "when the learner changes them, or when there is no room",
    ),
    "no behaviour to grow into": (
        {"rate": "r", "scale": "levels", "pick-next": True}, {"rate": "r", "scale": "levels"},
        "changed", "what learners picked does not show",
    ),
    "a behaviour gone": (
        {"rate": "r", "scale": "many"}, {"rate": "r", "scale": "levels"}, "changed",
        "Behaviours 'low/y', 'low/z' are gone: that learners marked them does not count any more.",
    ),
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
    "fewer tries": (
        question("r", tries=3), question("r", tries=2),
        "only 2 tries now, before 3: who used as many has none left.",
    ),
    "no end to tries no more": (
        question("r", tries="unlimited"), question("r"), "only 1 try now, before any number:",
    ),
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
    "a new prompt": (
        {**REFLECT, "prompts": {"a": "What?"}}, REFLECT,
        "Prompt 'b' is new: who had done all before has it to do.",
    ),
    "another prompt": (
        REFLECT, {**REFLECT, "prompts": {"a": "What now?", "b": "Why?"}},
        "Prompt 'a' has other words (“What?” → “What now?”): what was recorded of it stands",
    ),
    "a question in other words": (
        question("r"), question("r", ask="Is it not so?"), "→ “Is it not so?”): answers given",
    ),
    "one more own action": (PLAN, {**PLAN, "own": 3}, "There is room for 3 own actions, before 2."),
    "another suggested week": (
        PLAN, {**PLAN, "suggest": {"call": {"week": 5, "say": "Call."}}},
        "('call' for week 5, before 3): who picked such an action and left it in its week",
    ),
    "more to open": ({**REVEAL, "require": "any"}, REVEAL, "asks to open all of its pieces"),
    "more weeks": (PLAN, {**PLAN, "weeks": "2-9"}, "weeks 2 to 9, before 2 to 6."),
    "earlier weeks": (PLAN, {**PLAN, "weeks": "1-6"}, "left in week 2 are in week 1 now."),
    "more room": (REFLECT, {**REFLECT, "length": 300}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), SAFE.values(), ids=SAFE)
def test_what_changes_and_is_not_lost(old: Block, new: Block, words: str):
    found = between(course(old), course(new))
    change = only(found, "one.p.r")
    assert change.verdict == ("changed" if words else "kept")
    assert words in " ".join(note.says for note in change.notes)
    assert found.harmless


def test_the_parts_that_are_meant_are_named():
    """Also where the sentence needs no name, or has only one for what a block remembers."""
    (note,) = only(between(course(REFLECT), course({**REFLECT, "length": 100})), "one.p.r").notes
    assert note.parts == ("a", "b")
    fill: Block = {"question": "r", "kind": "fill-in", "ask": "?", "answer": ["x"], "length": 60}
    (note,) = only(between(course(fill), course({**fill, "length": 40})), "one.p.r").notes
    assert note.says.startswith("The answer has room for 40 characters, before 60:")
    assert note.parts == ("text",)


# ---- other ids and other words -------------------------------------------------------------------

RENAMED_PARTS: dict[str, tuple[Block, Block, str]] = {
    "a choice": (
        question("r", choices={**CHOICES, "maybe": "Perhaps."}),
        question("r", choices={**CHOICES, "perhaps": "Perhaps."}),
        "'perhaps' has the words of 'maybe'",
    ),
    "a prompt": (
        REFLECT, {**REFLECT, "prompts": {"a": "What?", "c": "Why?"}}, "'c' has the words of 'b'",
    ),
    "a statement": (
        RATE, {**RATE, "statements": {"a": {"say": "A."}, "c": {"say": "B."}}},
        "'c' has the words of 'b'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RENAMED_PARTS.values(), ids=RENAMED_PARTS)
def test_a_part_with_the_same_words_may_be_the_same(old: Block, new: Block, words: str):
    found = between({**course(old), **SCALES}, {**course(new), **SCALES})
    said = " ".join(note.says for note in only(found, "one.p.r").notes)
    assert f"Was an id changed by mistake? {words}. To keep what is recorded, give" in said


def test_words_of_a_scale_are_shown():
    other = as_yaml({"scale": "often", "points": {"1": "Seldom", "2": "Always"}})
    old = {**course(RATE), **SCALES}
    (note,) = only(between(old, {**old, "scales/often.yaml": other}), "one.p.r").notes
    assert "The scale has other words (“Never” → “Seldom”)" in note.says
    assert not note.lost


def test_long_words_are_shortened_where_they_differ_even_so():
    long = "A long sentence that goes on and on, and comes to an end only after many words."
    assert reworded(long, f"No. {long}").endswith("to an …”")
    assert reworded(long, f"{long} No.") == f"“{long}” → “{long} No.”"
