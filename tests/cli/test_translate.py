"""`build-course translate`: what its commands write, say and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.helpers import mini, write_course


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["translate", *arguments])


def course(folder: Path, **files: str) -> Path:
    source = write_course(mini(), folder / "course")
    for name, data in files.items():
        path = source / "locales" / f"{name}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(data, "utf-8")
    return source


def filled(po: str) -> str:
    """Every text translated by itself in guillemets."""
    head, *entries = po.split("\n\n")
    done = []
    for entry in entries:
        words = entry.split('msgid "')[1].split('"')[0]
        done.append(entry.replace('msgstr ""', f'msgstr "«{words}»"'))
    return "\n\n".join([head, *done])


def test_extract_writes_a_template(tmp_path: Path):
    source = course(tmp_path)
    result = run("extract", "--course", str(source))
    assert result.exit_code == 0
    text = (source / "locales" / "messages.pot").read_text("utf-8")
    assert 'msgctxt "one.first/text"\nmsgid "Hello."\nmsgstr ""' in text
    assert "4 texts" in result.output


def test_update_status_and_a_build_in_one_go(tmp_path: Path):
    source = course(tmp_path)
    said = run("update", "fr", "--course", str(source)).output
    assert "0 of 4 texts translated, 0 to look at, 4 missing; 6 words to translate" in said
    file = source / "locales" / "fr.po"
    file.write_text(filled(file.read_text("utf-8")), "utf-8")
    assert run("status", "--complete", "--course", str(source)).exit_code == 0
    before = file.stat()
    assert "all of 4 texts translated" in run("update", "--course", str(source)).output
    assert file.stat().st_mtime_ns == before.st_mtime_ns  # nothing was to be written
    (source / "modules/one.yaml").write_text(
        (source / "modules/one.yaml").read_text("utf-8").replace("Hello.", "Hello there."), "utf-8"
    )
    result = run("status", "--json", "--course", str(source))
    [status] = json.loads(result.output)["languages"]
    assert status == {
        "language": "fr", "translated": 3, "fuzzy": 0, "missing": 1, "words": 2, "texts": 4,
        "complete": False,
    }  # fmt: skip
    assert run("status", "--complete", "--course", str(source)).exit_code == 1


def test_a_broken_file_is_not_written_over_and_no_other_is_written(tmp_path: Path):
    source = course(tmp_path, fr='msgid "open\nmsgstr ""\n')
    result = run("update", "de", "fr", "--course", str(source))
    assert result.exit_code == 1
    assert "fr.po:1:1: error BC552" in result.output and "Nothing was written." in result.output
    assert (source / "locales/fr.po").read_text("utf-8") == 'msgid "open\nmsgstr ""\n'
    assert not (source / "locales/de.po").exists()


def test_what_cannot_be_meant_is_said(tmp_path: Path):
    source = str(course(tmp_path))
    for arguments, says in (
        (["update"], "Which language?"),
        (["update", "en"], "is the language of the course itself"),
        (["update", "../x"], "not the code of a language"),
        (["export", "../x"], "not the code of a language"),
    ):
        result = run(*arguments, "--course", source)
        assert result.exit_code == 2
        assert says in result.output


@pytest.mark.parametrize("arguments", [["update"], ["status"], ["update", "fr-CA"]])
def test_a_file_with_a_name_that_is_no_language_is_named(tmp_path: Path, arguments: list[str]):
    source = course(tmp_path, fr_CA='msgid ""\nmsgstr ""\n')
    result = run(*arguments, "--course", str(source))
    assert result.exit_code == 1 and "locales/fr_CA.po" in result.output
    assert [path.name for path in (source / "locales").iterdir()] == ["fr_CA.po"]


def test_a_file_for_the_language_of_the_course_is_left_alone(tmp_path: Path):
    source = course(tmp_path, en="", fr='msgid ""\nmsgstr ""\n')
    result = run("update", "--course", str(source))
    assert result.exit_code == 0 and "en.po" not in result.output
    assert (source / "locales/en.po").read_text("utf-8") == ""


def test_a_course_with_errors_is_not_extracted(tmp_path: Path):
    source = course(tmp_path)
    (source / "modules/one.yaml").write_text("module: one\n", "utf-8")
    result = run("extract", "--course", str(source))
    assert result.exit_code == 1 and "The course has errors" in result.output
    assert not (source / "locales").exists()


def test_out_to_an_agency_and_back(tmp_path: Path):
    source, file = course(tmp_path), tmp_path / "fr.xlf"
    result = run("export", "fr", "-o", str(file), "--course", str(source))
    assert result.exit_code == 0 and "4 texts" in result.output
    text = file.read_text("utf-8").replace('state="initial"', 'state="final"')
    file.write_text(text.replace("Hello.</source>", "Hello.</source><target>Bonjour.</target>"))
    result = run("import", "fr", str(file), "--course", str(source))
    assert result.exit_code == 0 and "1 translation taken." in result.output
    assert 'msgstr "Bonjour."' in (source / "locales/fr.po").read_text("utf-8")


def test_what_does_not_fit_is_named(tmp_path: Path):
    source, file = course(tmp_path), tmp_path / "fr.xlf"
    run("export", "fr", "-o", str(file), "--course", str(source))
    file.write_text(file.read_text("utf-8").replace("Hello.", "Bye."), "utf-8")
    result = run("import", "fr", str(file), "--course", str(source))
    assert result.exit_code == 1
    assert "the source of one.first/text was changed on its way: Bye." in result.output
    file.write_text("<a/>", "utf-8")
    result = run("import", "fr", str(file), "--course", str(source))
    assert result.exit_code == 1 and "It is no XLIFF 2.0 or 2.1" in result.output
