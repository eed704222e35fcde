"""No bytes make it crash, hang, use much memory, or read anything but the package."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.files import DiskFile, Memory
from builder.inspect.inspection import Inspection, inspect_zip
from builder.inspect.report import inspection_as_text, inspections_as_json
from builder.package import write_zip
from tests.helpers import ROOT, every_block, packed, with_iri
from tests.inspect.cases import case
from tests.inspect.packages import (
    CMI5,
    HTML12,
    MANIFEST12,
    MANIFEST2004,
    TINCAN,
    entry,
    scorm12,
    with_page,
    zipped,
)

often = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def looked_into(data: bytes) -> Inspection:
    """Whatever it is, it can be told, for people and for programs."""
    found = inspect_zip(Memory(data))
    text = "".join(line.plain for line in inspection_as_text("x.zip", found))
    assert "\x1b" not in text
    inspections_as_json([("x.zip", found)], strict=True)
    return found


def codes(found: Inspection) -> set[str]:
    return {one.rule.code for one in found.findings}


# ---- any bytes -------------------------------------------------------------------------------


@often
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes):
    assert looked_into(data).refused


@often
@given(st.binary(max_size=400))
def test_any_bytes_after_the_beginning_of_a_zip(data: bytes):
    looked_into(zipped(scorm12())[:200] + data)
    looked_into(data + zipped(scorm12()))


@cache
def ours(target: str) -> bytes:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in packed(with_iri(every_block()), target).items():
            with content.open() as stream:
                archive.writestr(entry(name), stream.read())
    return place.getvalue()


SPOILED = st.deferred(
    lambda: st.sampled_from([ours("scorm12"), ours("cmi5"), zipped(scorm12(), zipfile.ZIP_STORED)])
)


@often
@given(SPOILED, st.randoms(use_true_random=False), st.integers(1, 30))
def test_mutated_packages(data: bytes, chance: random.Random, changes: int):
    spoiled = bytearray(data)
    for _ in range(changes):
        at = chance.randrange(len(spoiled))
        # Most of what matters stands at the end: the table of contents.
        place = at if chance.random() < 0.4 else max(0, len(spoiled) - 1 - at % 1500)
        spoiled[place] = chance.randrange(256)
    looked_into(bytes(spoiled))


@often
@given(SPOILED, st.integers(0, 10**9), st.integers(0, 10**9))
def test_cut_packages(data: bytes, start: int, end: int):
    looked_into(data[start % len(data) :])
    looked_into(data[: end % len(data)])


NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["imsmanifest.xml", "IMSMANIFEST.XML", "a/imsmanifest.xml", "cmi5.xml", "../x",
                     "tincan.xml", "h5p.json", "a.cst", "index.html", "/x", "C:\\x", "a\\b", "."]),
)  # fmt: skip


@often
@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=6))
def test_any_names(files: dict[str, bytes]):
    looked_into(zipped({name: data for name, data in files.items() if name}))


PIECES = st.lists(
    st.sampled_from([
        "<manifest>", "</manifest>", "<organizations default=''>", "<organization identifier='a'>",
        "<item identifier='a' identifierref='a'>", "</item>", "<title>x</title>", "<resource ",
        "href='http://[' ", "href='%zz' ", "identifier='a'>", "</resource>", "<adlcp:x/>", "&nbsp;",
        "<!-- x -->", "<![CDATA[x]]>", "<?x y?>", "<schemaversion>", "xml:base='..//'", "&#0;",
        "<au id='x'>", "<url>http://[</url>", "<launch>?a=%</launch>", "<activity>", "\0", "\ufffe",
        "<!DOCTYPE x>", "<adlcp:prerequisites>2*{a, b}&amp;&amp;</adlcp:prerequisites>",
    ]), max_size=25,
)  # fmt: skip
MANIFESTS = {
    "imsmanifest.xml": (MANIFEST12, MANIFEST2004),
    "cmi5.xml": (CMI5,),
    "tincan.xml": (TINCAN,),
}


@often
@given(st.sampled_from(sorted(MANIFESTS)), PIECES, st.integers(0, 10**6), st.booleans())
def test_any_manifest(name: str, pieces: list[str], at: int, whole: bool):
    good = MANIFESTS[name][at % len(MANIFESTS[name])]
    place = at % len(good)
    text = "".join(pieces) if whole else good[:place] + "".join(pieces) + good[place:]
    data = text.encode("utf-8", errors="surrogatepass")
    looked_into(zipped({**scorm12(), name: data}))


@often
@given(st.sampled_from(["utf-16", "utf-8-sig", "latin-1", "cp1251", "utf-7", "shift_jis", "rot13"]))
def test_any_encoding(encoding: str):
    text = MANIFEST12.replace("UTF-8", encoding)
    try:
        data = text.encode(encoding)
    except LookupError:
        data = text.encode()
    looked_into(zipped({**scorm12(), "imsmanifest.xml": data}))


@often
@given(
    st.lists(
        st.sampled_from(["<script src='", "<img src=", "http://[", "{{x}}", "'>", "<base href='x'>",
                         "<a", "</", "<!--", "<svg>", "%zz", "//x/", "\0", "é", "<object data=x>",
                         "<link rel=stylesheet href=", "?", "#", "../../..", "<template>"]),
        max_size=20,
    )
)  # fmt: skip
def test_any_page(pieces: list[str]):
    looked_into(zipped(with_page("".join(pieces))))


# ---- XML that asks for more ------------------------------------------------------------------

LAUGHS = (
    "<!DOCTYPE m [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>" for n in range(9))
    + "]><manifest title='&a8;'>&a8;</manifest>"
)
ASKING = {
    "a billion laughs": LAUGHS,
    "a file of the server": '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>',
    "another site": '<!DOCTYPE m SYSTEM "http://127.0.0.1:9/x.dtd"><manifest/>',
    "a parameter entity": '<!DOCTYPE m [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><m/>',
    "many levels": "<a>" * 5_000 + "</a>" * 5_000,
    "many elements": f"<a>{'<b/>' * 200_000}</a>",
    "many attributes": "<a " + " ".join(f"a{n}=''" for n in range(1_000)) + "/>",
}


@pytest.mark.parametrize("name", ["imsmanifest.xml", "cmi5.xml", "tincan.xml"])
@pytest.mark.parametrize("asking", ASKING.values(), ids=ASKING)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_manifests_that_ask_for_more_are_refused(asking: str, name: str, encoding: str):
    found = looked_into(zipped({name: asking.encode(encoding), "index.html": HTML12}))
    assert "PK202" in codes(found)
    assert "root:" not in "".join(one.message for one in found.findings)


def test_a_huge_attribute():
    title = "x" * (7 << 20)
    found = looked_into(zipped(scorm12("<title>Introduction", f"<title>{title}")))
    assert "PK313" in codes(found)
    found = looked_into(zipped(scorm12('identifier="item-intro"', f'identifier="{title}"')))
    assert "PK313" in codes(found)


def test_a_manifest_that_is_too_large():
    found = looked_into(zipped(scorm12("</manifest>", f"</manifest>{' ' * (9 << 20)}")))
    assert "PK202" in codes(found)


def test_schemas_that_a_manifest_names_are_not_loaded(tmp_path: Path):
    """libxml2 would load them from wherever they are."""
    schema = tmp_path / "trap.xsd"
    schema.write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"><nonsense/></schema>')
    spoiled = scorm12(
        'version="1.0"\n',
        'version="1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="urn:trap {schema.as_uri()}" xmlns:t="urn:trap"\n',
    )
    assert codes(looked_into(zipped(spoiled))) == set()


# ---- time and memory -------------------------------------------------------------------------

LIMITED = """
import resource, sys, time
from pathlib import Path
from builder.inspect import inspection, report
from builder.files import DiskFile
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
path = Path(sys.argv[1])
found = inspection.inspect_zip(DiskFile(path, path.stat().st_size))
list(report.inspection_as_text("x", found))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.process_time() - started)
"""


def nested_zip() -> bytes:
    data = zipped({"zeros": bytes(50 << 20)})
    for level in range(5):
        data = zipped({f"{level}-{n}.zip": data for n in range(8)})
    return data


def large_page() -> bytes:
    return zipped(with_page("<b>" * 400_000 + "<img src=x>" * 50_000))


def long_table() -> bytes:
    return zipped({**scorm12(), **{f"{n:06}": b"" for n in range(49_000)}}, zipfile.ZIP_STORED)


def wide_manifest() -> bytes:
    items = "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>x</title></item>'
        for n in range(30_000)
    )
    return zipped(scorm12("</organization>", f"{items}</organization>"))


def shared_objectives() -> bytes:
    """The schema of sequencing compares all of them with each other."""
    objectives = "".join(f'<imsss:objective objectiveID="o{n}"/>' for n in range(15_000))
    text = MANIFEST2004.replace(
        "</title>\n      </item>",
        "</title><imsss:sequencing><imsss:objectives><imsss:primaryObjective/>"
        f"{objectives}</imsss:objectives></imsss:sequencing></item>",
    )
    return zipped({**scorm12(), "imsmanifest.xml": text.encode()})


HEAVY = {
    "a zip bomb": lambda: case("PK002"),
    "too many files": lambda: case("PK006"),
    "zips in zips": nested_zip,
    "a large page": large_page,
    "a long table of contents": long_table,
    "a wide manifest": wide_manifest,
    "many objectives": shared_objectives,
    "many elements": lambda: zipped({"imsmanifest.xml": ASKING["many elements"].encode()}),
    "a long line of script": lambda: zipped({**scorm12(), "talk.js": b"onunload " * (1 << 20)}),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such figures")
@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_it_takes_little_time_and_memory(make, tmp_path: Path):
    file = tmp_path / "heavy.zip"
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    kilobytes, seconds = map(float, done.stdout.split())
    assert kilobytes < 400_000
    assert seconds < 20


# ---- what is ours ----------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["scorm12", "scorm2004", "cmi5", "xapi"])
def test_a_package_of_ours_is_read_from_the_disk(target: str, tmp_path: Path):
    path = tmp_path / "course.zip"
    size = write_zip(packed(with_iri(every_block()), target), path).size
    found = inspect_zip(DiskFile(path, size))
    # Whoever embeds a page of another site is told so.
    assert codes(found) <= {"PK602"}
