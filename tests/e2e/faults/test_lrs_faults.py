"""Each way of launching times each fault: nothing lost, nothing told twice, no rule broken.

What comes out is compared with `results-lrs.json`; GOLDEN=write writes it anew, and
`python -m tools.faults` the table in the docs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.build import build
from builder.plan.model import Plan
from tests.cmi5.server import Cmi5Lms
from tests.conftest import Watch
from tests.e2e.faults.learning import ALL, COURSE, WORDS
from tests.e2e.faults.lrs_cells import LRS_FAULTS
from tests.e2e.faults.outcome import compare, told_of
from tests.e2e.faults.telling import TellingVisit, Way
from tests.helpers import Files, prepared, with_iri, write_course
from tests.lrs.server import Lrs
from tests.lrs.tincan import TincanLms

RESULTS = Path(__file__).parent / "results-lrs.json"
TELLING: Files = with_iri(COURSE)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small course, as both packages that send statements."""
    folder = tmp_path_factory.mktemp("lrs-faults")
    outcome = build(write_course(TELLING, folder / "course_src"), folder / "dist", ["xapi", "cmi5"])
    assert not outcome.report.failed, outcome.report
    return {package.target: package.path for package in outcome.built}


@pytest.fixture(scope="module")
def telling_plan() -> Plan:
    """Its tracking plan."""
    return prepared(TELLING).plan


@pytest.fixture
def visit(
    way: Way, packages: dict[str, Path], context: BrowserContext, watch: Watch,
    lrs: Lrs, tincan_lms: TincanLms, cmi5_lms: Cmi5Lms,
) -> Iterator[TellingVisit]:  # fmt: skip
    """A learner; whatever they do, cmi5's rules are kept."""
    watch.allow("")  # what a fault makes the browser report is not ours
    tincan_lms.install(packages["xapi"])
    cmi5_lms.install(packages["cmi5"])
    yield TellingVisit(context=context, lrs=lrs, way=way, tincan=tincan_lms, cmi5=cmi5_lms)
    assert cmi5_lms.violations == []


@pytest.mark.parametrize("way", get_args(Way))
@pytest.mark.parametrize("name", LRS_FAULTS)
def test_nothing_is_lost_and_nothing_is_told_twice(
    visit: TellingVisit, telling_plan: Plan, way: Way, name: str
) -> None:
    fault = LRS_FAULTS[name]
    fault.prepare(visit)
    visit.open()
    visit.answer("one")
    visit.settle()
    fault.happens(visit)
    promised, seen = dict(visit.seen.promised), list(visit.seen.lines)
    between = visit.held(telling_plan)
    _second(visit)
    after = visit.held(telling_plan)
    assert promised.items() <= after.items(), "the learner was told that this is saved"
    assert {**ALL, "three": "yes"}.items() <= after.items()
    assert visit.lines("answered") == [
        f"answered interaction/one.{page}.{question} yes 1/1 right"
        for page, question in (("first", "one"), ("second", "two"), ("third", "three"))
    ]
    counted = Counter(line.split()[0] for line in visit.lines("completed", "passed"))
    assert counted == {"completed": 1}
    assert not [one for one in visit.lrs.statements if WORDS in str(one)], "that is private"
    compare(RESULTS, name, way, {
        "seen": [] if fault.racing else seen,
        "between": "it depends" if fault.racing else told_of(between),
        "after": told_of(after),
    })  # fmt: skip


def _second(visit: TellingVisit) -> None:
    """All is well again: the learner finds everything; then the rest of the course."""
    visit.open()
    assert visit.shows_all()
    visit.turn_to("Third")
    visit.answer("three")
    visit.saved()
    visit.close()


@pytest.mark.parametrize("way", ["cmi5"])
def test_a_page_that_is_loaded_anew_goes_on_and_a_link_away_ends_the_session(
    visit: TellingVisit,
) -> None:
    session = visit.cmi5.session(visit.cmi5.register("anna"))
    page = visit.context.new_page()
    for _ in range(2):
        page.goto(session.url) if page.url == "about:blank" else page.reload()
        expect(page.locator("[data-bc-save]")).to_contain_text("Saved at")
    assert visit.lines("initialized", "terminated") == ["initialized course"]
    assert session.fetches == 1
    page.evaluate("location.assign('about:blank')")
    page.wait_for_url("about:blank")
    visit.lrs.wait_for(lambda: visit.lines("terminated") != [])
    page.go_back()
    expect(page.get_by_role("heading", name="Your visit to this page has ended")).to_be_visible()
