"""The course as a text: without scripts it can be read, printed it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Walked
from tests.e2e.course import Block, Course
from tests.e2e.sites import kept
from tests.e2e.visits import running

WORDS = frozenset(
    {"text", "quote", "callout", "title", "caption", "by", "source", "ask", "say", "author"}
    | {"licence", "choices", "prompts", "outcomes", "references", "table", "items"}
)
"""Keys whose texts stand on the page; mappings and lists of texts below them too."""

ANSWERS = frozenset({"feedback", "advice"})
"""Keys of what is said to a learner who has done something; it stands there only then."""

NO_TEXT = frozenset({"then", "at", "image", "alt", "src", "week", "group", "if", "up-to"})
"""Keys among the words whose values are none."""

SCRIPTS = re.compile(r"<script.*?</script>", re.DOTALL)

PIECES = re.compile(r"\n\s*(?:[-*]|\d+\.)\s|\n\s*\n")
"""Between paragraphs, and between the items of a list."""


def bare(text: str) -> str:
    """Letters and digits alone, so that it does not matter how a text is set."""
    return re.sub(r"[\W_]+", "", text).lower()


def pieces(markdown: str) -> Iterator[str]:
    """The paragraphs and list items of a Markdown text, bare."""
    without_links = re.sub(r"\]\([^)]*\)", "]", markdown)
    return (bare(piece) for piece in PIECES.split(f"\n{without_links}") if bare(piece))


def texts(data: Any, is_text: bool = False) -> Iterator[str]:
    """All that an author wrote to be read."""
    if isinstance(data, Mapping):
        for key in data.keys() - ANSWERS:
            yield from texts(data[key], key in WORDS or (is_text and key not in NO_TEXT))
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, is_text)
    elif is_text:
        yield from pieces(data)


def all_texts(course: Course) -> dict[str, list[str]]:
    """By page: what is written on it, in scenarios and scales that it uses, and in transcripts."""
    return {page.id: list(_on_page(course, page.blocks, page.used)) for page in course.pages}


def _on_page(
    course: Course, blocks: tuple[Mapping[str, Any], ...], used: tuple[Block, ...]
) -> Iterator[str]:
    for block in blocks:
        yield from texts(block)
        if "transcript" in block:
            yield from pieces((course.folder / block["transcript"]).read_text(encoding="utf-8"))
    for one in used:
        if one.kind == "scenario":
            story = course.scenario(one)
            yield from texts({key: story[key] for key in ("title", "scenes", "debrief")})
        if one.kind == "rate":
            scale = course.scale(one)
            yield from texts([*scale.get("levels", {}).values()], is_text=True)
            yield from texts([*scale.get("points", {}).values()], is_text=True)
            if "points" in scale:
                said = [statement["say"] for statement in course.statements(one).values()]
                yield from texts(said, is_text=True)


def missing(page: Page, course: Course) -> list[str]:
    """Passages that are not to be seen on their page; questions that were not drawn need not be."""
    undrawn = list(_undrawn(page, course))
    found = []
    for page_id, passages in all_texts(course).items():
        seen = bare(page.locator(f'section[data-page="{page_id}"]').inner_text())
        found += [f"{page_id}: {one}" for one in passages if one not in seen]
    return [one for one in found if one.partition(": ")[2] not in undrawn]


def _undrawn(page: Page, course: Course) -> Iterator[str]:
    """The texts of questions that the learner's draw has left out: of each pool all but so many."""
    for pool in (block for block in course.used if block.kind == "pool"):
        hidden = [
            question
            for question in pool.questions
            if page.locator(f'[data-item="{question.id}"]').is_hidden()
        ]
        assert len(hidden) in (0, len(pool.questions) - int(pool.data["draw"]))
        for question in hidden:
            yield from texts(question.data)


