"""A branching story in a real browser: by any hands, with the browser's Back, under an LMS."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, ViewportSize, expect

from builder.blocks.scenario import Scenario
from builder.build import build
from tests.blocks.test_access import ALL, AXE, FAULTS, SIDEWAYS
from tests.e2e.hands import Fingers, Hands, Keyboard, Mouse
from tests.e2e.sites import serving
from tests.e2e.visits import enter, leave, running
from tests.helpers import SAMPLE, Files, as_yaml, course_file, module_file, page, write_course
from tests.helpers import text as words
from tests.lms.server import StrictLms

PHONE: ViewportSize = {"width": 390, "height": 780}
DESK: ViewportSize = {"width": 1280, "height": 800}

STORY: dict[str, Any] = {
    "scenario": "tom",
    "title": "A talk with Tom",
    "start": "table",
    "back": True,
    "values": {"rapport": 0, "rings": 0},
    "scenes": {
        "table": {
            "text": "Tom talks over your answer.",
            "image": {"src": "media/tom-table.svg", "alt": "Tom at a table"},
            "choices": {
                "ask": {"say": "Ask him.", "then": "phone", "add": {"rapport": 1},
                        "feedback": "He looks up."},
                "wait": {"say": "Wait.", "then": "phone"},
            },
        },
        "phone": {
            "text": "His phone rings.",
            "audio": {"src": "media/listening.mp3", "title": "The ringing",
                      "transcript": "media/ring.md"},
            "choices": {
                "stay": {"say": "Give him room.", "then": "good", "if": "rapport >= 1"},
                "leave": {"say": "Leave.", "then": "short"},
                "stare": {"say": "Stare at him.", "then": "cold", "if": "rapport < 1"},
                "listen": {"say": "Let it ring.", "then": "phone", "add": {"rings": 1}},
                "film": {"say": "Look at the screen.", "then": "screen", "if": "rings >= 1"},
            },
        },
        "screen": {
            "text": "A film runs above the counter.",
            "video": {"src": "media/visit.mp4", "title": "The visit", "poster": "media/visit.jpg",
                      "captions": {"en": "media/visit.en.vtt"}, "transcript": "media/visit.en.md"},
            "choices": {"back": {"say": "Turn to Tom.", "then": "phone"}},
        },
        "good": {"ending": "talk", "title": "A real talk", "text": "You talk.", "points": 2},
        "short": {"ending": "short", "title": "A quick way out", "text": "You leave.",
                  "points": 1},
        "cold": {"ending": "cold", "title": "Cold soup", "text": "He turns away."},
    },
    "debrief": [{"reflect": "after", "prompts": {"what": "What did you assume?"}}],
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A course of two pages, of which the second has the story."""
    folder = tmp_path_factory.mktemp("story")
    visit = ["visit.mp4", "visit.jpg", "visit.en.vtt", "visit.en.md"]
    used = ["tom-table.svg", "listening.mp3", *visit]
    files: Files = {
        "course.yaml": course_file(["m"]),
        "modules/m.yaml": module_file(
            "m",
            page("hello", words("Hello.")),
            page("play", {"scenario": "tom"}),
            page("after", words("After it.")),
        ),
        "scenarios/tom.yaml": as_yaml(STORY),
        "media/ring.md": "It rings.",
        **{f"media/{name}": (SAMPLE / "media" / name).read_bytes() for name in used},
    }
    outcome = build(write_course(files, folder / "course"), folder / "dist", ["scorm12", "web"])
    assert not outcome.report.diagnostics, list(outcome.report)
    return {one.target: one.path for one in outcome.built}


@pytest.fixture(scope="module")
def site(built: dict[str, Path]) -> Iterator[str]:
    with serving(built["web"]) as url:
        yield url


@pytest.fixture
def story(page: Page, site: str) -> Page:
    """The page with the story, of a learner who is new to it."""
    page.goto(f"{site}#m.play")
    running(page.main_frame)
    return page


def press(frame: Frame | Page, name: str) -> None:
    frame.get_by_role("button", name=name, exact=True).click()


