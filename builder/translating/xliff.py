"""A course's texts as XLIFF 2, for agencies: out of a PO file, and back into it.

Written is XLIFF 2.0, which tools for 2.1 take as well; both are read. A text is one unit, whose id
is made of its context and its words, so it is the same in every export. Markdown stays text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from builder.record import record
from builder.source.text import forbidden
from builder.translating.po import FUZZY, Entry, Po

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
VERSIONS = ("2.0", "2.1")
XML = "http://www.w3.org/XML/1998/namespace"
MAX_BYTES = 16_000_000
DONE = ("translated", "reviewed", "final")
"""States in which a translation counts; `initial` is one that somebody has to look at."""


class XliffError(Exception):
    """The file is no XLIFF that can be taken; the message says why."""


@record
class Unit:
    """A translation that came back."""

    id: str
    name: str
    """The context of its text, where the tool left it there."""
    source: str
    target: str
    state: str
    line: int
    has_codes: bool


@record
class Imported:
    """What became of a file: the translations with it, and what of it did not fit."""

    po: Po
    taken: int
    unfit: tuple[str, ...]


def unit_id(entry: Entry) -> str:
    """The id of a text: the same as long as its context and its words are."""
    digest = hashlib.sha256(f"{entry.context}\0{entry.source}".encode())
    return f"u{digest.hexdigest()[:20]}"


def exported(po: Po, course: str, source: str, language: str) -> bytes:
    """The texts and translations of a file that is up to date, for a translator's tool."""
    spaces: dict[Any, str] = {None: SPACE}
    root = etree.Element(_tag("xliff"), nsmap=spaces)
    root.attrib.update({"version": "2.0", "srcLang": source, "trgLang": language})
    file = etree.SubElement(root, _tag("file"), id=course)
    for entry in po.entries:
        if not entry.obsolete:
            _add_unit(file, entry)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add_unit(file: Element, entry: Entry) -> None:
    unit = etree.SubElement(file, _tag("unit"), id=unit_id(entry), name=entry.context)
    notes = [("description", one) for one in entry.comments]
    notes += [("location", one) for one in entry.places]
    notes += [("translator", one) for one in entry.remarks if one]
    if entry.previous is not None:
        notes.append(("source before", entry.previous))
    if notes:
        holder = etree.SubElement(unit, _tag("notes"))
        for category, words in notes:
            etree.SubElement(holder, _tag("note"), category=category).text = words
    state = "translated" if entry.counts else "initial"
    segment = etree.SubElement(unit, _tag("segment"), state=state)
    for name, words in (("source", entry.source), ("target", entry.target)):
        if words:
            one = etree.SubElement(segment, _tag(name))
            one.set(f"{{{XML}}}space", "preserve")
            one.text = words


def imported(po: Po, data: bytes, source: str, language: str) -> Imported:
    """The translations with those of a file that fit the course as it is now.

    Raises:
        XliffError: the file is none that can be taken.
    """
    units = _units(data, source, language)
    by_id = {unit_id(entry): entry for entry in po.entries if not entry.obsolete}
    unfit: list[str] = []
    fitting: dict[str, Unit] = {}
    for unit in units:
        fault = _misfit(unit, by_id, fitting)
        if fault:
            unfit.append(f"line {unit.line}: {fault}")
        elif unit.target.strip():
            fitting[unit.id] = unit
    entries = [
        _with_target(entry, fitting.get(unit_id(entry))) if not entry.obsolete else entry
        for entry in po.entries
    ]
    return Imported(replace(po, entries=entries), len(fitting), tuple(unfit))


def _misfit(unit: Unit, by_id: dict[str, Entry], fitting: dict[str, Unit]) -> str:
    """Why a unit is left out; empty where it fits."""
    entry = by_id.get(unit.id)
    if entry is None:
        return _unknown(unit, [one.source for one in by_id.values() if one.context == unit.name])
    if entry.source.split() != unit.source.split():
        return f"the source of {entry.context} was changed on its way: {_short(unit.source)}"
    if entry.source != unit.source:
        return f"{entry.context} came back with other blanks or line ends; they must be kept"
    if unit.id in fitting:
        return f"{entry.context} stands there a second time"
    if unit.has_codes:
        return f"{entry.context} has codes of the tool inside; export it as plain text"
    if forbidden(unit.target, ""):
        return f"{entry.context} has signs that cannot be seen"
    return ""