class TestWithoutScripts:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {**DESK, "java_script_enabled": False}

    def test_the_whole_course_can_be_read(
        self, page: Page, built: dict[str, Path], course: Course
    ) -> None:
        page.goto((built["web"] / "index.html").as_uri())
        # Chromium leaves this one out where scripts are only switched off for a test.
        assert "shown without scripts" in page.locator("main noscript").inner_html()
        for one in course.pages:
            section = page.locator(f'section[data-page="{one.id}"]')
            expect(section.get_by_role("heading", level=3)).to_be_visible()
        for fold in page.locator(".main summary:visible").all():
            fold.click()
        assert missing(page, course) == []

    def test_its_contents_lead_to_the_pages(
        self, page: Page, built: dict[str, Path], course: Course
    ) -> None:
        page.goto((built["web"] / "index.html").as_uri())
        last = course.pages[-1]
        page.get_by_role("navigation", name="Contents").get_by_role("link").last.click()
        expect(page.locator(f'section[data-page="{last.id}"]')).to_be_in_viewport()


@pytest.mark.parametrize("state", ["fresh", "answered"])
class TestPrinted:
    @pytest.fixture
    def context_options(
        self, state: str, request: pytest.FixtureRequest, site: str, course: Course
    ) -> dict[str, Any]:
        if state == "fresh":
            return dict(DESK)
        walked: Walked = request.getfixturevalue("walked")
        kept_state = walked.attempt.elements["cmi.suspend_data"]
        return {**DESK, "storage_state": kept(site, course.facts["course"], kept_state)}

    def test_it_is_whole(self, page: Page, site: str, course: Course) -> None:
        page.goto(site)
        running(page.main_frame)
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        for one in course.pages:
            expect(page.locator(f'section[data-page="{one.id}"]')).to_be_visible()
        assert missing(page, course) == []
        for name in ("Next", "Previous", "Contents"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    def test_all_titles_are_in_the_outline_of_the_pdf(
        self, page: Page, site: str, course: Course
    ) -> None:
        page.goto(site)
        running(page.main_frame)
        pdf = page.pdf(outline=True, tagged=True, prefer_css_page_size=True)
        outline = bare(" ".join(_titles(pdf)))
        assert [one.title for one in course.pages if bare(one.title) not in outline] == []


def _titles(pdf: bytes) -> Iterator[str]:
    """The titles of a PDF's outline: texts in brackets, or UTF-16 in hexadecimal digits."""
    for text, digits in re.findall(rb"/Title\s*(?:\(((?:[^\\)]|\\.)*)\)|<([0-9A-Fa-f]+)>)", pdf):
        raw = bytes.fromhex(digits.decode()) if digits else re.sub(rb"\\(.)", rb"\1", text)
        is_utf16 = raw[:2] in (b"\xfe\xff", b"\xff\xfe")
        yield raw.decode("utf-16" if is_utf16 else "latin-1")


# ---- the package's own text --------------------------------------------------------------------


@pytest.mark.parametrize("target", ["scorm12", "web"])
def test_nothing_waits_for_the_page_to_be_unloaded(built: dict[str, Path], target: str) -> None:
    """Browsers stop telling, and a prompt breaks Moodle (lms-facts.md, 1.4 and O1)."""
    page = _launch_page(built[target])
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert scripts
    assert "unload" not in "".join(scripts).lower()
    assert not re.search(r"<[^>]*\son[a-z]+=", SCRIPTS.sub("", page))


@pytest.mark.parametrize("target", ["scorm12", "web"])
def test_no_file_is_asked_for_that_is_not_in_the_package(
    built: dict[str, Path], target: str
) -> None:
    page = SCRIPTS.sub("", _launch_page(built[target]))
    asked = {
        re.split(r"[?#]", url)[0]
        for url in re.findall(r"\s(?:src|poster|data|href)=\"([^\"#][^\"]*)\"", page)
        if not url.startswith("data:")
    }
    linked = {url for url in asked if url.startswith(("http:", "https:", "mailto:"))}
    assert asked - linked
    assert asked - linked <= _names(built[target])


def _launch_page(package: Path) -> str:
    if package.is_dir():
        return (package / "index.html").read_text(encoding="utf-8")
    with ZipFile(package) as opened:
        return opened.read("index.html").decode("utf-8")


def _names(package: Path) -> set[str]:
    if package.is_dir():
        return {str(path.relative_to(package)) for path in package.rglob("*")}
    with ZipFile(package) as opened:
        return set(opened.namelist())
