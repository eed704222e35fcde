"""The cmi5 LMS: packages, launches, tokens, and who is done with what."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from tests.cmi5.server import Cmi5Lms
from tests.cmi5.unit import BLOCK, PUBLISHER, Unit, tiny_package, tiny_unit, zipped
from tests.lrs import faults
from tests.lrs.content import PackageRefusedError
from tests.lrs.server import Lrs

MORE = "<launchParameters>a=b</launchParameters><entitlementKey>key</entitlementKey>"


def test_a_launch_url(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package(tiny_unit(url="index.html?lang=en&amp;x=1")))
    session = cmi5_lms.session(cmi5_lms.register("anna"))
    parts = urlsplit(session.url)
    query = dict(parse_qsl(parts.query))
    assert list(query) == ["lang", "x", "endpoint", "fetch", "actor", "registration", "activityId"]
    assert json.loads(query["actor"]) == {
        "objectType": "Agent",
        "name": "Anna",
        "account": {"homePage": "https://lms.example.org", "name": "anna"},
    }
    assert query["activityId"] != f"{PUBLISHER}/au"
    origins = {urlsplit(one).netloc for one in (session.url, query["endpoint"], query["fetch"])}
    assert len(origins) == 3
    assert "Tiny" in urlopen(session.url, timeout=10).read().decode()


def test_launch_data(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    unit_in_xml = tiny_unit(more=MORE, masteryScore="0.75", moveOn="CompletedAndPassed")
    cmi5_lms.install(tiny_package(unit_in_xml))
    session = cmi5_lms.session(cmi5_lms.register("anna"), mode="Review", alternate_key="other")
    unit = Unit(lrs, session)
    unit.fetch()
    data = unit.launch_data()
    template = data.pop("contextTemplate")
    assert template["contextActivities"]["grouping"][0]["id"] == f"{PUBLISHER}/au"
    assert "session-1" in template["extensions"].values()
    assert data == {
        "launchMode": "Review",
        "launchParameters": "a=b",
        "masteryScore": 0.75,
        "moveOn": "CompletedAndPassed",
        "returnURL": f"{cmi5_lms.site.url}/return/session-1",
        "entitlementKey": {"courseStructure": "key", "alternate": "other"},
    }


def test_a_token_is_given_once(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package())
    unit = Unit(lrs, cmi5_lms.session(cmi5_lms.register("anna")))
    assert unit.fetch("GET")[0] == 405
    status, found = unit.fetch()
    assert (status, list(found)) == (200, ["auth-token"])
    status, found = unit.fetch()
    assert (status, found["error-code"]) == (200, "1")
    assert cmi5_lms.violations == ["the fetch URL was asked with GET"]
    assert cmi5_lms.sessions[0].fetches == 2
    assert lrs.log == ["GET /fetch", "POST /fetch", "POST /fetch"]


def test_a_token_that_is_lost_on_the_way(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package())
    unit = Unit(lrs, cmi5_lms.session(cmi5_lms.register("anna")))
    lrs.faults.set(faults.BROKEN, on="fetch", times=1)
    assert unit.fetch()[0] == 503
    cmi5_lms.fetch_error = "3"
    assert unit.fetch()[1]["error-code"] == "3"
    cmi5_lms.fetch_error = ""
    lrs.faults.set(faults.LOST, on="fetch", times=1)
    with pytest.raises(ConnectionError):
        unit.fetch()
    assert unit.fetch()[1]["error-code"] == "1", "it was given, but nobody got it"


def test_preferences(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package())
    wanted = {"languagePreference": "de", "audioPreference": "off"}
    unit = Unit(lrs, cmi5_lms.session(cmi5_lms.register("anna", preferences=wanted)))
    unit.fetch()
    assert unit.preferences() == 200
    assert lrs.document("cmi5LearnerPreferences") == wanted


@pytest.mark.parametrize(
    ("move_on", "satisfied"),
    [
        ("Passed", [False, False, True]),
        ("Completed", [False, True, True]),
        ("CompletedAndPassed", [False, False, True]),
        ("CompletedOrPassed", [False, True, True]),
        ("NotApplicable", [True, True, True]),
    ],
)
def test_who_is_done(cmi5_lms: Cmi5Lms, lrs: Lrs, move_on: str, satisfied: list[bool]) -> None:
    cmi5_lms.install(tiny_package(moveOn=move_on))
    anna = cmi5_lms.register("anna")
    unit = Unit(lrs, cmi5_lms.session(anna)).start()
    found = [anna.is_satisfied]
    unit.complete()
    found.append(anna.is_satisfied)
    unit.judge("passed", 1)
    found.append(anna.is_satisfied)
    assert found == satisfied
    said = [one["verb"]["id"].rpartition("/")[2] for one in lrs.statements]
    assert said.count("satisfied") == 1


def test_blocks(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    first, second = (tiny_unit(f"{PUBLISHER}/{name}", moveOn="Completed") for name in "ab")
    cmi5_lms.install(tiny_package(BLOCK.format(id=f"{PUBLISHER}/block", units=first) + second))
    anna = cmi5_lms.register("anna")
    Unit(lrs, cmi5_lms.session(anna)).start().complete()
    assert anna.satisfied == {f"{PUBLISHER}/a", f"{PUBLISHER}/block"}
    Unit(lrs, cmi5_lms.session(anna, au=1)).start().complete()
    assert anna.is_satisfied
    assert cmi5_lms.violations == []


def test_an_administrator_may_change_the_rules(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package(masteryScore="0.5", moveOn="Passed"))
    anna = cmi5_lms.register("anna")
    session = cmi5_lms.session(anna, mastery_score=0.9, move_on="Completed", returns=False)
    unit = Unit(lrs, session).start()
    assert "returnURL" not in unit.launch_data()
    assert [unit.judge("passed", 0.6), unit.judge("failed", 0.6), unit.complete()] == [
        403,
        200,
        200,
    ]
    assert anna.is_satisfied


def test_the_way_back(cmi5_lms: Cmi5Lms, lrs: Lrs) -> None:
    cmi5_lms.install(tiny_package())
    session = cmi5_lms.session(cmi5_lms.register("anna"))
    unit = Unit(lrs, session).start()
    urlopen(session.return_url, timeout=10).close()
    assert cmi5_lms.violations == ["the learner was sent to the returnURL before terminated"]
    unit.end()
    assert session.returned
    assert len(cmi5_lms.violations) == 1
    assert [one["verb"]["id"].rpartition("/")[2] for one in cmi5_lms.ended(session)] == [
        "initialized",
        "terminated",
    ]


# ---- packages that are refused -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("package", "why"),
    [
        (zipped({"index.html": ""}), "no cmi5.xml"),
        (zipped({"cmi5.xml": "<a"}), "no XML"),
        (zipped({"cmi5.xml": "<a/>"}), "not courseStructure"),
        (tiny_package(tiny_unit("au")), "no IRI"),
        (tiny_package(tiny_unit(url="away.html")), "no away.html"),
        (tiny_package(tiny_unit(url="index.html?fetch=1")), "launch's own fetch"),
        (tiny_package(tiny_unit() * 2), "there twice"),
        (tiny_package(" "), "no au"),
        (tiny_package(masteryScore="1.1"), "masteryScore"),
        (tiny_package(masteryScore="0.12345"), "masteryScore"),
        (tiny_package(masteryScore="much"), "masteryScore"),
        (tiny_package(moveOn="passed"), "moveOn"),
        (tiny_package(launchMethod="Frame"), "launchMethod"),
        (tiny_package(tiny_unit(more="<title/>")), "in this order"),
        (tiny_package(tiny_unit().replace('lang="en"', 'lang="in English"')), "language"),
        (tiny_package(tiny_unit().replace("description", "about")), "no description"),
    ],
)
def test_packages_that_are_refused(cmi5_lms: Cmi5Lms, package: bytes, why: str) -> None:
    with pytest.raises(PackageRefusedError, match=why):
        cmi5_lms.install(package)
