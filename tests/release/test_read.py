"""Packages that somebody sends: read with care, and refused in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.files import Memory, read_all
from builder.package import write_zip
from builder.release import archive
from builder.release.archive import UnreadableError
from builder.release.read import WANTED, plan_in, read_release, read_zip, scos_in
from tests.fast import share
from tests.helpers import every_block, packed, prepared, tree_of


def zipped(method: int = zipfile.ZIP_DEFLATED, /, **files: bytes) -> bytes:
    """A zip; `__` in a name stands for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as out:
        for name, data in files.items():
            out.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def page_with(plan: object) -> str:
    return f'<script type="application/json" id="bc-plan">{json.dumps(plan)}</script>'


@pytest.fixture(scope="module")
def plan_json() -> dict[str, Any]:
    """The plan of a course as plain data."""
    found: dict[str, Any] = json.loads(prepared(every_block()).plan.to_json())
    return found


# ---- what is one -------------------------------------------------------------------------------


def test_a_package_says_its_plan_and_its_identifiers(tmp_path: Path):
    write_zip(packed(every_block()), tmp_path / "old.zip")
    release = read_zip(Memory((tmp_path / "old.zip").read_bytes()))
    assert release.plan == prepared(every_block()).plan
    assert release.scos == ("item-every-block",)


def test_a_web_page_has_a_plan_and_no_identifiers():
    release = read_release(packed(every_block(), "web"))
    assert release.plan == prepared(every_block()).plan
    assert release.scos == ()


@pytest.mark.parametrize(
    "tag",
    [
        '<script id="bc-plan" type="application/json">',
        "<script type='application/json' id='bc-plan'>",
        "<SCRIPT\n\ttype=application/json id=bc-plan >",
        '<p title="bc-plan"><bc-plan></bc-plan><script data-x="1" id="bc-plan" defer>',
    ],
)
def test_the_tag_may_have_been_written_anew(tag: str, plan_json: dict[str, Any]):
    """Some tools that pack or unpack pages write their tags in another way."""
    page = f"<!doctype html><p>bc-plan</p>{tag}{json.dumps(plan_json)}</SCRIPT><p>bc-plan</p>"
    assert plan_in(page).course.id == "every-block"


# ---- what is none ------------------------------------------------------------------------------

LAUNCH = b"<!doctype html><title>Story</title><script>player()</script>"
CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not a zip file"),
    "random bytes": (lambda: bytes(range(256)) * 9, "not a zip file"),
    "a zip that was cut off": (lambda: zipped(index__html=LAUNCH * 90)[:-40], "not a zip file"),
    "a damaged entry": (lambda: _damaged(zipped(index__html=LAUNCH * 90)), "damaged"),
    "an empty zip": (lambda: zipped(), "no index.html"),
    "a package of another tool": (lambda: zipped(index__html=LAUNCH), "not made by build-course"),
    "all in a folder": (lambda: zipped(**{"course/index__html": LAUNCH}), "no index.html"),
    "a course's source": (lambda: zipped(course__yaml=b"course: x"), "no index.html"),
    "packed by bzip2": (lambda: zipped(zipfile.ZIP_BZIP2, index__html=LAUNCH), "no LMS reads"),
    "packed by lzma": (lambda: zipped(zipfile.ZIP_LZMA, index__html=LAUNCH), "no LMS reads"),
    "an encrypted entry": (lambda: _flagged(zipped(index__html=LAUNCH)), "encrypted"),
}


def _damaged(data: bytes) -> bytes:
    at = data.index(b"index.html") + 14
    return data[:at] + bytes(byte ^ 255 for byte in data[at : at + 20]) + data[at + 20 :]


def _flagged(data: bytes) -> bytes:
    """With the bit that says "encrypted" in both heads of the one entry."""
    local, central = data.index(b"PK\3\4") + 6, data.index(b"PK\1\2") + 8
    changed = bytearray(data)
    changed[local] |= 1
    changed[central] |= 1
    return bytes(changed)


@pytest.mark.parametrize(("make", "words"), CASES.values(), ids=CASES)
def test_what_is_no_package_is_refused_in_a_sentence(make: Callable[[], bytes], words: str):
    with pytest.raises(UnreadableError, match=words) as refused:
        read_zip(Memory(make()))
    assert str(refused.value).endswith(".")


def test_the_source_of_a_course_is_named_as_such():
    with pytest.raises(UnreadableError, match="source of a course"):
        read_release(tree_of(every_block()))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes):
    with pytest.raises(UnreadableError):
        read_zip(Memory(data))


@settings(max_examples=share(40), deadline=None)
@given(st.data())
def test_a_package_with_changed_bytes_is_read_or_refused(data: st.DataObject):
    plan = page_with({"format": 1, "course": {}}).encode()
    whole = bytearray(zipped(index__html=plan, imsmanifest__xml=b"<manifest/>"))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with pytest.raises(UnreadableError):
        read_zip(Memory(bytes(whole)))


# ---- too much ----------------------------------------------------------------------------------


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(WANTED, "index.html", 1 << 20)
    bomb = zipped(index__html=b"\0" * (8 << 20))
    assert len(bomb) < 10_000
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        read_zip(Memory(bomb))


