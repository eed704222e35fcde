"""Take the pictures of the documentation from a real build of the sample course.

`python -m tools.screenshots` writes `docs/images/`. With `tutorial` it writes only those of
the tutorial, whose course is made by following it; with `preview` only that of the preview, with
`themes` only those of the themes.
"""

from __future__ import annotations

import base64
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from builder.build import build
from builder.files import read_folder
from builder.graph import FORMATS, subject
from builder.theming.folders import theme_names
from tests.docs.following import Follower
from tests.docs.pages import DocPage
from tests.helpers import mini, module_file, page, write_course
from tests.preview.running import running
from tools.setup_browser import find_chromium, is_root

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DESKTOP = (1180, 780)
PHONE = (390, 780)
SHARPNESS = 1.5
"""Dots of a picture for each pixel of a page."""

SHEET = """
<style>
  body {{ margin: 0; padding: 48px 56px; background: #e9e4da }}
  body {{ display: inline-flex; gap: 40px; align-items: end }}
  img {{ display: block; border-radius: 14px; box-shadow: 0 1px 3px #0003, 0 18px 50px #0003 }}
  img + img {{ border-radius: 26px }}
</style>
<body><img src="{0}" width="{1}"><img src="{2}" width="{3}"></body>
"""


def main(names: list[str]) -> None:
    """All pictures, or those that are named."""
    groups = {"sample": sample, "tutorial": tutorial, "preview": preview, "themes": themes}
    for name in names or groups:
        groups[name]()


@contextmanager
def _browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"] if is_root() else []
        )
        yield browser
        browser.close()


def tutorial() -> None:
    """The course of the tutorial, as somebody has it who follows the page."""
    page = DocPage(ROOT / "docs" / "tutorial.md")
    for name, (page_id, used, top) in TUTORIAL.items():
        with tempfile.TemporaryDirectory() as folder, _browsing() as browser:
            follower = Follower(Path(folder))
            follower.follow(page, until=f"tutorial-{name}.png")
            built = build(follower.here / "course_src", Path(folder), ["web"]).built[0]
            address = (built.path / "index.html").as_uri()
            desktop = _picture(browser, address, page_id, "light", used[0])
            phone = _picture(browser, address, page_id, "dark", used[1], top)
            _side_by_side(browser, desktop, phone, IMAGES / f"tutorial-{name}.png")


def preview() -> None:
    """The sample course in the preview, on a desktop and on a phone."""
    with tempfile.TemporaryDirectory() as folder, _browsing() as browser:
        source = shutil.copytree(ROOT / "course_src", Path(folder) / "course_src")
        with running(source) as here:
            desktop = _previewed(browser, here.url, "light")
            phone = _previewed(browser, here.url, "dark")
        _side_by_side(browser, desktop, phone, IMAGES / "preview.png")


def _previewed(browser: Browser, address: str, scheme: str) -> bytes:
    shown = _page(browser, scheme)
    shown.goto(address)
    course = shown.frame_locator("iframe[title='The course']")
    course.locator("[data-bc-save][data-state=saved]").wait_for()
    picture = shown.screenshot()
    shown.context.close()
    return picture


def themes() -> None:
    """The sample course in each theme, on a desktop and on a phone."""
    with tempfile.TemporaryDirectory() as folder, _browsing() as browser:
        source = shutil.copytree(ROOT / "course_src", Path(folder) / "course_src")
        course = source / "course.yaml"
        written = re.sub(r"(?m)^theme:.*\n", "", course.read_text(encoding="utf-8"))
        for theme in theme_names():
            course.write_text(f"{written}\ntheme: {theme}\n", encoding="utf-8")
            built = build(source, Path(folder), ["web"]).built[0]
            address = (built.path / "index.html").as_uri()
            desktop = _picture(browser, address, "trust.quick-check", "light", RIGHT_AWAY)
            phone = _picture(browser, address, "start-here.for-you", "dark", _tick(0, 3))
            picture = IMAGES / f"theme-{theme}.png"
            _side_by_side(browser, desktop, phone, picture)
            small = Image.open(picture).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
            small.save(picture, optimize=True)


