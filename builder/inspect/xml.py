"""XML that anyone may have written: read without entities, without a network, within limits.

A first reader (expat) sees to it that there is no document type and that nothing is too deep or too
much; only then the tree is made. Names with their prefixes are kept: Moodle's parser knows no
namespaces (lms-facts.md 1.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree
from lxml.etree import _Element as Element

from builder.record import record

MOST_BYTES = 8 << 20
MOST_DEEP = 64
MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 256

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class RefusedError(Exception):
    """The document asks for more than any manifest needs: a sentence."""


class BrokenError(Exception):
    """The document is not well-formed: what is wrong, and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@record
class Document:
    """A well-formed document."""

    data: bytes
    root: Element
    undeclared: tuple[tuple[int, str], ...] = ()
    """Lines in which a prefix stands that nobody declared, and what is said of it."""


@dataclass
class _Guard:
    """Counts while the document is read for the first time."""

    deep: int = 0
    elements: int = 0
    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.deep += 1
        self.elements += 1
        if self.deep > MOST_DEEP:
            raise RefusedError(f"Its elements are nested more than {MOST_DEEP} deep.")
        if self.elements > MOST_ELEMENTS:
            raise RefusedError(f"It has more than {MOST_ELEMENTS:,} elements.")
        if len(attributes) > MOST_ATTRIBUTES:
            raise RefusedError(f"An element has more than {MOST_ATTRIBUTES} attributes.")

    def end(self, name: str) -> None:
        self.deep -= 1


def _document_type(*_: object) -> None:
    raise RefusedError(
        "It brings a document type (DOCTYPE). No manifest needs one, and what it declares can "
        "fetch files or fill the memory of whoever reads it."
    )


def read_xml(data: bytes) -> Document:
    """The document.

    Raises:
        RefusedError: it is too large, too deep, or brings a document type.
        BrokenError: it is not well-formed.
    """
    if len(data) > MOST_BYTES:
        raise RefusedError(f"It has more than {MOST_BYTES >> 20} MB.")
    _guard(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
        recover=True,  # it is well-formed; this is for prefixes that nobody declared
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenError(_said(str(error)), getattr(error, "lineno", 0) or 0) from error
    if root is None:
        raise BrokenError("there is nothing in it", 1)
    complaints = list(parser.error_log)
    return Document(data, root, tuple((one.line, _said(one.message)) for one in complaints))


def _guard(data: bytes) -> None:
    guard = _Guard()
    parser = guard.parser
    parser.StartElementHandler = guard.begin
    parser.EndElementHandler = guard.end
    parser.StartDoctypeDeclHandler = _document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BrokenError(expat.ErrorString(error.code) or "it ends early", error.lineno) from error
    except (ValueError, LookupError) as error:
        raise BrokenError(f"its encoding cannot be read ({error})", 1) from error


def _said(message: str) -> str:
    """A message of the parser as one line."""
    return re.sub(r"\s+", " ", message).strip()


def local(element: Element) -> str:
    """The name without namespace."""
    return str(element.tag).rpartition("}")[2]


def space_of(element: Element) -> str:
    """The namespace; "" where there is none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def written(element: Element) -> str:
    """The name as it stands in the file."""
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)


def line_of(element: Element) -> int:
    """The line of the element's tag; 0 if it is not known."""
    return int(getattr(element, "sourceline", 0) or 0)


def children(element: Element, name: str) -> list[Element]:
    """The children of that name, whatever their namespace."""
    return [child for child in element.iterchildren("*") if local(child) == name]


def child(element: Element, name: str) -> Element | None:
    """The first of them."""
    return next(iter(children(element, name)), None)


def below(element: Element, name: str) -> list[Element]:
    """All elements of that name in it, itself included."""
    return [one for one in element.iter("*") if local(one) == name]


def text_of(element: Element | None) -> str:
    """The text to the letter; empty if there is no element."""
    return "" if element is None else element.text or ""


def attributes(element: Element) -> list[tuple[str, str]]:
    """The attributes with their full names."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]
