"""Scenarios drawn: by golden files, and whatever the story."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.blocks.scenario import Scenario
from builder.graph import FORMATS
from builder.graph.layers import GAP, THREAD, Arrow, Point, layout
from builder.graph.letters import in_lines, width_of
from tests.blocks.lookup import read
from tests.blocks.test_runs import stories
from tests.fast import share
from tests.helpers import golden

SVG = "{http://www.w3.org/2000/svg}"
often = settings(max_examples=share(80), deadline=None, suppress_health_check=list(HealthCheck))

ODD = Scenario.model_validate(
    read("""
scenario: odd
title: 'A <em>hard</em> & "odd" story; with {signs}'
start: hub
values: { asked: 0, mood: 0 }
scenes:
  hub:
    text: "情報訪問で話を聞く。とても長い文章がここに続きます。とても長い文章がここに続きます。"
    image: { src: a.png, decorative: true }
    choices:
      ask: { say: "Ask `again` & again.", then: hub, add: { asked: 1 }, if: asked < 3 }
      go: { say: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte, then: hall }
      never: { say: Fly., then: sky, if: mood > 4 }
      push: { say: Push., then: pit, add: { mood: -1, asked: 2 } }
  hall:
    text: A hall.
    choices:
      back: { say: Back., then: hub }
      on: { say: Out., then: end, if: asked >= 1 }
  pit: { text: A pit., choices: { climb: { say: Climb., then: end, if: mood >= 0 } } }
  sky: { text: The sky., choices: { fall: { say: Fall., then: end } } }
  end: { ending: the-end, title: The "end", text: It ends., points: 1 }
""")
)


@pytest.mark.parametrize(("form", "ending"), [("svg", "svg"), ("mermaid", "mmd")])
def test_golden(form: str, ending: str) -> None:
    golden(f"graph/golden/odd.{ending}", FORMATS[form](ODD))


@often
@given(stories())
def test_a_picture_is_well_formed_and_shows_every_scene_and_choice(story: Scenario) -> None:
    picture = etree.fromstring(FORMATS["svg"](story).encode())
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title") is not None
    assert picture.find(f"{SVG}desc") is not None
    assert len(picture.findall(f"{SVG}g")) == len(story.scenes)
    assert len(picture.findall(f"{SVG}path")) == len(story.steps)
    wide, high = map(float, str(picture.get("viewBox")).split()[2:])
    for x, y in re.findall(r"translate\(([\d.-]+) ([\d.-]+)\)", etree.tostring(picture).decode()):
        assert 0 <= float(x) < wide
        assert 0 <= float(y) < high


@often
@given(stories())
def test_mermaid_names_every_scene_and_choice(story: Scenario) -> None:
    text = FORMATS["mermaid"](story)
    boxes = re.findall(r"^  s_(\w+)(?:\[|\(\[)\"", text, re.M)
    assert boxes == [key.replace("-", "_") for key in story.scenes]
    assert len(re.findall(r"^  s_\w+ (?:-->|-\.->)\|\".*\"\| s_\w+$", text, re.M)) == len(
        story.steps
    )


@given(st.text(max_size=60))
@often
def test_whatever_an_author_writes_stays_text(words: str) -> None:
    data: dict[str, Any] = {
        "scenario": "s", "title": words or "T", "start": "one",
        "scenes": {
            "one": {"text": words or "T",
                    "choices": {"a": {"say": words or "A", "then": "end"}}},
            "end": {"ending": "e", "title": words or "E", "text": words or "T"},
        },
    }  # fmt: skip
    if any(not (sign == "\n" or sign.isprintable()) for sign in words):
        return  # no course has such signs in it
    story = Scenario.model_validate(data)
    assert etree.fromstring(FORMATS["svg"](story).encode()) is not None
    for line in FORMATS["mermaid"](story).splitlines()[3:-2]:
        assert line.count('"') == 2


NAMES = [f"n{number}" for number in range(9)]


@often
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25))
def test_boxes_do_not_overlap_and_arrows_lead_to_the_right(pairs: list[tuple[str, str]]) -> None:
    heights = {name: 40.0 + 10 * number for number, name in enumerate(NAMES)}
    found = layout(heights, [Arrow(*pair, 20) for pair in pairs], "n0")
    for source, target in pairs:
        ahead = found.layer[source] < found.layer[target]
        assert ahead or (source, target) in found.back
    for layer in set(found.layer.values()):
        nodes = sorted(
            (top, heights[node] if isinstance(node, str) else THREAD)
            for node, top in found.top.items()
            if (node.layer if isinstance(node, Point) else found.layer[node]) == layer
        )
        for (top, height), (below, _) in pairwise(nodes):
            assert below >= top + height + GAP / 4


def test_words_are_broken_where_they_must_be() -> None:
    assert in_lines("one two three", width_of("one two", 10), 10, 5) == ["one two", "three"]
    assert in_lines("one two three four", width_of("one two", 10), 10, 2)[1].endswith("…")
    long = in_lines("x" * 50, width_of("x" * 20, 10), 10, 5)
    assert [len(line) for line in long] == [20, 20, 10]
    assert width_of("情報", 10) > width_of("ab", 10)


def test_the_sample_stories_are_drawn_in_no_time() -> None:
    folder = Path(__file__).resolve().parents[2] / "course_src" / "scenarios"
    for file in folder.glob("*.yaml"):
        story = Scenario.model_validate(read(file.read_text(encoding="utf-8")))
        assert FORMATS["svg"](story).endswith("</svg>\n")
