"""The published schemas of the standards, loaded once, and what they say against a manifest.

Two of SCORM 1.2 are mended in memory; libxml2 refuses to load them as published (lms-facts.md 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree

from builder.files import tool_bytes
from builder.inspect.xml import Document, read_xml
from builder.targets import cmi5, scorm12, scorm2004
from builder.targets.manifests import XSI

MOST_ELEMENTS = 20_000
"""A manifest with more is not checked: some comparisons take a time that grows with the square."""

MOST_COMPLAINTS = 500

CMI5 = "CourseStructure.xsd"
XS = "http://www.w3.org/2001/XMLSchema"


def complaints(document: Document, standard: str) -> list[tuple[int, str]] | None:
    """Lines and messages; None where there is no schema, or too much to check.

    `standard` is scorm12, scorm2004 (4th edition) or cmi5.
    """
    if standard not in LOADERS or sum(1 for _ in document.root.iter("*")) > MOST_ELEMENTS:
        return None
    root = read_xml(document.data).root
    for element in root.iter("*"):
        for name in ("schemaLocation", "noNamespaceSchemaLocation"):
            # libxml2 would load what it names, from wherever that is.
            if (full := f"{{{XSI}}}{name}") in element.attrib:
                del element.attrib[full]
    schema = LOADERS[standard]()
    schema.validate(root)
    found = list(schema.error_log)  # type: ignore[call-overload]
    return [(one.line, _readable(one.message)) for one in found[:MOST_COMPLAINTS]]


def _readable(message: str) -> str:
    """Without namespaces, which nobody reads."""
    return re.sub(r"\s+", " ", re.sub(r"\{[^{}]*\}", "", message)).strip()


class _Carried(etree.Resolver):
    """Gives the schemas that came with this tool, and nothing else."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def resolve(self, url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        name = url.rpartition("/")[2]
        return self.resolve_string(self._texts.get(name, ""), context, base_url=name)


def _schema(texts: Mapping[str, str], imports: Mapping[str, str]) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Carried(texts))
    lines = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{name}"/>'
        for space, name in imports.items()
    )
    everything = f'<xs:schema xmlns:xs="{XS}">{lines}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(everything.encode(), parser))


def _texts(standard: str, names: tuple[str, ...]) -> dict[str, str]:
    return {
        name: tool_bytes(f"targets/schemas/{standard}/{name}").decode("utf-8-sig") for name in names
    }


@cache
def _scorm12() -> etree.XMLSchema:
    """All four as one, with two mends.

    `ims_xml.xsd` makes the namespace of `xml:` its default one, which XML forbids; in imsmd, `any`
    may follow elements that it could be itself, which makes its models ambiguous.
    """
    texts = _texts("scorm12", scorm12.SCHEMAS)
    space = f'xmlns="{scorm12.XML}"'
    texts["ims_xml.xsd"] = texts["ims_xml.xsd"].replace(space, "")
    texts["imsmd_rootv1p2p1.xsd"] = re.sub(
        r"<xsd:(any|group) [^>]*(##any|grp\.any)[^>]*/>", "", texts["imsmd_rootv1p2p1.xsd"]
    )
    names = {
        scorm12.CP: "imscp_rootv1p1p2.xsd",
        scorm12.MD: "imsmd_rootv1p2p1.xsd",
        scorm12.ADL: "adlcp_rootv1p2.xsd",
    }
    return _schema(texts, names)


@cache
def _scorm2004() -> etree.XMLSchema:
    return _schema(_texts("scorm2004", scorm2004.SCHEMAS), scorm2004.LOCATIONS)


@cache
def _cmi5() -> etree.XMLSchema:
    return _schema(_texts("cmi5", (CMI5,)), {cmi5.SPACE: CMI5})


LOADERS = {"scorm12": _scorm12, "scorm2004": _scorm2004, "cmi5": _cmi5}
