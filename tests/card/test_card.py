"""The set-up card: what it says is true of the packages beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from builder.build import build
from builder.card.rows import interactions, objectives
from builder.files import disk_file
from builder.inspect.inspection import inspect_zip
from builder.markdown import plain
from builder.preparing import Outcome
from tests.helpers import (
    Files,
    course_file,
    every_block,
    mini,
    module_file,
    page,
    prepared,
    question,
    with_iri,
    write_course,
    xpath,
)
from tests.targets.test_xapi import HOSTILE

SPEAKING = ["scorm12", "scorm2004", "cmi5", "xapi"]


def built(files: Files, folder: Path, *targets: str) -> Outcome:
    return build(write_course(files, folder / "course"), folder / "out", targets)


def card_of(files: Files, folder: Path, *targets: str) -> str:
    outcome = built(files, folder, *targets)
    assert outcome.card is not None, list(outcome.report)
    return outcome.card.read_text(encoding="utf-8")


def words_of(html: str) -> str:
    """The text of the page, with single blanks."""
    root = etree.fromstring(html, etree.HTMLParser())
    return re.sub(r"\s+", " ", " ".join(xpath(root, "//body//text()")))


def scored() -> Files:
    return {
        **mini(completion={"when": "all-required", "pass-mark": 60}),
        "modules/one.yaml": module_file("one", page("first", question("q"))),
    }


# ---- where it is -----------------------------------------------------------------------------


def test_it_lies_beside_the_packages(tmp_path: Path):
    outcome = built(mini(), tmp_path, "scorm12")
    assert outcome.card == tmp_path / "out/mini-1.0-lms.html"


def test_a_web_page_needs_none(tmp_path: Path):
    outcome = built(mini(), tmp_path, "web")
    assert outcome.card is None
    assert not list((tmp_path / "out").glob("*-lms.html"))


def test_a_course_with_errors_leaves_the_old_one(tmp_path: Path):
    before = card_of(mini(), tmp_path, "scorm12")
    outcome = built({**mini(), "modules/one.yaml": "module: ["}, tmp_path, "scorm12")
    assert outcome.card is None
    assert (tmp_path / "out/mini-1.0-lms.html").read_text(encoding="utf-8") == before


# ---- what it says of the packages ------------------------------------------------------------


def test_each_package_with_name_size_and_fingerprint(tmp_path: Path):
    outcome = built(with_iri(every_block()), tmp_path, *SPEAKING)
    assert outcome.card is not None
    words = words_of(outcome.card.read_text(encoding="utf-8"))
    for package in outcome.built:
        data = package.path.read_bytes()
        assert package.path.name in words
        assert f"({len(data):,} bytes), {package.files} files" in words
        assert inspect_zip(disk_file(package.path)).fingerprint in words
        for line in package.advice.reports:
            assert line in words


@pytest.mark.parametrize("target", SPEAKING)
def test_only_what_was_built_is_spoken_of(target: str, tmp_path: Path):
    html = card_of(with_iri(scored()), tmp_path, target)
    assert set(re.findall(r"mini-1\.0-(\w+)\.zip", html)) == {target}
    guides = set(re.findall(r'id="moodle-(\w+)"', html))
    assert guides == {target}
    assert ('id="open-edx"' in html) == target.startswith("scorm")


def test_settings_for_a_scored_course(tmp_path: Path):
    words = words_of(card_of(scored(), tmp_path, "scorm12"))
    assert "Require status tick both Passed and Completed" in words
    assert "Grading method Highest grade Maximum grade 100" in words
    assert "and at least 60 % of the points" in words


def test_settings_for_a_course_without_a_score(tmp_path: Path):
    words = words_of(card_of(mini(), tmp_path, "scorm12"))
    assert "Grading method Learning objects" in words
    assert "Highest grade" not in words
    assert "This course reports no answers." in words


def test_scorm_2004_is_completed(tmp_path: Path):
    words = words_of(card_of(scored(), tmp_path, "scorm2004"))
    assert "Require status Completed" in words
    assert "Track details" in words


def test_tin_can_and_cmi5(tmp_path: Path):
    words = words_of(card_of(with_iri(scored()), tmp_path, "xapi", "cmi5"))
    assert "Activity ID https://courses.example.org/mini Completion verb completed" in words
    assert "The course moveOn CompletedAndPassed, masteryScore 0.6" in words
    assert "limited rights" in words


def test_how_it_is_done(tmp_path: Path):
    pages = {"completion": {"when": {"pages": "80%"}}}
    assert "Done when 80% of the pages were opened" in words_of(
        card_of(mini(**pages), tmp_path / "a", "scorm12")
    )
    modules = {"completion": {"when": {"modules": ["one"]}}}
    assert "Done when all that is required in One is done" in words_of(
        card_of(mini(**modules), tmp_path / "b", "scorm12")
    )


def test_other_sites_are_named(tmp_path: Path):
    assert "pages offer to load from example.org" in words_of(
        card_of(every_block(), tmp_path / "a", "scorm12")
    )
    assert "No page loads anything from anywhere else" in words_of(
        card_of(mini(), tmp_path / "b", "scorm12")
    )


# ---- ids -------------------------------------------------------------------------------------


def test_every_line_of_the_report_and_nothing_private(tmp_path: Path):
    plan = prepared(every_block()).plan
    rows = {row.id: row for section in interactions(plan) for row in section.rows}
    public = [item for item in plan.items if not item.private]
    wanted = {
        f"{item.id}.{one.key}".rstrip("."): plain(one.ask)
        for item in public
        for one in item.interactions
    }
    assert {name: row.text for name, row in rows.items()} == wanted
    private = [one.ask for item in plan.items if item.private for one in item.interactions]
    words = words_of(card_of(every_block(), tmp_path, "scorm12"))
    assert all(f" {name} " in words for name in wanted)
    assert not any(plain(ask) in words for ask in private if plain(ask) not in wanted.values())


def test_results_and_pools():
    plan = prepared(every_block()).plan
    assert {row.text for row in objectives(plan)} >= {"Care", "Quiet"}
    rows = [row for section in interactions(plan) for row in section.rows]
    assert {row.id for row in rows if row.drawn} == {
        item.id for item in plan.items if item.pool is not None
    }


def test_answers_stand_there_where_reports_have_ids(tmp_path: Path):
    assert "It is not so." not in words_of(card_of(scored(), tmp_path / "a", "scorm12"))
    assert "no It is not so." in words_of(card_of(scored(), tmp_path / "b", "scorm2004"))


# ---- the page --------------------------------------------------------------------------------


def test_it_is_whole_without_scripts_and_other_files(tmp_path: Path):
    html = card_of(with_iri(every_block()), tmp_path, *SPEAKING)
    root = etree.fromstring(html, etree.HTMLParser())
    assert not xpath(root, "//script")
    assert all(str(one).startswith(("#", "data:")) for one in xpath(root, "//@href | //@src"))
    assert "url(" not in html
    ids = xpath(root, "//@id")
    assert len(set(ids)) == len(ids)
    assert {str(one)[1:] for one in xpath(root, "//@href") if str(one)[0] == "#"} <= set(ids)


def test_whatever_an_author_writes_stays_text(tmp_path: Path):
    html = card_of(with_iri(mini(**HOSTILE)), tmp_path, *SPEAKING)
    root = etree.fromstring(html, etree.HTMLParser())
    assert plain(HOSTILE["title"]) in " ".join(xpath(root, "//h1//text()"))
    assert not xpath(root, "//script | //img")


def test_a_course_that_is_written_from_right_to_left(tmp_path: Path):
    files = {**mini(), "course.yaml": course_file(language="ar", title="دورة")}
    html = card_of(files, tmp_path, "scorm12")
    assert '<html lang="en">' in html
    assert '<span lang="ar" dir="rtl">دورة</span>' in html


def test_the_same_bytes_each_time(tmp_path: Path):
    first = card_of(with_iri(every_block()), tmp_path / "a", *SPEAKING)
    assert first == card_of(with_iri(every_block()), tmp_path / "b", *SPEAKING)
