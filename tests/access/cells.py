"""The table of access: the states that a page may be in, and the ways in which it may be shown.

A cell is a state, shown in a way, in a theme. In each of them axe finds nothing, nor do the looks
that belong to the way (`looks.js`): what a browser shows and axe does not see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.visits import running
from tests.helpers import ROOT

HERE = ROOT / "tests" / "access"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LMS, ACTS, LOOKS = (
    (HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("lms", "acts", "looks")
)

TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"),
]
"""All of WCAG 2.2 A and AA that axe knows, and what it calls best practice."""

# A printed page begins with its cover, which axe does not take for a heading of the first level. In
# forced colours all colours are the system's, and axe is told those that the page would have had.
AXE_FINDS = """async (tags) => {
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  const rules = {
    'page-has-heading-one': { enabled: !matchMedia('print').matches },
    'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches },
  };
  const only = { type: 'tag', values: tags };
  const found = await axe.run(document, {
    runOnly: only, rules, resultTypes: ['violations', 'incomplete'], iframes: false,
  });
  const faults = found.violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `axe, ${id}: ${node.html.slice(0, 120)} ${node.any.concat(node.all, node.none)[0]?.message}`));
  const unsure = found.incomplete.filter(({ id }) => id === 'color-contrast');
  const places = unsure.flatMap(({ nodes }) => nodes.map(({ target }) => target.at(-1)));
  return [...faults, ...looks.faint(places)];
}"""


# ---- states ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """What has happened to the page."""

    words: str
    """For the table in the docs."""
    happens: Callable[[Page], None] = lambda page: None
    held: Mapping[str, str] | None = None
    """What the LMS holds of an earlier visit, beside the state; none for a first visit."""


def acts(what: str) -> Callable[[Page], None]:
    """Something that `acts.js` does."""
    return lambda page: page.evaluate(f"acts.{what}")


def _ask_for_the_next_page(page: Page) -> None:
    page.locator("[data-bc-next]").click()
    expect(page.locator("[data-bc-gate]")).to_be_visible()


def _lose_the_server(page: Page) -> None:
    def only_files(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.abort()
        else:
            route.fallback()

    page.route("**/*", only_files)
    page.evaluate("acts.answer(true)")
    expect(page.locator("[data-bc-trouble]")).to_be_visible()


STATES = {
    "untouched": State("untouched"),
    "answered": State("answered, all right", acts("answer(true)")),
    "wrong": State("answered, all wrong", acts("answer(false)")),
    "gated": State("the next page is held back, and says why", _ask_for_the_next_page),
    "open": State("all that can be opened is open", acts("open()")),
    "error": State("sent with nothing to send", acts("sendNothing()")),
    "offline": State("the server is gone, work is not saved", _lose_the_server),
    "review": State("looked at again after the end", held={"cmi.core.lesson_mode": "review"}),
}


def enter(page: Page, url: str, held: Mapping[str, str]) -> None:
    """Opens the course in an LMS that holds this of an earlier visit, with all tools at hand."""
    page.add_init_script(f"({LMS.strip()})({json.dumps(dict(held))})")
    page.goto(url)
    running(page.main_frame)
    for tool in (AXE, ACTS, LOOKS):
        page.evaluate(tool)


def worked(page: Page) -> str:
    """The state that the LMS holds of a learner who has answered everything."""
    page.evaluate("acts.answer(true)")
    expect(page.locator("[data-bc-save]")).to_have_attribute("data-state", "saved")
    held: str = page.evaluate("API.held['cmi.suspend_data']")
    return held


# ---- ways to show it ---------------------------------------------------------------------------

Size = tuple[int, int]
DESK: Size = (1280, 900)
ZOOMED: Size = (320, 256)
"""1280 x 1024 pixels at 400 %."""
PHONE: Size = (320, 640)

# The least that WCAG 1.4.12 asks for.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""

ROOM = ("sideways", "clipped", "overlapping")


@dataclass(frozen=True)
class Way:
    """How the page is shown, and what is looked for beside what axe finds."""

    words: str
    looks: tuple[str, ...]
    size: Size = DESK
    media: Mapping[str, Any] | None = None
    letters: int = 16
    """The size of letters that is set in the browser, in pixels."""
    style: str = ""
    direction: str = "ltr"


WAYS = {
    "light": Way("light", (*ROOM, "small", "focus"), media={"reduced_motion": "no-preference"}),
    "dark": Way("dark", ("focus",), media={"color_scheme": "dark"}),
    "forced": Way("forced colours", ("focus", "lost"), media={"forced_colors": "active"}),
    "forced-dark": Way(
        "forced colours, dark",
        ("focus",),
        media={"forced_colors": "active", "color_scheme": "dark"},
    ),
    "text": Way("text at 200 %", (*ROOM, "small", "focus"), letters=32),
    "spaced": Way("spaced text", ROOM, style=SPACED),
    "zoom": Way("zoom of 400 %", (*ROOM, "small", "focus"), size=ZOOMED),
    "still": Way("reduced motion", ("moving",), media={"reduced_motion": "reduce"}),
    "print": Way("print", (*ROOM[1:], "unprinted"), media={"media": "print"}),
    "rtl": Way("right to left", (*ROOM, "small", "focus"), direction="rtl"),
    "rtl-phone": Way(
        "right to left, 320 px", (*ROOM, "small", "focus"), size=PHONE, direction="rtl"
    ),
}

PLAIN: dict[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "reduce",
}


def seen(page: Page, way: Way) -> list[str]:
    """The faults of the page, shown in this way; then it is shown as before."""
    _set_letters(page, way.letters)  # which takes away what was set of media
    page.emulate_media(**{**PLAIN, **(way.media or {})})
    page.set_viewport_size({"width": way.size[0], "height": way.size[1]})
    style = page.add_style_tag(content=way.style) if way.style else None
    if (way.media or {}).get("media") == "print":
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("scrollTo(0, 0)")
    faults: list[str] = page.evaluate(AXE_FINDS, TAGS)
    for look in way.looks:
        faults += [f"{look}: {fault}" for fault in page.evaluate(f"looks.{look}()")]
    if style:
        style.evaluate("style => style.remove()")
    if (way.media or {}).get("media") == "print":
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    return faults


def _set_letters(page: Page, size: int) -> None:
    """As in the settings of a browser: also for media queries."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size - 3}})
    session.detach()
