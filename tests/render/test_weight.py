"""How much script and style a learner is sent, compressed, by kind of course and by target.

Upper limits, a little above what was reached: who adds more than that has to say so here.
"""

from __future__ import annotations

import gzip
import re

import pytest

from tests.helpers import (
    Files,
    as_yaml,
    course_file,
    every_block,
    launch_page,
    mini,
    module_file,
    page,
    question,
    text,
    with_iri,
)


def typical() -> Files:
    """Texts, a question with choices and a story."""
    blocks = [text("Hello."), question("here"), {"scenario": "tale"}]
    scenes = {
        "door": {"text": "Go on?", "choices": {"yes": {"say": "Yes.", "then": "end"}}},
        "end": {"ending": "good", "title": "Good", "text": "Well done."},
    }
    tale = {"scenario": "tale", "title": "A tale", "start": "door", "scenes": scenes}
    return {
        "course.yaml": course_file(),
        "modules/one.yaml": module_file("one", page("first", *blocks)),
        "scenarios/tale.yaml": as_yaml(tale),
    }


COURSES = {"texts alone": mini, "typical": typical, "every block": every_block}

# kB of script and of style together, as gzip has it
LIMITS = """
              scorm12  scorm2004  cmi5  xapi   web
texts alone      19.2       19.1  23.3  22.6  16.6
typical          29.6       29.8  31.8  31.1  24.8
every block      53.1       53.2  55.6  54.9  48.3
"""


def limits() -> list[tuple[str, str, float]]:
    """Each course and target with its limit."""
    head, *rows = LIMITS.strip().splitlines()
    cells = [re.split(r"\s{2,}", row.strip()) for row in rows]
    return [
        (name, target, float(cell))
        for name, *row in cells
        for target, cell in zip(head.split(), row, strict=True)
    ]


@pytest.mark.parametrize(("name", "target", "limit"), limits())
def test_script_and_style_stay_light(name: str, target: str, limit: float) -> None:
    html = launch_page(with_iri(COURSES[name]()), target)
    parts = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    assert len(parts) == 3
    size = len(gzip.compress("".join(code for _, code in parts).encode(), 9)) / 1000
    assert size <= limit, f"{size:.1f} kB of script and style"


@pytest.mark.parametrize("name", COURSES)
def test_the_first_page_takes_one_request(name: str) -> None:
    """Styles, scripts and texts stand in the page; media come when they are in sight."""
    html = launch_page(COURSES[name]())
    assert not re.search(r"<link[^>]* href=\"(?!data:)|<script[^>]* src=|@import", html)
    assert all('loading="lazy"' in tag for tag in re.findall(r"<img[^>]*>", html))


def test_the_texts_come_before_what_the_player_needs() -> None:
    html = launch_page(every_block())
    places = [html.index(part) for part in ("<style>", "<main", "</main>", 'id="bc-plan"')]
    assert places == sorted(places)
    assert html.index('id="bc-plan"') < html.rindex("<script>")