def _unknown(unit: Unit, known: list[str]) -> str:
    """Why a unit has an id that the course has not; `known` are its texts of that context."""
    if unit.source in known:
        return f"the id of {unit.name} was changed on its way to {unit.id}"
    if known:
        return f"the text of {unit.name} is another one now: {_short(unit.source)}"
    return f"the course has no text {unit.name or unit.id} (any more): {_short(unit.source)}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 50 else f"{words[:49]}…"


def _with_target(entry: Entry, unit: Unit | None) -> Entry:
    if unit is None:
        return entry
    flags = [flag for flag in entry.flags if flag != FUZZY]
    if unit.state in DONE:
        return replace(entry, target=unit.target, flags=flags, previous=None)
    return replace(entry, target=unit.target, flags=[FUZZY, *flags])


def _units(data: bytes, source: str, language: str) -> list[Unit]:
    root = _root(data)
    for name, wanted in (("srcLang", source), ("trgLang", language)):
        found = root.get(name, "")
        if found.lower() != wanted.lower():
            raise XliffError(
                f"Its {name} is {found or 'missing'}, but {wanted} is needed; mend it there if the"
                " file is the right one."
            )
    return [_unit(one) for one in root.iter(_tag("unit"))]


def _root(data: bytes) -> Element:
    """The file, without entities, without anything from elsewhere."""
    if len(data) > MAX_BYTES:
        raise XliffError(f"It has more than {MAX_BYTES // 1_000_000} MB.")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise XliffError("It has a document type, which XLIFF does not need.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise XliffError(f"It is not well-formed XML: {error.msg}.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XliffError("It has a document type, which XLIFF does not need.")
    version = root.get("version")
    if root.tag != _tag("xliff") or version not in VERSIONS:
        raise XliffError("It is no XLIFF 2.0 or 2.1; ask for that, not for XLIFF 1.2.")
    return root


def _unit(unit: Element) -> Unit:
    """A unit, its segments put together again, for tools cut texts into sentences."""
    parts = [one for one in unit if one.tag in (_tag("segment"), _tag("ignorable"))]
    segments = [one for one in parts if one.tag == _tag("segment")]
    sources = [_text(one.find(_tag("source"))) for one in parts]
    targets = [_target(one) for one in parts]
    states = {one.get("state", "initial") for one in segments}
    whole = all(_text(one.find(_tag("target")))[0] for one in segments)
    state = next(iter(states)) if len(states) == 1 else "initial"
    if len(states) > 1 and states <= set(DONE):
        state = DONE[0]
    return Unit(
        id=unit.get("id", ""),
        name=unit.get("name", ""),
        source="".join(words for words, _ in sources),
        target="".join(words for words, _ in targets) if whole else "",
        state=state,
        line=int(getattr(unit, "sourceline", 0) or 0),
        has_codes=any(codes for _, codes in targets),
    )


def _target(part: Element) -> tuple[str, bool]:
    """What stands between sentences is as it was where a tool says nothing of it."""
    target = part.find(_tag("target"))
    if target is None and part.tag == _tag("ignorable"):
        return _text(part.find(_tag("source")))
    return _text(target)


def _text(holder: Element | None) -> tuple[str, bool]:
    """The words of a source or target, and whether there are codes of a tool in it."""
    if holder is None:
        return "", False
    found = list(_pieces(holder))
    return "".join(words for words, _ in found), any(codes for _, codes in found)


def _pieces(holder: Element) -> Iterator[tuple[str, bool]]:
    """Marks (`mrk`, `sm`, `em`) are notes on words; all else is a code of the tool."""
    yield holder.text or "", False
    for child in holder:
        if not isinstance(child.tag, str):  # a comment
            pass
        elif child.tag == _tag("mrk"):
            yield from _pieces(child)
        elif child.tag not in (_tag("sm"), _tag("em")):
            yield "", True
        yield child.tail or "", False


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def summary(done: Imported, most: int = 20) -> Iterable[str]:
    """What did not fit, line by line."""
    yield from done.unfit[:most]
    if len(done.unfit) > most:
        yield f"and {len(done.unfit) - most} more"
