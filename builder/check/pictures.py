"""Pictures: they can be decoded, are not far larger than they are shown, and need nothing else.

The library that decodes is loaded only when there is a picture to look at.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from builder.blocks.base import MediaFile
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.files import Content, read_all

TOO_WIDE = Rule("BC410", "A picture far larger than it is shown", Severity.WARNING)
NOT_DECODED = Rule("BC411", "A picture that cannot be shown", Severity.WARNING)
REFERS_ELSEWHERE = Rule("BC414", "A drawing that needs other files", Severity.WARNING)

WIDEST_SHOWN = 704
"""CSS pixels: the measure of the theme is 44rem."""

SHARP = 2
"""Pixels of a good screen for each of those."""

FAR = 2
"""Times larger than even a sharp screen shows."""

PIXELS = ("png", "jpg", "jpeg", "gif", "webp", "avif")
MOST_BYTES = 50_000_000
"""A larger file is not looked into: its size is a finding."""

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_URL = re.compile(r"url\(\s*['\"]?([^'\")\s]+)")
_INSIDE = ("#", "data:")


class Picture(NamedTuple):
    """What is known of a picture: its size in pixels (none of a drawing), or why there is none."""

    width: int = 0
    height: int = 0
    fault: str = ""
    elsewhere: tuple[str, ...] = ()
    """What a drawing names of other files."""


def too_wide(subject: Subject) -> Iterator[Diagnostic]:
    """Nobody downloads far more pixels than any screen shows."""
    most = WIDEST_SHOWN * SHARP * FAR
    for text, picture in _pictures(subject):
        if picture.width > most:
            enough = WIDEST_SHOWN * SHARP
            yield TOO_WIDE.at(
                text.place,
                f"{text.value} is {picture.width:,} pixels wide, but is shown with"
                f" {WIDEST_SHOWN} at most.",
                f"Save it {enough:,} pixels wide, which is enough for sharp screens.",
            )


def not_decoded(subject: Subject) -> Iterator[Diagnostic]:
    """Every picture is what its name says, and all there."""
    for text, picture in _pictures(subject):
        if picture.fault:
            yield NOT_DECODED.at(
                text.place,
                f"{text.value} cannot be shown: {picture.fault}.",
                "Save the picture again in the type of its name, or copy it again.",
            )


def referring_elsewhere(subject: Subject) -> Iterator[Diagnostic]:
    """A drawing in a picture's place may load nothing: browsers leave out what it names."""
    for text, picture in _pictures(subject):
        if picture.elsewhere:
            yield REFERS_ELSEWHERE.at(
                text.place,
                f"{text.value} needs {picture.elsewhere[0]}, which no browser loads for a picture.",
                "Save the drawing with everything embedded, and text as paths.",
            )


def _pictures(subject: Subject) -> Iterator[tuple[Text, Picture]]:
    """Every picture that is there, where it is named first, with what is known of it."""
    seen: set[str] = set()
    for text, mark in subject.marked(MediaFile):
        content = subject.tree.get(text.value)
        if "image" not in mark.kinds or content is None or text.value in seen:
            continue
        seen.add(text.value)
        if 0 < content.size <= MOST_BYTES:
            yield text, _known(subject, text.value, content)


def _known(subject: Subject, name: str, content: Content) -> Picture:
    """What is known of a picture; it is looked at once for all rules."""
    if name not in subject.looked_at:
        ending = name.rpartition(".")[2].lower()
        if ending == "svg":
            subject.looked_at[name] = drawing(read_all(content))
        elif ending in PIXELS:
            subject.looked_at[name] = photograph(content)
        else:
            subject.looked_at[name] = Picture()
    found = subject.looked_at[name]
    return found if isinstance(found, Picture) else Picture()


def photograph(content: Content) -> Picture:
    """The size of a picture made of pixels, if all of it can be decoded."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), content.open() as stream:
            warnings.simplefilter("ignore")
            with Image.open(stream) as image:
                width, height = image.size
                image.draft(None, (width // 8, height // 8))  # a photograph is then read faster
                image.load()
    except UnidentifiedImageError:
        return Picture(fault="it is no picture, or of a type that browsers do not know")
    except Image.DecompressionBombError:
        return Picture(fault="it has far too many pixels")
    except Exception:  # decoders raise whatever their file leads them to
        return Picture(fault="the file is damaged or not all there")
    return Picture(width, height)


def drawing(data: bytes) -> Picture:
    """What a drawing in SVG needs of other files, if it is one."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return Picture(fault=f"it is not well-formed XML, from line {line} on")
    if etree.QName(root).localname != "svg":
        return Picture(fault="it is XML, but no SVG")
    return Picture(elsewhere=tuple(dict.fromkeys(_elsewhere(root))))


def _elsewhere(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        values = [str(value) for key, value in element.attrib.items() if key in _HREFS]
        if name != "a":
            yield from (value for value in values if value and not value.startswith(_INSIDE))
        styles = [str(value) for key, value in element.attrib.items() if key not in _HREFS]
        if name == "style":
            styles.append(element.text or "")
        for style in styles:
            if "url(" in style:
                yield from (one for one in _URL.findall(style) if not one.startswith(_INSIDE))
