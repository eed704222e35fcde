"""What stands on what: the themes that come with the tool, and what follows from an accent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.contrast import NEEDED
from builder.files import tool_names, tool_text
from builder.model.look import COLOUR_TOKENS, Colours, Look
from builder.theming.css import SCHEMES, tokens_of
from builder.theming.folders import theme_names
from builder.theming.palette import derived, passing, resolved, too_alike, with_look
from builder.theming.theme import tool_theme
from tests.fast import share


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", theme_names())
def test_the_themes_that_come_with_the_tool_can_be_read(name: str, scheme: str):
    palette = resolved(tool_theme(name).palettes[scheme])
    assert palette.keys() >= NEEDED
    assert list(too_alike(palette)) == []


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_writes_no_colour_but_in_its_tokens(name: str):
    """Else a course could not change it, and its contrast would be nobody's business."""
    sheets = [sheet for sheet in tool_names(f"themes/{name}") if sheet.endswith(".css")]
    for sheet in {*sheets} - {"tokens.css"}:
        css = tool_text(f"themes/{name}/{sheet}") or ""
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", css) == [], sheet


@pytest.mark.parametrize("name", theme_names())
@settings(deadline=None, max_examples=share(25))
@given(number=st.integers(0, 0xFFFFFF))
def test_an_accent_needs_nothing_else(name: str, number: int):
    """What follows passes in the dark and on paper; in the light what is proposed does."""
    accent = f"#{number:06x}"
    palettes = with_look(tool_theme(name).palettes, Look(colours=Colours(accent=accent)))
    light, dark, paper = (list(too_alike(resolved(palettes[scheme]))) for scheme in SCHEMES)
    assert dark == []
    assert paper == []
    if light:
        better = passing("accent", resolved(palettes["light"]), derived({"accent": ""}))
        after = with_look(tool_theme(name).palettes, Look(colours=Colours(accent=better)))
        assert list(too_alike(resolved(after["light"]))) == []


def test_a_look_changes_nothing_that_it_does_not_name():
    before = tool_theme("classic").palettes
    assert with_look(before, Look()) == before
    after = with_look(before, Look(colours=Colours(focus="#0000aa")))
    assert after["light"]["focus"] == "#0000aa"
    assert {**after["light"], "focus": ""} == {**before["light"], "focus": ""}
    assert after["dark"] == before["dark"]


GIVEN = {"accent": "#7a1f3d", "accent-soft": "#eeeeee", "accent-ink": "#fffffe"}


def test_a_given_colour_is_never_derived_over():
    look = Look(colours=Colours.model_validate(GIVEN))
    light = with_look(tool_theme("classic").palettes, look)["light"]
    assert (light["accent-soft"], light["accent-ink"]) == ("#eeeeee", "#fffffe")


def test_a_dark_bar_gets_text_that_can_be_read():
    look = Look(colours=Colours(bar="#18212c"), dark=Colours(bar="#ffffff"))
    palettes = with_look(tool_theme("classic").palettes, look)
    for scheme in ("light", "dark"):
        assert not [alike for alike in too_alike(resolved(palettes[scheme]))
                    if alike.front.startswith("bar")]  # fmt: skip


def test_every_colour_has_a_token_of_the_theme():
    tokens = resolved(tool_theme("classic").palettes["light"])
    assert {*COLOUR_TOKENS.values()} <= tokens.keys()
    assert {*COLOUR_TOKENS} == {*Colours.model_fields}


def test_tokens_by_scheme():
    sheet = """
    :root { --bc-bg: #fff; --bc-ink: #000; --bc-bar: var(--bc-bg); /* --bc-ink: #f00; */ }
    @media screen { :root { --bc-ink: #111; } }
    @media (prefers-color-scheme: dark) { :root { --bc-bg: #000 } }
    @media print { :root { --bc-bg: #eee; } }
    @media (min-width: 40rem) { :root { --bc-bg: #f00; } }
    """
    light, dark, paper = (resolved(tokens_of(sheet, scheme)) for scheme in SCHEMES)
    assert light == {"bg": "#fff", "ink": "#111", "bar": "#fff"}
    assert dark == {"bg": "#000", "ink": "#111", "bar": "#000"}
    assert paper == {"bg": "#eee", "ink": "#000", "bar": "#eee"}


def test_tokens_that_stand_for_each_other_are_no_colours():
    assert resolved({"a": "var(--bc-b)", "b": "var(--bc-a)", "c": "var(--bc-d)"}) == {}


LOOKS = [
    {"colours": {"accent": "#7a1f3d"}},
    {"colours": {"background": "#fffdf8", "bar": "#18212c"}, "dark": {"surface": "#101010"}},
    {"dark": {"accent": "#ffd7a8"}},
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", theme_names())
def test_what_a_look_writes_comes_to_its_colours_in_each_scheme(name: str, look: dict[str, Any]):
    """A browser reads one sheet after the other: what is for the light must not reach the dark."""
    theme, own = tool_theme(name), Look.model_validate(look)
    css = theme.colours_css() + theme.course_css(own)
    for scheme, palette in with_look(theme.palettes, own).items():
        assert resolved(tokens_of(css, scheme)) == resolved(palette)
