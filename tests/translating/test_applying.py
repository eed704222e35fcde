"""A course in another language: other words, the same structure, and every text in its language."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.build import build
from builder.checking import check
from builder.files import disk_file, read_all
from builder.foreign import Foreign
from builder.packing import launch_page
from builder.plan.model import Plan
from builder.preparing import Outcome, Prepared, in_language
from builder.release.read import read_zip
from builder.targets import TARGETS
from builder.translating.applying import translated
from builder.translating.catalog import Translations
from tests.helpers import (
    Files,
    every_block,
    mini,
    module_file,
    page,
    prepared,
    question,
    text,
    tree_of,
    with_iri,
    write_course,
)
from tests.translating.made import typed, with_po

FRENCH = {"A small course": "Un petit cours", "One": "Un", "First": "Premier", "Hello.": "Bonjour."}
WORDS = {
    "label",
    "title",
    "description",
    "ask",
    "text",
    "correct",
    "language",
    "prompts",
    "groups",
    "say",
}
"""What of a plan is words; everything else is structure."""


def in_french(files: Files, language: str = "fr") -> Prepared:
    made = prepared(files)
    done, _ = in_language(made, tree_of(files), language)
    assert done is not None
    return done


def page_of(files: Files, language: str = "fr") -> str:
    done = in_french(files, language)
    return read_all(launch_page(done, tree_of(files), TARGETS["web"])).decode()


def structure(value: Any) -> Any:
    """A plan as data without its words."""
    if isinstance(value, dict):
        return {key: structure(one) for key, one in value.items() if key not in WORDS}
    return [structure(one) for one in value] if isinstance(value, list) else value


def structure_of(plan: Plan) -> Any:
    return structure(json.loads(plan.to_json()))


def test_a_translated_course_says_other_words():
    html = page_of(with_po(mini(), "fr", FRENCH))
    assert '<html lang="fr" dir="ltr"' in html
    assert "<p>Bonjour.</p>" in html and "Hello." not in html
    assert '<h1 class="bar__title">Un petit cours</h1>' in html
    assert 'class="foreign"' not in html


def test_what_is_not_translated_says_its_language():
    some = {key: value for key, value in FRENCH.items() if key != "Hello."}
    html = page_of(with_po(mini(), "fr", some))
    assert '<div class="foreign" lang="en" dir="ltr"><p>Hello.</p>' in html


def test_a_fallback_in_a_page_from_right_to_left_runs_its_own_way():
    html = page_of(with_po(mini(), "ar", {"Hello.": "مرحبا."}), "ar")
    assert '<html lang="ar" dir="rtl"' in html
    assert '<h1 class="bar__title"><span lang="en" dir="ltr">A small course</span></h1>' in html
    assert "<p>مرحبا.</p>" in html


def test_a_picture_and_a_title_in_another_language_say_so():
    files = every_block()
    html = page_of(with_po(files, "fr", {"Map": "Carte"}))
    assert 'alt="A dot" lang="en" dir="ltr"' in html
    assert 'aria-label="Film" lang="en" dir="ltr"' in html
    assert '<title lang="en" dir="ltr">Every block</title>' in html
    assert re.search(r'<option value="x" lang="en" dir="ltr">Here</option>', html)
    assert 'alt="Carte"' in html


def test_a_transcript_without_translation_says_its_language():
    html = page_of(with_po(every_block(), "fr", FRENCH))
    assert re.search(r'<div class="foreign" lang="en" dir="ltr"><p>Someone says', html)


def test_quotes_of_a_fallback_are_set_as_its_own_language_sets_them():
    files = {**mini(), "modules/one.yaml": module_file("one", page("first", text('"Hi"')))}
    assert "<p>“Hi”</p>" in page_of(with_po(files, "fr", {"One": "Un"}))
    assert '<p>"Salut"</p>' in page_of(with_po(files, "fr", {'"Hi"': '"Salut"'}))


@pytest.mark.parametrize("language", ["en-XA", "ar-XB", "fr"])
def test_what_is_tracked_stays_the_same_but_for_words(language: str):
    files = with_po(with_iri(every_block()), "fr", {"First": "Premier", "word": "mot"})
    source = prepared(files)
    done = in_french(files, language)
    assert structure_of(done.plan) == structure_of(source.plan)
    assert done.lock_text == source.lock_text
    assert done.plan.course.language == language
    assert done.budget == source.budget


def test_fuzzy_and_empty_translations_do_not_count():
    po = (
        '#, fuzzy\nmsgctxt "one.first/text"\nmsgid "Hello."\nmsgstr "Salut."\n\n'
        'msgctxt "one/title"\nmsgid "One"\nmsgstr ""\n'
    )
    html = page_of({**mini(), "locales/fr.po": po})
    assert "Salut" not in html and 'lang="en" dir="ltr">One</span>' in html


def test_an_answer_may_have_more_words_in_another_language():
    files = {
        **mini(),
        "modules/one.yaml": module_file(
            "one",
            page(
                "first", {"question": "word", "kind": "fill-in", "ask": "What?", "answer": ["zeal"]}
            ),
        ),
    }
    done = in_french(with_po(files, "fr", {"zeal": "zèle\nferveur"}))
    assert done.plan.items[0].interactions[0].correct == ("zèle", "ferveur")


def test_a_foreign_text_is_a_text():
    one = Foreign("Hello", "en")
    assert one == "Hello" and one.language == "en" and json.dumps([one]) == '["Hello"]'


# ---- media -------------------------------------------------------------------------------------


def test_media_of_a_language_are_taken_where_they_are():
    files = {
        **every_block(),
        "media/dot.fr.png": every_block()["media/dot.png"],
        "media/film.fr.md": "Quelqu'un dit *bonjour*.",
        "media/film.fr.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n",
        "locales/fr.po": "",
    }
    html = page_of(files)
    assert 'src="media/dot.fr.png"' in html and 'src="media/dot.png"' not in html
    assert "dit <em>bonjour</em>" in html and "Someone says" not in html
    tracks = re.findall(r'<track kind="captions" srclang="(\w+)"[^>]*?( default)?>', html)
    assert tracks == [("fr", " default"), ("en", "")]
    assert "media/dot.fr.png" not in page_of({**files, "locales/de.po": ""}, "de")


def test_media_of_a_language_are_no_waste():
    used = {"translations": {"languages": ["fr"]}}
    files = {
        **mini(**used),
        "modules/one.yaml": module_file("one", page("first", {"image": "media/a.svg", "alt": "A"})),
        "media/a.svg": "<svg/>",
        "media/a.fr.svg": "<svg/>",
        "media/b.fr.svg": "<svg/>",
        "locales/fr.po": "",
    }
    unused = [one.place.file for one in check(tree_of(files), []).report if one.code == "BC409"]
    assert unused == ["media/b.fr.svg"]


# ---- builds ------------------------------------------------------------------------------------


def built(folder: Path, files: Files, languages: tuple[str, ...] = ()) -> Outcome:
    source = write_course(files, folder / "course")
    return build(source, folder / "dist", ["scorm12", "web"], languages=languages)


def test_a_package_for_each_language_and_target(tmp_path: Path):
    files = with_po(mini(translations={"languages": ["fr"]}), "fr", FRENCH)
    outcome = built(tmp_path, files)
    assert [one.path.name for one in outcome.built] == [
        "mini-1.0-scorm12.zip", "mini-1.0-web", "mini-1.0-fr-scorm12.zip", "mini-1.0-fr-web",
    ]  # fmt: skip
    assert list(outcome.report) == [] or {one.code for one in outcome.report} == {"BC310"}
    card = (tmp_path / "dist" / "mini-1.0-lms.html").read_text("utf-8")
    assert "mini-1.0-scorm12.zip" in card and "mini-1.0-fr-scorm12.zip" in card


def test_one_language_whatever_is_listed(tmp_path: Path):
    outcome = built(tmp_path, with_po(mini(), "fr", FRENCH), ("fr",))
    assert [one.path.name for one in outcome.built] == [
        "mini-1.0-fr-scorm12.zip",
        "mini-1.0-fr-web",
    ]


def test_the_manifest_speaks_the_language_and_keeps_its_identifiers(tmp_path: Path):
    outcome = built(tmp_path, with_po(mini(translations={"languages": ["fr"]}), "fr", FRENCH))
    plans = [read_zip(disk_file(one.path)) for one in outcome.built if one.target == "scorm12"]
    assert [one.plan.course.title for one in plans] == ["A small course", "Un petit cours"]

    manifests = [
        zipfile.ZipFile(one.path).read("imsmanifest.xml").decode()
        for one in outcome.built
        if one.target == "scorm12"
    ]
    assert "<title>Un petit cours</title>" in manifests[1] and 'xml:lang="fr"' in manifests[1]
    identifiers = [re.findall(r'(?:identifier|default)="([^"]+)"', one) for one in manifests]
    assert identifiers[0] == identifiers[1]


def test_untranslated_texts_are_counted_in_one_warning(tmp_path: Path):
    files = with_po(mini(translations={"languages": ["fr"]}), "fr", {"One": "Un"})
    found = [one for one in built(tmp_path, files).report if one.code == "BC554"]
    assert [one.message for one in found] == [
        "fr: 3 of 4 texts are not translated yet; learners see them in English."
    ]
    assert found[0].place.file == "locales/fr.po"


@pytest.mark.parametrize(
    ("po", "code"), [(None, "BC551"), ("msgid", "BC552"), (b"\xff\xfe\x00", "BC101")]
)
def test_nothing_is_built_without_translations_that_can_be_read(
    tmp_path: Path, po: str | bytes | None, code: str
):
    files = mini(translations={"languages": ["fr"]})
    outcome = built(tmp_path, files if po is None else {**files, "locales/fr.po": po})
    assert [one.code for one in outcome.report] == [code]
    assert outcome.built == [] and not (tmp_path / "dist").exists()


def test_a_file_whose_name_is_written_in_another_way_is_pointed_out(tmp_path: Path):
    files = {**mini(translations={"languages": ["fr-CA"]}), "locales/fr_CA.po": ""}
    [found] = built(tmp_path, files).report
    assert found.code == "BC551" and "Call locales/fr_CA.po locales/fr-CA.po" in str(found.hint)


# ---- what is wrong with translations -----------------------------------------------------------


def found_in(files: Files) -> list[tuple[str, str, int]]:
    """Codes, files and lines of what `check` finds in a language; words of the player are apart."""
    report = check(tree_of(files), [], hints=False).report
    return [
        (one.code, one.place.file, one.place.span.line if one.place.span else 0)
        for one in report
        if one.code not in ("BC310", "BC554")
    ]


def two_choices() -> Files:
    files = mini(translations={"languages": ["fr"]})
    feedback = {"right": "Yes.", "wrong": "No."}
    block = question("hue", choices={"a": "Red", "b": "Rose"}, answer="a", feedback=feedback)
    return {**files, "modules/one.yaml": module_file("one", page("first", block))}


def test_what_the_reader_would_refuse_stands_at_the_line_of_the_translation():
    files = with_po(two_choices(), "fr", {"Red": "Rouge", "Rose": "Rouge"})
    lines = bytes(files["locales/fr.po"]).decode().split("\n")  # type: ignore[arg-type]
    second = [number for number, line in enumerate(lines, 1) if line == 'msgstr "Rouge"'][1]
    assert found_in(files) == [("BC241", "locales/fr.po", second)]


def test_a_link_that_leads_nowhere_stands_at_the_line_of_the_translation():
    files = {
        **mini(translations={"languages": ["fr"]}),
        "modules/one.yaml": module_file("one", page("first", text("Go [on](#one.first)."))),
    }
    files = with_po(files, "fr", {"Go [on](#one.first).": "Allez [là](#un.premier)."})
    assert [code for code, _, _ in found_in(files)] == ["BC307", "BC555"]
    assert {file for _, file, _ in found_in(files)} == {"locales/fr.po"}


def test_what_is_wrong_in_the_course_itself_is_said_once():
    files = {
        **mini(translations={"languages": ["fr"]}),
        "modules/one.yaml": module_file("one", page("first", text("# Too high"))),
    }
    files = with_po(files, "fr", {"# Too high": "# Trop haut"})
    assert [(code, file) for code, file, _ in found_in(files)] == [("BC506", "modules/one.yaml")]


def test_an_answer_that_is_too_long_is_refused():
    block = {"question": "w", "kind": "fill-in", "ask": "What?", "answer": ["zeal"], "length": 20,
             "feedback": {"right": "Yes.", "wrong": "No."}}  # fmt: skip
    files = {
        **mini(translations={"languages": ["fr"]}),
        "modules/one.yaml": module_file("one", page("first", block)),
    }
    files = with_po(files, "fr", {"zeal": "un zèle qui ne se dément jamais"})
    assert [(code, file) for code, file, _ in found_in(files)] == [("BC233", "locales/fr.po")]


def test_words_that_stay_the_same_are_a_translation():
    same = {text: text for text in FRENCH}
    files = with_po(mini(translations={"languages": ["fr"]}), "fr", same)
    assert all(one.code != "BC554" for one in check(tree_of(files), []).report)


def test_a_course_is_left_as_it_is():
    course = typed(mini())
    before = course.model_dump_json(exclude={"files"})
    translated(course, Translations("fr"))
    assert course.model_dump_json(exclude={"files"}) == before