def sample() -> None:
    """Build the course, and lay pictures of it on a desktop and on a phone side by side."""
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copytree(ROOT / "course_src", Path(folder) / "course_src")
        built = build(source, Path(folder), ["web"]).built[0]
        address = (built.path / "index.html").as_uri()
        with _browsing() as browser:
            desktop = _picture(browser, address, "developing-connections.four-actions", "light")
            phone = _picture(browser, address, "developing-connections.conference", "dark")
            _side_by_side(browser, desktop, phone, IMAGES / "course.png")
            for name, (page_id, used) in BLOCKS.items():
                views = [
                    _picture(
                        browser, address, page_id, scheme, use, TOPS.get(name, f".block-{name}")
                    )
                    for scheme, use in zip(("light", "dark"), used, strict=True)
                ]
                _side_by_side(browser, views[0], views[1], IMAGES / f"{name}.png")
            _shown_blocks(browser, address, Path(folder))
    if story := subject(read_folder(ROOT / "course_src"), "tom").story:
        (IMAGES / "scenario-graph.svg").write_text(FORMATS["svg"](story), encoding="utf-8")


def _shown_blocks(browser: Browser, address: str, folder: Path) -> None:
    """Blocks that show: the first of each kind, alone. The sample course embeds nothing."""
    example = write_course(EMBEDDING, folder / "embedding")
    built = build(example, folder / "embedded", ["web"]).built[0]
    for kind in SHOWN:
        where = (built.path / "index.html").as_uri() if kind == "embed" else address
        views = [_alone(browser, where, kind, scheme) for scheme in ("light", "dark")]
        _side_by_side(browser, views[0], views[1], IMAGES / f"{kind}.png")


def _alone(browser: Browser, address: str, kind: str, scheme: str) -> bytes:
    """The first block of a kind, with nothing around it."""
    page = _page(browser, scheme)
    page.goto(address)
    block = page.locator(f".block-{kind}").first
    name = block.evaluate("one => one.closest('section[data-page]').dataset.page")
    page.evaluate("page => { location.hash = page }", name)
    page.wait_for_selector(f'section[data-page="{name}"]:not([hidden])')
    block.scroll_into_view_if_needed()
    block.evaluate(DRAWN)
    picture = page.screenshot(full_page=True, clip=page.evaluate(AROUND, kind))
    page.context.close()
    return picture


Use = Callable[[Locator], None]
"""What is done on an open page before its picture is taken."""


def _press(*names: str) -> Use:
    """Presses these buttons, one after the other."""

    def use(shown: Locator) -> None:
        for name in names:
            shown.get_by_role("button", name=name).click()

    return use


def _rate(first: int, by: int) -> Use:
    """Ticks a point for each statement, beginning with this one and changing by so much."""

    def use(shown: Locator) -> None:
        for number, row in enumerate(shown.locator("[data-statement]").all()):
            row.get_by_role("radio").nth((first + number * by) % 4).check()

    return use


def _tick(*numbers: int) -> Use:
    """Ticks these boxes and radio buttons."""

    def use(shown: Locator) -> None:
        for number in numbers:
            shown.locator("input:is([type=checkbox], [type=radio])").nth(number).check()

    return use


def _turn(*titles: str) -> Use:
    """Turns these cards over, opens these folds or chooses these tabs."""

    def use(shown: Locator) -> None:
        for title in titles:
            shown.locator("summary, [role=tab], .reveal__turn").filter(has_text=title).click()

    return use


def _write(*texts: str) -> Use:
    """Writes these texts, one into each box."""

    def use(shown: Locator) -> None:
        for box, text in zip(shown.locator("textarea").all(), texts, strict=False):
            box.fill(text)

    return use


