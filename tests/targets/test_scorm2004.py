"""The manifest of SCORM 2004: what the schemas, the standard and real LMSs ask of it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.files import read_all
from builder.targets import TARGETS
from builder.targets.scorm2004 import ADL, CP, LOCATIONS, SCHEMAS, SS, manifest
from tests.fast import share
from tests.helpers import Files, every_block, golden, mini, packed, prepared, xpath
from tests.lms.manifest_checks import manifest_problems
from tests.targets.test_scorm12 import base, identifiers, listed
from tests.targets.test_scorm12 import manifest_of as manifest12_of
from tests.targets.words import LINES

CARRIED = Path(__file__).resolve().parents[2] / "builder/targets/schemas/scorm2004"
NAMES = {"cp": CP, "imsss": SS}

OFFICIAL = {
    "XMLSchema.dtd": "68b500f142a9d1f69686f95184b23f6003515dfff3c8775d24521438507b6799",
    "adlcp_v1p3.xsd": "51a0515f707ca9a951ac945b7d13b201ffacc3800480e54a4e8bc6d88f13eaf1",
    "adlnav_v1p3.xsd": "8a8559c6ab2bc6aa34689c5bc6be8dff269820c36ba8cb6f85b667c8094a2d3a",
    "adlseq_v1p3.xsd": "4f2a55c07628d3a8ed133543e72dc7c4a3c0ebc2676268029fd40f339d56ecce",
    "datatypes.dtd": "c8bd6bdf36184efe6e9ca0a11396254f1def5c6c3b28bce9f72216d685b02921",
    "imscp_v1p1.xsd": "cf91ad47eeafa08193547d37ce950a837d7d49755ce90b7872c1ca7656b74369",
    "imsss_v1p0.xsd": "daef999eb61a3755a483e86be07226d877dbdcf6062fb978a7e4069921f8ef7b",
    "imsss_v1p0auxresource.xsd": "c5985ad0f64a7fc780fe3e8b5ee85c983de54a1aba8df4a32dd4e6febcf43baa",
    "imsss_v1p0control.xsd": "5c74cfa648b2cf98b71a15e77a5e92ff75f111d72ac84766ccafff3d29ab8e43",
    "imsss_v1p0delivery.xsd": "ea44db41eeae1f8802117362236b68d3943bf3eafa8d41fa5ab5d7354a2b61f0",
    "imsss_v1p0limit.xsd": "5c1b1e5add19942ff205b423ea750959ffb79f080983b51ba5a62f185eff13ec",
    "imsss_v1p0objective.xsd": "6b196b71ac408141811899cd77b7cbeac5e3cbc239abf223de1777efedfaf4e8",
    "imsss_v1p0random.xsd": "195472fbb65a3daeda13edb9cb5a62adcc41287c61d7433a65b5b3ed32460e85",
    "imsss_v1p0rollup.xsd": "e0e95bafa5693eb7649946379ec735ad6a4f6389c6b385ae2296efc38b8a412f",
    "imsss_v1p0seqrule.xsd": "a391f0b7c7faee99207865df735dde2bb682ac07e4804b1140a7e2d9b8ec77d8",
    "imsss_v1p0util.xsd": "3afc09fead11951b1aa5db10f80d09874d516eded489b382aa3ee380f1eae814",
    "xml.xsd": "987f7ddbb71278c7a5bbb2d46cfc3913a9c752670d8d3c0c4f88e827c25f5f94",
}
"""SHA-256 of the set that ADL published with the 4th edition."""


# ---- the schemas -----------------------------------------------------------------------------


def test_the_carried_schemas_are_the_official_ones():
    assert {
        name: hashlib.sha256((CARRIED / name).read_bytes()).hexdigest() for name in SCHEMAS
    } == OFFICIAL


def test_all_that_the_schemas_load_is_carried():
    for name in SCHEMAS:
        text = (CARRIED / name).read_text(encoding="utf-8")
        bare = re.sub(r"<xs:documentation>.*?</xs:documentation>", "", text, flags=re.DOTALL)
        loaded = re.findall(r'schemaLocation *= *"([^"]+)"', bare)
        loaded += re.findall(r"(?:DOCTYPE|ENTITY)[^>]*['\"]([\w.]+\.dtd)['\"]", bare)
        assert set(loaded) <= set(SCHEMAS), name


@cache
def schema() -> etree.XMLSchema:
    """All schemas as one, as they stand in the package."""
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{CARRIED.as_uri()}/{name}"/>'
        for space, name in LOCATIONS.items()
    )
    everything = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(everything, etree.XMLParser(no_network=True)))


def faults(data: bytes) -> list[str]:
    """What the schemas say against a manifest."""
    checker = schema()
    checker.validate(etree.fromstring(data))
    return [f"{error.line}: {error.message}" for error in list(checker.error_log)]  # type: ignore[call-overload]


def manifest_of(files: Files) -> bytes:
    return read_all(packed(files, "scorm2004")["imsmanifest.xml"])


BROKEN = {
    "an unknown element": ("<metadata>", "<nonsense/><metadata>"),
    "an unknown element of the sequencing": ("<imsss:controlMode", "<imsss:nonsense/><imsss:x"),
    "a wrong order": ("<item ", "<resources/><item "),
    "an identifier twice": ('identifier="item-', 'identifier="resource-'),
    "an identifier that begins with a digit": ('identifier="item-', 'identifier="1item-'),
    "a wrong scormType": ('scormType="sco"', 'scormType="SCO"'),
    "a wrong control mode": ('flow="true"', 'flow="yes"'),
    "a button that no LMS has": (">previous<", ">back<"),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_the_schemas_see_faults(old: str, new: str):
    """Without this, a schema that checks nothing would go unnoticed."""
    data = manifest_of(mini()).decode()
    assert old in data
    broken = data.replace(old, new)
    try:
        assert faults(broken.encode())
    except etree.XMLSyntaxError:
        pytest.fail("the fault must be one of the schema")


# ---- valid, whatever an author writes --------------------------------------------------------


def test_the_manifest_of_the_smallest_course():
    golden("targets/scorm2004.xml", manifest_of(mini()).decode("utf-8"))


@pytest.mark.parametrize("files", [mini(), every_block()], ids=["mini", "every block"])
def test_manifests_of_courses(files: Files):
    data = manifest_of(files)
    assert faults(data) == []
    assert manifest_problems(data, set(packed(files, "scorm2004"))) == []


@given(
    title=LINES,
    version=st.sampled_from(["1", "1.0.0", "2024-05", "1.0.0-rc.1+b", "x" * 20]),
)  # fmt: skip
@settings(max_examples=share(30), deadline=None)
def test_whatever_an_author_writes(**facts: Any):
    data = manifest(base().model_copy(update=facts), ["index.html"])
    assert faults(data) == []
    assert not re.search(rb"&#", data), "Moodle destroys character references"
    assert not manifest_problems(data, {"index.html", "imsmanifest.xml", *SCHEMAS})


# ---- what LMSs need --------------------------------------------------------------------------


def test_moodle_knows_it_as_2004():
    """Around the version there may be no space, and prefixes are taken literally (1.2)."""
    data = manifest_of(mini()).decode()
    assert "<schemaversion>2004 4th Edition</schemaversion>" in data
    assert 'adlcp:scormType="sco"' in data
    assert "<imsss:sequencing>" in data


def test_nothing_in_it_lets_an_lms_judge_for_itself():
    files = every_block()
    assert prepared(files).course.completion.pass_mark == 60
    data = manifest_of(files)
    for name in (b"completionThreshold", b"minNormalizedMeasure", b"satisfiedByMeasure"):
        assert name not in data


def test_the_identifiers_are_those_of_scorm_12():
    """So `build-course diff` compares packages of either standard."""
    assert identifiers(manifest_of(mini())) == identifiers(manifest12_of(mini()))


def test_every_file_is_listed_and_every_listed_file_is_there():
    files = packed(every_block(), "scorm2004")
    names = listed(read_all(files["imsmanifest.xml"]))
    assert sorted(names) == sorted(set(files) - {"imsmanifest.xml", *SCHEMAS})


def test_the_launch_page_is_the_resource():
    root = etree.fromstring(manifest_of(mini()))
    (resource,) = root.findall(".//cp:resource", NAMES)
    assert (resource.get("href"), resource.get(f"{{{ADL}}}scormType")) == ("index.html", "sco")
    assert xpath(root, "//cp:item/@identifierref", namespaces=NAMES) == [resource.get("identifier")]


def test_the_player_is_the_one_of_the_standard():
    page = read_all(packed(mini(), "scorm2004")["index.html"]).decode()
    assert "API_1484_11" in page
    assert "LMSInitialize" not in page


# ---- advice ----------------------------------------------------------------------------------


def said(files: Files) -> str:
    advice = TARGETS["scorm2004"].advice(prepared(files).plan)
    return "\n".join((*advice.reports, *advice.settings))


def test_advice_says_how_it_reports_and_what_to_set():
    words = said(every_block())
    assert "passed from 60 %, or failed" in words
    assert "score: 0 to 1 (scaled), 0 to 100 (raw)" in words
    assert "22 interactions" in words
    assert "tick Completed" in words


def test_advice_for_an_unscored_course_says_nothing_about_scores():
    words = said(mini()).lower()
    assert "score" not in words
    assert "success: always unknown" in words
