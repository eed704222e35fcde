"""Answers read back out of rows, in all the forms in which the player writes them.

The forms are those of `tests/player/responses12.test.ts` and `rows2004.test.ts`.
"""

from __future__ import annotations

from typing import Any, Literal

import pytest

from builder.blocks.tracking import Interaction, Option
from builder.tracks.elements import Row
from builder.tracks.responses import response_in

OLDER, NEWER = "student_response", "learner_response"
Kind = Literal["choice", "likert", "matching", "sequencing"]


def options(**texts: str) -> tuple[Option, ...]:
    """Options by their ids; an underscore in a name here is a hyphen in the id."""
    return tuple(Option(id=key.replace("_", "-"), text=text) for key, text in texts.items())


WAYS = options(ask_first="Ask", listen="Listen; then ask", wait="Wait → see")
PLACES = options(italy="Italy", far_north="Norway; far north", no="1. No → nowhere")


def asked(kind: Kind, of: tuple[Option, ...] = WAYS) -> Interaction:
    targets = PLACES if kind == "matching" else None
    return Interaction(type=kind, ask="?", options=of, targets=targets)


def read(interaction: Interaction, said: str, element: str = OLDER) -> dict[str, Any]:
    return response_in(Row("cmi.interactions.0", {"id": "x", element: said}), interaction)


@pytest.mark.parametrize(
    ("element", "said", "ordered"),
    [
        (OLDER, "1. Wait → see; 2. Ask; 3. Listen; then ask", ["wait", "ask-first", "listen"]),
        (OLDER, "1. Listen; then ask; 2. Wait → see; 3. Ask", ["listen", "wait", "ask-first"]),
        (OLDER, "1. Wait → …; 2. Ask; 3. Listen;…", ["wait", "ask-first", "listen"]),
        (OLDER, "c,a,b", ["wait", "ask-first", "listen"]),
        (OLDER, "c", ["wait"]),
        (NEWER, "wait[,]ask_first[,]listen", ["wait", "ask-first", "listen"]),
        (NEWER, "wait[,]ask-first[,]listen", ["wait", "ask-first", "listen"]),
        (NEWER, "1. Wait → see; 2. Ask; 3. Listen; then ask", ["wait", "ask-first", "listen"]),
    ],
)
def test_an_order(element: str, said: str, ordered: list[str]):
    assert read(asked("sequencing"), said, element) == {"ordered": ordered}


@pytest.mark.parametrize(
    ("element", "said"),
    [
        (OLDER, "1. Wait → see; 2. Ask; 3. Gone"),
        (OLDER, "1. Wait → see; 3. Ask"),
        (OLDER, "1. Ask; 2. Ask"),
        (OLDER, "1. Ask; 2. Wa…"),
        (OLDER, "d,a,b"),
        (OLDER, "a,a,b"),
        (OLDER, "wait[,]ask_first[,]listen"),
        (NEWER, "wait[,]gone"),
        (NEWER, "wait[.]listen"),
        (NEWER, "c,a,b"),
    ],
)
def test_an_order_that_cannot_be_understood(element: str, said: str):
    """Also one of which the end was cut off: half an answer is none."""
    assert read(asked("sequencing"), said, element) == {}


PAIRS = [["ask-first", "no"], ["listen", "italy"], ["wait", "far-north"]]


@pytest.mark.parametrize(
    ("element", "said"),
    [
        (OLDER, "Ask → 1. No → nowhere; Listen; then ask → Italy; Wait → see → Norway; far north"),
        (OLDER, "Ask → 1. No …; Listen; … → Italy; Wait → … → Norway;…"),
        (OLDER, "1.c,2.a,3.b"),
        (NEWER, "ask_first[.]no[,]listen[.]italy[,]wait[.]far_north"),
        (NEWER, "Ask → 1. No → nowhere; Listen; then ask → Italy; Wait → see → Norway; far north"),
    ],
)
def test_matches(element: str, said: str):
    assert read(asked("matching"), said, element) == {"matched": PAIRS}


@pytest.mark.parametrize(
    ("element", "said"),
    [
        (OLDER, "Ask → Gone"),
        (OLDER, "Ask"),
        (OLDER, "Ask → Italy; Ask → Italy"),
        (OLDER, "Ask → Italy; Listen; … → It…"),
        (OLDER, "1.d"),
        (OLDER, "a.1"),
        (OLDER, "1"),
        (NEWER, "ask_first[.]gone"),
        (NEWER, "ask_first[,]no"),
        (NEWER, "1.c,2.a,3.b"),
    ],
)
def test_matches_that_cannot_be_understood(element: str, said: str):
    assert read(asked("matching"), said, element) == {}


def test_words_that_are_cut_to_the_same_are_nobodys():
    twins = options(one="The very first of them", two="The very second of them", three="Three")
    assert read(asked("choice", twins), "The very f…; Three") == {"picked": ["one", "three"]}
    assert read(asked("choice", twins), "The very …; Three") == {}


def test_each_standard_has_its_own_signs():
    """An id may be the letter of another option."""
    turned = options(b="First", a="Second")
    assert read(asked("choice", turned), "a") == {"picked": ["b"]}
    assert read(asked("choice", turned), "{a,b}") == {"picked": ["b", "a"]}
    assert read(asked("choice", turned), "a", NEWER) == {"picked": ["a"]}


def test_digits_of_a_scale_go_on_with_letters():
    scale = tuple(Option(id=str(point), text=f"Point {point}") for point in range(1, 12))
    scale += options(not_applicable="Does not apply")
    assert read(asked("likert", scale), "9") == {"picked": ["9"]}
    assert read(asked("likert", scale), "b") == {"picked": ["11"]}
    assert read(asked("likert", scale), "c") == {"picked": ["not-applicable"]}
    assert read(asked("likert", scale), "Does not apply") == {"picked": ["not-applicable"]}
    assert read(asked("likert", scale), "not_applicable", NEWER) == {"picked": ["not-applicable"]}


def test_a_letter_that_several_options_share_is_nobodys():
    many = tuple(Option(id=f"n{number}", text=f"Number {number}") for number in range(27))
    assert read(asked("choice", many[:26]), "a") == {"picked": ["n0"]}
    assert read(asked("choice", many), "a") == {}