def _on(*steps: tuple[str, Use]) -> Use:
    """Does something on several pages, one after the other."""

    def use(shown: Locator) -> None:
        for page_id, step in steps:
            shown.page.evaluate("page => { location.hash = page }", page_id)
            shown.page.wait_for_selector(f'section[data-page="{page_id}"]:not([hidden])')
            step(shown)

    return use


def _question(name: str, *answers: str, times: int = 1) -> Use:
    """Gives these answers, and checks them so often.

    `#id` ticks a choice, `=item=choice` matches, `^line` moves a line up.
    """

    def use(shown: Locator) -> None:
        question = shown.locator(f"[data-item$='.{name}']")
        for answer in answers:
            item, _, choice = answer[1:].partition("=")
            if choice:
                question.locator(f"[data-row={item}] select").select_option(choice)
            elif answer[0] == "#":
                question.locator(f"input[value={item}]").check()
            else:
                up = question.locator(f"[data-entry={item}] [data-move='-1']")
                if up.get_attribute("aria-disabled") != "true":
                    up.click()
        for _ in range(times):
            question.locator("[data-check]").click()

    return use


def _one_of_a_pool(shown: Locator) -> None:
    """Answers the question that was drawn."""
    drawn = shown.locator("bc-pool bc-question:visible").first
    drawn.get_by_role("radio", name="False").check()
    drawn.locator("[data-check]").click()


def _begin(shown: Locator) -> None:
    """Says when the plan begins."""
    shown.locator("[data-start]").fill("2027-01-04")


RIGHT_AWAY = _tick(1)
WRITTEN = _write("She forgot me.", "I feel small, and a little angry.")
SECOND_LOOK = "developing-connections.second-look"
RATED = _on(("start-here.first-look", _rate(0, 1)), (SECOND_LOOK, _rate(3, 2)))
GATHERED = _on(
    ("start-here.first-look", _rate(0, 1)),
    (SECOND_LOOK, _rate(3, 2)),
    ("start-here.listening-weeks", _tick(0, 2)),
    ("growth-levels.where-you-stand", _tick(*range(5), 6, 7)),
    ("growth-levels.my-sheet", _begin),
)
MATCHED = ("=noor=transparency", "=ben=listening", "=aisha=inclusion", "=leo=empathy")
TOM = ("Take up something", "So the plan", "What would you like", "Turn your chair")
BLOCKS: dict[str, tuple[str, tuple[Use, Use]]] = {
    "scenario": (
        "developing-connections.conference",
        (_press(*TOM), _press(*TOM, "Never mind", "Say in three")),
    ),
    "check": ("start-here.for-you", (_tick(0, 2, 4, 7, 8, 10), _tick(0, 2, 4, 6, 8, 10))),
    "reveal": ("mentoring.five-habits", (_turn("Own the first"), _turn("Own the first"))),
    "reflect": ("developing-connections.the-visit", (WRITTEN, WRITTEN)),
    "plan": ("start-here.listening-weeks", (_tick(0, 2), _tick(1))),
    "rate": ("start-here.first-look", (_rate(0, 1), _rate(0, 1))),
    "rate-result": (SECOND_LOOK, (RATED, RATED)),
    "sheet": ("growth-levels.my-sheet", (GATHERED, GATHERED)),
    "question": (
        "trust.quick-check",
        (
            _question("keep-talking", "#what-happens", "#tutor"),
            _question("keep-talking", "#what-happens", "#tutor", times=2),
        ),
    ),
    "match": (
        "trust.quick-check",
        (
            _question("strategies-at-work", "=noor=transparency", "=ben=reliability", times=0),
            _question("strategies-at-work", *MATCHED, times=2),
        ),
    ),
    "order": (
        "trust.hard-cases",
        (
            _question("marcs-message", "^sorry", times=0),
            _question("marcs-message", "^sorry", times=2),
        ),
    ),
    "rank": ("trust.what-it-brings", (_question("what-i-need", times=0), _question("what-i-need"))),
    "pool": ("trust.hard-cases", (_one_of_a_pool, _one_of_a_pool)),
}
"""Blocks with a picture of their own: the page, and what is done on a desktop and on a phone."""