def test_a_zip_that_lies_about_its_sizes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(WANTED, "index.html", 1 << 20)
    whole = bytearray(zipped(index__html=b"\0" * (8 << 20)))
    at = whole.index(b"PK\1\2") + 24
    whole[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableError):
        read_zip(Memory(bytes(whole)))


def test_an_enormous_table_of_contents_is_not_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MOST_LISTED", 2_000)
    many = zipped(**{f"file-{number}": b"" for number in range(200)})
    with pytest.raises(UnreadableError, match="table of contents"):
        read_zip(Memory(many))


def test_only_what_is_needed_is_read():
    """A course may have gigabytes of film."""
    data = zipped(index__html=LAUNCH, film__mp4=b"\0" * (1 << 20))
    found = archive.read_archive(Memory(data), WANTED)
    assert list(found) == ["index.html"]
    assert read_all(found["index.html"]) == LAUNCH


# ---- plans that are none -----------------------------------------------------------------------


def changed(plan: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    """A copy of a plan with one value changed."""
    copy: dict[str, Any] = json.loads(json.dumps(plan))
    part: Any = copy
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return copy


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nul", '{"format": 1', "\0"])
def test_a_damaged_plan(text: str):
    with pytest.raises(UnreadableError, match="damaged"):
        plan_in(f'<script id="bc-plan">{text}</script>')


@pytest.mark.parametrize("data", [None, 3, [], {}, {"format": 0}, {"format": "x"}, {"format": 1}])
def test_a_plan_that_is_none(data: object):
    with pytest.raises(UnreadableError, match="cannot be understood"):
        plan_in(page_with(data))


def test_a_plan_of_a_newer_tool(plan_json: dict[str, Any]):
    with pytest.raises(UnreadableError, match=r"newer build-course.*format 2.*Update"):
        plan_in(page_with(changed(plan_json, "format", to=2)))


CONTRADICTIONS: list[tuple[tuple[str | int, ...], object]] = [
    (("items", "asks.questions.one", "page"), "nowhere"),
    (("pages", 1, "id"), "shows.words"),
    (("items", "asks.others.think", "data"), {"prompts": 3}),
    (("items", "asks.others.now", "data"), {"sort": "points", "top": "x", "groups": [3]}),
    (("items", "asks.others.now", "data", "reversed"), 3),
    (("items", "asks.others.weeks", "data"), {"suggest": {"call": 3}}),
    (("items", "plays.story.tale", "data"), {"scenes": [1]}),
    (("items", "plays.story.tale", "data", "scenes", "end"), {"ending": ["quiet"]}),
    (("items", "plays.story.tale", "data", "scenes", "end", "points"), "three"),
]


@pytest.mark.parametrize(("path", "value"), CONTRADICTIONS)
def test_a_plan_that_contradicts_itself(
    path: tuple[str | int, ...], value: object, plan_json: dict[str, Any]
):
    ids = [item["id"] for item in plan_json["items"]]
    steps = [ids.index(step) if step in ids else step for step in path]
    with pytest.raises(UnreadableError, match="contradicts itself"):
        plan_in(page_with(changed(plan_json, *steps, to=value)))


def test_a_day_that_no_calendar_knows_does_no_harm(plan_json: dict[str, Any]):
    (sheet,) = [at for at, one in enumerate(plan_json["items"]) if one["kind"] == "sheet"]
    plan = changed(plan_json, "items", sheet, "fields", "start", "limit", to=10**9)
    assert plan_in(page_with(plan)).course.id == "every-block"


@pytest.mark.parametrize("page", ["", "bc-plan", "<script id=bc-plan", '<script id="bc-plan">{}'])
def test_a_page_without_a_whole_plan(page: str):
    with pytest.raises(UnreadableError, match="no plan in it"):
        plan_in(page)


@pytest.mark.timeout(20)
def test_a_page_made_to_take_long():
    with pytest.raises(UnreadableError):
        plan_in("<script bc-plan " * 200_000)


# ---- manifests ---------------------------------------------------------------------------------

ENTITY = '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><m x="&b;">&b;</m>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "damaged"),
        ("<manifest>", "damaged"),
        (ENTITY, "document type"),
        ('<!DOCTYPE m SYSTEM "http://example.org/x.dtd"><m/>', "document type"),
        ('<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/hostname">]><m>&f;</m>', "document type"),
    ],
)
def test_a_manifest_that_is_none_or_asks_for_more(text: str, words: str):
    with pytest.raises(UnreadableError, match=words):
        scos_in(text.encode())


def test_identifiers_are_those_of_items_that_report():
    text = """<m xmlns="a" xmlns:x="b"><i><item identifier="one" identifierref="r1"/>
      <item identifier="two" identifierref="r2"/><item identifier="none"/></i>
      <resource identifier="r1" x:scormtype="sco"/><resource identifier="r2" x:scormType="SCO"/>
      <resource identifier="r3" x:scormtype="asset"/></m>"""
    assert scos_in(text.encode()) == ("one", "two")
