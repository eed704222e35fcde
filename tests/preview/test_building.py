"""Builds in memory: the last good one stays, numbers stay, nothing is written, pages are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from builder.plan.model import Plan
from builder.preview.watching import concerns
from builder.preview.workshop import Workshop
from tests.helpers import course_file, mini, module_file, page, question, text, write_course
from tests.preview.running import PATIENCE, Running


def write(source: Path, *blocks: dict[str, object]) -> None:
    (source / "modules/one.yaml").write_text(module_file("one", page("first", *blocks)))


def shown(workshop: Workshop, target: str = "web") -> str:
    found = workshop.shown(target)
    assert found is not None
    with found.files["index.html"].open() as stream:
        return stream.read().decode()


def planned(workshop: Workshop) -> Plan:
    found = workshop.shown("web")
    assert found is not None
    return found.plan


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_course(mini(), tmp_path / "course_src")


def test_a_broken_course_leaves_the_last_good_build(small: Path):
    workshop = Workshop(small)
    assert not workshop.make().report.diagnostics
    (small / "modules/one.yaml").write_text("module: one\npages: [")
    broken = workshop.make()
    assert (broken.number, broken.prepared, broken.report.failed) == (2, None, True)
    assert "Hello." in shown(workshop)
    write(small, text("Good day."))
    assert not workshop.make().report.failed
    assert "Good day." in shown(workshop)


def test_a_course_that_was_never_good_has_nothing_to_show(small: Path):
    (small / "course.yaml").write_text("course: [")
    workshop = Workshop(small)
    assert workshop.make().report.failed
    assert workshop.shown("web") is None


def test_a_saved_theme_is_shown(small: Path):
    facts = (small / "course.yaml").read_text()
    write_course({
        "course.yaml": f"{facts}theme: sea\n",
        "themes/sea/theme.yaml": "theme: sea\nextends: slate\n",
        "themes/sea/waves.svg": "<svg/>",
    }, small)  # fmt: skip
    workshop = Workshop(small)
    workshop.make()
    before = shown(workshop)
    (small / "themes/sea/layout.css").write_text(".bar { background-image: url(waves.svg); }")
    assert not workshop.make().report.failed
    assert shown(workshop) != before
    found = workshop.shown("web")
    assert found is not None
    [waves] = [name for name in found.files if name.startswith("theme/")]
    assert waves in shown(workshop)


def test_what_only_one_target_refuses_stops_only_that(small: Path):
    workshop = Workshop(small)
    build = workshop.make()
    assert [found.code for found in build.findings("xapi")] == ["BC721"]
    assert build.findings("scorm12").diagnostics == []
    assert workshop.shown("xapi") is None
    assert workshop.shown("scorm12") is not None


def test_a_folder_that_is_gone_is_said_and_may_come_back(small: Path):
    workshop = Workshop(small)
    workshop.make()
    small.rename(small.with_name("elsewhere"))
    gone = workshop.make()
    assert "cannot be read" in gone.problem
    assert "Hello." in shown(workshop)
    small.with_name("elsewhere").rename(small)
    assert workshop.make().problem == ""


def test_nothing_is_written_into_the_course(small: Path):
    before = sorted(small.rglob("*"))
    Workshop(small).make()
    assert sorted(small.rglob("*")) == before


def test_what_has_a_number_keeps_it_while_the_preview_runs(small: Path):
    workshop = Workshop(small)
    write(small, question("b"))
    workshop.make()
    plan = planned(workshop)
    before = {item.id: item.fields for item in plan.items}
    write(small, question("a"), question("b"))
    workshop.make()
    plan = planned(workshop)
    after = {item.id: item.fields for item in plan.items}
    assert after["one.first.b"] == before["one.first.b"]
    assert after["one.first.a"] != before["one.first.b"]


def test_a_lock_that_changes_is_obeyed(small: Path):
    workshop = Workshop(small)
    write(small, question("b"))
    workshop.make()
    (small / "tracking.lock").write_text("lock: 1\npages:\n  one.first: 7\n")
    workshop.make()
    plan = planned(workshop)
    assert [page.slot for page in plan.pages] == [7]


def test_a_fault_of_the_tool_ends_nothing(small: Path, monkeypatch: pytest.MonkeyPatch):
    workshop = Workshop(small)
    with monkeypatch.context() as patched:
        patched.setattr("builder.preview.workshop.prepare", lambda tree: 1 / 0)
        assert "fault of build-course" in workshop.make().problem
    assert workshop.make().problem == ""


# ---- over the wire ---------------------------------------------------------------------------


def events(here: Running) -> Iterator[tuple[str, dict[str, object]]]:
    """Server-sent events as they come."""
    connection = HTTPConnection(here.host, timeout=PATIENCE)
    connection.request("GET", "/api/events", headers={"Host": here.host})
    answer = connection.getresponse()
    assert answer.headers["content-type"].startswith("text/event-stream")
    kind = ""
    while line := answer.readline().decode():
        if line.startswith("event: "):
            kind = line.removeprefix("event: ").strip()
        if line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))


def test_saving_a_file_is_told_to_pages_that_listen(here: Running, source: Path):
    told = events(here)
    assert next(told) == ("hello", {"run": here.preview.run, "number": 1})
    write(source, text("Good day."))
    assert next(told) == ("built", {"number": 2})
    assert b"Good day." in here.get("/course/web/anna-1/index.html").body


@pytest.mark.parametrize("away", ["rename", "beside"])
def test_editors_that_write_another_file_first(here: Running, source: Path, away: str):
    path = source / "modules/one.yaml"
    new = module_file("one", page("first", text("Renamed.")))
    if away == "rename":
        (source / "modules/one.yaml~").write_text(new)
        (source / "modules/one.yaml~").replace(path)
    else:
        path.rename(source / "modules/.one.yaml.old")
        path.write_text(new)
    while b"Renamed." not in here.get("/course/web/anna-1/index.html").body:
        here.built()
    assert not here.preview.workshop.last.report.failed


@pytest.mark.parametrize(
    ("path", "counts"),
    [("course.yaml", True), ("media/a b.png", True), ("modules/one.yaml~", False),
     ("modules/.one.yaml.swp", False), (".git/index", False), ("media/Thumbs.db", False)],
)  # fmt: skip
def test_what_a_build_does_not_read_makes_no_build(path: str, counts: bool):
    assert concerns(Path("/course"), f"/course/{path}") is counts
    assert not concerns(Path("/course"), f"/other/{path}")


def test_findings_come_with_their_line_and_caret(here: Running, source: Path):
    (source / "course.yaml").write_text(course_file() + "languge: fr\n")
    here.built()
    found = here.get("/api/course?target=scorm12").json
    assert (found["failed"], found["shown"], found["number"]) == (True, 1, 2)
    first = found["findings"][0]
    assert first["file"] == (source / "course.yaml").as_posix()
    assert (first["line"], first["column"], first["severity"]) == (6, 1, "error")
    assert first["excerpt"] == ["languge: fr", "^^^^^^^"]
    assert "language" in first["help"]


def test_a_unit_of_cmi5_is_named(here: Running, source: Path):
    found = here.get("/api/course?target=cmi5").json
    assert found["units"] == []
    course = (source / "course.yaml").read_text() + 'cmi5: {"units": "modules"}\n'
    (source / "course.yaml").write_text(course)
    here.built()
    assert here.get("/api/course?target=cmi5").json["units"] == [["one", "One"]]
    assert "module=one" in here.launch("cmi5", unit="one")["address"]


def test_a_course_is_shown_in_another_language_and_follows_its_file(small: Path):
    workshop = Workshop(small, language="fr")
    assert [one.code for one in workshop.make().report] == ["BC551"]
    entry = 'msgctxt "one.first/text"\nmsgid "Hello."\nmsgstr "{}"\n'
    (small / "locales").mkdir()
    (small / "locales/fr.po").write_text(entry.format("Bonjour."))
    assert not workshop.make().report.failed
    assert "<p>Bonjour.</p>" in shown(workshop) and '<html lang="fr"' in shown(workshop)
    (small / "locales/fr.po").write_text(entry.format("Salut."))
    workshop.make()
    assert "<p>Salut.</p>" in shown(workshop)
