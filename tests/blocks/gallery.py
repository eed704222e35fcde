"""One course with all examples of all blocks: a module for each kind, a page for each example."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from playwright.sync_api import Page, expect

from builder.blocks.registry import BLOCKS
from builder.gallery.examples import spoken
from tests.blocks.walks import Example, examples_of
from tests.e2e.visits import running
from tests.helpers import Files, course_file, launch_page, module_file

EXAMPLES = {
    kind: [replace(one, data=other.data) for one, other in zip(found, spoken(found), strict=True)]
    for kind, found in ((kind, list(examples_of(kind, kind))) for kind in BLOCKS)
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
