"""Languages by their tags: direction, name, and which one serves for which."""

from __future__ import annotations

import pytest

from builder.languages import (
    NAMES,
    best_match,
    direction,
    own_name,
    player_languages,
    primary,
    script,
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("fa-AF", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("az-arab-IR", "rtl"),
        ("ar-Latn", "ltr"),
        ("ur-Latn-PK", "ltr"),
        ("sr-Cyrl", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("ar-XB", "rtl"),
        ("xx", "ltr"),
    ],
)
def test_the_direction_of(tag: str, expected: str):
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("fr-ca", "fr"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hans-CN", "zh"),
        ("zh-TW", "zh"),
        ("fro", None),
        ("fi", None),
    ],
)
def test_what_serves_for(tag: str, expected: str | None):
    assert best_match(tag, ["en", "fr", "pt-BR", "pt-AO", "zh", "zh-Hant"]) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh", "Hans"),
        ("zh-SG", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hant", "Hant"),
        ("zh-Hans-HK", "Hans"),
        ("sr-latn-RS", "Latn"),
        ("en-GB", None),
    ],
)
def test_the_script_of(tag: str, expected: str | None):
    assert script(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "Français"),
        ("fr-CA", "Français"),
        ("ar", "العربية"),
        ("pt-BR", "Português (Brasil)"),
        ("zh", "中文"),
        ("zh-HK", "繁體中文"),
        ("az-Arab", "az-Arab"),
        ("xx-YY", "xx-YY"),
    ],
)
def test_what_a_language_calls_itself(tag: str, expected: str):
    assert own_name(tag) == expected


def test_every_language_of_the_player_has_a_name():
    assert {primary(tag) for tag in player_languages()} <= NAMES.keys()


def test_the_player_speaks_at_least_twelve_languages():
    spoken = ["en", "fr", "de", "es", "pt", "it", "nl", "pl", "ar", "he", "ja", "zh"]
    assert set(spoken) <= set(player_languages())
    assert player_languages()[0] == "en"
