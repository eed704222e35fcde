"""`build-course theme new` and `theme list`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.theming.folders import theme_names
from tests.helpers import mini, write_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in the folder in which commands are run."""
    monkeypatch.chdir(tmp_path)
    return write_course(mini(), tmp_path / "course_src")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("base", theme_names())
def test_a_new_theme_builds_at_once(course: Path, base: str):
    said = run("theme", "new", "sea-side", "--extends", base)
    assert said.exit_code == 0, said.output
    assert "write theme: sea-side in course_src/course.yaml" in said.output
    facts = course / "course.yaml"
    facts.write_text(facts.read_text("utf-8") + "theme: sea-side\n", "utf-8")
    built = run("build", "--target", "web")
    assert built.exit_code == 0, built.output
    page = next(Path("dist").rglob("index.html")).read_text("utf-8")
    assert "#7a1f3d" in page
    assert run("check", "--strict").exit_code == 0


def test_a_new_theme_overwrites_nothing(course: Path):
    assert run("theme", "new", "sea").exit_code == 0
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    said = run("theme", "new", "sea")
    assert said.exit_code == 1
    assert "nothing was written" in said.output
    assert before == {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Sea Side"], "cannot be the name of a theme"),
        (["../up"], "cannot be the name of a theme"),
        (["sea", "--extends", "clasic"], "Did you mean 'classic'?"),
        (["sea", "--course", "nowhere"], "nowhere"),
    ],
)
def test_a_new_theme_that_cannot_be(course: Path, words: list[str], says: str):
    said = run("theme", "new", *words)
    assert said.exit_code != 0
    assert says in said.output
    assert not (course / "themes").exists()


def test_the_list_says_where_each_theme_comes_from(course: Path):
    run("theme", "new", "sea")
    write_course({"themes/classic/theme.yaml": "theme: classic\nextends: classic\n"}, course)
    lines = [line.split(maxsplit=1) for line in run("theme", "list").output.splitlines()]
    found = {words[0]: words[1] for words in lines if words[0] in {"sea", *theme_names()}}
    assert found["sea"] == "themes/sea"
    assert found["classic"] == "themes/classic"
    assert found["paper"] == "comes with the tool"


def test_the_list_needs_no_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    said = run("theme", "list")
    assert said.exit_code == 0
    assert all(name in said.output for name in theme_names())
