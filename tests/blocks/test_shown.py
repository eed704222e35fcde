"""The blocks that show something, looked at in the gallery's page, opened by double-click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.blocks.gallery import EXAMPLES, enter_gallery, turn_to
from tests.blocks.walks import SHOWN, Example, fulfil, place_of, walk
from tests.conftest import Watch

PHONE: ViewportSize = {"width": 390, "height": 800}


def of(*kinds: str) -> list[Any]:
    """The examples of these kinds as parameters of a test."""
    return [
        pytest.param(example, id=example.test_id) for kind in kinds for example in EXAMPLES[kind]
    ]


@pytest.fixture(scope="module")
def book(browser: Browser, gallery: Path) -> Iterator[tuple[Page, Watch]]:
    """The gallery as a file, open in one browser page for all these tests."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    watch = Watch()
    watch.attach(context)
    page = context.new_page()
    enter_gallery(page, (gallery / "index.html").as_uri())
    yield page, watch
    context.close()


@pytest.fixture
def leaf(book: tuple[Page, Watch]) -> Iterator[Page]:
    """The open gallery; a test must leave no error, and call no other site."""
    page, watch = book
    watch.foreign.clear()
    yield page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.unroute_all()
    assert watch.unexpected() == []
    assert watch.foreign == []


@pytest.mark.parametrize("example", of(*(kind for kind in SHOWN if kind != "embed")))
def test_what_is_seen(example: Example, leaf: Page) -> None:
    turn_to(leaf, example)
    walk(leaf.main_frame, example)
    fulfil(leaf.main_frame, example)


# Sees to it that all pictures are there, and that none is a broken one.
PICTURES = """async (block) => Promise.all([...block.querySelectorAll('img')].map(async (image) => {
  await image.decode();
  return image.naturalWidth > 0 && image.getBoundingClientRect().height > 40;
}))"""


@pytest.mark.parametrize("example", of("image", "cards"))
def test_pictures_are_loaded(example: Example, leaf: Page) -> None:
    turn_to(leaf, example)
    wanted = str(example.data["block"]).count("media/")
    assert place_of(leaf.main_frame, example).evaluate(PICTURES) == [True] * wanted


# What is said at the first second, in the order of the tracks.
CUES = """async (video) => Promise.all([...video.querySelectorAll('track')].map(async (element) => {
  element.track.mode = 'showing';
  for (let n = 0; element.readyState < 2 && n < 100; n++) await new Promise((on) => setTimeout(on, 20));
  return [element.srclang, ...[...(element.track.cues ?? [])].map((cue) => cue.text)];
}))"""  # noqa: E501

# How long it plays; 0 where this browser has no licence for the format.
LENGTH = """async (media) => {
  const type = media.tagName === 'VIDEO' ? 'video/mp4; codecs="avc1.640028"' : 'audio/mpeg';
  if (!media.canPlayType(type)) return -1;
  const known = new Promise((on, off) => { media.onloadedmetadata = on; media.onerror = off; });
  media.preload = 'metadata';
  media.load();
  await known;
  return media.duration;
}"""


@pytest.mark.parametrize("example", of("video"))
def test_captions_are_loaded_from_a_file(example: Example, leaf: Page) -> None:
    turn_to(leaf, example)
    captions = example.data["block"].get("captions", {})
    found = place_of(leaf.main_frame, example).locator("video").evaluate(CUES)
    assert [language for language, *_ in found] == list(captions)
    assert all(len(cues) == 1 and cues[0] for _, *cues in found)


@pytest.mark.parametrize("example", of("video", "audio"))
def test_films_and_recordings_are_loaded(example: Example, leaf: Page) -> None:
    turn_to(leaf, example)
    length = place_of(leaf.main_frame, example).locator("video, audio").evaluate(LENGTH)
    assert length > 20 or length == -1


@pytest.mark.parametrize("example", of("download"))
def test_the_link_leads_to_the_file_and_says_what_it_is(example: Example, leaf: Page) -> None:
    turn_to(leaf, example)
    place = place_of(leaf.main_frame, example)
    href = place.get_by_role("link").first.evaluate("link => link.href")
    file = Path(unquote(urlsplit(href).path))
    assert file.is_file()
    kind = file.suffix[1:].upper()
    size = file.stat().st_size
    shown = f"{size} bytes" if size < 1000 else f"{round(size / 1000)} kB"
    expect(place.get_by_text(f"{kind}, {shown}")).to_be_visible()


@pytest.mark.parametrize("example", of("embed"))
def test_the_other_site_is_asked_only_when_the_learner_asks(
    example: Example, leaf: Page, book: tuple[Page, Watch]
) -> None:
    _, watch = book
    frame = leaf.main_frame
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<title>T</title><p>From elsewhere</p>")

    leaf.route(re.compile("^https:"), answer)
    turn_to(leaf, example)
    assert asked == watch.foreign == []
    walk(frame, example)
    fulfil(frame, example)
    if example.steps:
        inside = place_of(frame, example).frame_locator("iframe")
        expect(inside.get_by_text("From elsewhere")).to_be_visible()
        assert watch.foreign == asked == [example.data["block"]["embed"]]
        watch.foreign.clear()


@pytest.mark.parametrize("example", of("table"))
def test_a_table_is_one_for_screen_readers_on_a_phone(example: Example, leaf: Page) -> None:
    leaf.set_viewport_size(PHONE)
    turn_to(leaf, example)
    rows = example.data["block"]["table"]
    cells, width = len(rows) * len(rows[0]), len(rows[0])
    heads = len(rows) - 1 if example.data["block"].get("row-headers") else 0
    assert _counted(leaf, "table", "row", "columnheader", "rowheader", "cell") == {
        "table": 1,
        "row": len(rows),
        "columnheader": width,
        "rowheader": heads,
        "cell": cells - width - heads,
    }


def _counted(page: Page, *roles: str) -> dict[str, int]:
    """How many nodes of these roles the browser tells a screen reader of."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = [node["role"]["value"] for node in nodes if not node["ignored"]]
    return {role: found.count(role) for role in roles}
