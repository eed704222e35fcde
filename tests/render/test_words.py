"""The player's own words on a page: in the course's language, with its plurals and numbers."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement

from builder.render.words import english_words, words_for
from tests.helpers import ROOT, Files, every_block, launch_page, mini, xpath

PLURALS = json.loads((ROOT / "tests/player/plurals.json").read_text(encoding="utf-8"))
"""What is said with which numbers; the player is held against the same table."""


@pytest.mark.parametrize("row", PLURALS, ids=lambda row: f"{row['language']} {row['key']}")
def test_plurals_and_numbers(row: dict[str, Any]):
    words = words_for(row["language"])
    assert words.entries[row["key"]] == row["entry"]
    for values, text in row["says"]:
        assert words.say(row["key"], **values) == text


def test_a_value_is_filled_in_as_it_is():
    said = words_for("en").say("question.matched", say="{to}", to="\\1")
    assert said == "“{to}” goes with “\\1”."


@pytest.mark.parametrize(
    ("course", "words"),
    [("en-CA", "en-CA"), ("fr-CA", "fr-CA"), ("fi", "en"), ("zh-TW", "zh"), ("zh-CN", "zh-CN")],
)
def test_whose_words_a_course_gets(course: str, words: str):
    assert words_for(course).language == words


# ---- on a page ---------------------------------------------------------------------------------


def page_in(language: str, files: Files | None = None) -> HtmlElement:
    made = dict(files or mini(language=language))
    made["course.yaml"] = str(made["course.yaml"]).replace(
        'language: "en"', f'language: "{language}"'
    )
    return lxml.html.document_fromstring(launch_page(made, "web"))


def words_on(page: HtmlElement) -> dict[str, Any]:
    [script] = xpath(page, "//script[@id='bc-words']")
    words: dict[str, Any] = json.loads(script.text or "")
    return words


def test_a_page_in_french():
    page = page_in("fr-CA")
    assert (page.get("lang"), page.get("dir")) == ("fr-CA", "ltr")
    [skip] = xpath(page, "//a[@data-bc-skip]")
    assert (skip.text, skip.get("lang")) == ("Aller au contenu", None)
    [script] = xpath(page, "//script[@id='bc-words']")
    assert script.get("lang") is None
    assert words_on(page)["player.next"] == "Suivant"


def test_a_page_in_arabic():
    page = page_in("ar")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    [button] = xpath(page, "//button[@data-bc-next]")
    assert button.text == "التالي"
    assert xpath(page, "//body//*[@lang and @lang != 'ar'][not(self::textarea)]") == []


def test_a_page_in_a_language_that_the_player_does_not_speak():
    """Its words are English, and say so; what stands between them is the course's."""
    page = page_in("fa")
    assert (page.get("lang"), page.get("dir")) == ("fa", "rtl")
    places = (
        "a[@data-bc-skip]",
        "nav[@data-bc-menu]",
        "nav[@data-bc-steps]",
        "dialog",
        "script[@id='bc-words']",
    )
    for place in places:
        [element] = xpath(page, f"//{place}")
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr"), place
    [title] = xpath(page, "//nav[@data-bc-menu]//*[@class='menu__name']")
    assert nearest_lang(title) == "fa"
    [heading] = xpath(page, "//h1")
    assert nearest_lang(heading) == "fa"


def test_english_words_in_blocks_say_that_they_are():
    """Where a course's language is not spoken: texts and buttons, in whatever block."""
    authors = {"Questions", "Right"}
    known = {text for text in english_words().values() if isinstance(text, str)} - authors
    page = page_in("fa", every_block())
    [body] = xpath(page, "//body")
    said = [
        one for one in body.iter("p", "span", "button", "summary", "legend", "label", "h4", "h5")
    ]
    found = {
        one.text.strip(): nearest_lang(one) for one in said if (one.text or "").strip() in known
    }
    assert len(found) > 40
    assert [text for text, lang in found.items() if lang != "en"] == []


def nearest_lang(element: HtmlElement) -> str | None:
    here: HtmlElement | None = element
    while here is not None:
        if lang := here.get("lang"):
            return str(lang)
        here = here.getparent()
    return None


def test_a_course_in_english_says_nothing_twice():
    page = page_in("en")
    assert xpath(page, "//body//*[@lang][not(self::textarea)]") == []


def test_the_player_gets_the_words_that_it_may_need_and_no_others():
    kinds = {key.split(".")[0] for key in words_on(page_in("fr"))}
    assert "player" in kinds
    assert "question" not in kinds
    every = {key.split(".")[0] for key in words_on(page_in("fr", every_block()))}
    assert (
        {"question", "rate", "scenario"} <= every <= {key.split(".")[0] for key in english_words()}
    )


def test_a_file_to_download_has_its_size_in_words():
    words = words_for("fr")
    size = words.say("download.megabytes", n=1.2)
    assert words.say("download.facts", kind="PDF", size=size) == "PDF, 1,2\u00a0Mo"
