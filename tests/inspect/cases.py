"""One package for each rule that breaks this rule, and what it says."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from tests.inspect.packages import (
    MANIFEST12,
    Files,
    cmi5,
    entry,
    renamed,
    scorm12,
    scorm2004,
    tincan,
    with_page,
    zipped,
)

ITEM = '<item identifier="item-intro" identifierref="res-intro">'
SECOND = '<item identifier="two" identifierref="res-intro"><title>Two</title></item>'
TITLE = "<title>Introduction</title>"
LAST_FILE = '<file href="talk.js"/>'
UNIT = '<au id="https://example.org/intro/au" moveOn="Completed">'


def among(name: str, data: bytes = b"x") -> bytes:
    return zipped({**scorm12(), name: data})


def in_item(text: str) -> Files:
    """Something after the title of the item."""
    return scorm12(f"{TITLE}\n      </item>", f"{TITLE}{text}\n      </item>")


@cache
def bomb() -> bytes:
    """A hundred megabytes of zeros."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in scorm12().items():
            archive.writestr(entry(name), data)
        with archive.open(entry("zeros.bin"), "w", force_zip64=True) as file:
            for _ in range(100):
                file.write(bytes(1 << 20))
    return stream.getvalue()


def linked() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in scorm12().items():
            archive.writestr(entry(name), data)
        archive.writestr(entry("passwords", zipfile.ZIP_STORED, 0o120777), b"/etc/passwd")
    return stream.getvalue()


def flagged(bit: int, data: bytes | None = None) -> bytes:
    """A zip in whose table of contents this flag is set for the last file."""
    data = data or zipped(scorm12())
    at = data.rfind(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0] ^ bit
    return data[: at + 8] + struct.pack("<H", flags) + data[at + 10 :]


@cache
def many(number: int = 50_001) -> bytes:
    """That many empty files, by hand: `zipfile` takes a second for them."""
    names = [b"f/%05d" % one for one in range(number)]
    rest = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 0, 0, len(names[0]), 0)
    files = b"".join(b"PK\x03\x04" + rest + name for name in names)
    each = len(files) // number
    table = b"".join(
        b"PK\x01\x02\x14\x03"
        + rest
        + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, each * at)
        + name
        for at, name in enumerate(names)
    )
    end = struct.pack("<HHHHIIH", 0, 0, number, number, len(table), len(files), 0)
    return files + table + b"PK\x05\x06" + end


def overlapping() -> bytes:
    """All files begin where the first one does."""
    data = bytearray(zipped(scorm12()))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 42, 0)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped(scorm12(), zipfile.ZIP_STORED))
    at = data.index(b"<p>Hello")
    data[at + 3] ^= 1
    return bytes(data)


def spoiled_manifest() -> bytes:
    data = bytearray(zipped(scorm12(), zipfile.ZIP_STORED))
    at = data.index(b"Introduction")
    data[at] ^= 1
    return bytes(data)


