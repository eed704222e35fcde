"""Nothing in a package waits for the page to be unloaded.

Browsers stop telling pages of it, and a prompt on leaving makes Moodle lose what is sent afterwards
(docs/lms-facts.md 1.4, O1.6).
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from builder.build import build
from builder.targets import TARGETS
from tests.helpers import SAMPLE

LISTENS = re.compile(r"\bon(?:before)?unload\b|['\"`](?:before)?unload['\"`]")


def _texts(package: Path) -> dict[str, str]:
    """Every file of a package, whatever it is, as text."""
    if package.is_dir():
        files = [path for path in package.rglob("*") if path.is_file()]
        return {str(path): path.read_bytes().decode("latin-1") for path in files}
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


@pytest.mark.parametrize(
    "code",
    ['addEventListener("unload", end)', "a('beforeunload',b)", "window.onunload = end",
     "<body onbeforeunload='x()'>"],
)  # fmt: skip
def test_the_search_finds_a_handler(code: str) -> None:
    assert LISTENS.search(code)


def test_no_file_of_a_package_has_one(tmp_path: Path) -> None:
    source = tmp_path / "course_src"
    source.symlink_to(SAMPLE)
    outcome = build(source, tmp_path / "dist", list(TARGETS))
    assert {built.target for built in outcome.built} == set(TARGETS)
    for built in outcome.built:
        found = {name for name, text in _texts(built.path).items() if LISTENS.search(text)}
        assert found == set()
