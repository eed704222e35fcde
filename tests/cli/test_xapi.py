"""The commands around xAPI: what a build writes, `statements`, `statements --from`, `send`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import builder.lrs
from builder.cli import main
from builder.tracked import KEY, SECRET
from tests.helpers import ROOT, course_file, mini, module_file, page, question, write_course
from tests.lrs.server import Fault, Lrs, running

Run = Callable[..., Result]
IRI = "https://courses.example.org/mini"
TRACKS: dict[str, Any] = {
    "format": 1,
    "attempts": [
        {
            "learner": {"homePage": "https://lms.example.org", "id": "42", "name": "Ann"},
            "started": "2026-05-04T08:00:00Z",
            "elements": {
                "cmi.core.lesson_status": "completed",
                "cmi.interactions.0.id": "one.p.a",
                "cmi.interactions.0.student_response": "It is so.",
                "cmi.interactions.0.result": "correct",
            },
        }
    ],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `build-course` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str, given: str | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=given)
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


def course(folder: Path, **facts: Any) -> Path:
    """A course with one question where the tool looks for one."""
    files = {
        **mini(),
        "course.yaml": course_file(**facts),
        "modules/one.yaml": module_file("one", page("p", question("a"))),
    }
    return write_course(files, folder / "course_src")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# ---- what a build writes ---------------------------------------------------------------------


def test_a_build_of_a_course_with_iri_writes_both_documents(run: Run, tmp_path: Path):
    course(tmp_path, iri=IRI)
    result = run()
    assert result.exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-lms.html", "mini-1.0-profile.jsonld",
        "mini-1.0-scorm12.zip",
        "mini-1.0-statements.json",
    ]  # fmt: skip
    assert "mini-1.0-profile.jsonld" in result.stdout
    listed = read(tmp_path / "dist/mini-1.0-statements.json")
    answered = next(one for one in listed["statements"] if one["when"] == "answered/one.p.a")
    assert answered["statement"]["object"]["id"] == f"{IRI}#interaction/one.p.a"
    assert set(answered["statement"]) == {"verb", "object", "context"}
    assert answered["result"]["success"] == "true or false"
    assert read(tmp_path / "dist/mini-1.0-profile.jsonld")["type"] == "Profile"


def test_the_same_course_gives_the_same_bytes(run: Run, tmp_path: Path):
    course(tmp_path, iri=IRI)
    for out in ("x", "y"):
        assert run("statements", "--out", out).exit_code == 0
    for name in ("mini-1.0-profile.jsonld", "mini-1.0-statements.json"):
        assert (tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes()


def test_a_course_without_iri_has_no_statements(run: Run, tmp_path: Path):
    course(tmp_path)
    assert run().exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-lms.html", "mini-1.0-scorm12.zip",
    ]  # fmt: skip
    result = run("statements", "--out", "other")
    assert result.exit_code == 1
    assert "BC721" in result.stderr
    assert "https://courses.example.org/mini" in result.stderr
    assert not (tmp_path / "other").exists()


def test_json_names_the_documents(run: Run, tmp_path: Path):
    course(tmp_path, iri=IRI)
    names = [Path(one).name for one in json.loads(run("build", "--json").stdout)["documents"]]
    assert names == ["mini-1.0-statements.json", "mini-1.0-profile.jsonld"]


# ---- statements --from -----------------------------------------------------------------------


@pytest.fixture
def package(run: Run, tmp_path: Path) -> str:
    """The package that learners used."""
    course(tmp_path, iri=IRI)
    assert run().exit_code == 0
    (tmp_path / "tracks.json").write_text(json.dumps(TRACKS), encoding="utf-8")
    return "dist/mini-1.0-scorm12.zip"


def test_attempts_become_statements(run: Run, package: str, tmp_path: Path):
    result = run("statements", "--from", "tracks.json", "--package", package)
    assert result.exit_code == 0
    assert "4 statements of 1 attempt" in result.stdout
    made = read(tmp_path / "dist/tracks-statements.json")
    assert [one["verb"]["display"]["en"] for one in made] == [
        "initialized", "answered", "completed", "terminated",
    ]  # fmt: skip
    assert made[1]["result"]["response"] == "yes"


def test_moodle_rows(run: Run, package: str, tmp_path: Path):
    rows = (
        "userid,attempt,element,value,timemodified\n7,1,cmi.core.lesson_status,passed,1777881600\n"
    )
    (tmp_path / "moodle.csv").write_text(rows)
    arguments = ("statements", "--from", "moodle.csv", "--package", package)
    assert "--home-page" in run(*arguments).stderr
    assert run(*arguments, "--home-page", "https://lms.example.org").exit_code == 0
    (first, *_) = read(tmp_path / "dist/moodle-statements.json")
    assert first["actor"]["account"] == {"homePage": "https://lms.example.org", "name": "7"}
    assert first["timestamp"] == "2026-05-04T08:00:00Z"


def test_a_package_without_iri_is_given_one(run: Run, tmp_path: Path):
    course(tmp_path)
    run()
    (tmp_path / "tracks.json").write_text(json.dumps(TRACKS), encoding="utf-8")
    arguments = ("statements", "--from", "tracks.json", "--package", "dist/mini-1.0-scorm12.zip")
    result = run(*arguments)
    assert (result.exit_code, "--iri" in result.stderr) == (2, True)
    assert run(*arguments, "--iri", f"{IRI}/").exit_code == 0
    (first, *_) = read(tmp_path / "dist/tracks-statements.json")
    assert first["object"]["id"] == IRI


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "tracks.json"], "go together"),
        (["--from", "tracks.json", "--package", "tracks.json"], "no package"),
        (["--iri", "mini"], "--iri must look like"),
        (["--iri", "https://x.org/#a"], "--iri must look like"),
        (["--home-page", "lms"], "--home-page must look like"),
        (["--time", "yesterday"], "--time must look like"),
        (["--time", "2026-05-04T08:00:00"], "--time must look like"),
    ],
)
def test_wrong_usage_of_statements(run: Run, package: str, arguments: list[str], says: str):
    if "--from" not in arguments:
        arguments = ["--from", "tracks.json", "--package", package, *arguments]
    result = run("statements", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_notes_go_to_the_other_stream(run: Run, package: str, tmp_path: Path):
    tracks = json.loads(json.dumps(TRACKS))
    tracks["attempts"][0]["elements"]["cmi.suspend_data"] = "B1damaged"
    (tmp_path / "tracks.json").write_text(json.dumps(tracks))
    result = run("statements", "--from", "tracks.json", "--package", package)
    assert result.exit_code == 0
    assert result.stderr.startswith("note: attempt 1 of 42: The string is damaged")


# ---- send ------------------------------------------------------------------------------------


@pytest.fixture
def lrs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lrs]:
    """A store, its credentials in the environment, and no pauses."""
    with running() as server:
        monkeypatch.setenv(KEY, server.key)
        monkeypatch.setenv(SECRET, server.secret)
        monkeypatch.setattr(builder.lrs, "wait", lambda seconds: None)
        yield server


@pytest.fixture
def made(run: Run, package: str) -> str:
    """A file of statements."""
    assert run("statements", "--from", "tracks.json", "--package", package).exit_code == 0
    return "dist/tracks-statements.json"


def test_they_arrive_and_twice_changes_nothing(run: Run, made: str, lrs: Lrs, tmp_path: Path):
    result = run("send", made, "--lrs", lrs.url)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "accepted       4",
        "already there  0",
        "refused        0",
    ]
    assert [one["id"] for one in lrs.statements] == [one["id"] for one in read(tmp_path / made)]
    assert run("send", made, "--lrs", lrs.url).exit_code == 0
    assert len(lrs.statements) == 4


def test_many_go_in_batches(run: Run, package: str, lrs: Lrs, tmp_path: Path):
    attempt = TRACKS["attempts"][0]
    tracks = {"format": 1, "attempts": [{**attempt, "attempt": number} for number in range(30)]}
    (tmp_path / "tracks.json").write_text(json.dumps(tracks))
    run("statements", "--from", "tracks.json", "--package", package)
    assert (
        "accepted       120" in run("send", "dist/tracks-statements.json", "--lrs", lrs.url).stdout
    )
    assert lrs.log.count("POST /statements") == 3


def test_faults_that_pass(run: Run, made: str, lrs: Lrs):
    lrs.faults += [Fault(503), Fault(429, after="2"), Fault(0)]
    assert "accepted       4" in run("send", made, "--lrs", lrs.url).stdout


def test_faults_that_stay(run: Run, made: str, lrs: Lrs):
    lrs.faults += [Fault(500)] * 20
    result = run("send", made, "--lrs", lrs.url)
    assert result.exit_code == 1
    assert "not sent       4" in result.stdout
    assert "500" in result.stderr
    assert "nothing is counted twice" in result.stderr


def test_what_is_refused_is_named(run: Run, made: str, lrs: Lrs, tmp_path: Path):
    statements = read(tmp_path / made)
    statements[2]["result"]["more"] = {}
    statements[1]["verb"]["id"] = "answered"
    (tmp_path / "bad.json").write_text(json.dumps([statements[0], statements[1]]))
    result = run("send", "bad.json", "--lrs", lrs.url)
    assert result.exit_code == 1
    assert "accepted       1" in result.stdout
    assert f"{statements[1]['id']}  400" in result.stdout
    (tmp_path / "bad.json").write_text(json.dumps(statements))
    result = run("send", "bad.json", "--lrs", lrs.url)
    assert result.exit_code == 2
    assert "Statement 3 is not xAPI" in result.stderr


def test_another_statement_with_the_same_id(run: Run, made: str, lrs: Lrs, tmp_path: Path):
    run("send", made, "--lrs", lrs.url)
    statements = read(tmp_path / made)
    statements[1]["result"]["success"] = False
    statements[2]["timestamp"] = "2026-05-04T08:00:01Z"
    statements[0]["actor"]["name"] = "Ann Lee"
    (tmp_path / "again.json").write_text(json.dumps(statements))
    result = run("send", "again.json", "--lrs", lrs.url)
    assert result.exit_code == 1
    assert "already there  2" in result.stdout
    assert f"{statements[1]['id']}  another statement has this id" in result.stdout
    assert len(lrs.statements) == 4


def test_a_dry_run_sends_nothing_and_asks_nothing(
    run: Run, made: str, lrs: Lrs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(SECRET)
    result = run("send", made, "--lrs", lrs.url, "--dry-run")
    assert result.exit_code == 0
    assert "4 statements would go in 1 batch" in result.stdout
    assert lrs.log == []


def test_credentials_are_asked_for_and_never_shown(
    run: Run, made: str, lrs: Lrs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(KEY)
    monkeypatch.delenv(SECRET)
    result = run("send", made, "--lrs", lrs.url, given=f"{lrs.key}\n{lrs.secret}\n")
    assert "accepted       4" in result.stdout
    assert lrs.secret not in result.output
    assert run("send", made, "--lrs", lrs.url, given="").exit_code == 2


def test_wrong_credentials_end_it_at_once(
    run: Run, made: str, lrs: Lrs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SECRET, "very secret")
    result = run("send", made, "--lrs", lrs.url)
    assert result.exit_code == 1
    assert "does not accept the credentials" in result.stderr
    assert "very secret" not in result.output
    assert lrs.log == ["POST /statements"]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://lrs.example.org/xapi/", "use https://"),
        ("http://localhost.example.org/", "use https://"),
        ("ftp://lrs.example.org/", "looks like"),
        ("lrs.example.org", "looks like"),
        ("https://", "looks like"),
        ("https://lrs.example.org:port/", "no address"),
        ("https://key:secret@lrs.example.org/", "out of the address"),
        ("https://lrs.example.org/?key=1", "looks like"),
    ],
)
def test_addresses_that_are_not_used(run: Run, made: str, lrs: Lrs, url: str, says: str):
    result = run("send", made, "--lrs", url)
    assert result.exit_code == 2
    assert says in result.stderr


def test_another_place_on_the_server_is_no_lrs(run: Run, made: str, lrs: Lrs):
    result = run("send", made, "--lrs", f"{lrs.url}elsewhere/")
    assert result.exit_code == 1
    assert "not the address of an LRS" in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "not JSON"), ("{}", "stand in a list"), ("[{}]", "Statement 1 lacks"),
     ('{"statements": []}', "lists what a course can say")],
)  # fmt: skip
def test_files_that_hold_no_statements(run: Run, lrs: Lrs, tmp_path: Path, text: str, says: str):
    (tmp_path / "x.json").write_text(text)
    result = run("send", "x.json", "--lrs", lrs.url)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_build_without_iri_loads_nothing_of_this(tmp_path: Path):
    folder = course(tmp_path)
    script = (
        "import sys\nfrom builder.cli import main\n"
        f"try: main(['build', {str(folder)!r}, '--out', {str(tmp_path / 'dist')!r}])\n"
        "except SystemExit: pass\n"
        "print([n for n in ('tincan', 'builder.tracked', 'builder.lrs', 'builder.sending',"
        " 'builder.xapi.vocabulary') if n in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
