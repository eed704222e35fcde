"""The Tin Can package: `tincan.xml`, as LMSs read it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from builder.files import read_all
from builder.model.course import Course
from builder.targets import TARGETS
from builder.targets.xapi import SPACE, manifest
from builder.xapi.vocabulary import NoIriError
from tests.fast import share
from tests.helpers import Files, every_block, golden, mini, packed, prepared, with_iri
from tests.targets.tincan import problems
from tests.targets.words import IRIS, LANGUAGES, LINES

HOSTILE: dict[str, Any] = {
    "title": "Trust & <b>\"care\"</b> – Größe 'x' 👍",
    "description": "All *about* [trust](#one.first) & more: 5 < 6.",
    "language": "de-CH",
}


def manifest_of(files: Files) -> bytes:
    return read_all(packed(with_iri(files), "xapi")["tincan.xml"])


@cache
def base() -> Course:
    return prepared(with_iri(mini())).course


# ---- the rules see faults --------------------------------------------------------------------

BROKEN = {
    "not well-formed": ("</activity>", ""),
    "a character reference": ("A small", "&#65; small"),
    "a prefix": ("<tincan xmlns=", '<t:tincan xmlns:t="urn:x" xmlns='),
    "another element first": ("<activities>", "<extensions/><activities>"),
    "another activity first": ("<activities>", '<activities><activity id="https://x.org"/>'),
    "no id": (" id=", " name="),
    "an id that is no IRI": ('id="https://', 'id="'),
    "no description": ("description", "details"),
    "two launches": ("<launch", '<launch lang="en">index.html</launch><launch'),
    "a launch that is not there": (">index.html<", ">start.html<"),
    "a launch with names of the LMS": (">index.html<", ">index.html?actor=x<"),
    "no language": (' lang="en"', ""),
    "an empty name": ("A small course", " "),
    "a long name": ("A small course", "x" * 256),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_the_rules_see_faults(old: str, new: str):
    data = manifest_of(mini()).decode()
    assert problems(data.encode(), {"index.html"}) == []
    assert old in data
    assert problems(data.replace(old, new).encode(), {"index.html"})


# ---- it follows them, whatever an author writes ----------------------------------------------


def test_the_manifest_of_a_course_with_difficult_words():
    golden("targets/tincan.xml", manifest_of(mini(**HOSTILE)).decode("utf-8"))


@pytest.mark.parametrize(
    "files", [mini(), mini(**HOSTILE), every_block()], ids=["mini", "hostile", "every block"]
)
def test_manifests_of_courses(files: Files):
    package = packed(with_iri(files), "xapi")
    assert problems(read_all(package["tincan.xml"]), set(package)) == []


@given(title=LINES, description=LINES, language=LANGUAGES, iri=IRIS)
@settings(max_examples=share(60), deadline=None)
def test_whatever_an_author_writes(**facts: Any):
    data = manifest(base().model_copy(update=facts))
    assert problems(data, {"index.html"}) == []
    (activity,) = etree.fromstring(data).iter(f"{{{SPACE}}}activity")
    assert activity.get("id") == facts["iri"]


def test_without_a_description_the_title_stands_for_it():
    data = manifest_of(mini())
    assert data.count(b"A small course") == 2


@pytest.mark.parametrize("title", ["0", "![](a.png)", "\u200b"])
def test_a_title_without_words_falls_back_on_the_id(title: str):
    """Moodle's parser drops a text that is 0."""
    root = etree.fromstring(manifest(base().model_copy(update={"title": title})))
    assert [found.text for found in root.iter(f"{{{SPACE}}}name")] == ["mini"]


def test_the_activity_is_the_one_that_statements_are_about():
    """Moodle's plugin looks for statements about the activity's id to the letter."""
    files = with_iri(mini(), "https://courses.example.org/mini/")
    (activity,) = etree.fromstring(
        read_all(packed(files, "xapi")["tincan.xml"])
    ).iter(f"{{{SPACE}}}activity")  # fmt: skip
    assert activity.get("id") == "https://courses.example.org/mini" == prepared(files).course.iri


def test_there_is_nothing_else_beside_page_and_media():
    files = with_iri(every_block())
    assert set(packed(files, "xapi")) - set(packed(files, "web")) == {"tincan.xml"}


def test_without_an_iri_there_is_no_package():
    course = prepared(mini())
    with pytest.raises(NoIriError):
        TARGETS["xapi"].extra_files(course.course, course.plan, [])


# ---- advice ----------------------------------------------------------------------------------


def said(files: Files) -> str:
    advice = TARGETS["xapi"].advice(prepared(with_iri(files)).plan)
    return "\n".join((*advice.reports, *advice.settings))


def test_advice_says_how_it_reports_and_what_to_set():
    words = said(every_block())
    assert "passed from 60 %, or failed" in words
    assert "score: 0 to 1 (scaled), 0 to 100 (raw)" in words
    assert "activity id https://courses.example.org/mini, completion verb completed or" in words
    assert "no grade from the score" in words
    assert "limited rights" in words
    assert "every-block-1.0-statements.json" in words


def test_advice_for_an_unscored_course():
    words = said(mini())
    assert "score: " not in words
    assert "passed" not in words
