"""Colours as numbers, and the nearest one that passes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.colours import STEPS, contrast, from_oklch, nearest, to_oklch
from tests.fast import share

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
EIGHT_BITS = 0.01
"""How far apart the lightness of neighbours can be: near black, eight bits a channel are few."""


def test_contrast_by_the_formula_of_wcag():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456ff") == 1


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [("#ff0000", 0.628, 0.2577, 29.23), ("#00ff00", 0.8664, 0.2948, 142.5),
     ("#0000ff", 0.452, 0.3132, 264.05), ("#7a1f3d", 0.395, 0.1296, 6.3)],
)  # fmt: skip
def test_oklch_as_css_has_it(colour: str, lightness: float, chroma: float, hue: float):
    found = to_oklch(colour)
    assert found.lightness == pytest.approx(lightness, abs=0.01)
    assert found.chroma == pytest.approx(chroma, abs=0.005)
    assert found.hue * 57.29578 % 360 == pytest.approx(hue, abs=1.5)


@given(colours)
def test_there_and_back(colour: str):
    back = from_oklch(to_oklch(colour))
    one, other = (bytes.fromhex(each[1:]) for each in (colour, back))
    assert all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


@settings(deadline=None, max_examples=share(60))
@given(colours, colours, st.sampled_from([3.0, 4.5]))
def test_what_is_proposed_passes_keeps_its_hue_and_is_the_nearest(
    colour: str, ground: str, least: float
):
    def passes(one: str) -> bool:
        return contrast(one, ground) >= least

    found = nearest(colour, passes)
    assert found is not None  # black or white passes on every ground
    assert passes(found)
    assert nearest(found, passes) == found
    start, end = to_oklch(colour), to_oklch(found)
    away = abs(end.lightness - start.lightness)
    others = {from_oklch(start._replace(lightness=step / STEPS)) for step in range(STEPS + 1)}
    for other in filter(passes, others):
        assert abs(to_oklch(other).lightness - start.lightness) > away - EIGHT_BITS
    if end.chroma > 0.03 and start.chroma > 0.03:
        turned = abs(start.hue - end.hue)
        assert min(turned, 6.2831853 - turned) < 0.15


def test_what_passes_stays_as_it_was_written():
    assert nearest("#ABC", lambda _: True) == "#ABC"


def test_where_nothing_passes_nothing_is_proposed():
    assert nearest("#777777", lambda _: False) is None
