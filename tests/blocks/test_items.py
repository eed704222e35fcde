"""What of each block is tracked."""

from __future__ import annotations

import pytest

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.blocks.scenario.length import longest_path
from builder.blocks.tracking import Item
from tests.blocks.lookup import Parts, block, read

POINTS = """
scale: often
title: How often
points: { 1: Never, 2: Often, 3: Always }
groups: { g: { title: "*G*" }, unused: { title: U } }
"""
LEVELS = """
scale: growth
levels:
  one: { title: One, indicators: { a: A, b: B } }
  two: { title: Two, indicators: { a: C } }
"""
STORY = """
scenario: tom
title: "A *talk*"
start: first
values: { x: 0 }
scenes:
  first:
    text: Tom *talks*.
    choices:
      ask: { say: Ask., then: last, add: { x: 1 } }
      go: { say: Go., then: out, if: x < 1 }
  last: { text: He stops., choices: { ask: { say: Ask again., then: fine } } }
  fine: { ending: talk, title: Fine, text: T, points: 3 }
  out: { ending: short, title: Out, text: T }
debrief:
  - text: Look back.
  - { reflect: after, prompts: { what: What? } }
"""
PARTS = Parts(
    {
        "often": Scale.model_validate(read(POINTS)),
        "growth": Scale.model_validate(read(LEVELS)),
        "tom": Scenario.model_validate(read(STORY)),
    }
)
RATE = "rate: r\nscale: often\nstatements: { a: { say: I *am*., group: g }, b: { say: I go. } }"


def items(text: str) -> tuple[Item, ...]:
    found: tuple[Item, ...] = block(text).items("m.p.b", PARTS)
    return found


POOL = """
pool: p
draw: 2
questions:
  - { question: a, kind: true-false, ask: A?, answer: true, points: 3 }
  - { question: b, kind: true-false, ask: B?, answer: true, points: 3 }
  - { question: c, kind: true-false, ask: C?, answer: true, points: 3 }
"""


@pytest.mark.parametrize("optional", [False, True])
def test_a_pool_and_its_questions(optional: bool) -> None:
    own, *inner = items(f"{POOL}optional: {str(optional).lower()}\n")
    assert (own.id, own.draw, own.pool, own.options) == ("m.p.b", 2, None, ("a", "b", "c"))
    assert own.points == 6
    assert [field.name for field in own.fields] == ["drawn"]
    assert [one.id for one in inner] == ["m.p.b.a", "m.p.b.b", "m.p.b.c"]
    assert {one.pool for one in inner} == {"m.p.b"}
    assert {one.required for one in (own, *inner)} == {not optional}


def test_what_a_match_and_an_order_report() -> None:
    text = "question: q\nask: Q?\nitems: { a: '*A*', b: B, c: C }\n"
    match = "kind: match\nchoices: { x: X, y: Y }\nanswer: { c: x, a: y, b: x }\n"
    (row,) = items(text + match)[0].interactions
    assert row.correct == ("a.y", "b.x", "c.x")
    assert [one.text for one in row.options] == ["A", "B", "C"]
    assert [one.id for one in row.targets or ()] == ["x", "y"]
    assert items(text + "kind: order\n")[0].interactions[0].correct == ("a", "b", "c")
    assert items(text + "kind: rank\n")[0].interactions[0].correct == ()


