"""The sample course in French: one module is translated, and every text says its language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from builder.diagnostics import Diagnostic
from builder.files import read_all, read_folder
from builder.markdown import plain
from builder.packing import launch_page
from builder.preparing import Prepared, in_language, prepare
from builder.targets import TARGETS
from builder.translating.applying import Translated, translated
from builder.translating.catalog import translations_in
from tests.helpers import SAMPLE
from tests.translating.test_applying import structure_of

OWN = "en-CA"


@cache
def sample() -> tuple[Prepared, Prepared, list[Diagnostic], Translated]:
    """The course, the same in French, what was found of that, and what became of each text."""
    tree = read_folder(SAMPLE)
    course, _ = prepare(tree)
    assert course is not None
    french, found = in_language(course, tree, "fr")
    catalog, _ = translations_in(tree, "fr")
    assert french is not None and catalog is not None
    return course, french, found, translated(course.course, catalog, tree)


@cache
def document() -> HtmlElement:
    _, french, _, _ = sample()
    page = launch_page(french, read_folder(SAMPLE), TARGETS["scorm12"])
    return html.fromstring(read_all(page).decode())


def words_by_language() -> dict[str, str]:
    """All that is shown, by the language that the elements around it say."""
    found: dict[str, list[str]] = {}
    for language, words in spoken(document(), ""):
        found.setdefault(language, []).append(words)
    return {language: " ".join(" ".join(parts).split()) for language, parts in found.items()}


def spoken(element: Any, language: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return
    own = element.get("lang", language)
    yield own, element.text or ""
    for child in element:
        yield from spoken(child, own)
        yield own, child.tail or ""


def test_only_whole_modules_are_translated_and_the_rest_is_counted():
    _, _, found, done = sample()
    left = [one for one in done.texts if one.target is None]
    assert not any(one.spot.holder.split(".")[0] in ("trust", "course:") for one in left)
    assert [one.code for one in found] == ["BC554"]
    assert f"fr: {done.missing} of {done.number} texts" in found[0].message
    assert 0 < done.missing < done.number


def test_the_page_is_french_and_what_is_not_says_so():
    page = document()
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    languages = {element.get("lang") for element in page.iter() if element.get("lang")}
    assert languages == {"fr", OWN, "en", "da"}  # titles of books in the French texts
    for element in page.iter():
        if element.get("lang") == OWN:
            assert element.get("dir") == "ltr"


@pytest.mark.parametrize("is_translated", [True, False])
def test_each_text_stands_in_its_language(is_translated: bool):
    shown = words_by_language()
    _, _, _, done = sample()
    looked_at = 0
    for one in done.texts:
        words = plain(one.target or one.source)
        simple = not one.spot.is_markdown and words == (one.target or one.source)
        quotes = set("\"'") & set(words)  # English sets them as typography has them
        if (one.target is not None) is is_translated and simple and not quotes:
            here, there = ("fr", OWN) if is_translated else (OWN, "fr")
            if words in shown[here] or words in shown[there]:
                looked_at += 1
                assert words in shown[here], one.spot.context
    assert looked_at > 100


def test_a_picture_says_the_language_of_its_alt():
    _, _, _, done = sample()
    own = {plain(one.source) for one in done.texts if one.target is None}
    pictures = [element for element in document().iter("img") if element.get("alt")]
    assert pictures
    for element in pictures:
        assert element.get("lang") == (OWN if element.get("alt") in own else None)


def test_transcripts_are_french_where_there_is_one():
    shown = words_by_language()
    assert "Priya a eu une semaine difficile." in shown["fr"]
    assert "Priya has had a hard week." not in shown[OWN]


def test_what_is_tracked_is_the_same():
    course, french, _, _ = sample()
    assert structure_of(french.plan) == structure_of(course.plan)
    assert french.lock_text == course.lock_text and french.budget == course.budget
    said = json.loads(french.plan.to_json())
    assert said["course"]["title"] == "Relations de haute qualité"
