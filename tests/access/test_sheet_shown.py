"""The sheet of access is accessible itself: light and dark, enlarged, on a phone and in print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from builder.build import build
from tests.access.cells import AXE, LOOKS, WAYS, seen
from tests.helpers import every_block, write_course


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    outcome = build(write_course(every_block(), folder / "course"), folder / "out", ["web"])
    assert outcome.access is not None
    return outcome.access


@pytest.mark.parametrize("name", ["light", "dark", "forced", "text", "spaced", "zoom", "print"])
def test_nothing_is_found(name: str, page: Page, sheet: Path) -> None:
    page.goto(sheet.as_uri())
    for tool in (AXE, LOOKS):
        page.evaluate(tool)
    assert seen(page, WAYS[name]) == []
