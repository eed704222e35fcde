"""Answers, right answers, numbers and times, as xAPI spells them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tincan.conversions.iso8601 import make_timedelta

from builder.blocks.tracking import Interaction
from builder.xapi.spelling import duration_text, number_text, patterns, response_text


@pytest.mark.parametrize(
    ("response", "spelled"),
    [
        ({"picked": ["a"]}, "a"),
        ({"picked": ["a", "b"]}, "a[,]b"),
        ({"picked": []}, ""),
        ({"ordered": ["b", "a", "c"]}, "b[,]a[,]c"),
        ({"matched": [["ann", "oak"], ["bob", "elm"]]}, "ann[.]oak[,]bob[.]elm"),
        ({"text": "Bob's  your uncle\n"}, "Bob's  your uncle\n"),
        ({"number": 26.0}, "26"),
        ({"number": -0.5}, "-0.5"),
        ({"truth": True}, "true"),
        ({"truth": False}, "false"),
        ({}, ""),
    ],
)
def test_responses(response: dict[str, Any], spelled: str):
    assert response_text(response) == spelled


@pytest.mark.parametrize(
    ("kind", "correct", "tolerance", "expected"),
    [
        ("choice", ("a",), 0, ["a"]),
        ("choice", ("a", "b"), 0, ["a[,]b"]),
        ("choice", (), 0, []),
        ("true-false", ("false",), 0, ["false"]),
        ("fill-in", ("one", "two"), 0, ["{case_matters=false}one", "{case_matters=false}two"]),
        ("numeric", ("26",), 0, ["26"]),
        ("numeric", ("26",), 0.5, ["25.5[:]26.5"]),
        ("numeric", ("0.3",), 0.1, ["0.2[:]0.4"]),
        ("numeric", ("-3",), 1, ["-4[:]-2"]),
        ("likert", (), 0, []),
    ],
)
def test_right_answers(kind: Any, correct: tuple[str, ...], tolerance: float, expected: list[str]):
    assert patterns(Interaction(type=kind, ask="?", correct=correct), tolerance) == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (26.0, "26"), (26.25, "26.25"), (1e20, "100000000000000000000"),
        (1e21, "1e+21"), (0.00001, "0.00001"), (1e-6, "0.000001"), (1e-7, "1e-7"),
        (1.5e-10, "1.5e-10"), (-2.5e22, "-2.5e+22"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_in_javascript(number: float, text: str):
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "PT0S"), (4, "PT0S"), (5, "PT0.01S"), (1000, "PT1S"), (60_000, "PT1M"),
        (75_500, "PT1M15.5S"), (3_600_000, "PT1H"), (3_723_040, "PT1H2M3.04S"),
        (100 * 3_600_000, "PT100H"), (-5, "PT0S"),
    ],
)  # fmt: skip
def test_lengths_of_time(milliseconds: float, text: str):
    assert duration_text(milliseconds) == text


@given(st.integers(0, 10**9))
def test_lengths_of_time_read_back(milliseconds: int):
    read = make_timedelta(duration_text(milliseconds)).total_seconds()
    assert read == pytest.approx(milliseconds / 1000, abs=0.0051)
