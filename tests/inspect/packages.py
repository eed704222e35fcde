"""Small packages, made by hand: good ones, as dicts from name to bytes, for tests to spoil."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

Files = dict[str, bytes]

HTML12 = b"""<!DOCTYPE html><html lang="en"><title>Intro</title><p>Hello</p>
<script src="talk.js"></script></html>
"""
TALK12 = b"function start(api) { api.LMSInitialize(''); addEventListener('pagehide', stop); }\n"
TALK2004 = b"function start() { find('API_1484_11').Initialize(''); }\n"
TALK_XAPI = b"function start(query) { return query.get('endpoint') + query.get('fetch'); }\n"

MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="intro" version="1.0"
    {spaces}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>{version}</schemaversion>
  </metadata>
  <organizations default="org">
    <organization identifier="org">
      <title>Introduction</title>
      <item identifier="item-intro" identifierref="res-intro">
        <title>Introduction</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="res-intro" type="webcontent" href="index.html" adlcp:{kind}="sco">
      <file href="index.html"/>
      <file href="talk.js"/>
    </resource>
  </resources>
</manifest>
"""
MANIFEST12 = MANIFEST.format(
    spaces="""xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2\"""",
    version="1.2",
    kind="scormtype",
)
MANIFEST2004 = MANIFEST.format(
    spaces="""xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss\"""",
    version="2004 4th Edition",
    kind="scormType",
)
CMI5 = """\
<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/intro">
    <title><langstring lang="en">Introduction</langstring></title>
    <description><langstring lang="en">How to begin.</langstring></description>
  </course>
  <au id="https://example.org/intro/au" moveOn="Completed">
    <title><langstring lang="en">Introduction</langstring></title>
    <description><langstring lang="en">How to begin.</langstring></description>
    <url>index.html</url>
  </au>
</courseStructure>
"""
TINCAN = """\
<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/intro" type="http://adlnet.gov/expapi/activities/course">
      <name lang="en">Introduction</name>
      <description lang="en">How to begin.</description>
      <launch lang="en">index.html</launch>
    </activity>
  </activities>
</tincan>
"""


def scorm12(old: str = "", new: str = "") -> Files:
    """A SCORM 1.2 package; in its manifest the first `old` becomes `new`."""
    return _package("imsmanifest.xml", MANIFEST12, TALK12, old, new)


def scorm2004(old: str = "", new: str = "") -> Files:
    """A SCORM 2004 package, 4th edition."""
    return _package("imsmanifest.xml", MANIFEST2004, TALK2004, old, new)


def cmi5(old: str = "", new: str = "") -> Files:
    """A cmi5 package."""
    return _package("cmi5.xml", CMI5, TALK_XAPI, old, new)


def tincan(old: str = "", new: str = "") -> Files:
    """A Tin Can package."""
    return _package("tincan.xml", TINCAN, TALK_XAPI, old, new)


def _package(name: str, manifest: str, talk: bytes, old: str, new: str) -> Files:
    assert old in manifest, f"{old!r} is not in it, so nothing is spoiled"
    data = manifest.replace(old, new, 1).encode("utf-8")
    return {name: data, "index.html": HTML12, "talk.js": talk}


def renamed(files: Mapping[str, bytes], old: str, new: str) -> Files:
    """The same files, one of them under another name."""
    return {new if name == old else name: data for name, data in files.items()}


def with_page(body: str, files: Mapping[str, bytes] | None = None) -> Files:
    """A good package with this at the end of its page."""
    good = dict(files or scorm12())
    good["index.html"] = HTML12.replace(b"</html>", body.encode() + b"</html>")
    return good


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The files as a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(entry(name, method), data)
    return stream.getvalue()


def entry(name: str, method: int = zipfile.ZIP_DEFLATED, mode: int = 0o100644) -> zipfile.ZipInfo:
    """A line of a table of contents."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = mode << 16
    info.compress_type = method
    return info
