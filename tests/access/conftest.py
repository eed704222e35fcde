"""The course with every block on one page, in each theme and both directions, on a web server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest

from builder.package import write_folder
from tests.access.cells import DESK
from tests.access.course import all_on_one_page
from tests.e2e.sites import serving
from tests.helpers import packed

Served = Callable[[str, str], str]
"""From a theme and a direction to an address."""


@pytest.fixture
def context_options() -> dict[str, Any]:
    """A desk where nothing moves."""
    width, height = DESK
    return {
        "viewport": {"width": width, "height": height},
        "locale": "en-CA",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Each package is built when it is first asked for."""
    with ExitStack() as servers:

        @cache
        def address(theme: str, direction: str) -> str:
            folder = tmp_path_factory.mktemp("access") / "package"
            write_folder(packed(all_on_one_page(theme, direction)), folder)
            return servers.enter_context(serving(folder))

        yield address
