"""`build-course schema`: printed, listed, written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.schema import KINDS, schema_of
from tests.cli.conftest import Running


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_the_schema_of_a_kind(kind: str, running: Running):
    said = running("schema", kind)
    assert said.exit_code == 0
    assert json.loads(said.stdout) == schema_of(kind)


def test_without_a_kind_it_lists_them(running: Running):
    said = running("schema")
    assert [line.split()[0] for line in said.stdout.splitlines()[: len(KINDS)]] == list(KINDS)


def test_all_of_them_as_files(running: Running, tmp_path: Path):
    said = running("schema", "--out", "course_src/.schema")
    assert said.exit_code == 0
    names = [path.name for path in sorted((tmp_path / "course_src/.schema").iterdir())]
    assert names == sorted(f"{kind}.schema.json" for kind in KINDS)
    assert len(said.stdout.splitlines()) == len(KINDS)


def test_one_of_them_as_a_file_again_and_again(running: Running, tmp_path: Path):
    for _ in range(2):
        assert running("schema", "scale", "--out", "there").exit_code == 0
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["scale.schema.json"]


def test_an_unknown_kind(running: Running):
    said = running("schema", "page")
    assert said.exit_code == 2
    assert "Kinds are: course, module, scenario, scale, theme." in said.stderr


def test_where_a_file_stands_in_the_way(running: Running, tmp_path: Path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there/inner").write_text("x", encoding="utf-8")
    assert running("schema", "--out", "there/inner/deep").exit_code == 1
