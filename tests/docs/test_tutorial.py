"""The tutorial, followed word by word.

`UPDATE_GOLDENS=1` writes what the commands say now below those that show something.
"""

from __future__ import annotations

import json
import os
import re
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.docs.following import Follower, alike
from tests.docs.pages import DOCS, DocPage
from tests.schema.reading import as_editor, kind_of_file, wrong

TUTORIAL = DocPage(DOCS / "tutorial.md")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Follower:
    follower = Follower(tmp_path_factory.mktemp("tutorial"))
    follower.follow(TUTORIAL)
    return follower


def test_every_command_says_what_is_shown(followed: Follower):
    if os.environ.get("UPDATE_GOLDENS"):
        show(followed)
        return
    shown = [(command.line, alike(said)) for command, said in followed.said if command.shown]
    assert shown == [
        (command.line, alike(command.shown)) for command, _ in followed.said if command.shown
    ]
    assert len(shown) >= 4


def show(followed: Follower) -> None:
    """Write what was said into the page."""
    text = TUTORIAL.source()
    for command, said in followed.said:
        if command.shown:
            lines = "\n".join(line.rstrip() for line in said.strip("\n").splitlines())
            old = f"$ {command.line}\n{command.shown}"
            assert text.count(old) == 1, command.line
            text = text.replace(old, f"$ {command.line}\n{lines}")
    TUTORIAL.path.write_text(text, encoding="utf-8")


def test_at_its_end_there_are_both_releases(followed: Follower):
    dist = followed.here / "dist"
    names = sorted(path.name for path in dist.glob("*scorm12.zip"))
    assert names == [
        "the-coffee-chat-1.0.0-scorm12.zip",
        "the-coffee-chat-1.0.1-scorm12.zip",
    ]
    assert (followed.here / "course_src/tracking.lock").is_file()
    assert (followed.here / "the-chat.svg").is_file()


def test_the_course_of_the_tutorial_has_no_findings(
    followed: Follower, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(followed.here)
    told = json.loads(CliRunner().invoke(main, ["build", "--all-targets", "--json"]).stdout)
    assert told["findings"] == []


def test_an_editor_finds_nothing_wrong(followed: Follower):
    source = followed.here / "course_src"
    for path in sorted(source.rglob("*.yaml")):
        kind = kind_of_file(path.relative_to(source).as_posix())
        assert kind is not None
        assert wrong(kind, as_editor(path.read_text(encoding="utf-8"))) == []


def test_what_moodle_will_show_is_in_the_package(followed: Follower):
    named = re.search(r"there is `([\w.-]+)`", TUTORIAL.source())
    assert named is not None
    with ZipFile(followed.here / "dist/the-coffee-chat-1.0.1-scorm12.zip") as package:
        assert f'data-item="{named[1]}"' in package.read("index.html").decode("utf-8")