RIGHT = _question("which-message", "#precise")
WRONG = _question("which-message", "#vague")
TUTORIAL: dict[str, tuple[str, tuple[Use, Use], str]] = {
    "question": ("first-steps.the-message", (RIGHT, WRONG), ".block-question"),
    "story": ("first-steps.the-chat", (_press("How much"), _press("What surprised you")), "body"),
}
"""The pictures of the tutorial, and what that of the phone begins with."""


SHOWN = (
    "text", "image", "video", "audio", "quote", "callout", "cards", "table", "download", "embed",
    "references",
)  # fmt: skip
AROUND = """(kind) => {
  for (const part of document.querySelectorAll('.bar, .steps')) part.hidden = true;
  const blocks = [...document.querySelectorAll(`.block-${kind}`)];
  const block = blocks.find((one) => one.checkVisibility());
  const { x, y, width, height } = block.getBoundingClientRect();
  const edge = Math.min(20, x);
  return { x: x - edge, y: y + scrollY - edge, width: width + 2 * edge, height: height + 2 * edge };
}"""
"""The place of a block with an edge around it."""
DRAWN = """(block) => Promise.all([...block.querySelectorAll('img')].map((one) => one.decode()))"""
EMBEDDING = mini() | {
    "modules/one.yaml": module_file(
        "one",
        page(
            "first",
            {
                "embed": "https://example.org/map",
                "title": "A map of the campus",
                "fallback": "The career centre is in the **library**, second floor.",
            },
        ),
    )
}

TOPS = {
    "rate-result": ".rate__summary",
    "question": "[data-item$='.keep-talking']",
    "match": "[data-item$='.strategies-at-work']",
    "order": "[data-item$='.marcs-message']",
    "rank": "[data-item$='.what-i-need']",
}
"""What a picture begins with, where that is not the block."""


def _picture(
    browser: Browser,
    address: str,
    page_id: str,
    scheme: str,
    use: Use | None = None,
    top: str = "body",
) -> bytes:
    page = _page(browser, scheme)
    page.goto(f"{address}#{page_id}")
    shown = page.locator("section.page:visible")
    (use or _open_spots)(shown)
    page.mouse.move(0, 0)
    page.wait_for_selector("[data-bc-save][data-state=saved]")
    page.locator(f"{top}:visible").first.evaluate("one => one.scrollIntoView()")
    picture = page.screenshot()
    page.context.close()
    return picture


def _page(browser: Browser, scheme: str) -> Page:
    """A light page on a desktop, or a dark one on a phone."""
    wide = scheme == "light"
    width, height = DESKTOP if wide else PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light" if wide else "dark",
        device_scale_factor=SHARPNESS,
        reduced_motion="reduce",
        timezone_id="UTC",
    )
    context.clock.set_fixed_time("2026-09-07T09:30:00Z")
    # What is shuffled and drawn is the same each time.
    context.add_init_script("crypto.getRandomValues = (numbers) => numbers.fill(2)")
    return context.new_page()


def _open_spots(shown: Locator) -> None:
    """A page in use says more than an untouched one."""
    spots = shown.locator("[data-spot]")
    if spots.count():
        spots.nth(0).click()
        spots.nth(1).click()


def _side_by_side(browser: Browser, left: bytes, right: bytes, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(
        SHEET.format(
            _address(left), round(0.8 * _width(left)), _address(right), round(0.75 * _width(right))
        )
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    page.locator("body").screenshot(path=target)


def _width(picture: bytes) -> float:
    """How wide a picture was on its page; a PNG says it at a fixed place."""
    return int.from_bytes(picture[16:20], "big") / SHARPNESS


def _address(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode("ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
