"""Nobody is kept out: axe finds nothing, everything fits on narrow screens and under a thumb."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, Walked
from tests.e2e.course import Course
from tests.e2e.learner import Learner
from tests.e2e.sites import kept
from tests.e2e.visits import running
from tests.helpers import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Axe reads hidden pages only to skip them, and needs five times as long for it: so they are taken
# out of the document while it looks. `whole` leaves them in.
LOOK = """async (whole) => {
  const away = [];
  const hidden = whole ? [] : document.querySelectorAll('section[data-page][hidden]');
  for (const page of hidden) {
    const place = document.createComment('');
    page.replaceWith(place);
    away.push([place, page]);
  }
  const found = await axe.run(document, { resultTypes: ['violations'] });
  for (const [place, page] of away) place.replaceWith(page);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}"""

SMALL = """(selectors) => [...document.querySelectorAll(selectors)]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([one, box]) => `${one.outerHTML.slice(0, 100)}: ${box.width} x ${box.height}`)"""

SHELL = "header button, nav button, nav a, .steps button, [data-bc-gate] a"
CONTROLS = """main button, main summary, main select, main textarea, main input[type=text],
  main label:has(input[type=radio], input[type=checkbox]), main [role=tab]"""

SCHEMES = ["light", "dark"]
WIDTHS = [1280, 390]


@pytest.fixture(params=["fresh", "answered"])
def context_options(request: pytest.FixtureRequest, site: str, course: Course) -> dict[str, Any]:
    """A course that nobody has used yet, and one in which all is answered."""
    if request.param == "fresh":
        return dict(DESK)
    walked: Walked = request.getfixturevalue("walked")
    state = walked.attempt.elements["cmi.suspend_data"]
    return {**DESK, "storage_state": kept(site, course.facts["course"], state)}


@pytest.fixture
def learner(page: Page, site: str, course: Course) -> Learner:
    """Someone on the first page."""
    page.goto(f"{site}#{course.pages[0].id}")
    return Learner(running(page.main_frame), course)


def each_page(learner: Learner) -> Any:
    """Opens all pages in turn, and gates on the way."""
    for page in learner.course.pages:
        learner.arrive(page)
        yield page
        if page.gate and learner.frame.locator("[data-bc-menu] [data-state=locked]").count():
            learner.do_page(page)
        if page is not learner.course.pages[-1]:
            learner.turn()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(learner: Learner, page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {opened.id: page.evaluate(LOOK, False) for opened in each_page(learner)}
    assert len(found) == len(learner.course.pages)
    assert not any(found.values()), _listed(found)
    assert page.evaluate(LOOK, True) == []


def test_it_fits_on_the_narrowest_screen(learner: Learner, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {
        opened.id: page.evaluate("document.scrollingElement.scrollWidth")
        for opened in each_page(learner)
    }
    assert {page_id: width for page_id, width in widths.items() if width > 320} == {}


def test_everything_can_be_hit_with_a_thumb(learner: Learner, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    found = {
        opened.id: page.evaluate(SMALL, f"{SHELL}, {CONTROLS}") for opened in each_page(learner)
    }
    page.get_by_role("button", name="Contents").click()
    found["the menu"] = page.evaluate(SMALL, SHELL)
    assert not any(found.values()), _listed(found)


def _listed(found: dict[str, list[str]]) -> str:
    return json.dumps({name: one for name, one in found.items() if one}, indent=1)
