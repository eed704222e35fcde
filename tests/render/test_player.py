"""A package gets those pieces of the player that its course and its target need."""

from __future__ import annotations

from typing import Any

import pytest

from builder.preparing import Prepared
from builder.render.player import needs, parts_for, pieces, player_script
from builder.targets import TARGETS
from tests.helpers import (
    ROOT,
    course_file,
    every_block,
    module_file,
    page,
    prepared,
    question,
    text,
)

PIECES = ROOT / "builder/blocks"
PARTS = ROOT / "builder/player/src"


def files() -> set[str]:
    """The names of all pieces that blocks bring, by their files."""
    found = sorted(PIECES.glob("*/piece*.ts"))
    return {f"{path.parent.name}{path.stem.removeprefix('piece')}" for path in found}


def parts() -> set[str]:
    """The names of all pieces of the player itself, by their files."""
    return {path.stem.removeprefix("piece-") for path in PARTS.glob("piece-*.ts")}


def test_every_piece_is_bundled() -> None:
    names = {name for users, _ in pieces() for name in users}
    assert names == files() | set(TARGETS) | parts()


def test_a_kind_with_behaviour_has_a_piece() -> None:
    kinds = {path.parent.name for path in PIECES.glob("*/element.ts")}
    assert kinds == {name for name in files() if "-" not in name}


def course(*blocks: dict[str, Any], **more: Any) -> Prepared:
    """A course with these blocks on its only page."""
    files = {
        "course.yaml": course_file(**more),
        "modules/one.yaml": module_file("one", page("first", *blocks)),
    }
    return prepared(files)


def reveal(style: str) -> dict[str, Any]:
    """Two pieces to open."""
    items = {name: {"title": name, "text": "So."} for name in ("one", "two")}
    return {"reveal": "some", "style": style, "items": items}


ORDER = {"kind": "order", "items": {"one": "One", "two": "Two", "six": "Six"}}


@pytest.mark.parametrize(
    ("block", "needed"),
    [
        (text("Hello."), set()),
        (question("here"), {"question", "question-pick"}),
        ({"question": "here", "ask": "How?", **ORDER}, {"question", "question-order"}),
        ({"pool": "some", "draw": 1, "questions": [question("here"), question("there")]},
         {"pool", "question", "question-pick"}),
        (reveal("tabs"), {"reveal", "reveal-tabs"}),
        (reveal("accordion"), {"reveal"}),
    ],
)  # fmt: skip
def test_a_course_gets_what_its_blocks_need(block: dict[str, Any], needed: set[str]) -> None:
    assert needs(course(block).course) & files() == needed


def test_a_course_with_every_block_gets_every_piece() -> None:
    assert files() <= needs(prepared(every_block()).course)


@pytest.mark.parametrize(
    ("block", "more", "needed"),
    [
        (text("Hello."), {}, set()),
        (question("here"), {}, {"items", "report"}),
        (text("Hello."), {"order": "linear"}, {"gates"}),
        (
            text("Hello."),
            {"iri": "https://example.org/mini", "cmi5": {"units": "modules"}},
            {"units"},
        ),
    ],
)
def test_a_course_gets_what_its_plan_needs(
    block: dict[str, Any], more: dict[str, Any], needed: set[str]
) -> None:
    assert parts_for(course(block, **more).plan) == needed


def test_a_gate_asks_for_its_piece() -> None:
    files = {
        "course.yaml": course_file(),
        "modules/one.yaml": module_file("one", page("first", question("here"), requires="all")),
    }
    assert parts_for(prepared(files).plan) == {"gates", "items", "report"}


@pytest.mark.parametrize("target", TARGETS)
def test_the_script_has_the_pieces_and_no_others(target: str) -> None:
    made = course(question("here"))
    script = player_script(made.course, made.plan, target)
    wanted = {"question", "question-pick", target, f"{target}-items", f"{target}-report"}
    assert script == "".join(code for users, code in pieces() if not users or users & wanted)
    assert "/*!" not in script


def test_only_a_package_with_a_menu_of_languages_has_its_piece() -> None:
    made = course(text("Hi."))
    plain, menu = (
        player_script(made.course, made.plan, "web", menu=menu) for menu in (False, True)
    )
    assert "build-course:language:" in menu and "build-course:language:" not in plain
