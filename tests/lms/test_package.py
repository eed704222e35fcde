"""What the LMS refuses on upload, how it serves the rest (docs/lms-facts.md 1.1-1.3, O5)."""

from collections.abc import Callable
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.manifest import PackageRefusedError
from tests.lms.package import Package, mime_type
from tests.lms.server import StrictLms
from tests.lms.tiny_sco import tiny_manifest, tiny_package

Change = Callable[[str], str]


def replacing(old: str, new: str) -> Change:
    def change(manifest: str) -> str:
        assert old in manifest
        return manifest.replace(old, new)

    return change


def refused(package: bytes) -> set[str]:
    with pytest.raises(PackageRefusedError) as refusal:
        Package(package)
    return {problem.rule for problem in refusal.value.problems}


FILE = '<file href="index.html"/>'
FAULTY_MANIFESTS: list[tuple[str, Change]] = [
    ("well-formed", replacing("</manifest>", "")),
    ("well-formed", replacing("Tiny course", "Tiny&nbsp;course")),
    ("character-references", replacing("Tiny course", "Caf&#233;")),
    ("namespaces", replacing("imscp_rootv1p1p2", "imscp_v1p1")),
    (
        "namespaces",
        lambda manifest: manifest.replace("adlcp", "x").replace("x_rootv", "adlcp_rootv"),
    ),
    ("schema", replacing("<schemaversion>1.2<", "<schemaversion>2004 4th Edition<")),
    ("schema", replacing("<schemaversion>1.2<", "<schemaversion> 1.2<")),
    ("default-organization", replacing('default="org"', 'default="other"')),
    ("default-organization", replacing(' default="org"', "")),
    ("identifiers", replacing('item identifier="item"', 'item identifier="org"')),
    ("identifiers", replacing('item identifier="item"', 'item identifier="1&amp;2"')),
    ("item-resource", replacing('identifierref="res"', 'identifierref="nothing"')),
    ("item-order", replacing("<title>Öffne item</title>", "<metadata/><title>T</title>")),
    ("title", replacing("Öffne item", " ")),
    ("title", replacing("Öffne item", "0")),
    ("text-length", replacing("Öffne item", "x" * 201)),
    ("scormtype", replacing('scormtype="sco"', 'scormtype="SCO"')),
    ("scormtype", replacing('adlcp:scormtype="sco"', 'adlcp:scormType="sco"')),
    ("sco", replacing('scormtype="sco"', 'scormtype="asset"')),
    ("sco", replacing(' href="index.html">', ">")),
    ("missing-file", replacing(FILE, FILE + '<file href="media/film.mp4"/>')),
    ("missing-file", replacing("index.html", "Index.html")),
    ("launch-file", replacing(FILE, "")),
    ("xml-base", replacing("<resources>", '<resources xml:base="sco/">')),
    (
        "first-resource",
        replacing(
            "<resources>",
            '<resources><resource identifier="a" type="webcontent" adlcp:scormtype="asset" '
            f'href="index.html">{FILE}</resource>',
        ),
    ),
    (
        "time-limit-action",
        replacing("</item>", "<adlcp:timelimitaction>stop</adlcp:timelimitaction></item>"),
    ),
    (
        "control-files",
        replacing(
            'version="1"',
            'version="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"',
        ),
    ),
]


@pytest.mark.parametrize(("rule", "change"), FAULTY_MANIFESTS)
def test_faulty_manifests(rule: str, change: Change) -> None:
    assert rule in refused(tiny_package(change(tiny_manifest())))


@pytest.mark.parametrize(
    "name",
    ["a&b.png", "it's.html", "a:b.txt", "u\u0308.html", "../up.html", "./here.html", "__MACOSX/x"],
)
def test_names_that_do_not_survive(name: str) -> None:
    assert refused(tiny_package(files={name: "x"})) == {"zip-entry"}


@pytest.mark.parametrize("name", ["ü ö/ß.html", "a + (b) #1 100%.png", "файл.pdf"])
def test_names_that_survive(name: str) -> None:
    assert name in Package(tiny_package(files={name: "x"})).names


def test_something_else_than_a_zip() -> None:
    assert refused(b"no zip") == {"zip"}


def test_a_manifest_in_a_folder_is_none() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("course/imsmanifest.xml", tiny_manifest())
        package.writestr("course/index.html", "x", ZIP_BZIP2)
    assert refused(target.getvalue()) == {"manifest-at-root", "zip-entry"}


def test_items_of_a_manifest() -> None:
    more = "<adlcp:masteryscore>80</adlcp:masteryscore>"
    manifest = tiny_manifest("one", "two", more=more).replace(
        'identifier="two"', 'identifier="two" parameters="?lesson=2"'
    )
    one, two = Package(tiny_package(manifest)).items
    assert (one.identifier, one.title, one.href) == ("one", "Öffne one", "index.html")
    assert (two.href, two.mastery_score) == ("index.html?lesson=2", "80")


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("index.html", "text/html"),
        ("a/b.JS", "application/x-javascript"),
        ("module.mjs", "text/plain"),
        ("film.vtt", "text/vtt"),
        ("font.woff2", "application/octet-stream"),
        ("image.webp", "application/octet-stream"),
        ("no-ending", "application/octet-stream"),
    ],
)
def test_types_of_files(name: str, mime: str) -> None:
    assert mime_type(name) == mime


def fetch(lms: StrictLms, path: str, method: str = "GET", **headers: str) -> tuple[int, str, bytes]:
    """As a browser in which somebody is signed in."""
    signed_in = build_opener(HTTPCookieProcessor())
    signed_in.open(lms.sign_in_url("anna")).close()
    with signed_in.open(Request(f"{lms.url}{path}", method=method, headers=headers)) as reply:
        return reply.status, reply.headers["Content-Type"], reply.read()


def test_files_are_served_whole_and_in_parts(lms: StrictLms) -> None:
    lms.install(tiny_package(files={"ü 1/sound.mp3": "0123456789"}))
    path = "/content/2/%C3%BC%201/sound.mp3"
    assert fetch(lms, path) == (200, "audio/mp3", b"0123456789")
    assert fetch(lms, path, "HEAD") == (200, "audio/mp3", b"")
    assert fetch(lms, path, Range="bytes=2-4") == (206, "audio/mp3", b"234")
    assert fetch(lms, path, Range="bytes=8-") == (206, "audio/mp3", b"89")
    assert fetch(lms, path, Range="bytes=-3") == (206, "audio/mp3", b"789")
    with pytest.raises(HTTPError, match="416"):
        fetch(lms, path, Range="bytes=10-")


def test_what_is_missing_is_noted(page: Page, watch: Watch) -> None:
    watch.allow("404")
    with StrictLms() as lms:
        lms.install(tiny_package(files={"index.html": "<img src='gone.png' alt=''>"}))
        page.goto(lms.player_url("anna"))
        assert lms.missing == ["/content/1/gone.png"]
