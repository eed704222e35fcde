"""Blocks, scales and a story that tests of releases change in some way."""

from __future__ import annotations

from typing import Any

from tests.helpers import as_yaml
from tests.release.releases import Block

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
NUMBER: Block = {"question": "r", "kind": "number", "ask": "?", "answer": "3"}

SCALES = {
    "scales/often.yaml": as_yaml({"scale": "often", "points": {"1": "Never", "2": "Always"}}),
    "scales/more.yaml": as_yaml({"scale": "more", "points": {"1": "No", "2": "Some", "3": "Yes"}}),
    "scales/levels.yaml": as_yaml(
        {"scale": "levels", "levels": {"low": {"title": "Low", "indicators": {"x": "X."}}}}
    ),
    "scales/many.yaml": as_yaml(
        {
            "scale": "many",
            "levels": {"low": {"title": "L", "indicators": {"x": "X.", "y": "Y.", "z": "Z."}}},
        }
    ),
}

TALE: dict[str, Any] = {
    "scenario": "tale", "title": "A tale", "start": "door",
    "scenes": {
        "door": {"text": "A door.", "choices": {"in": {"say": "In.", "then": "end"},
                                                "out": {"say": "Out.", "then": "far"}}},
        "end": {"ending": "home", "title": "Home", "text": "Home.", "points": 2},
        "far": {"ending": "away", "title": "Away", "text": "Away.", "points": 1},
    },
}  # fmt: skip