@pytest.mark.parametrize(
    ("text", "fields", "options", "rows", "objectives"),
    [
        ("check: c\nitems: { a: A?, b: B? }", "yes:set no:set", "a b", "a:choice b:choice", ""),
        ("reveal: r\nitems: { a: { title: A, text: T } }", "opened:set", "a", "", ""),
        (
            "question: q\nkind: choice\nask: Q?\nchoices: { a: A, b: B }\nanswer: a",
            "picked:set tries:number right:number",
            "a b",
            ":choice",
            "",
        ),
        (
            "question: q\nkind: true-false\nask: Q?\nanswer: false",
            "picked:set tries:number right:number",
            "true false",
            ":true-false",
            "",
        ),
        (
            "question: q\nkind: fill-in\nask: Q?\nanswer: [a]",
            "text:text tries:number right:number",
            "",
            ":fill-in",
            "",
        ),
        (
            "question: q\nkind: number\nask: Q?\nanswer: 26",
            "text:text tries:number right:number",
            "",
            ":numeric",
            "",
        ),
        (
            "question: q\nkind: match\nask: Q?\nitems: { a: A, b: B }\n"
            "choices: { x: X, y: Y, z: Z }\nanswer: { a: x, b: y }",
            "matched:list tries:number right:number",
            "a b choice/x choice/y choice/z",
            ":matching",
            "",
        ),
        (
            "question: q\nkind: order\nask: Q?\nitems: { a: A, b: B, c: C }\npartial: true",
            "order:list tries:number right:number share:number",
            "a b c",
            ":sequencing",
            "",
        ),
        (
            "question: q\nkind: rank\nask: Q?\nitems: { a: A, b: B }",
            "order:list",
            "a b",
            ":sequencing",
            "",
        ),
        ("reflect: r\nprompts: { a: A?, b: B? }", "text.a:text text.b:text", "", "", ""),
        (
            "reflect: r\nprompts: { a: A? }\nkeep: report",
            "text.a:text sent:number",
            "",
            "a:long-fill-in",
            "",
        ),
        (RATE, "point.a:number point.b:number", "", "a:likert b:likert", "g"),
        (
            "rate: r\nscale: growth\npick-next: true",
            "marked:set shown:number next:list",
            "one/a one/b two/a",
            "one:choice two:choice",
            "one two",
        ),
        (
            "scenario: tom",
            "path:list ending:list found:set",
            "first/ask first/go last/ask fine out",
            ":long-fill-in first:choice last:choice",
            "talk short",
        ),
        (
            "plan: p\nweeks: 1-4\nsuggest: { a: { week: 2, say: A } }\nown: 1",
            "picked:set week.a:number own.1:text own-week.1:number",
            "a",
            "",
            "",
        ),
    ],
)
def test_tracked(text: str, fields: str, options: str, rows: str, objectives: str) -> None:
    item = items(text)[0]
    assert " ".join(f"{field.name}:{field.type}" for field in item.fields) == fields
    assert " ".join(item.options) == options
    assert " ".join(f"{row.key}:{row.type}" for row in item.interactions) == rows
    assert " ".join(objective.key for objective in item.objectives) == objectives
    assert item.kind == text.split(":", maxsplit=1)[0]


FILM = "video: media/a.mp4\ntitle: '*A* film'\nsilent: true\ntranscript: media/a.md\nid: film\n"


@pytest.mark.parametrize(
    ("said", "course", "required", "asked"),
    [
        ("", None, False, None),
        ("", 90, True, 90),
        ("watched: 75%", None, True, 75),
        ("watched: 75%", 90, True, 75),
        ("watched: 75%\noptional: true", None, False, 75),
        ("optional: true", 90, False, 90),
    ],
)
def test_how_much_of_a_film_counts(
    said: str, course: int | None, required: bool, asked: int | None
) -> None:
    (item,) = block(FILM + said).items("m.p.film", Parts(watched=course))
    assert (item.id, item.kind, item.label) == ("m.p.film", "video", "A film")
    assert [(one.name, one.type, one.limit) for one in item.fields] == [
        ("parts", "number", 2**20 - 1), ("share", "number", 100),
    ]  # fmt: skip
    assert item.required is required
    assert item.data == {"watched": asked or 100}
    assert [one.title for one in item.objectives] == (["A film"] if asked else [])


def test_a_film_without_an_id_is_not_tracked() -> None:
    assert not hasattr(block(FILM.replace("id: film\n", "")), "items")


def test_a_sheet_keeps_a_day_and_asks_for_nothing() -> None:
    (item,) = items("sheet: s")
    assert [(field.name, field.type) for field in item.fields] == [("start", "number")]
    assert (item.required, item.private, item.data) == (False, True, {})
    assert items("sheet: s\nstarts: 2000-01-02")[0].data == {"starts": "2000-01-02"}


def test_what_does_not_apply_is_kept_apart_from_the_points() -> None:
    plain, apart = items(RATE)[0], items(RATE + "\nnot-applicable: true")[0]
    assert apart.fields[:2] == plain.fields
    assert (apart.fields[2].name, apart.fields[2].type) == ("not-applicable", "set")
    assert apart.options == ("a", "b")
    assert [option.text for option in apart.interactions[0].options] == [
        "Never", "Often", "Always", "Does not apply",
    ]  # fmt: skip
    assert (plain.options, apart.data["notApplicable"]) == ((), True)


def test_reversed_statements_are_known_to_the_player() -> None:
    item = items(RATE.replace("say: I go.", "say: I go., reversed: true"))[0]
    assert item.data["reversed"] == ["b"]
    assert "reversed" not in items(RATE)[0].data


