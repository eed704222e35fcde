"""What authors may write, block by block: defaults, and faults in their own words."""

from __future__ import annotations

from typing import Any

import pytest

from builder.blocks.rate.scale import Scale
from builder.blocks.registry import BLOCKS
from builder.blocks.scenario import Scenario
from tests.blocks.lookup import block, read, refusal

CHOICE = "question: q\nkind: choice\nask: What?\nchoices: { a: A, b: B }\n"
HOTSPOT = "reveal: r\nstyle: hotspots\nimage: media/a.svg\n"
SCENE = "{ text: T, choices: { go: { say: Go., then: end } } }"
END = "{ ending: fine, title: Fine, text: T }"


def story(scene: str = SCENE, more: str = "", start: str = "one", end: str = END) -> str:
    return f"scenario: s\ntitle: S\nstart: {start}\nscenes: {{ one: {scene}, end: {end} }}\n{more}"


@pytest.mark.parametrize(
    ("what", "text", "says"),
    [
        ("question", CHOICE + "answer: c", "The answer 'c' is none of the choices."),
        ("question", CHOICE.replace("choice\n", "choices\n") + "answer: [a, c]", "The answer 'c'"),
        (
            "question",
            CHOICE.replace("choice\n", "choices\n") + "answer: [a, a]",
            "stands there twice",
        ),
        ("question", CHOICE + "answer: a\nfeedback: { c: No. }", "feedback for 'c'"),
        (
            "question",
            CHOICE.replace("b: B", "wrong: B") + "answer: a",
            "cannot have the id 'wrong'",
        ),
        ("question", CHOICE + "answer: a\ntries: 0", "Tries are a whole number from 1"),
        ("question", CHOICE + "answer: a\ntries: many", "Tries are a whole number from 1"),
        (
            "reveal",
            "reveal: r\nitems: { a: { title: A, text: T } }\noptional: true",
            "by 'require'",
        ),
        (
            "reveal",
            "reveal: r\nimage: media/a.svg\nitems: { a: { title: A, text: T } }",
            "Only hotspots",
        ),
        (
            "reveal",
            "reveal: r\nstyle: hotspots\nitems: { a: { title: A, text: T } }",
            "need an image",
        ),
        ("reveal", HOTSPOT + "alt: A\nitems: { a: { title: A, text: T } }", "Where on the image"),
        ("reveal", HOTSPOT + "items: { a: { title: A, text: T, at: [1%, 2%] } }", "no alt text"),
        ("plan", "plan: p\nweeks: 21-18\nown: 1", "first and the last"),
        ("plan", "plan: p\nweeks: soon\nown: 1", "first and the last"),
        ("plan", "plan: p\nweeks: 1-2", "nothing to choose from"),
        (
            "plan",
            "plan: p\nweeks: 1-2\nsuggest: { a: { week: 3, say: A } }",
            "'a' is suggested for week 3",
        ),
        (
            "rate",
            "rate: r\nscale: s\nstatements: { a: { say: A } }\npick-next: true",
            "for scales with levels",
        ),
    ],
)
def test_faults_of_blocks(what: str, text: str, says: str) -> None:
    assert says in refusal(BLOCKS[what], text)[0]


def test_a_place_on_an_image_is_two_shares() -> None:
    text = HOTSPOT + "alt: A\nitems: { a: { title: A, text: T, at: [20, 35%] } }"
    message, place = refusal(BLOCKS["reveal"], text)
    assert "from 0% to 100%" in message
    assert place[:3] == ("items", "a", "at")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("scale: s", "either points or levels"),
        ("scale: s\npoints: { 0: A, 1: B }", "numbered 1, 2, 3"),
        ("scale: s\npoints: { 1: A }", "numbered 1, 2, 3"),
        ("scale: s\npoints: { 2: B, 1: A }", "numbered 1, 2, 3"),
        (
            "scale: s\npoints: { 1: A, 2: B }\n"
            "groups: { g: { title: G, bands: [{ up-to: 1, say: x }] } }",
            "end at 1, the scale at 2",
        ),
        (
            "scale: s\npoints: { 1: A, 2: B }\n"
            "groups: { g: { title: G, bands: [{ up-to: 2, say: x }, { up-to: 2, say: y }] } }",
            "rise from the lowest",
        ),
        (
            "scale: s\nlevels: { l: { title: L, indicators: { a: A } } }\n"
            "groups: { g: { title: G } }",
            "Groups are for scales with points",
        ),
    ],
)
def test_faults_of_scales(text: str, says: str) -> None:
    assert says in refusal(Scale, text)[0]


CHOICES = ("scenes", "one", "choices", "go")


@pytest.mark.parametrize(
    ("text", "says", "place"),
    [
        (story(start="two"), "no scene 'two'", ("start",)),
        (story(SCENE.replace("end", "three")), "no scene 'three'", (*CHOICES, "then")),
        (
            story(SCENE.replace("then: end", "then: end, add: { x: 1 }")),
            "no value 'x'",
            (*CHOICES, "add", "x"),
        ),
        (
            story(SCENE.replace("then: end", "then: end, if: x > 1")),
            "no value 'x'",
            (*CHOICES, "if"),
        ),
        (story(end=SCENE), "no ending", ("scenes",)),
        (
            story(more=f"debrief: [{', '.join(['{ reflect: r, prompts: { p: P } }'] * 2)}]"),
            "two of 'r'",
            ("debrief", 1, "reflect"),
        ),
    ],
)
def test_faults_of_scenarios(text: str, says: str, place: tuple[str | int, ...]) -> None:
    message, found = refusal(Scenario, text)
    assert says in message
    assert found == place


def test_a_condition_that_cannot_be_read() -> None:
    text = story(SCENE.replace("then: end", "then: end, if: x = 1"), "values: { x: 0 }")
    message, place = refusal(Scenario, text)
    assert "'=' does not belong" in message
    assert place[-1] == "if"


def test_defaults_of_a_question() -> None:
    found = block(CHOICE + "answer: a")
    assert (found.points, found.tries, found.optional, found.id) == (1, 1, False, "q")


def test_unlimited_tries() -> None:
    assert block(CHOICE + "answer: a\ntries: unlimited").tries == 0


def test_one_week() -> None:
    assert block("plan: p\nweeks: 18\nown: 1").weeks == (18, 18)


@pytest.mark.parametrize("way", ["{ text: T }", "{ reflect: r, prompts: { p: P } }"])
def test_debriefs(way: str) -> None:
    found: Any = Scenario.model_validate(read(story(more=f"debrief: [{way}]")))
    assert len(found.debrief) == 1
