"""The sheet of access: every criterion is there, and what it says of a course is true of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from builder.access.content import Content
from builder.access.criteria import Row, Verdict, criteria, proofs, row
from builder.access.facts import FACTS, TITLES, facts_of
from builder.build import build
from builder.preparing import survey
from tests.helpers import (
    PNG,
    SAMPLE,
    Files,
    course_file,
    every_block,
    golden,
    mini,
    module_file,
    page,
    text,
    write_course,
    xpath,
)
from tests.targets.test_xapi import HOSTILE

A = """
1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1
2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2
"""
AA = """
1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11
2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3
"""
"""As https://www.w3.org/TR/WCAG22/ has them."""


def rows_of(files: Files, folder: Path) -> dict[str, Row]:
    prepared, outcome = survey(write_course(files, folder), [])
    assert prepared is not None, list(outcome.report)
    facts = dict(facts_of(Content(prepared.course, outcome.tree, outcome.found)))
    return {one.number: row(one, facts) for one in criteria()}


def sheet_of(files: Files, folder: Path) -> str:
    outcome = build(write_course(files, folder / "course"), folder / "out", ["web"])
    assert outcome.access is not None, list(outcome.report)
    return outcome.access.read_text(encoding="utf-8")


def words_of(html: str) -> str:
    root = etree.fromstring(html, etree.HTMLParser())
    return re.sub(r"\s+", " ", " ".join(xpath(root, "//main//text()")))


# ---- the criteria ------------------------------------------------------------------------------


def test_all_criteria_of_both_levels_are_there() -> None:
    assert (len(A.split()), len(AA.split())) == (31, 24)
    levels = {one.number: one.level for one in criteria()}
    assert levels == dict.fromkeys(A.split(), "A") | dict.fromkeys(AA.split(), "AA")
    numbers = [tuple(map(int, number.split("."))) for number in levels]
    assert numbers == sorted(numbers)


def test_what_they_name_is_there() -> None:
    for one in criteria():
        assert set(one.proof) <= set(proofs()), one.number
        assert set(one.facts) <= set(FACTS), one.number
        assert one.proof, one.number
        assert one.guarantee.endswith("."), one.number
        assert bool(one.ask) <= bool(one.facts), one.number
    assert {name for one in criteria() for name in one.proof} == set(proofs())
    assert {*(name for one in criteria() for name in one.facts), "downloads"} == set(FACTS)
    assert set(TITLES) <= set(FACTS)


def test_no_row_claims_more_than_its_content_allows(tmp_path: Path) -> None:
    """Whatever depends on the meaning of a content that is there is left to a person."""
    for one in rows_of(every_block(), tmp_path).values():
        if one.ask:
            assert one.verdict in (Verdict.JUDGE, Verdict.PARTLY), one.criterion.number
        if one.faults:
            assert one.verdict is Verdict.PARTLY, one.criterion.number


# ---- what was found ----------------------------------------------------------------------------


def course_with_faults() -> Files:
    """Known faults, one allowed with its reason, and media of each sort."""
    words = (
        "## One\n\n#### Two\n\nSee [here](https://example.org), and the box on the right.\n\n"
        'Press the red one. <span lang="fr">Bonjour</span>\n'
    )
    blocks: list[dict[str, Any]] = [
        text(words),
        {"image": "media/dot.png", "alt": "A dot on the left"},
        {"image": "media/lines.svg", "decorative": True},
        {
            "video": "media/film.mp4",
            "title": "Film",
            "captions": {"en": "media/film.vtt"},
            "transcript": "media/film.md",
            "poster": "media/dot.png",
        },
        {"embed": "https://example.org/map", "title": "Map", "fallback": "A map."},
    ]
    return {
        **mini(),
        "modules/one.yaml": module_file("one", page("first", *blocks)).rstrip()
        + " # build-course: allow BC509, because the levels are those of the law\n",
        "media/dot.png": PNG,
        "media/lines.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Go</text></svg>',
        "media/film.mp4": b"film",
        "media/film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
        "media/film.md": "Hello.",
    }


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    return rows_of(course_with_faults(), tmp_path_factory.mktemp("faults"))


def said(one: Row) -> str:
    return " ".join(fact.says for _, fact in one.facts)


def entries(one: Row, name: str) -> tuple[tuple[str, ...], ...]:
    return dict(one.facts)[name].entries


def test_pictures_are_listed_with_their_descriptions(rows: dict[str, Row]) -> None:
    assert said(rows["1.1.1"]) == "2 pictures: 1 described, 1 called decoration."
    assert entries(rows["1.1.1"], "pictures") == (
        ("one.first", "media/dot.png", "A dot on the left"),
        ("one.first", "media/lines.svg", "(decoration)"),
    )
    assert rows["1.1.1"].verdict is Verdict.JUDGE
    assert entries(rows["1.4.5"], "lettered-pictures") == (("one.first", "media/lines.svg"),)


