"""`build-course new`: what it writes builds without a finding, and never over anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.files import read_folder
from builder.model.read import read_course
from builder.schema import as_text
from builder.starting import SOURCE, STARTS, Wish, new_course
from tests.cli.conftest import Running
from tests.helpers import prepared
from tests.schema.reading import as_editor, kind_of_file, wrong

LANGUAGES = ("en", "en-CA", "fr", "fi")
FLAGS = ("--title", "Asking: a course", "--language", "en")


def course_of(wish: Wish) -> dict[str, bytes]:
    """The files of a new course by their paths in the course's folder."""
    inside = f"{SOURCE}/"
    return {
        path.removeprefix(inside): data
        for path, data in new_course(wish).items()
        if path.startswith(inside) and not path.startswith(f"{inside}.")
    }


@pytest.fixture(autouse=True, scope="module")
def schemas_made_once() -> Iterator[None]:
    """Every new course gets the same schemas, and making them takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.starting.as_text", cache(as_text))
        yield


# ---- what it makes -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", STARTS)
def test_a_new_course_builds_for_all_targets_without_findings(
    kind: str, language: str, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = running("new", "here", "--title", "Asking", "--language", language, "--kind", kind)
    assert made.exit_code == 0
    monkeypatch.chdir(tmp_path / "here")
    built = running("build", "--all-targets", "--json")
    told = json.loads(built.stdout)
    codes = [one["code"] for one in told["findings"]]
    assert codes == (["BC310"] if language == "fi" else [])
    assert len(told["packages"]) == 5
    assert running("build", "--locked").exit_code == 0
    checked = json.loads(running("check", "--all-targets", "--format", "json").stdout)
    assert [one["code"] for one in checked["findings"]] == codes


@pytest.mark.parametrize("kind", STARTS)
def test_an_editor_finds_the_schema_and_nothing_wrong(kind: str, running: Running, tmp_path: Path):
    running("new", "here", *FLAGS, "--kind", kind)
    for path in sorted((tmp_path / "here" / SOURCE).rglob("*.yaml")):
        name = path.relative_to(tmp_path / "here" / SOURCE).as_posix()
        text = path.read_text(encoding="utf-8")
        sort = kind_of_file(name)
        line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert sort is not None and line is not None, name
        schema = (path.parent / line[1]).resolve()
        assert schema == (tmp_path / f"here/{SOURCE}/.schema/{sort}.schema.json").resolve()
        assert schema.is_file()
        assert wrong(sort, as_editor(text)) == []


@pytest.mark.parametrize("kind", STARTS)
def test_all_files_are_used_and_named_in_the_readme(kind: str):
    files = new_course(Wish("Asking", "en", kind))
    readme = files["README.md"].decode("utf-8")
    folders = {path.split("/")[1] for path in files if path.count("/") > 1}
    assert {folder for folder in folders if f"course_src/{folder}/" not in readme} == set()
    assert "@" not in "".join(
        data.decode("utf-8") for name, data in files.items() if ".schema" not in name
    )


def test_the_lines_that_the_empty_page_proposes_are_a_question():
    files = course_of(Wish("Asking", "en", "empty"))
    text = files["modules/first-steps.yaml"].decode("utf-8")
    begun = text.replace("      # - question", "      - question")
    head, _, tail = begun.partition("      - question")
    files["modules/first-steps.yaml"] = (
        head + "      - question" + tail.replace("      # ", "      ")
    ).encode("utf-8")
    plan = prepared(files).plan
    assert [item.id for item in plan.items] == ["first-steps.welcome.first-question"]


def test_lines_are_no_longer_than_in_the_sample_course():
    for kind in STARTS:
        for name, data in course_of(Wish("Asking", "en", kind)).items():
            if name.endswith(".yaml"):
                assert max(map(len, data.decode("utf-8").splitlines())) <= 120, name


@example("](0)")
@example("](#")
@example("](#x)")
@example("![](y")
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and text.isprintable()))
def test_any_title_comes_back_as_it_was_given(title: str):
    files = course_of(Wish(title.strip(), "en", "empty"))
    course = prepared(files).course
    assert course.title == title.strip()
    assert wrong("course", as_editor(files["course.yaml"].decode("utf-8"))) == []


@pytest.mark.parametrize("title", ["yes", "1.0", "# 1", "A: b", "[x]", 'Say "no"', "null", "信頼"])
def test_titles_that_yaml_would_take_for_something_else(title: str, running: Running):
    assert running("new", "here", "--title", title, "--yes").exit_code == 0
    course = read_course(read_folder(Path("here/course_src"))).course
    assert course is not None
    assert course.title == title


# ---- how it asks ---------------------------------------------------------------------------


def test_it_asks_three_questions(running: Running, tmp_path: Path):
    said = running("new", says="Good Questions\nen-CA\n2\n")
    assert said.exit_code == 0
    assert "Title of the course" in said.stdout
    text = (tmp_path / "good-questions/course_src/course.yaml").read_text(encoding="utf-8")
    assert "\ntitle: Good Questions\n" in text
    assert '\nlanguage: "en-CA"\n' in text
    assert not (tmp_path / "good-questions/course_src/scenarios").exists()


def test_return_alone_takes_what_is_proposed(running: Running, tmp_path: Path):
    assert running("new", says="\n\n\n").exit_code == 0
    assert (tmp_path / "my-first-course/course_src/scenarios/five-minutes.yaml").is_file()


def test_it_asks_again_for_what_cannot_be(running: Running, tmp_path: Path):
    said = running("new", says="  \nCalm\nEnglish\nen\nmagic\nempty\n")
    assert said.exit_code == 0
    for words in ("A course needs a title", "'English' is not the code", "no kind 'magic'"):
        assert words in said.output
    assert (tmp_path / "calm/course_src/course.yaml").is_file()


def test_what_is_given_is_not_asked(running: Running):
    said = running("new", *FLAGS, says="empty\n")
    assert said.exit_code == 0
    assert "Title of the course" not in said.stdout


def test_yes_takes_what_is_proposed(running: Running, tmp_path: Path):
    assert running("new", "here", "--yes").exit_code == 0
    assert (tmp_path / "here/course_src/course.yaml").is_file()


def test_where_nobody_can_be_asked_it_says_what_is_missing(running: Running, tmp_path: Path):
    said = running("new", "--title", "Calm")
    assert said.exit_code == 2
    assert "Give --language, --kind; or --yes" in said.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--title", " ", "--yes"), "needs a title"),
        (("--title", "a\nb", "--yes"), "one line"),
        (("--language", "English", "--yes"), "such as en, en-CA or fr"),
        (("--kind", "magic", "--yes"), "guided, pages, empty"),
    ],
)
def test_flags_that_cannot_be(flags: tuple[str, ...], words: str, running: Running, tmp_path: Path):
    said = running("new", "here", *flags)
    assert said.exit_code == 2
    assert words in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_says_that_texts_and_player_are_english(running: Running):
    assert "English" not in running("new", "one", *FLAGS, "--yes").stdout
    told = running("new", "two", "--language", "fi", "--yes").stdout
    assert "write your own in their place" in told
    assert "The player's own words are not there in 'fi' yet" in told


# ---- what it leaves alone ------------------------------------------------------------------


def test_it_never_overwrites_a_course(running: Running, tmp_path: Path):
    running("new", "here", *FLAGS, "--kind", "empty")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    again = running("new", "here", "--yes")
    assert again.exit_code == 1
    assert "There is a course in here already" in again.stderr
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_it_leaves_a_readme_as_it_is(running: Running, tmp_path: Path):
    (tmp_path / "README.md").write_text("Mine.", encoding="utf-8")
    made = running("new", ".", "--yes")
    assert made.exit_code == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Mine."
    assert "README.md  (yours is kept)" in made.stdout
    assert "cd " not in made.stdout


def test_a_file_is_no_folder(running: Running, tmp_path: Path):
    (tmp_path / "here").write_text("Mine.", encoding="utf-8")
    made = running("new", "here", "--yes")
    assert made.exit_code == 1
    assert "here is a file" in made.stderr
