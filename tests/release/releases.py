"""The releases of `tests/releases` for tests, and releases made of small courses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from builder.build import build
from builder.files import read_folder
from builder.plan.lock import LOCK_FILE
from builder.plan.model import Plan
from builder.preparing import Prepared, compared
from builder.release.changes import Change, Comparison
from builder.release.read import Release, release_of
from builder.release.report import comparison_as_text
from tests.helpers import Files, course_file, module_file, page, prepared, write_course
from tests.releases.make import HERE, RELEASES, source_of

__all__ = ["RELEASES", "Recorded", "plan_of", "recorded", "source_of"]

Block = dict[str, Any]


@dataclass(frozen=True)
class Recorded:
    """A state that the player of a release recorded, and what it means."""

    release: int
    name: str
    string: str
    meaning: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.release}-{self.name}"


@cache
def plan_of(release: int) -> Plan:
    """The plan that the player of a release ran on."""
    text = (HERE / str(release) / "plan.json").read_text(encoding="utf-8")
    return Plan.of(json.loads(text))


def recorded() -> list[Recorded]:
    """All recorded states, by release."""
    return [
        Recorded(
            release,
            file.stem.removeprefix("state-"),
            file.read_bytes().decode("utf-8"),
            json.loads(file.with_suffix(".json").read_text(encoding="utf-8")),
        )
        for release in RELEASES
        for file in sorted((HERE / str(release) / "states").glob("*.txt"))
    ]


def source_files(release: int) -> Files:
    """The sources of a release, its lock among them."""
    folder: Path = source_of(release)
    return {path: (folder / path).read_bytes() for path in read_folder(folder)}


def packages(out: Path, *releases: int) -> dict[int, Path]:
    """Packages of these releases, as one author makes them with the tool of today.

    The lock goes on from one to the next; in the first it holds what the tool of that day gave.
    Each is built twice: as the author does, and then as CI does.
    """
    course = out / "course_src"
    found: dict[int, Path] = {}
    for release in releases:
        files = source_files(release)
        if found:
            files[LOCK_FILE] = (course / LOCK_FILE).read_bytes()
            shutil.rmtree(course)
        write_course(files, course)
        for locked in (False, True):
            outcome = build(course, out, ["scorm12"], locked=locked)
            assert not outcome.report.failed, list(outcome.report)
        found[release] = outcome.built[0].path
    return found


def released(files: Files) -> tuple[Release, str]:
    """A course without errors as a release, and the lock that it was built with."""
    done = prepared(files)
    return release_of(done.course, done.plan), done.lock_text


def next_of(files: Files, lock: str) -> Prepared:
    """The course as its next release would be."""
    return prepared({**files, LOCK_FILE: lock})


def between(old: Files, new: Files, accept: Iterable[str] = ()) -> Comparison:
    """What the new release of a course does to learners of the old one."""
    release, lock = released(old)
    return compared(release, next_of(new, lock), [*accept])


def truth(name: str) -> Block:
    """A question with that id."""
    return {"question": name, "kind": "true-false", "ask": f"{name}?", "answer": True}


POOL: Block = {"pool": "r", "draw": 1, "questions": [truth("a"), truth("b")]}


def course(*blocks: Block, **facts: Any) -> Files:
    """A course of one page with these blocks."""
    return {
        "course.yaml": course_file(**facts),
        "modules/one.yaml": module_file("one", page("p", *blocks)),
    }


def only(found: Comparison, name: str) -> Change:
    """What becomes of one thing."""
    (change,) = [one for one in found.changes if one.id == name]
    return change


def lines(found: Comparison) -> str:
    """The report for a person."""
    return "\n".join(text.plain for text in comparison_as_text(found))
