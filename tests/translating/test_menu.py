"""One package with a menu of languages: what is in it, and that what is tracked hangs on none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner
from lxml.html import HtmlElement

from builder.build import build
from builder.cli import main
from builder.diagnostics import Report
from builder.files import disk_file, read_all
from builder.packing import launch_page, package_files
from builder.plan.model import Plan
from builder.plan.spoken import words_apart
from builder.preparing import Outcome, editions_of
from builder.preview.workshop import Workshop
from builder.release.read import read_zip
from builder.targets import TARGETS
from tests.helpers import (
    Files,
    as_yaml,
    course_file,
    every_block,
    mini,
    module_file,
    page,
    prepared,
    tree_of,
    write_course,
)
from tests.translating.made import with_po

MENU = {"languages": ["fr", "ar-XB"], "as": "menu"}
FRENCH = {"A small course": "Un petit cours", "One": "Un", "First": "Premier", "Hello.": "Bonjour."}


def with_menu(files: Files, said: Mapping[str, str]) -> Files:
    """A course with a menu of French and of a language by rule."""
    facts = f"{files['course.yaml']!s}\n{as_yaml({'translations': MENU})}"
    return with_po({**files, "course.yaml": facts}, "fr", said)


def small() -> Files:
    return with_menu(mini(), FRENCH)


def asking(*answers: str) -> Files:
    """A course with a word to write."""
    block = {"question": "word", "kind": "fill-in", "ask": "What?", "answer": list(answers)}
    return {"course.yaml": course_file(), "modules/one.yaml": module_file("one", page("a", block))}


def built(folder: Path, files: Files, *languages: str) -> Outcome:
    source = write_course(files, folder / "course")
    return build(source, folder / "dist", ["scorm12", "web"], languages=languages)


def document_of(files: Files, target: str = "web") -> HtmlElement:
    tree = tree_of(files)
    made = editions_of(prepared(files), tree, Report(), [], [])[0]
    return lxml.html.document_fromstring(read_all(launch_page(made, tree, TARGETS[target])))


def templates(document: HtmlElement) -> dict[str, HtmlElement]:
    return {one.get("data-bc-language"): one for one in document.iter("template")}


def test_there_is_one_package_and_it_is_that_of_the_course(tmp_path: Path):
    outcome = built(tmp_path, small())
    names = [one.path.name for one in outcome.built]
    assert names == ["mini-1.0-scorm12.zip", "mini-1.0-web"]
    plan = read_zip(disk_file(outcome.built[0].path)).plan
    assert plan.course.title == "A small course" and plan == prepared(mini()).plan


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_language_that_is_asked_for_comes_alone(tmp_path: Path, language: str):
    outcome = built(tmp_path, small(), language)
    assert [one.language for one in outcome.built] == [language, language]
    assert "<template" not in (outcome.built[1].path / "index.html").read_text("utf-8")


def test_each_further_language_waits_in_a_template():
    waiting = templates(document_of(small()))
    assert {code: (one.get("lang"), one.get("dir")) for code, one in waiting.items()} == {
        "fr": ("fr", "ltr"), "ar-XB": ("ar-XB", "rtl"),
    }  # fmt: skip
    french = waiting["fr"]
    assert french.xpath(".//h1")[0].text_content() == "Un petit cours"
    assert french.xpath(".//*[@id='bc-words']")[0].text.count("Suivant") == 1
    assert french.xpath(".//main//p[text()='Bonjour.']")
    assert not french.xpath(".//script[not(@type='application/json')] | .//style | .//template")
    assert not french.xpath(".//meta | .//title")


def test_a_template_holds_all_that_the_body_shows():
    document = document_of(small())
    body = [one for one in document.body if one.tag not in ("script", "template")]
    shape = [(one.tag, one.get("class")) for one in body]
    for waiting in templates(document).values():
        inside = [one for one in waiting if one.tag not in ("script", "template")]
        assert [(one.tag, one.get("class")) for one in inside] == shape


def test_without_scripts_the_page_is_in_the_course_s_own_language():
    document = document_of(small())
    for waiting in list(document.iter("template")):
        waiting.drop_tree()
    assert document.get("lang") == "en"
    assert "Bonjour" not in document.text_content()
    assert document.xpath("//*[@data-bc-languages and @hidden]")


def test_each_language_stands_in_the_menu_under_its_own_name():
    document = document_of(small())
    for root, current in (
        (document, "en"), (templates(document)["fr"], "fr"), (templates(document)["ar-XB"], "ar-XB")
    ):  # fmt: skip
        menu = root.xpath(".//ul[@data-bc-languages-list]")[0]
        found = [(one.get("lang"), one.text_content()) for one in menu.iter("button")]
        assert found == [("en", "English"), ("fr", "Français"), ("ar-XB", "العربية")]
        assert menu.xpath(".//button[@aria-current='true']/@lang") == [current]


def test_a_course_without_a_menu_has_nothing_of_it():
    html = read_all(launch_page(prepared(mini()), tree_of(mini()), TARGETS["web"])).decode()
    found = ("data-bc-language", ".languages__", "build-course:language:", "<template")
    assert [one for one in found if one in html] == []


def test_media_of_all_languages_are_in_the_package():
    files = every_block()
    files = with_menu({**files, "media/dot.fr.png": files["media/dot.png"]}, {})
    tree = tree_of(files)
    made = editions_of(prepared(files), tree, Report(), [], [])[0]
    names = package_files(made, tree, TARGETS["scorm12"]).keys()
    assert {"media/dot.png", "media/dot.fr.png"} <= names


# ---- what is tracked ---------------------------------------------------------------------------


def rows(plan: Plan) -> list[tuple[str, ...]]:
    return [row.correct for item in plan.items for row in item.interactions]


def test_what_is_right_in_one_language_is_right_in_all():
    files = with_menu(asking("zeal", "ardour"), {"zeal": "zèle\nferveur", "ardour": "ferveur"})
    done = prepared(files)
    assert rows(done.plan)[0][:3] == ("zeal", "zèle", "ferveur")
    length = prepared(asking("zeal", "ardour")).plan.items[0].fields["text"].limit
    assert done.plan.items[0].fields["text"].limit == length


def test_there_is_room_for_the_longest_answer_of_any_language():
    long = "un zèle qui ne se dément jamais, ni le jour ni la nuit"
    done = prepared(with_menu(asking("zeal"), {"zeal": long}))
    assert done.plan.items[0].fields["text"].limit >= len(long)
    assert done.plan.items[0].fields["text"].limit > 40


def test_packages_of_one_language_take_its_answers_only():
    files = with_po(asking("zeal"), "fr", {"zeal": "zèle"})
    assert rows(prepared(files).plan) == [("zeal",)]


def test_the_plan_s_words_are_all_that_a_language_adds():
    said = {"Every block": "Tous les blocs", "First": "Premier", "word": "mot"}
    files = with_menu(every_block(), said)
    made = editions_of(prepared(files), tree_of(files), Report(), [], [])[0]
    apart = words_apart(made.plan, made.further[0].plan)
    assert apart["course"] == {"title": "Tous les blocs", "language": "fr"}
    assert set(apart) == {"course", "items"}
    assert {key for item in apart["items"].values() for key in item} == {"interactions"}
    written = templates(document_of(files))["fr"].xpath(".//*[@id='bc-plan']")[0].text
    assert json.loads(written) == apart


def test_words_apart_are_put_over_lists_by_their_places():
    course = prepared(small()).plan
    pages = (replace(course.pages[0], title="Premier"), *course.pages[1:])
    other = replace(course, pages=pages)
    assert words_apart(course, other) == {"pages": {"0": {"title": "Premier"}}}
    assert words_apart(course, course) == {}


def test_a_listed_language_without_its_file_stops_the_build(tmp_path: Path):
    outcome = built(tmp_path, {**mini(translations=MENU)})
    assert [one.code for one in outcome.report if one.code == "BC551"] == ["BC551"]
    assert outcome.built == []


# ---- the preview -------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "menu"), [("", True), ("fr", False)])
def test_the_preview_has_the_menu(tmp_path: Path, language: str, menu: bool):
    workshop = Workshop(write_course(small(), tmp_path), language=language)
    workshop.make()
    shown = workshop.shown("scorm12")
    assert shown is not None
    html = read_all(shown.files["index.html"]).decode()
    assert ("<template" in html) == menu


def test_the_build_says_which_languages_learners_may_choose(tmp_path: Path):
    source = write_course(small(), tmp_path / "course")
    arguments = ["build", str(source), "--out", str(tmp_path / "dist"), "--target", "web"]
    result = CliRunner().invoke(main, arguments)
    assert "  languages English, Français, العربية: learners choose\n" in result.stdout
    said = CliRunner().invoke(main, [*arguments, "--json"])
    assert [one["further_languages"] for one in json.loads(said.stdout)["packages"]] == [
        ["fr", "ar-XB"]
    ]