def sees(frame: Frame | Page, *texts: str) -> None:
    for text in texts:
        expect(frame.get_by_text(text).filter(visible=True).first).to_be_visible()


# ---- with every kind of hands, at both widths ---------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desktop"])
@pytest.mark.parametrize("sort", ["mouse", "keyboard", "fingers"])
def test_it_is_played_to_the_end_and_again(
    sort: str, size: ViewportSize, browser: Browser, site: str
) -> None:
    context: BrowserContext = browser.new_context(
        viewport=size, has_touch=sort == "fingers", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{site}#m.play")
    frame = running(page.main_frame)
    keys = Keyboard(frame)
    sorts: dict[str, Hands] = {"mouse": Mouse(), "keyboard": keys, "fingers": Fingers()}
    hands = sorts[sort]

    def go(name: str) -> None:
        hands.press(frame.get_by_role("button", name=name, exact=True))
        heading = frame.locator("[data-scene]:not(.is-closed) [data-heading]")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()

    for name in ("Ask him.", "Let it ring.", "Look at the screen.", "Turn to Tom."):
        go(name)
    go("Give him room.")
    sees(frame, "A real talk", "2 of 2 points.", "You have found 1 of 3 endings.")
    go("Play again")
    go("Wait.")
    go("Take the last choice back")
    go("Wait.")
    go("Stare at him.")
    sees(frame, "0 of 2 points.", "“A real talk”, with 2 points, still counts.")
    hands.write(frame.get_by_role("textbox", name="What did you assume?"), "Too much.")
    assert keys.faults == []
    assert page.evaluate(SIDEWAYS) == []
    context.close()


# ---- the browser's own Back ---------------------------------------------------------------------


def test_back_and_forward_lead_through_the_scenes(story: Page) -> None:
    press(story, "Ask him.")
    press(story, "Give him room.")
    story.go_back()
    sees(story, "His phone rings.", "Give him room.")
    expect(story.locator("[data-scene=phone] [data-heading]")).to_be_focused()
    story.go_back()
    sees(story, "Tom talks over your answer.")
    story.go_forward()
    sees(story, "His phone rings.")
    story.go_forward()
    sees(story, "A real talk")
    press(story, "Play again")
    story.go_back()
    sees(story, "A real talk")


def test_back_from_another_page_leads_to_the_scene(story: Page) -> None:
    press(story, "Wait.")
    press(story, "Next")
    sees(story, "After it.")
    story.go_back()
    sees(story, "His phone rings.", "Stare at him.")
    story.go_back()
    sees(story, "Tom talks over your answer.")
    story.go_forward()
    story.go_forward()
    sees(story, "After it.")


def test_after_a_reload_the_learner_is_in_the_scene(story: Page) -> None:
    press(story, "Wait.")
    story.wait_for_selector("[data-bc-save][data-state=saved]")
    story.reload()
    running(story.main_frame)
    sees(story, "His phone rings.", "You chose: Wait.")
    story.go_back()
    sees(story, "Tom talks over your answer.")


# ---- what a screen reader hears -----------------------------------------------------------------


def test_the_new_scene_is_heard_once(story: Page) -> None:
    story.evaluate("""() => {
      window.heard = [];
      const live = document.querySelector('[data-bc-live]');
      new MutationObserver(() => live.textContent && window.heard.push(live.textContent))
        .observe(live, { childList: true, characterData: true, subtree: true });
    }""")
    press(story, "Ask him.")
    heard = ["You chose: Ask him. He looks up. His phone rings."]
    story.wait_for_function("count => window.heard.length === count", arg=1)
    press(story, "Leave.")
    heard.append("You chose: Leave. You leave. 1 of 2 points. You have found 1 of 3 endings.")
    story.wait_for_function("count => window.heard.length === count", arg=2)
    press(story, "Take the last choice back")
    heard.append("You chose: Ask him. He looks up. His phone rings.")
    story.wait_for_function("count => window.heard.length === count", arg=3)
    assert story.evaluate("window.heard") == heard


def test_what_plays_stops_with_its_scene(story: Page) -> None:
    press(story, "Wait.")
    story.evaluate("""() => {
      const sound = document.querySelector('[data-scene=phone] audio');
      sound.pause = () => { window.stopped = true };
    }""")
    press(story, "Leave.")
    assert story.evaluate("window.stopped")


# ---- axe in every state -------------------------------------------------------------------------


def test_axe_finds_nothing_in_any_scene(story: Page) -> None:
    """Every scene and ending that runs come to, by the ways that the checker knows."""
    story.evaluate(AXE.read_text(encoding="utf-8"))
    told = Scenario.model_validate({**STORY, "values": {"rapport": "0", "rings": "0"}})
    faults: dict[str, list[str]] = {}
    for scene, moments in told.runs.scenes.items():
        for step in told.runs.way_to(moments[0]):
            press(story, told.choice(step).say)
        for light, size in (("light", DESK), ("dark", PHONE)):
            story.emulate_media(color_scheme=light)  # type: ignore[arg-type]
            story.set_viewport_size(size)
            found = story.evaluate(FAULTS, ALL) + story.evaluate(SIDEWAYS)
            faults |= {f"{scene}, {light}": found} if found else {}
        begin = story.get_by_role("button", name=re.compile("again$"))
        if begin.count():
            begin.click()
    assert faults == {}


def test_a_run_without_room_says_so_and_can_be_begun_again(story: Page) -> None:
    press(story, "Wait.")
    for _ in range(23):
        press(story, "Let it ring.")
    sees(story, "This story has no way on from here.")
    story.evaluate(AXE.read_text(encoding="utf-8"))
    assert story.evaluate(FAULTS, ALL) == []
    press(story, "Begin again")
    sees(story, "Tom talks over your answer.")


# ---- what an LMS holds --------------------------------------------------------------------------

GOLDEN = Path(__file__).parent / "golden" / "scenario-scorm12.txt"
WALKS: dict[str, Sequence[str]] = {
    "right: the ending with all points": ["Ask him.", "Give him room."],
    "wrong: the ending without points": ["Wait.", "Stare at him."],
    "partial: an ending with some of the points": ["Wait.", "Leave."],
    "not finished": ["Ask him.", "Let it ring."],
    "changed: a choice is taken back before the end": [
        "Ask him.", "Take the last choice back", "Wait.", "Leave.",
    ],
    "changed: played again to a better end": [
        "Wait.", "Stare at him.", "Play again", "Ask him.", "Give him room.",
    ],
    "changed: played again to a worse end": [
        "Ask him.", "Give him room.", "Play again", "Wait.", "Leave.",
    ],
    "resumed: left in the middle, and gone on": ["Ask him.", "(leave)", "Give him room."],
    "resumed: left at the end, and played again": [
        "Wait.", "Leave.", "(leave)", "Play again", "Ask him.", "Give him room.",
    ],
}  # fmt: skip


def test_what_scorm_12_reports(built: dict[str, Path], page: Page) -> None:
    told = []
    with StrictLms() as lms:
        lms.install(built["scorm12"])
        for number, (name, walk) in enumerate(WALKS.items()):
            told.append(f"=== {name}\n=== {' / '.join(walk)}\n")
            told.append(_held(page.context, lms, f"learner-{number}", walk))
    said = "\n".join(told)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(said, encoding="utf-8", newline="\n")
    assert said == GOLDEN.read_text(encoding="utf-8")


def _held(context: BrowserContext, lms: StrictLms, learner: str, walk: Sequence[str]) -> str:
    """What an LMS holds of the story after these presses; "(leave)" ends a visit."""
    page = context.new_page()
    frame = enter(page, lms.player_url(learner))
    press(frame, "Next")
    for name in walk:
        if name != "(leave)":
            press(frame, name)
            continue
        leave(page, lms, learner)
        page = context.new_page()
        frame = enter(page, lms.player_url(learner))
    elements = leave(page, lms, learner).elements
    kept = re.compile(r"cmi\.(interactions|objectives)\.\d+\.(?!time)|cmi\.core\.score\.raw")
    lines = [f"{key} = {value}" for key, value in elements.items() if kept.match(key)]
    return "\n".join(sorted(lines)) + "\n"
