"""`build-course inspect`: what it prints, how it exits, what programs get."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder import __version__
from builder.cli import main
from tests.helpers import every_block, with_iri, write_course
from tests.inspect.cases import CASES, case
from tests.inspect.packages import Files, scorm12, with_page, zipped

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["inspect", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


def put(case: Files | bytes, name: str = "course.zip") -> str:
    Path(name).write_bytes(case if isinstance(case, bytes) else zipped(case))
    return name


def test_a_good_package(run: Run):
    result = run(put(scorm12()))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "  is        SCORM 1.2\n" in result.stdout
    assert "Moodle: takes it for SCORM 1.2" in result.stdout
    assert result.stdout.endswith("Nothing is wrong with it as far as is known.\n")


def test_all_five_targets_of_ours_are_good(run: Run, tmp_path: Path):
    write_course(with_iri(every_block()), tmp_path / "course_src")
    assert CliRunner().invoke(main, ["build", "--all-targets"]).exit_code == 0
    everything = [*map(str, Path("dist").glob("*.zip")), "dist/every-block-1.0-web"]
    result = run("--strict", "--json", *everything)
    assert result.exit_code == 0
    said = json.loads(result.stdout)["packages"]
    assert [one["findings"] for one in said] == [[]] * 5
    assert {one["standards"][0]["id"] for one in said} == {
        "scorm12", "scorm2004", "cmi5", "tincan", "web",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "plain", "strict"), [("PK501", 1, 1), ("PK401", 0, 1), ("PK602", 0, 0)]
)
def test_the_exit_code_says_how_bad_it_is(code: str, plain: int, strict: int, run: Run):
    name = put(case(code))
    assert run(name).exit_code == plain
    assert run(name, "--strict").exit_code == strict


def test_several_packages_fail_together(run: Run):
    good, bad = put(scorm12(), "good.zip"), put(case("PK501"), "bad.zip")
    result = run(good, bad)
    assert result.exit_code == 1
    assert result.stdout.index("good.zip") < result.stdout.index("bad.zip")
    assert "1 error\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "ZIP"), (["nowhere.zip"], "does not exist"), (["course.zip", "--loudly"], "--loudly")],
)
def test_wrong_usage_ends_with_2(arguments: list[str], words: str, run: Run):
    put(scorm12())
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize("code", [code for code in CASES if code < "PK008"])
def test_what_is_refused_is_refused_with_a_sentence(code: str, run: Run):
    result = run(put(case(code)))
    assert result.exit_code == 1
    assert f"error {code}: " in result.stdout
    assert "Nothing in it was looked at any further." in result.stdout


def test_a_folder_is_looked_into_as_it_is(run: Run, tmp_path: Path):
    write_course(scorm12(), tmp_path / "unpacked")
    assert run("unpacked").exit_code == 0


def test_nothing_is_written(run: Run, tmp_path: Path):
    name = put(scorm12())
    before = Path(name).read_bytes()
    run(name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert Path(name).read_bytes() == before


def test_names_in_it_cannot_move_the_cursor(run: Run):
    name = put(with_page("<img src='a'>") | {"a\x1b[2J'\u202e.png": b"x"})
    result = run(name)
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


# ---- JSON ------------------------------------------------------------------------------------

KEYS = {
    "file": str, "ok": bool, "refused": bool, "bytes": int, "files": int, "unpacked_bytes": int,
    "fingerprint": str, "title": str, "standards": list, "taken_for": list, "launches": list,
    "schema_checked": dict, "structure": list, "errors": int, "warnings": int, "hints": int,
    "findings": list,
}  # fmt: skip
FINDING = {"code", "severity", "title", "message", "file", "line", "lms", "happens", "help"}


def checked(result: Result) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(result.stdout)
    assert said.keys() == {"tool", "ok", "strict", "packages"}
    assert said["tool"] == {"name": "build-course", "version": __version__}
    assert said["ok"] is (result.exit_code == 0)
    for package in said["packages"]:
        assert package.keys() == KEYS.keys()
        assert all(isinstance(package[key], kind) for key, kind in KEYS.items())
        assert all(one.keys() == FINDING for one in package["findings"])
    return said


def test_json_of_a_good_package(run: Run):
    (package,) = checked(run(put(scorm12()), "--json"))["packages"]
    assert package["standards"] == [
        {"id": "scorm12", "name": "SCORM 1.2", "version": "1.2", "manifest": "imsmanifest.xml"}
    ]
    assert package["taken_for"][0] == {
        "lms": "Moodle", "standard": "scorm12", "says": "takes it for SCORM 1.2",
    }  # fmt: skip
    (organization,) = package["structure"]
    (sco,) = organization["parts"]
    assert sco == {
        "kind": "sco", "title": "Introduction", "identifier": "item-intro", "href": "index.html",
        "in_package": True, "parts": [],
    }  # fmt: skip
    assert package["schema_checked"] == {"imsmanifest.xml": True}


@pytest.mark.parametrize("code", sorted(CASES))
def test_json_of_any_package(code: str, run: Run):
    said = checked(run(put(case(code)), "--json", "--strict"))
    assert code in [one["code"] for one in said["packages"][0]["findings"]]


def test_every_key_stands_in_the_docs():
    page = (Path(__file__).resolve().parents[2] / "docs/inspect.md").read_text(encoding="utf-8")
    assert [key for key in {*KEYS, *FINDING, "strict"} if f"`{key}`" not in page] == []
