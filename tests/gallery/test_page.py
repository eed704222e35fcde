"""The gallery: one file with every block in it, and the command that writes it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.blocks.registry import BLOCKS
from builder.cli import main
from builder.gallery.page import gallery_page
from tests.helpers import mini, write_course


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def page() -> str:
    return gallery_page("paper")


def test_every_block_is_there(page: str):
    for kind in BLOCKS:
        assert f'class="block block-{kind}"' in page


def test_what_a_learner_uses_is_there_twice(page: str):
    assert 'data-page="check.one-no"' in page
    assert 'data-page="check.one-no-answered"' in page


def test_it_asks_for_no_other_file(page: str):
    addresses = re.findall(
        r'<(?:img|video|audio|source|track|link)[^>]+?(?:src|href)="([^"]*)', page
    )
    assert len(addresses) > 10
    assert all(address.startswith("data:") for address in addresses)


def test_it_has_the_colours_of_the_theme(page: str):
    assert "#7b2142" in page
    assert "#7b2142" not in gallery_page("slate")


def test_the_command_writes_it(tmp_path: Path):
    done = run("theme", "gallery", "slate", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "gallery-slate.html" in done.output
    assert "<title>All blocks</title>" in (tmp_path / "out" / "gallery-slate.html").read_text(
        "utf-8"
    )


def test_without_a_name_it_is_the_theme_of_the_course(tmp_path: Path):
    course = write_course(mini(theme="paper"), tmp_path / "course")
    done = run("theme", "gallery", "--course", course, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "gallery-paper.html").is_file()


def test_a_theme_of_the_course_in_this_folder_needs_no_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files = {**mini(), "themes/sea/theme.yaml": "theme: sea\nextends: classic\n"}
    write_course(files, tmp_path / "course_src")
    monkeypatch.chdir(tmp_path)
    done = run("theme", "gallery", "sea")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "dist/gallery-sea.html").is_file()


def test_a_theme_that_is_not_there_is_an_error_alone(tmp_path: Path):
    done = run("theme", "gallery", "slat", "--out", tmp_path)
    assert done.exit_code == 1
    assert "There is no theme 'slat'." in done.output
    assert "Did you mean 'slate'?" in done.output
    assert "warning" not in done.output
    assert not list(tmp_path.iterdir())
