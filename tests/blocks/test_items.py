"""What of each block is tracked."""

from __future__ import annotations

import pytest

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario, longest_path
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
            "path:list ending:list",
            "first/ask first/go last/ask fine out",
            "first:choice last:choice",
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


def test_a_sheet_has_nothing_of_its_own() -> None:
    assert items("sheet: s") == ()


def test_a_scenario_brings_its_debrief() -> None:
    own, after = items("scenario: tom")
    assert (own.label, own.points, after.id, after.private) == ("A talk", 3, "m.p.b.after", True)
    assert own.interactions[0].ask == "Tom talks."
    assert not items("scenario: tom\noptional: true")[1].required


def test_data_of_a_scenario() -> None:
    assert items("scenario: tom")[0].data == {
        "start": "first",
        "values": {"x": 0},
        "replay": True,
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
    assert longest_path(story) == 2
    circle = Scenario.model_validate(read(STORY.replace("then: fine", "then: first")))
    assert longest_path(circle) == 24


def test_the_longest_path_of_a_long_story() -> None:
    scenes = {
        f"s{n}": {"text": "T", "choices": {"a": {"say": "A", "then": f"s{n + 1}"}}}
        for n in range(3000)
    }
    scenes["s3000"] = {"ending": "e", "title": "E", "text": "T"}
    story = Scenario.model_validate(
        {"scenario": "long", "title": "L", "start": "s0", "scenes": scenes}
    )
    assert longest_path(story) == 3000


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
    ],
)
def test_a_rating_that_does_not_fit(text: str, place: tuple[str, ...] | None, says: str) -> None:
    found = block(text).problems(PARTS)
    assert [problem[0] for problem in found] == ([] if place is None else [place])
    assert all(says in message for _, message, _ in found)
