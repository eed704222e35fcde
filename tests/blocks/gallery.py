"""One course with all examples of all blocks: a module for each kind, a page for each example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from playwright.sync_api import Page, expect

from builder.blocks.registry import BLOCKS
from builder.render.words import english_words
from tests.blocks.walks import Example, examples_of
from tests.e2e.visits import running
from tests.helpers import Files, course_file, launch_page, module_file


def _other_words() -> dict[str, str]:
    """What is said instead where no report goes to anybody, as on the gallery's page."""
    words = english_words()
    return {
        str(said): str(words[f"{key}-nobody"])
        for key, said in words.items()
        if f"{key}-nobody" in words
    }


def _said(data: Any, words: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        return {key: _said(part, words) for key, part in data.items()}
    if isinstance(data, list):
        return [_said(part, words) for part in data]
    return words.get(data, data) if isinstance(data, str) else data


EXAMPLES = {
    kind: [
        replace(example, data=_said(example.data, _other_words()))
        for example in examples_of(kind, kind)
    ]
    for kind in BLOCKS
}


@cache
def gallery_files() -> Files:
    """The gallery as its authors would have written it."""
    files: Files = {
        "course.yaml": course_file(list(BLOCKS), course="gallery", title="All blocks"),
    }
    for kind, examples in EXAMPLES.items():
        pages = [example.as_page() for example in examples]
        files[f"modules/{kind}.yaml"] = module_file(kind, *pages)
        for example in examples:
            for path, content in example.files.items():
                assert files.setdefault(path, content) == content, f"two files are {path}"
    return files


@cache
def gallery_html() -> str:
    """The launch page of the gallery for the web."""
    return launch_page(gallery_files(), "web")


def turn_to(page: Page, example: Example) -> None:
    """Opens the page of an example in a gallery that is open."""
    page.evaluate("page => { location.hash = page }", example.page)
    expect(page.locator("section.page:visible")).to_have_attribute("data-page", example.page)


def enter_gallery(page: Page, url: str) -> None:
    """Opens the gallery."""
    page.goto(url)
    running(page.main_frame)
