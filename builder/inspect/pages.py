"""The HTML pages and scripts of a package: what they load, and which words stand in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from builder.inspect.xml import line_of
from builder.record import record

MOST_PAGE = 2 << 20
MOST_SCRIPT = 16 << 20
MOST_TEXT = 96 << 20
"""Bytes of one page, of one script, and of all of them together; what is more is not read."""

MOST_PAGES = 2_000
MOST_LOADED = 50_000

PAGES = (".html", ".htm", ".xhtml")
SCRIPTS = (".js", ".mjs", ".cjs")

SOURCES = {
    "script": "src", "img": "src", "iframe": "src", "frame": "src", "embed": "src",
    "audio": "src", "video": "src", "source": "src", "track": "src", "link": "href",
    "object": "data",
}  # fmt: skip
"""What a browser fetches by itself, by element."""

LOADED_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
MADE_LATER = re.compile(r"[{}<>$\[\]|^`\s]|%[^0-9A-Fa-f]")
"""Signs of an address that a script still has to fill in."""

CALLS = {
    "scorm12": b"LMSInitialize",
    "scorm2004": b"API_1484_11",
    "launch": b"endpoint",
}
"""What no content can do without that talks to an LMS, by how it talks."""

UNLOAD = re.compile(
    rb"onunload\s*=|addEventListener\(\s*[\"']unload[\"']|attachEvent\(\s*[\"']onunload"
)
PAGEHIDE = b"pagehide"
HIDDEN = b"visibilitychange"


@record
class Loaded:
    """A file that a page asks for."""

    page: str
    element: str
    address: str
    path: str
    """The file of the package; "" if it is on another site, or no file."""
    line: int

    @property
    def host(self) -> str:
        """The other site that it comes from, if it does."""
        try:
            return urlsplit(self.address.strip()).hostname or ""
        except ValueError:
            return ""


@record
class Spoken:
    """What stands in all pages and scripts together."""

    calls: frozenset[str]
    """Keys of `CALLS`."""
    unload: tuple[str, ...]
    """Files that wait for the event `unload`."""
    hides: bool
    """Whether anything waits for an event that still comes today when a page goes away."""


def loaded_by(page: str, data: bytes) -> Iterator[Loaded]:
    """What the browser fetches for a page, as far as its HTML says."""
    root = _html(data)
    if root is None or next(root.iter("base"), None) is not None:
        return
    for element in root.iter(*SOURCES):
        name = str(element.tag)
        address = element.get(SOURCES[name])
        if address and (name != "link" or LOADED_LINKS & set(element.get("rel", "").split())):
            yield Loaded(page, name, address, _path(page, address), line_of(element))


def _html(data: bytes) -> Element | None:
    try:
        return etree.fromstring(data, etree.HTMLParser(no_network=True, recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _path(page: str, address: str) -> str:
    """The file of the package that is meant; "" where that cannot be said."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    if MADE_LATER.search(address.strip().replace(" ", "_")):
        return ""
    whole = posixpath.join(posixpath.dirname(page), unquote(parts.path).replace("\\", "/"))
    return posixpath.normpath(whole)


def spoken_in(texts: Iterator[tuple[str, bytes]]) -> Spoken:
    """What stands in these files."""
    calls: set[str] = set()
    unload: list[str] = []
    hides = False
    for name, data in texts:
        calls |= {key for key, word in CALLS.items() if word in data}
        hides = hides or PAGEHIDE in data or HIDDEN in data
        if UNLOAD.search(data):
            unload.append(name)
    return Spoken(frozenset(calls), tuple(unload), hides)
