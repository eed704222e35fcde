"""The gallery as a page without any other file."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from builder.blocks.registry import BLOCKS
from builder.diagnostics import Report, Severity
from builder.files import Content, Memory, Tree, read_all, tool_bytes, tool_text
from builder.gallery.examples import Example, as_yaml, examples_of, spoken
from builder.packing import launch_page, shown_files
from builder.preparing import prepare
from builder.render.media import mime_type, url_of
from builder.render.words import script_json
from builder.targets import TARGETS

ANSWERED = "answered"
"""What the name of a page ends with on which a learner was."""

PLACE = "<style>"
"""Where the page's own styles begin; those of the gallery come first, and so are the least."""

NOTHING: Tree = MappingProxyType({})

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


class UnusableError(Exception):
    """In this theme the gallery cannot be built; `report` says why, of the files in `tree`."""

    def __init__(self, report: Report, tree: Tree) -> None:
        super().__init__("the gallery cannot be built")
        self.report = report
        self.tree = tree


def gallery_page(theme: Any, beside: Tree = NOTHING) -> str:
    """The gallery of all blocks in a theme, as one HTML file that asks for no other.

    `theme` is what stands in a course.yaml, and `beside` are the files that it may speak of.

    Raises:
        UnusableError: the theme is not there, or has faults.
    """
    examples = [one for kind in BLOCKS for one in spoken(examples_of(kind, kind))]
    tree = {**beside, **_tree(examples, theme)}
    prepared, report = prepare(tree)
    if prepared is None:
        errors = [found for found in report if found.severity is Severity.ERROR]
        raise UnusableError(Report(errors), tree)
    html = read_all(launch_page(prepared, tree, TARGETS["web"], before=_script(examples)))
    return _alone(html.decode("utf-8"), shown_files(prepared, tree))


def _script(examples: list[Example]) -> str:
    """What runs before the player: it knows what is to be done on which page."""
    walks = {f"{one.page}-{ANSWERED}": one.steps for one in examples if one.steps}
    bundle = tool_bytes("gallery/dist/gallery.js").decode("utf-8")
    return f"globalThis.buildCourseGallery={script_json(walks)};\n{bundle}\n"


def _tree(examples: list[Example], theme: Any) -> dict[str, Content]:
    files: dict[str, str] = {
        "course.yaml": as_yaml(
            {
                "course": "gallery",
                "title": "All blocks",
                "version": "1.0",
                "language": "en",
                "theme": theme,
                "modules": list(BLOCKS),
            }
        )
    }
    for kind in BLOCKS:
        pages = [page for one in examples if one.kind == kind for page in _pages(one)]
        facts = {"module": kind, "title": kind.capitalize(), "pages": pages}
        files[f"modules/{kind}.yaml"] = as_yaml(facts)
    for one in examples:
        files |= one.texts
        files |= {f"media/{name}": _stand_in(name) for name in one.samples}
    return {path: Memory(text.encode("utf-8")) for path, text in sorted(files.items())}


def _pages(example: Example) -> Iterator[Mapping[str, object]]:
    yield {"page": example.slug, "title": example.name, "blocks": [example.data["block"]]}
    if example.steps:
        slug, title = f"{example.slug}-{ANSWERED}", f"{example.name}: {ANSWERED}"
        yield {"page": slug, "title": title, "blocks": [example.data["block"]]}


def _stand_in(name: str) -> str:
    """A drawing instead of a picture of the sample course, and nothing instead of other media."""
    is_picture = PurePosixPath(name).suffix in PICTURES
    return (tool_text("gallery/picture.svg") or "") if is_picture else "-"


def _alone(html: str, files: Tree) -> str:
    """The page with its files and the gallery's styles in it."""
    for path, content in files.items():
        address = rf'(?<=["(]){re.escape(url_of(path))}(?=[")])'
        html = re.sub(address, _data_url(path, content), html)
    style = re.sub(r"\s*\n\s*", "\n", tool_text("gallery/gallery.css") or "")
    return html.replace(PLACE, f"<style>{style}</style>\n  {PLACE}", 1)


def _data_url(path: str, content: Content) -> str:
    data = read_all(content)
    mime = "image/svg+xml" if data.lstrip().startswith(b"<svg") else mime_type(path)
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"
