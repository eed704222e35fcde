"""The small course, and the LMS that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.build import build
from builder.plan.model import Plan
from tests.e2e.faults.learning import COURSE
from tests.helpers import prepared, write_course
from tests.lms.server import StrictLms
from tests.lrs.fixtures import cmi5_lms, lrs, tincan_lms

__all__ = ["cmi5_lms", "lms", "lrs", "package", "plan", "tincan_lms"]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course for SCORM 1.2."""
    folder = tmp_path_factory.mktemp("faults")
    outcome = build(write_course(COURSE, folder / "course_src"), folder / "dist", ["scorm12"])
    assert not outcome.report.failed, outcome.report
    return outcome.built[0].path


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Its tracking plan."""
    return prepared(COURSE).plan


@pytest.fixture
def lms(package: Path) -> Iterator[StrictLms]:
    """The LMS with this course."""
    with StrictLms() as lms:
        lms.install(package)
        yield lms
