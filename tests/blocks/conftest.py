"""The gallery of all examples, built once for each worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.package import write_folder
from tests.blocks.gallery import gallery_files
from tests.e2e.sites import serving
from tests.helpers import packed


@pytest.fixture
def context_options() -> dict[str, Any]:
    """A desk where nothing moves: waiting for animations would take most of the time."""
    return {
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-CA",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the gallery's web package."""
    folder = tmp_path_factory.mktemp("gallery") / "web"
    write_folder(packed(gallery_files(), "web"), folder)
    return folder


@pytest.fixture(scope="session")
def gallery_url(gallery: Path) -> Iterator[str]:
    """The address of the gallery on a web server."""
    with serving(gallery) as url:
        yield url
