"""The documentation as a site: it is fresh, it is whole, and it calls no other site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tools.reference import stale, write


def test_what_is_made_of_the_code_is_fresh():
    assert stale() == [], "run: python -m tools.reference"


def test_check_says_what_is_stale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert write(["--check"]) == 0
    monkeypatch.setattr("tools.reference.pages", lambda: {ROOT / "docs/index.md": "Other."})
    assert write(["--check"]) == 1
    assert "docs/index.md is not up to date" in capsys.readouterr().out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; with a missing page, link or anchor there is none."""
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_built(site: Path):
    pages = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages if not (site / page.with_suffix(".html")).is_file()} == set()


def test_no_page_loads_anything_from_elsewhere(site: Path):
    loads = re.compile(
        r"<(?:script|img|iframe|source|video|audio)[^>]+src=\"(?:https?:)?//[^\"]*"
        r"|<link[^>]+href=\"(?:https?:)?//[^\"]*|<[^>]+class=\"mermaid"
    )
    found = [
        f"{path.relative_to(site)}: {load}"
        for path in site.rglob("*.html")
        for load in loads.findall(path.read_text(encoding="utf-8"))
    ]
    found += [
        f"{path.relative_to(site)}: {load}"
        for path in site.rglob("*.css")
        for load in re.findall(r"url\((?:https?:)?//[^)]*", path.read_text(encoding="utf-8"))
    ]
    assert found == []
