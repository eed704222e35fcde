"""What authors may write, block by block: defaults, and faults in their own words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from builder.blocks.rate.scale import Scale
from builder.blocks.registry import BLOCKS
from builder.blocks.scenario import Scenario
from tests.blocks.lookup import block, read, refusal

CHOICE = "question: q\nkind: choice\nask: What?\nchoices: { a: A, b: B }\n"
MATCH = (
    "question: q\nkind: match\nask: Which?\n"
    "items: { a: A, b: B }\nchoices: { x: X, y: Y }\nanswer: { a: x, b: y }\n"
)
ORDER = "question: q\nkind: order\nask: Which?\nitems: { a: A, b: B, c: C }\n"
POOL = (
    "pool: p\ndraw: 1\nquestions: [{ question: a, kind: true-false, ask: A?, answer: true },"
    " { question: b, kind: true-false, ask: B?, answer: true }]\n"
)
FILM = "video: media/a.mp4\ntitle: A\nsilent: true\ntranscript: media/a.md\n"
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
        ("question", MATCH.replace("a: A", "right: A"), "An item cannot have the id 'right'"),
        ("question", MATCH.replace("y: Y", "y: x"), "'x' and 'y' have the same text"),
        ("question", MATCH.replace("a: x, b: y", "a: x"), "'b' has no right answer"),
        ("question", MATCH.replace("b: y", "b: y, c: y"), "an answer for 'c'"),
        ("question", MATCH.replace("b: y", "b: z"), "The answer 'z' is none"),
        ("question", MATCH + "feedback: { x: No. }", "feedback for 'x'"),
        ("question", MATCH + "keep-last: z", "no choice 'z'"),
        ("question", MATCH + "keep-last: x\nshuffle: false", "are not shuffled"),
        ("question", CHOICE + "answer: a\nkeep-last: a", "are not shuffled"),
        ("question", CHOICE + "answer: a\nfeedback: { partly: Half. }", "feedback for 'partly'"),
        ("question", ORDER.replace("a: A", "answered: A"), "cannot have the id 'answered'"),
        ("question", ORDER.replace("b: B", "b: a"), "'a' and 'b' have the same text"),
        ("question", ORDER.replace("order", "rank") + "feedback: { right: R }", "for 'right'"),
        ("pool", POOL.replace("draw: 1", "draw: 3"), "2 questions, but 3 are to be drawn"),
        ("pool", POOL.replace("question: b", "question: a"), "two of 'a'"),
        ("pool", POOL.replace("true }]", "true, points: 0 }]"), "gives 0 points"),
        ("pool", POOL.replace("true }]", "true, optional: true }]"), "cannot be optional"),
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
        ("video", FILM + "watched: 90%", "says 'watched', but it has no id"),
        ("video", FILM + "ask: Watch it.", "says 'ask', but it has no id"),
        ("video", FILM + "id: a\nwatched: 0%", "from 1% to 100%"),
        ("video", FILM + "id: a\nwatched: 90", "from 1% to 100%"),
        ("video", FILM + "id: a\nwatched: 33.3%", "without decimals"),
    ],
)
def test_faults_of_blocks(what: str, text: str, says: str) -> None:
    assert says in refusal(BLOCKS[what], text)[0]


def test_no_address_holds_what_nobody_sees() -> None:
    facts = {"title": "A", "fallback": "B"}
    BLOCKS["embed"].model_validate({"embed": "https://example.org/end", **facts})
    with pytest.raises(ValidationError, match="should match pattern"):
        BLOCKS["embed"].model_validate({"embed": "https://example.org/\0end\0", **facts})


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


def test_what_is_shuffled_by_itself() -> None:
    assert not block(CHOICE + "answer: a").shuffle
    assert block(MATCH).shuffle
    assert block(ORDER.replace("order", "rank")).shuffle
    assert not block(CHOICE + "answer: a").keep_last


def test_parts_count_only_where_the_author_says_so() -> None:
    assert not block(MATCH).partial
    assert block(ORDER + "partial: true").partial


def test_a_rank_gives_no_points() -> None:
    rank = block(ORDER.replace("order", "rank"))
    assert rank.worth == 0
    assert not hasattr(rank, "points")


@pytest.mark.parametrize("name", ["m.p.q", "m.p.r", "trust.quick-check.apology"])
def test_without_scripts_an_order_is_scrambled_but_always_the_same(name: str) -> None:
    order = block(ORDER)
    shown = order.shown_items(name)
    assert sorted(shown) == ["a", "b", "c"]
    assert shown != ["a", "b", "c"]
    assert shown == block(ORDER.replace("c: C", "c: Other words")).shown_items(name)


def test_without_scripts_a_match_does_not_give_itself_away() -> None:
    names = [f"m.p.q{n}" for n in range(20)]
    shown = [block(MATCH).shown_choices(name) for name in names]
    assert ["x", "y"] in shown
    assert ["y", "x"] in shown
    assert {block(MATCH + "keep-last: x").shown_choices(name)[-1] for name in names} == {"x"}
    assert block(MATCH + "shuffle: false").shown_choices("m.p.q") == ["x", "y"]


def test_unlimited_tries() -> None:
    assert block(CHOICE + "answer: a\ntries: unlimited").tries == 0


def test_one_week() -> None:
    assert block("plan: p\nweeks: 18\nown: 1").weeks == (18, 18)


@pytest.mark.parametrize("way", ["{ text: T }", "{ reflect: r, prompts: { p: P } }"])
def test_debriefs(way: str) -> None:
    found: Any = Scenario.model_validate(read(story(more=f"debrief: [{way}]")))
    assert len(found.debrief) == 1


@pytest.mark.parametrize(
    ("more", "replay"),
    [
        ("", "best"),
        ("replay: best", "best"),
        ("replay: last", "last"),
        ("replay: true", "best"),
        ("replay: false", "false"),
    ],
)
def test_ways_to_replay(more: str, replay: str) -> None:
    assert Scenario.model_validate(read(story(more=more))).replay == replay


def test_a_scene_with_a_film_and_a_recording() -> None:
    scene = SCENE.replace(
        "text: ",
        "video: { src: a.mp4, title: A, silent: true, transcript: a.md }, "
        "audio: { src: b.mp3, title: B, transcript: b.md }, text: ",
        1,
    )
    found = Scenario.model_validate(read(story(scene))).scenes["one"]
    assert found.video is not None
    assert found.audio is not None
    assert (found.video.block.video, found.video.block.silent) == ("a.mp4", True)
    assert (found.audio.block.audio, found.audio.block.transcript) == ("b.mp3", "b.md")


@pytest.mark.parametrize(
    ("media", "says"),
    [
        ("video: { src: a.mp4, title: A, transcript: a.md }", "no captions"),
        ("video: { src: a.mp4, title: A, silent: true }", "no transcript"),
        ("audio: { src: a.mp3, title: A }", "no transcript"),
        ("image: { src: a.png }", "no alt text"),
    ],
)
def test_media_of_scenes_are_for_everyone(media: str, says: str) -> None:
    message, place = refusal(Scenario, story(SCENE.replace("text: ", f"{media}, text: ", 1)))
    assert says in message
    assert place[:2] == ("scenes", "one")


@pytest.mark.parametrize("day", ["2026-09-07", "2028-02-29", "2000-01-01", "2099-12-31"])
def test_a_day_to_start_on(day: str) -> None:
    assert block(f"sheet: s\nstarts: {day}").starts == day


@pytest.mark.parametrize(
    "day",
    ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "7.9.2026", "1999-12-31", "soon"],
)
def test_what_is_no_day(day: str) -> None:
    assert "year, month and day" in refusal(BLOCKS["sheet"], f"sheet: s\nstarts: {day}")[0]
