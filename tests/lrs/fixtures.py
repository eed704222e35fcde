"""Fixtures for tests of what speaks xAPI. A folder's conftest asks for them by importing them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cmi5.server import Cmi5Lms
from tests.lrs.server import Lrs, running
from tests.lrs.tincan import TincanLms
from tests.lrs.valid import invalid

__all__ = ["cmi5_lms", "lrs", "tincan_lms"]


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    """An LRS; whatever it has stored in the end must be good, whoever judges it."""
    with running() as lrs:
        yield lrs
        assert invalid(lrs) == {}


@pytest.fixture
def cmi5_lms(lrs: Lrs) -> Iterator[Cmi5Lms]:
    """A cmi5 LMS without a package; nothing that a page asked for may be missing in the end.

    What units did against the rules stands in `violations`: a test that wants none says so.
    """
    with Cmi5Lms(lrs) as lms:
        yield lms
        assert lms.missing == []


@pytest.fixture
def tincan_lms(lrs: Lrs) -> Iterator[TincanLms]:
    """A Tin Can LMS without a package; nothing that a page asked for may be missing in the end."""
    with TincanLms(lrs) as lms:
        yield lms
        assert lms.missing == []