def test_films_are_listed_and_recordings_are_not_there(rows: dict[str, Row]) -> None:
    film = ("one.first", "media/film.mp4", "en", "media/film.md")
    for number in ("1.2.2", "1.2.3", "1.2.5"):
        assert entries(rows[number], "films") == (film,)
        assert rows[number].verdict is Verdict.JUDGE
    assert rows["1.2.1"].verdict is Verdict.NOT_APPLICABLE


def test_faults_are_told_and_what_was_allowed_as_well(rows: dict[str, Row]) -> None:
    [link] = rows["2.4.4"].faults
    assert link.startswith("one.first: The link says 'here'")
    [level] = rows["1.3.1"].faults
    assert "'Two' has 4 #" in level
    assert level.endswith("because the levels are those of the law")
    assert rows["2.4.4"].verdict is rows["1.3.1"].verdict is Verdict.PARTLY


def test_words_that_point_are_found_but_not_in_descriptions(rows: dict[str, Row]) -> None:
    assert entries(rows["1.3.3"], "places") == (
        ("one.first", "See here, and the box on the right."),
    )
    assert entries(rows["1.4.1"], "colour-words") == (("one.first", "Press the red one."),)


def test_passages_in_other_languages_are_listed(rows: dict[str, Row]) -> None:
    assert entries(rows["3.1.2"], "languages") == (("one.first", "fr", "Bonjour"),)


def test_pages_of_other_sites_are_left_to_a_person(rows: dict[str, Row]) -> None:
    assert entries(rows["4.1.2"], "embeds") == (("one.first", "https://example.org/map"),)
    assert rows["4.1.2"].verdict is rows["2.1.2"].verdict is Verdict.JUDGE


def test_a_course_of_text_alone_leaves_little_to_judge(tmp_path: Path) -> None:
    rows = rows_of(mini(), tmp_path)
    left = {number for number, one in rows.items() if one.verdict is Verdict.JUDGE}
    assert left == {"2.4.2", "2.4.6", "3.1.2"}
    gone = {number for number, one in rows.items() if one.verdict is Verdict.NOT_APPLICABLE}
    assert gone >= {"1.2.1", "1.2.2", "1.2.3", "1.2.5"}


def test_in_other_languages_nothing_is_said_of_words_that_point(tmp_path: Path) -> None:
    rows = rows_of(mini(language="pl"), tmp_path)
    assert "were not looked for" in said(rows["1.3.3"])
    assert rows["1.3.3"].verdict is Verdict.JUDGE


# ---- the page ----------------------------------------------------------------------------------


def test_it_lies_beside_the_packages(tmp_path: Path) -> None:
    outcome = build(write_course(mini(), tmp_path / "course"), tmp_path / "out", ["scorm12"])
    assert outcome.access == tmp_path / "out/mini-1.0-accessibility.html"


def test_it_says_what_was_found_and_makes_no_claim(tmp_path: Path) -> None:
    words = words_of(sheet_of(course_with_faults(), tmp_path))
    assert "no claim that the course conforms" in words
    assert "The link says 'here'" in words
    assert "BC509 A heading skips a level (one.first)" in words
    assert "Because the levels are those of the law" in words
    assert "screen reader, a braille display" in words


def test_every_link_leads_somewhere_and_nothing_is_loaded(tmp_path: Path) -> None:
    html = sheet_of(every_block(), tmp_path)
    root = etree.fromstring(html, etree.HTMLParser())
    ids = xpath(root, "//@id")
    assert len(set(ids)) == len(ids)
    assert {str(one)[1:] for one in xpath(root, "//@href") if str(one)[0] == "#"} <= set(ids)
    assert all(str(one).startswith(("#", "data:")) for one in xpath(root, "//@href | //@src"))
    assert not xpath(root, "//script")
    assert "url(" not in html


def test_whatever_an_author_writes_stays_text(tmp_path: Path) -> None:
    html = sheet_of(mini(**HOSTILE), tmp_path)
    root = etree.fromstring(html, etree.HTMLParser())
    assert not xpath(root, "//script | //img")


def test_a_course_that_is_written_from_right_to_left(tmp_path: Path) -> None:
    html = sheet_of({**mini(), "course.yaml": course_file(language="ar", title="دورة")}, tmp_path)
    assert '<html lang="en">' in html
    assert '<span lang="ar" dir="rtl">دورة</span>' in html


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    first = sheet_of(every_block(), tmp_path / "a")
    assert first == sheet_of(every_block(), tmp_path / "b")


def test_what_it_says_of_the_sample_course() -> None:
    prepared, outcome = survey(SAMPLE, [])
    assert prepared is not None
    facts = dict(facts_of(Content(prepared.course, outcome.tree, outcome.found)))
    told = {
        one.number: {
            "verdict": found.verdict.value,
            **({"content": [fact.says for _, fact in found.facts]} if found.facts else {}),
            **({"faults": list(found.faults)} if found.faults else {}),
        }
        for one in criteria()
        for found in [row(one, facts)]
    }
    written = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
    golden("access/golden/sample.yaml", written)
