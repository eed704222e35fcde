"""The manifest: what the schemas, the standard and real LMSs ask of it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.blocks.base import Credit
from builder.files import read_all, read_folder
from builder.model.course import Course
from builder.packing import package_files
from builder.preparing import prepare
from builder.targets import TARGETS
from builder.targets.scorm12 import ADL, CP, MD, SCHEMAS, manifest
from tests.fast import share
from tests.helpers import (
    SAMPLE,
    Files,
    course_file,
    every_block,
    mini,
    module_file,
    packed,
    page,
    prepared,
    question,
    xpath,
)
from tests.lms.manifest_checks import manifest_problems
from tests.targets.words import LANGUAGES, LINES

CARRIED = Path(__file__).resolve().parents[2] / "builder/targets/schemas/scorm12"
NAMES = {"cp": CP, "adlcp": ADL, "md": MD}

OFFICIAL = {
    "adlcp_rootv1p2.xsd": "173decaf9cd31ea847e6ff6853c702137974aca6b56567151aa4a885e0aa4883",
    "ims_xml.xsd": "5209ff1d1e89cac16e797a2cdb0d5f345343ad97c1b125483a4bc6fc29319bd5",
    "imscp_rootv1p1p2.xsd": "d9ee699094e0db4518cf0143c81873d196b2683cf1c5ed770f108239ee079dda",
    "imsmd_rootv1p2p1.xsd": "51310a1097f373e619e54ef2ba9c050117de4822e6119a1cc2a3d07cfe450db9",
}
"""SHA-256 of the schemas as ADL and IMS published them (docs/lms-facts.md 3.1)."""


# ---- the schemas -----------------------------------------------------------------------------


def test_the_carried_schemas_are_the_official_ones():
    assert {
        name: hashlib.sha256((CARRIED / name).read_bytes()).hexdigest() for name in SCHEMAS
    } == OFFICIAL


@cache
def schema() -> etree.XMLSchema:
    """All schemas as one, with two mends in memory; libxml2 refuses to load them as published.

    `ims_xml.xsd` makes the namespace of `xml:` its default one, which XML forbids; in imsmd, `any`
    may follow elements that it could be itself, which makes its models ambiguous.
    """
    mended = {name: (CARRIED / name).read_text(encoding="utf-8-sig") for name in SCHEMAS}
    mended["ims_xml.xsd"] = mended["ims_xml.xsd"].replace(
        'xmlns="http://www.w3.org/XML/1998/namespace"', ""
    )
    mended["imsmd_rootv1p2p1.xsd"] = re.sub(
        r"<xsd:(any|group) [^>]*(##any|grp\.any)[^>]*/>", "", mended["imsmd_rootv1p2p1.xsd"]
    )

    class Carried(etree.Resolver):
        def resolve(self, url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
            name = url.rpartition("/")[2]
            return self.resolve_string(mended[name], context, base_url=name)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Carried())
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{name}"/>'
        for namespace, name in ((CP, SCHEMAS[2]), (MD, SCHEMAS[3]), (ADL, SCHEMAS[0]))
    )
    everything = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(everything.encode(), parser))


def faults(data: bytes) -> list[str]:
    """What the schemas say against a manifest."""
    checker = schema()
    checker.validate(etree.fromstring(data))
    return [f"{error.line}: {error.message}" for error in list(checker.error_log)]  # type: ignore[call-overload]


def manifest_of(files: Files) -> bytes:
    return read_all(packed(files)["imsmanifest.xml"])


BROKEN = {
    "an unknown element": ("<metadata>", "<metadata><nonsense/>"),
    "a wrong order": ("<title>", "<adlcp:masteryscore>1</adlcp:masteryscore><title>"),
    "an identifier twice": ('identifier="item-', 'identifier="resource-'),
    "an identifier that begins with a digit": ('identifier="item-', 'identifier="1item-'),
    "a title that is too long": ("<title>", f"<title>{'x' * 201}"),
    "a wrong scormtype": ('scormtype="sco"', 'scormtype="SCO"'),
    "a misspelt attribute": ("adlcp:scormtype", "adlcp:scormType"),
    "metadata in a wrong order": ("<imsmd:general>", "<imsmd:general><imsmd:keyword/>"),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_the_schemas_see_faults(old: str, new: str):
    """Without this, a schema that checks nothing would go unnoticed."""
    data = manifest_of(mini()).decode()
    assert old in data
    assert faults(data.replace(old, new).encode())


# ---- valid, whatever an author writes --------------------------------------------------------


@cache
def sample() -> tuple[Course, dict[str, bytes]]:
    tree = read_folder(SAMPLE)
    done, report = prepare(tree)
    assert done is not None, list(report)
    files = package_files(done, tree, TARGETS["scorm12"])
    return done.course, {
        path: read_all(content) if content.size < 1_000_000 else b""
        for path, content in files.items()
    }


def test_the_manifest_of_the_sample_course():
    _, files = sample()
    assert faults(files["imsmanifest.xml"]) == []
    assert manifest_problems(files["imsmanifest.xml"], set(files)) == []


@pytest.mark.parametrize("files", [mini(), every_block()], ids=["mini", "every block"])
def test_manifests_of_other_courses(files: Files):
    data = manifest_of(files)
    assert faults(data) == []
    assert manifest_problems(data, set(packed(files))) == []


@cache
def base() -> Course:
    return prepared(mini()).course


@given(
    title=LINES,
    description=st.none() | LINES,
    keywords=st.lists(LINES, max_size=4),
    credits=st.lists(
        st.builds(
            lambda title, author, licence: Credit(title=title, author=author, licence=licence),
            title=st.none() | LINES, author=st.none() | LINES, licence=st.none() | LINES,
        ),
        max_size=3,
    ),
    version=st.sampled_from(["1", "1.0.0", "2024-05", "1.0.0-rc.1+b", "x" * 20]),
    language=LANGUAGES,
)  # fmt: skip
@settings(max_examples=share(30), deadline=None)
def test_whatever_an_author_writes(**facts: Any):
    course = base().model_copy(update=facts)
    data = manifest(course, ["index.html"])
    assert faults(data) == []
    assert not re.search(rb"&#", data), "Moodle destroys character references"
    assert not manifest_problems(data, {"index.html", "imsmanifest.xml", *SCHEMAS})


@pytest.mark.parametrize(
    "title", ["<b></b>", "![](a.png)", "[](#one.first)", "\u200b", "0", "&nbsp;"]
)
def test_a_title_without_words_falls_back_on_the_id(title: str):
    """Moodle shows nothing at all for an empty title or for 0."""
    root = etree.fromstring(manifest(base().model_copy(update={"title": title}), ["index.html"]))
    for shown in root.findall(".//cp:title", NAMES):
        assert shown.text == "mini"


# ---- what LMSs need --------------------------------------------------------------------------


def test_there_is_no_masteryscore():
    """With one, LMSs overwrite the status that the player reports (docs/lms-facts.md 1.5)."""
    files = every_block()
    assert prepared(files).course.completion.pass_mark == 60
    assert b"masteryscore" not in manifest_of(files)


def test_it_is_raw_utf8():
    """Moodle destroys numeric character references (docs/lms-facts.md 1.2)."""
    data = manifest_of(mini(title="Grüße – 日本 שלום 👍", keywords=["é"]))
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert "Grüße – 日本 שלום 👍".encode() in data
    assert b"&#" not in data


def test_prefixes_are_those_that_moodle_knows():
    """Its parser takes prefixes literally: IMS elements have none, ADL ones `adlcp:`."""
    data = manifest_of(mini()).decode()
    assert "<manifest " in data
    assert "<organization " in data
    assert 'adlcp:scormtype="sco"' in data


def test_metadata():
    course = prepared(every_block()).course
    lom = etree.fromstring(manifest(course, ["index.html"])).find(".//md:lom", NAMES)
    assert lom is not None

    def texts(path: str) -> list[str | None]:
        return [found.text for found in lom.findall(path, NAMES)]

    assert texts("md:general/md:title/md:langstring") == ["Every block"]
    assert texts("md:general/md:language") == ["en"]
    assert texts("md:general/md:description/md:langstring") == ["All there is."]
    assert texts("md:general/md:keyword/md:langstring") == ["one", "two"]
    assert texts("md:lifecycle/md:version/md:langstring") == ["1.0"]
    assert texts("md:rights/md:description/md:langstring") == ["Work, Ann, Here, CC0"]


def test_titles_are_bare_words():
    data = manifest_of(mini(title="1. A *small* [course](#one.first) & `more`"))
    titles = etree.fromstring(data).findall(".//cp:title", NAMES)
    assert [title.text for title in titles] == ["1. A small course & more"] * 2


# ---- identifiers stay what they are ----------------------------------------------------------


def identifiers(data: bytes) -> list[str]:
    return [str(found) for found in xpath(etree.fromstring(data), "//@identifier | //@default")]


def test_identifiers_depend_on_the_courses_id_alone():
    """An LMS that meets another item deletes what it stored (docs/lms-facts.md 1.9)."""
    first = mini()
    second: Files = {
        "course.yaml": course_file(
            ["two", "one"], title="Quite another title", version="2.0", language="de",
            keywords=["x"],
        ),
        "modules/one.yaml": module_file(
            "one", page("z", question("q")), page("first", question("r"))
        ),
        "modules/two.yaml": module_file("two", page("a", question("q"))),
    }  # fmt: skip
    assert identifiers(manifest_of(first)) == identifiers(manifest_of(second))
    assert identifiers(manifest_of(first)) == [
        "course-mini", "organization-mini", "organization-mini", "item-mini", "resource-mini",
    ]  # fmt: skip


def test_nothing_in_it_is_different_next_time():
    assert manifest_of(every_block()) == manifest_of(every_block())


# ---- files -----------------------------------------------------------------------------------


def listed(data: bytes) -> list[str]:
    return [
        unquote(str(found))
        for found in xpath(etree.fromstring(data), "//*[local-name()='file']/@href")
    ]


def test_every_file_is_listed_and_every_listed_file_is_there():
    for files in (sample()[1], packed(every_block())):
        content = files["imsmanifest.xml"]
        names = listed(content if isinstance(content, bytes) else read_all(content))
        assert sorted(names) == sorted(set(files) - {"imsmanifest.xml", *SCHEMAS})
        assert len(set(names)) == len(names)


def test_the_launch_page_is_the_resource():
    root = etree.fromstring(manifest_of(mini()))
    (resource,) = root.findall(".//cp:resource", NAMES)
    assert resource.get("href") == "index.html"
    assert resource.get(f"{{{ADL}}}scormtype") == "sco"
    (item,) = root.findall(".//cp:item", NAMES)
    assert item.get("identifierref") == resource.get("identifier")


def test_addresses_of_files_are_escaped():
    files = mini()
    name = "media/Überblick (1) + 50% #2.png"
    files["modules/one.yaml"] = module_file(
        "one", page("first", {"image": name, "decorative": True})
    )
    files[name] = b"png"
    data = manifest_of(files)
    assert name in listed(data)
    assert b"%25" in data
    assert b"%23" in data
    assert faults(data) == []


# ---- advice ----------------------------------------------------------------------------------


def test_advice_says_how_it_reports_and_what_to_set():
    course = prepared(every_block())
    advice = TARGETS["scorm12"].advice(course.plan)
    said = "\n".join((*advice.reports, *advice.settings))
    assert "incomplete until done, then completed" in said
    assert "pass mark 60" in said
    assert "22 interactions" in said
    assert "tick both Passed and Completed" in said


def test_advice_for_an_unscored_course_says_nothing_about_scores():
    advice = TARGETS["scorm12"].advice(prepared(mini()).plan)
    assert "score" not in "\n".join((*advice.reports, *advice.settings)).lower()


def test_private_answers_are_not_announced():
    files = mini()
    files["modules/one.yaml"] = module_file(
        "one", page("p", {"reflect": "r", "prompts": {"a": "Why?"}})
    )
    advice = TARGETS["scorm12"].advice(prepared(files).plan)
    assert "answers: 0 interactions" in advice.reports
