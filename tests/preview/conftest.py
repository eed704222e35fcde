"""A preview of a small course that listens in a thread of the test's own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.helpers import PNG, mini, module_file, page, question, text, with_iri, write_course
from tests.preview.running import Running, ended, running


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A course with a question, a picture, and files that do not belong to it."""
    picture = {"image": "media/dot.png", "alt": "A dot"}
    files = {
        **with_iri(mini()),
        "modules/one.yaml": module_file(
            "one", page("first", text("Hello."), question("q"), picture)
        ),
        "media/dot.png": PNG,
        "media/unused.png": PNG,
        "notes.txt": "not for learners",
        ".secret": "nobody's business",
    }  # fmt: skip
    (tmp_path / "outside.txt").write_text("outside")
    return write_course(files, tmp_path / "course_src")


@pytest.fixture(scope="session")
def endings() -> Iterator[list[Thread]]:
    """Servers that were told to stop: all of them do, but no test waits for its own."""
    threads: list[Thread] = []
    yield threads
    for thread in threads:
        ended(thread)


@pytest.fixture
def here(source: Path, endings: list[Thread]) -> Iterator[Running]:
    """The preview of it."""
    with running(source, ending=endings.append) as found:
        yield found
