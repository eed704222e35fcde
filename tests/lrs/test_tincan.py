"""The Tin Can LMS: packages, and launch addresses in all their forms."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext

from tests.lrs.caller import Caller
from tests.lrs.content import PackageRefusedError
from tests.lrs.server import Lrs
from tests.lrs.tincan import Form, TincanLms, actor_of

COURSE = "https://courses.example.org/tiny"
TINCAN = f"""<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="{COURSE}" type="http://adlnet.gov/expapi/activities/course">
<name lang="en">Tiny</name><description lang="en">A tiny course.</description>
<launch lang="en">index.html?a=1</launch></activity></activities></tincan>
"""


def package(tincan: str = TINCAN) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as found:
        found.writestr("tincan.xml", tincan)
        found.writestr("index.html", "<!doctype html><title>Tiny</title>")
    return target.getvalue()


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_as_moodle_launches(tincan_lms: TincanLms, lrs: Lrs) -> None:
    assert tincan_lms.install(package()).names == {"en": "Tiny"}
    address = tincan_lms.address("anna")
    found = query(address)
    assert list(found) == ["a", "endpoint", "auth", "actor", "registration", "activity_id"]
    assert (found["auth"], found["activity_id"]) == (lrs.authorization, COURSE)
    assert json.loads(found["actor"]) == actor_of("anna")
    assert "+" not in urlsplit(address).query, "as RFC 3986 has it"
    assert urlsplit(address).netloc != urlsplit(found["endpoint"]).netloc
    assert "Tiny" in urlopen(address, timeout=10).read().decode()


@pytest.mark.parametrize("form", ["bare", "old", "mbox", "alone"])
def test_other_forms(tincan_lms: TincanLms, lrs: Lrs, form: Form) -> None:
    tincan_lms.install(package())
    found = query(tincan_lms.address("anna", form=form))
    actor = json.loads(found["actor"])
    assert (found["auth"] == lrs.authorization) is (form in ("mbox", "alone"))
    assert lrs.authorization.endswith(found["auth"])
    assert ("registration" in found) is (form != "alone")
    if form == "old":
        account = {"accountServiceHomePage": "https://lms.example.org", "accountName": "anna"}
        assert actor == {"objectType": "Agent", "name": ["Anna"], "account": [account]}
    if form == "mbox":
        assert actor["mbox"] == "mailto:anna@example.org"


def test_a_learner_comes_back(tincan_lms: TincanLms, lrs: Lrs) -> None:
    tincan_lms.install(package())
    first = tincan_lms.register("anna")
    second = tincan_lms.register("anna")
    assert query(tincan_lms.address("anna", first))["registration"] == first
    assert lrs.document("https://lms.example.org/registrations") == {first: {}, second: {}}


def test_what_moodle_finds_in_the_end(tincan_lms: TincanLms, lrs: Lrs) -> None:
    tincan_lms.install(package())
    completed = {
        "actor": actor_of("anna"),
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": f"{COURSE}#page/one"},
    }
    call = Caller(lrs)
    assert call("POST", "statements", [completed])[0] == 200
    assert not tincan_lms.is_complete("anna"), "only the course itself counts"
    call("POST", "statements", [{**completed, "object": {"id": COURSE}}])
    assert tincan_lms.is_complete("anna")
    assert (tincan_lms.is_complete("bert"), len(tincan_lms.said("anna"))) == (False, 2)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("<activities>", "<x/><activities>"), "activities must come first"),
        (("<activities>", "<activities><x/>"), "an activity must come first"),
        ((f'"{COURSE}"', '"course"'), "no IRI"),
        (("index.html", "away.html"), "no 'away.html"),
        (("</activity>", "<launch>index.html</launch></activity>"), "one launch"),
        (("projecttincan", "example"), "namespace"),
        (('<name lang="en">Tiny</name>', ""), "no name"),
        (("<tincan", "<tincan<"), "no XML"),
    ],
)
def test_packages_that_are_refused(
    tincan_lms: TincanLms, change: tuple[str, str], why: str
) -> None:
    with pytest.raises(PackageRefusedError, match=why):
        tincan_lms.install(package(TINCAN.replace(*change)))


def test_in_a_window_of_its_own(tincan_lms: TincanLms, context: BrowserContext) -> None:
    tincan_lms.install(package())
    page = tincan_lms.launch(context, "anna")
    assert (page.title(), page.evaluate("window.opener")) == ("Tiny", None)
