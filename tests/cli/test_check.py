"""`build-course check` and `explain` as people and programs use them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from builder.annotations import escaped, escaped_property
from builder.checking import check
from builder.cli import main
from builder.files import read_folder
from builder.rules import RULES
from builder.targets import TARGETS
from tests.helpers import ROOT, mini, write_course
from tools.examples import files_of

Run = Callable[..., Result]
SCHEMA = Path(__file__).resolve().parent.parent / "sarif" / "sarif-schema-2.1.0.json"

HERE = "Look [here](https://example.org/a%20b), or https://example.org."
QUIET = "# build-course: allow BC510, because 100% of them know"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `build-course` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


def course(folder: Path, blocks: str, **files: str) -> Path:
    """A course with these blocks on its only page."""
    for name, content in files_of({"blocks": blocks, **files}).items():
        path = folder / "course_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.data)
    return folder / "course_src"


ALL = f"- text: |\n    {HERE}\n- text: Go [there](#start.there).\n- text: '{HERE}' {QUIET}\n"
"""An error, a warning, hints, and a warning that is allowed."""


def test_a_good_course(run: Run, tmp_path: Path):
    write_course(mini(), tmp_path / "course_src")
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "error" not in result.stdout


def test_the_sample_course_has_nothing_to_mend():
    checked = check(read_folder(ROOT / "course_src"), list(TARGETS))
    assert [(one.code, one.message) for one in checked.report] == []


def test_nothing_to_say(run: Run, tmp_path: Path):
    course(tmp_path, "- text: Hello.\n")
    assert run("check").stdout == "Nothing was found.\n"


def test_findings_are_the_output_hints_last(run: Run, tmp_path: Path):
    course(tmp_path, ALL)
    result = run("check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert re.findall(r": (\w+) (BC\d+): ", result.stdout) == [
        ("warning", "BC510"), ("error", "BC307"), ("hint", "BC512"), ("hint", "BC512"),
    ]  # fmt: skip
    assert "1 error, 1 warning, 2 hints\n" in result.stdout
    assert result.stdout.endswith("1 finding is allowed by comments in the course.\n")


@pytest.mark.parametrize(
    ("blocks", "options", "code"),
    [
        ("- text: Hello.\n", (), 0),
        (f"- text: '{HERE}'\n", (), 0),
        (f"- text: '{HERE}'\n", ("--strict",), 1),
        (f"- text: '{HERE}' {QUIET}\n", ("--strict",), 0),
        ("- text: See https://example.org.\n", ("--strict",), 0),
        ("- text: [a]\n", (), 1),
    ],
)
def test_the_exit_code(run: Run, tmp_path: Path, blocks: str, options: tuple[str, ...], code: int):
    course(tmp_path, blocks)
    assert run("check", *options).exit_code == code


def test_hints_can_be_switched_off(run: Run, tmp_path: Path):
    course(tmp_path, "- text: See https://example.org.\n")
    assert run("check", "--no-hints").stdout == "Nothing was found.\n"


def test_nothing_is_written_without_fix(run: Run, tmp_path: Path):
    course(tmp_path, ALL)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for form in ("text", "json", "sarif", "github"):
        run("check", "--format", form)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_a_build_says_is_less(run: Run, tmp_path: Path):
    course(
        tmp_path, f"- text: '{HERE}'\n- image: media/a.webp\n  alt: A\n", **{"media/a.webp": "x"}
    )
    result = run("build")
    assert re.findall(r": (\w+) (BC\d+): ", result.stderr) == [("warning", "BC407")]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ["BC702"]),
        (("--target", "scorm2004"), []),
        (("--target", "scorm2004", "--target", "cmi5"), ["BC721"]),
        (("--all-targets",), ["BC702", "BC721"]),
    ],
)
def test_the_room_of_each_target(
    run: Run, tmp_path: Path, options: tuple[str, ...], codes: list[str]
):
    course(tmp_path, "- reflect: think\n  prompts: { a: A?, b: B?, c: C? }\n  length: 2000\n")
    data = json.loads(run("check", "--format", "json", *options).stdout)
    assert sorted({found["code"] for found in data["findings"]}) == codes


# ---- programs ------------------------------------------------------------------------------------


def test_json(run: Run, tmp_path: Path):
    course(tmp_path, ALL)
    data = json.loads(run("check", "--format", "json").stdout)
    assert data["ok"] is False
    assert [found["severity"] for found in data["findings"]] == [
        "warning", "hint", "error", "hint",
    ]  # fmt: skip
    reason = "100% of them know"
    file = "modules/start.yaml"
    assert data["allowed"] == [{"code": "BC510", "file": file, "reason": reason}]
    assert data["mended"] == []


def sarif(result: Result) -> Any:
    log = json.loads(result.stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log


def test_sarif_follows_its_schema(run: Run, tmp_path: Path):
    course(tmp_path, ALL, **{"media/größe & co.png": "x"})
    log = sarif(run("check", "--format", "sarif"))
    [one] = log["runs"]
    results = one["results"]
    assert [result["ruleId"] for result in results] == [
        "BC409", "BC510", "BC512", "BC307", "BC510", "BC512",
    ]  # fmt: skip
    for result in results:
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in results[:4]] == ["warning", "warning", "note", "error"]
    media, link = (result["locations"][0]["physicalLocation"] for result in results[:2])
    assert media == {"artifactLocation": {"uri": "course_src/media/gr%C3%B6%C3%9Fe%20%26%20co.png"}}
    assert link["artifactLocation"] == {"uri": "course_src/modules/start.yaml"}
    assert link["region"]["startLine"] == 8
    [quiet] = [result for result in results if "suppressions" in result]
    assert quiet["suppressions"] == [{"kind": "inSource", "justification": "100% of them know"}]


def test_sarif_of_a_folder_elsewhere(run: Run, tmp_path: Path):
    folder = course(tmp_path, ALL)
    log = sarif(run("check", str(folder), "--format", "sarif"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].startswith("file:///")


def test_sarif_without_findings(run: Run, tmp_path: Path):
    course(tmp_path, "- text: Hello.\n")
    assert sarif(run("check", "--format", "sarif"))["runs"][0]["results"] == []


def test_annotations_for_github(run: Run, tmp_path: Path):
    course(tmp_path, ALL)
    lines = run("check", "--format", "github").stdout.splitlines()
    assert lines[0] == (
        "::warning file=course_src/modules/start.yaml,line=8,endLine=8,col=16,endColumn=21,"
        "title=BC510 A link whose words do not say where it leads::The link says 'here', which does"
        " not tell where it leads. Let the link be the words that name its goal: the [report of"
        " 2024](…)."
    )
    assert [line.split(" ")[0] for line in lines] == [
        "::warning", "::notice", "::error", "::notice",
    ]  # fmt: skip


def test_workflow_commands_are_escaped():
    assert escaped("100%\r\n: ,") == "100%25%0D%0A: ,"
    assert escaped_property("C:\\a,b%") == "C%3A\\a%2Cb%25"


# ---- mending -------------------------------------------------------------------------------------


def test_fix_mends_says_so_and_goes_on(run: Run, tmp_path: Path):
    folder = course(
        tmp_path, "- callout: Well. # as ever\n  titel: Note\n- text: Look [here](#x.y).\n"
    )
    module = folder / "modules" / "start.yaml"
    before = module.read_text()
    result = run("check", "--fix")
    assert module.read_text() == before.replace("titel", "title")
    assert result.stderr == "course_src/modules/start.yaml:8: mended BC201: titel is now title\n"
    assert "BC307" in result.stdout and "BC201" not in result.stdout
    assert result.exit_code == 1
    again = run("check", "--fix", "--format", "json")
    assert json.loads(again.stdout)["mended"] == []


def test_fix_keeps_links_and_leaves_no_other_files(run: Run, tmp_path: Path):
    folder = course(tmp_path, "- callout: Well.\n  titel: Note\n")
    module = folder / "modules" / "start.yaml"
    real = folder / "notes.txt"
    module.rename(real)
    try:
        module.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no links")
    assert run("check", "--fix").exit_code == 0
    assert module.is_symlink() and "title: Note" in real.read_text()
    assert [path for path in folder.rglob(".*")] == []


def test_fix_gives_files_their_names_as_letters(run: Run, tmp_path: Path):
    name = "media/caf\u00e9.svg"
    stored = unicodedata.normalize("NFD", name)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    folder = course(tmp_path, f"- image: {stored}\n  alt: A cup\n", **{stored: svg})
    result = run("check", "--fix")
    assert (result.exit_code, result.stdout) == (0, "Nothing was found.\n")
    assert [path.name for path in (folder / "media").iterdir()] == ["caf\u00e9.svg"]


# ---- explaining ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["BC510", "bc510", "510"])
def test_explain(run: Run, code: str):
    result = run("explain", code)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("BC510 warning: A link whose words do not say where it leads")
    assert "Bad:" in result.stdout and "Good:" in result.stdout
    assert "# build-course: allow BC510, because …" in result.stdout


def test_every_code_can_be_explained(run: Run):
    for code in RULES:
        result = run("explain", code)
        assert result.exit_code == 0
        prose = [line for line in result.stdout.splitlines() if not line.startswith("  ")]
        assert max(map(len, prose)) <= 100


@pytest.mark.parametrize("code", ["BC999", "x", "../BC510", "BC51"])
def test_explain_what_is_not_there(run: Run, code: str):
    result = run("explain", code)
    assert result.exit_code == 2
    assert "There is no code" in result.stderr
