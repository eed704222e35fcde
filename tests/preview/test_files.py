"""Which files are served: those that the package would hold, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PNG
from tests.preview.running import Running

COURSE = "/course/scorm12/anna-1/"


def test_the_launch_page_hands_itself_over_before_the_player_runs(here: Running):
    page = here.get(f"{COURSE}index.html")
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert b"buildCoursePreview?.attach(window)" in page.body
    assert here.ask("HEAD", f"{COURSE}index.html").status == 200


def test_media_come_as_what_they_are_and_in_parts(here: Running):
    whole = here.get(f"{COURSE}media/dot.png")
    assert (whole.status, whole.headers["content-type"], whole.body) == (200, "image/png", PNG)
    part = here.get(f"{COURSE}media/dot.png", Range="bytes=0-3")
    assert (part.status, part.body) == (206, PNG[:4])


@pytest.mark.parametrize(
    "path",
    ["media/unused.png", "notes.txt", ".secret", "course.yaml", "modules/one.yaml", "tracking.lock",
     "../course.yaml", "../../outside.txt", "%2e%2e/%2e%2e/outside.txt", "..%2f..%2foutside.txt",
     "media/../notes.txt", "media/..%5c..%5coutside.txt", "/etc/passwd", "%2fetc%2fpasswd",
     "media/dot.png%00", "media", "media/", ""],
)  # fmt: skip
def test_no_other_file_is_to_be_had(here: Running, path: str):
    assert here.get(COURSE + path).status == 404


@pytest.mark.parametrize(
    "path",
    ["/page.html", "/page.css", "/dist/preview.js", "/src/main.ts", "/..%2fcli.py", "/course",
     "/course/", "/course/scorm12/", "/course/nothing/anna-1/index.html", "/docs"],
)  # fmt: skip
def test_there_is_no_listing_and_no_other_address(here: Running, path: str):
    assert here.get(path).status == 404


def test_who_was_signed_out_is_led_to_the_login(here: Running):
    visit = here.launch()
    assert here.ask("POST", f"/api/expire/{visit['visit']}", {}).status == 204
    page = here.ask("HEAD", f"{COURSE}index.html")
    assert (page.status, page.headers["location"]) == (302, "/login")
    assert here.get("/course/scorm12/ben-1/index.html").status == 200
    here.launch()
    assert here.get(f"{COURSE}index.html").status == 200


def test_a_file_that_went_away_is_no_fault(here: Running, source: Path):
    (source / "media/dot.png").unlink()
    assert here.get(f"{COURSE}media/dot.png").status == 404


def test_a_link_to_somewhere_else_is_not_followed(here: Running, source: Path, tmp_path: Path):
    (source / "media/dot.png").unlink()
    (source / "media/dot.png").symlink_to(tmp_path / "outside.txt")
    build = here.built()
    while not build.report.failed:
        build = here.built()
    assert here.get(f"{COURSE}media/dot.png").body != b"outside"
