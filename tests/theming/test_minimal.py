"""The contract, tested from the other side: a theme that has what it must, and nothing else."""

from __future__ import annotations

import re

import pytest

from builder.files import Memory, read_all
from builder.preparing import prepare
from builder.render.contract import MENU_PIECES, PIECES
from builder.render.document import Renderer
from builder.render.trial import SCRIPT, theme_faults
from builder.theming.folders import theme_names
from builder.theming.theme import tool_theme
from tests.helpers import every_block, prepared, tree_of
from tests.theming.minimal import COURSE_HTML, sample


def test_the_sample_course_builds_in_the_minimal_theme():
    done, report = prepare(sample())
    assert [(one.code, one.message) for one in report if one.severity == "error"] == []
    assert done is not None
    assert [layer.folder.name for layer in done.theme.line] == ["minimal"]


WANTED = [piece for piece in PIECES if piece.wanted]
ATTRIBUTE = re.compile(r"data-bc-[\w-]+")


@pytest.mark.parametrize("hook", sorted({h for p in WANTED for h in ATTRIBUTE.findall(p.what)}))
def test_without_any_piece_of_it_the_build_says_so(hook: str):
    tree = sample()
    page = read_all(tree[COURSE_HTML]).decode("utf-8")
    assert hook in page
    tree[COURSE_HTML] = Memory(re.sub(rf"\b{hook}(?![\w-])", "data-lost", page).encode())
    _, report = prepare(tree)
    found = [one for one in report if one.code == "BC325"]
    assert any(hook in one.message or hook == "data-bc-target" for one in found)
    assert all(one.place.file == COURSE_HTML for one in found)


MENU = {h for piece in MENU_PIECES for h in ATTRIBUTE.findall(piece.what)} | {"data-bc-language"}


@pytest.mark.parametrize("hook", sorted(MENU))
def test_a_page_with_a_menu_of_languages_needs_its_pieces(hook: str):
    tree = sample()
    facts = read_all(tree["course.yaml"]).decode("utf-8")
    facts = re.sub(r"^translations:.*\n(?: .*\n)*", "", facts, flags=re.MULTILINE)
    menu = "translations: { languages: [ar-XB], as: menu }\n"
    tree["course.yaml"] = Memory((facts + menu).encode())
    _, report = prepare(tree)
    assert [one.message for one in report if one.code == "BC325"] == []

    page = read_all(tree[COURSE_HTML]).decode("utf-8")
    tree[COURSE_HTML] = Memory(re.sub(rf"\b{hook}(?![\w-])", "data-lost", page).encode())
    _, report = prepare(tree)
    assert any(hook in one.message for one in report if one.code == "BC325")


@pytest.mark.parametrize("name", theme_names())
def test_the_themes_that_come_with_the_tool_keep_the_contract(name: str):
    files = every_block()
    course = prepared(files)
    found = theme_faults(course.course, course.plan, tool_theme(name), tree_of(files))
    assert [one.message for one in found] == []


def test_a_template_extends_that_of_the_theme_below():
    files = every_block()
    files["course.yaml"] = f"{files['course.yaml']!s}theme: sea\n"
    files["themes/sea/theme.yaml"] = "theme: sea\nextends: shore\n"
    files["themes/sea/templates/course.html"] = (
        '{% extends "course.html" %}{% block foot %}<i>sea</i>{{ super() }}{% endblock %}'
    )
    files["themes/shore/theme.yaml"] = "theme: shore\nextends: classic\n"
    files["themes/shore/templates/course.html"] = (
        '{% extends "course.html" %}{% block foot %}<b>shore</b>{{ super() }}{% endblock %}'
    )
    files["themes/sea/templates/callout.html"] = (
        '<div class="sea">{% include "callout.html" %}</div>'
    )
    done = prepared(files)
    renderer = Renderer(done.course, done.plan, done.theme, tree_of(files))
    page = "".join(renderer.document(SCRIPT, "web"))
    assert "<i>sea</i><b>shore</b>" in page
    assert '<div class="sea"><aside' in page or '<div class="sea"><div class="callout' in page