def twice() -> bytes:
    """The name of the last file becomes that of the one before."""
    return zipped({**scorm12(), "a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")


def many_scos(make: Callable[..., Files]) -> Files:
    return make("</organization>", f"{SECOND}</organization>")


CASES: dict[str, Files | bytes | Callable[[], bytes]] = {
    "PK001": b"This is no zip.",
    "PK002": bomb,
    "PK003": among("../../outside.php"),
    "PK004": linked(),
    "PK005": flagged(0x1),
    "PK006": many,
    "PK007": overlapping(),
    "PK008": damaged(),
    "PK009": zipped({**scorm12()}, zipfile.ZIP_BZIP2),
    "PK010": twice(),
    "PK011": scorm12() | {"a.png": b"x", "A.png": b"y"},
    "PK012": scorm12() | {"__MACOSX/._index.html": b"x", ".DS_Store": b"x"},
    "PK013": flagged(0x800, zipped({**scorm12(), "größe.png": b"x"})),
    "PK101": {"index.html": b"<p>A page</p>"},
    "PK102": {f"course/{name}": data for name, data in scorm12().items()},
    "PK103": {f"./{name}": data for name, data in scorm12().items()},
    "PK104": renamed(scorm12(), "imsmanifest.xml", "IMSManifest.xml"),
    "PK105": {"course.zip": zipped(scorm12()), "readme.txt": b"Please upload."},
    "PK106": scorm12() | tincan() | {"talk.js": b"LMSInitialize endpoint"},
    "PK107": {"h5p.json": b"{}", "content/content.json": b"{}"},
    "PK108": {"course.cst": b"x", "course.au": b"x"},
    "PK109": {"course.yaml": b"course: x", "modules/one.yaml": b"x"},
    "PK201": scorm12(TITLE, "<title>A & B</title>"),
    "PK202": scorm12(
        "<manifest", '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<manifest'
    ),
    "PK203": scorm12(TITLE, "<title>Caf&#233;</title>"),
    "PK204": {
        **scorm12(),
        "imsmanifest.xml": MANIFEST12.replace("adlcp:", "a:").replace(":adlcp", ":a").encode(),
    },
    "PK205": scorm12(TITLE, "<title>Introduction</title><x:note/>"),
    "PK206": scorm12("imscp_rootv1p1p2", "imscp_rootv1p1p1"),
    "PK207": scorm12(TITLE, f"{TITLE}<nonsense/>"),
    "PK208": scorm12(
        'version="1.0"\n',
        'version="1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        '    xsi:schemaLocation="http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"\n',
    ),
    "PK209": spoiled_manifest(),
    "PK301": scorm2004("2004 4th Edition", " 2004 4th Edition"),
    "PK302": scorm12("<schemaversion>1.2</schemaversion>", ""),
    "PK303": scorm12(
        MANIFEST12[MANIFEST12.index("    <organization ") : MANIFEST12.index("  </organizations>")],
        "",
    ),
    "PK304": scorm12('default="org"', 'default="other"'),
    "PK305": scorm12('identifierref="res-intro"', 'identifierref="res-outro"'),
    "PK306": scorm12('identifier="org"', 'identifier="item-intro"'),
    "PK307": scorm12('identifier="item-intro"', 'identifier="1 & 2"'.replace("&", "&amp;")),
    "PK308": scorm12('"item-intro"', '"i_3f2504e04f8941d39a0c0305e82c3301"'),
    "PK309": scorm12(' identifierref="res-intro"', ""),
    "PK310": scorm12('"sco"', '"asset"'),
    "PK311": scorm12('"sco"', '"SCO"'),
    "PK312": scorm12(
        "<resources>",
        '<resources><resource identifier="a" type="webcontent" href="talk.js" '
        'adlcp:scormtype="asset"/>',
    ),
    "PK313": scorm12(TITLE, f"<title>{'x' * 256}</title>"),
    "PK314": scorm12(TITLE, "<title>0</title>"),
    "PK315": scorm12("<resources>", '<resources xml:base="content/">'),
    "PK316": scorm12("</resources>", '</resources><manifest identifier="inner"/>'),
    "PK317": scorm12(ITEM, ITEM.replace(">", ' parameters="#page2">')),
    "PK401": in_item("<adlcp:masteryscore>80</adlcp:masteryscore>"),
    "PK402": scorm2004(
        f"{TITLE}\n      </item>",
        f'{TITLE}<adlcp:completionThreshold completedByMeasure="true"/>\n      </item>',
    ),
    "PK403": many_scos(scorm2004),
    "PK404": many_scos(scorm12),
    "PK405": in_item('<adlcp:prerequisites type="aicc_script">intro2</adlcp:prerequisites>'),
    "PK406": scorm2004("</resources>", "</resources><imsss:sequencingCollection/>"),
    "PK407": scorm12(f"{ITEM}\n        {TITLE}", f"{ITEM}<title>You &amp; me</title>"),
    "PK501": scorm12('href="index.html"', 'href="start.html"'),
    "PK502": renamed(scorm12(), "index.html", "Index.html"),
    "PK503": scorm12(LAST_FILE, f'{LAST_FILE}<file href="film.mp4"/>'),
    "PK504": scorm12('href="index.html"', 'href="https://example.org/course/"'),
    "PK505": scorm12() | {"it's.png": b"x"},
    "PK506": scorm12() | {"gro\u0308ße.png": b"x"},
    "PK507": scorm12() | {"main.mjs": b"x"},
    "PK508": scorm12() | {"a.webp": b"x", "b.webp": b"x"},
    "PK509": zipped(scorm12() | {"film.mp4": bytes(3 << 20)}, zipfile.ZIP_STORED),
    "PK510": scorm12() | {"index.html": b""},
    "PK601": with_page('<script src="https://cdn.example.org/x.js"></script>'),
    "PK602": with_page('<img alt="" src="https://cdn.example.org/x.png">'),
    "PK603": with_page('<iframe title="x" src="http://example.org/map"></iframe>'),
    "PK604": with_page('<img alt="" src="/images/x.png">'),
    "PK605": with_page('<img alt="" src="images/x.png">'),
    "PK606": scorm12() | {"talk.js": b"nothing"},
    "PK607": scorm12() | {"talk.js": b"find('API_1484_11')"},
    "PK608": scorm12() | {"talk.js": b"LMSInitialize; window.onunload = stop;"},
    "PK701": cmi5(' moveOn="Completed"', ""),
    "PK702": cmi5("<url>index.html", "<url>index.html?actor=x"),
    "PK703": tincan('id="https://example.org/intro"', 'id="intro"'),
    "PK704": cmi5('id="https://example.org/intro/au"', 'id="https://example.org/intro"'),
    "PK705": cmi5("<url>index.html</url>", ""),
    "PK706": cmi5('lang="en">Introduction', 'lang="en"> '),
    "PK707": cmi5('"Completed"', '"CompletedAndPassed"'),
    "PK711": tincan(
        "<activities>", '<activities><activity id="https://example.org/x" type="https://x.org/y"/>'
    ),
    "PK712": tincan("</launch>", '</launch><launch lang="de">index.html</launch>'),
    "PK713": tincan('<name lang="en">Introduction</name>', ""),
}
"""By code: a package that breaks the rule, as its files or as the bytes of the zip."""


def case(code: str) -> Files | bytes:
    """The package that breaks this rule; large ones are made when they are first asked for."""
    found = CASES[code]
    return found() if callable(found) else found