def test_a_scenario_brings_its_debrief() -> None:
    own, after = items("scenario: tom")
    assert (own.label, own.points, after.id, after.private) == ("A talk", 3, "m.p.b.after", True)
    assert [row.ask for row in own.interactions] == ["A talk", "Tom talks.", "He stops."]
    assert not items("scenario: tom\noptional: true")[1].required


def test_data_of_a_scenario() -> None:
    assert items("scenario: tom")[0].data == {
        "start": "first",
        "values": {"x": 0},
        "replay": "best",
        "back": False,
        "scenes": {
            "first": {
                "choices": {
                    "ask": {"then": "last", "add": {"x": 1}},
                    "go": {"then": "out", "if": ["<", "x", 1]},
                }
            },
            "last": {"choices": {"ask": {"then": "fine"}}},
            "fine": {"ending": "talk", "points": 3},
            "out": {"ending": "short", "points": 0},
        },
    }


def test_the_longest_path() -> None:
    story = PARTS.find(Scenario, "tom")
    assert story is not None
    assert longest_path(story.start, story.following) == 2
    circle = Scenario.model_validate(read(STORY.replace("then: fine", "then: first")))
    assert longest_path(circle.start, circle.following) == 24


def test_the_longest_path_of_a_long_story() -> None:
    scenes = {
        f"s{n}": {"text": "T", "choices": {"a": {"say": "A", "then": f"s{n + 1}"}}}
        for n in range(3000)
    }
    scenes["s3000"] = {"ending": "e", "title": "E", "text": "T"}
    story = Scenario.model_validate(
        {"scenario": "long", "title": "L", "start": "s0", "scenes": scenes}
    )
    assert longest_path(story.start, story.following) == 3000


def test_private_and_required() -> None:
    assert items("plan: p\nweeks: 1\nown: 1")[0].private
    assert items("reflect: r\nprompts: { a: A? }")[0].private
    assert not items("reflect: r\nprompts: { a: A? }\nkeep: report")[0].private
    assert not items("reveal: r\nrequire: none\nitems: { a: { title: A, text: T } }")[0].required
    assert not items("check: c\noptional: true\nitems: { a: A? }")[0].required


def test_labels_are_plain_words() -> None:
    assert items("check: c\nask: '**Yes** or no?'\nitems: { a: A? }")[0].label == "Yes or no?"
    assert items("plan: my-weeks\nweeks: 1\nown: 1")[0].label == "My weeks"
    assert items(RATE)[0].label == "How often"
    assert items(RATE)[0].interactions[0].ask == "I am."


def test_right_answers() -> None:
    several = "question: q\nkind: choices\nask: Q?\nchoices: { a: A, b: B, c: C }\nanswer: [c, a]"
    assert items(several)[0].interactions[0].correct == ("a", "c")
    number = "question: q\nkind: number\nask: Q?\nanswer: 2.50\ntolerance: 0.5"
    assert items(number)[0].interactions[0].correct == ("2.5",)
    assert items(number)[0].data == {"form": "number", "tries": 1, "answer": 2.5, "tolerance": 0.5}


def test_statements_of_an_earlier_rating() -> None:
    first = block(RATE)
    parts = Parts({**PARTS.things, "m.p.r": first})
    again = block("rate: again\nscale: often\ncompare-with: m.p.r")
    item = again.items("m.q.again", parts)[0]
    assert [row.key for row in item.interactions] == ["a", "b"]
    assert item.data["before"] == "m.p.r"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (RATE.replace("group: g", "group: h"), ("statements", "a", "group"), "no group 'h'"),
        (RATE.replace("often", "growth"), ("statements",), "has levels"),
        ("rate: r\nscale: often", (), "nothing to rate"),
        (
            "rate: r\nscale: often\npick-next: true\ncompare-with: m.p.x",
            ("pick-next",),
            "no levels",
        ),
        ("rate: r\nscale: missing", None, ""),
        (RATE + "\nsummary: radar", ("summary",), "needs 3 groups"),
        ("rate: r\nscale: growth\nsummary: radar", ("summary",), "levels, which are steps"),
        (
            "rate: r\nscale: growth\nnot-applicable: true",
            ("not-applicable",),
            "nothing to answer",
        ),
    ],
)
def test_a_rating_that_does_not_fit(text: str, place: tuple[str, ...] | None, says: str) -> None:
    found = block(text).problems(PARTS)
    assert [problem[0] for problem in found] == ([] if place is None else [place])
    assert all(says in message for _, message, _ in found)
