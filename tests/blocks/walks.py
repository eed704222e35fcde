"""How a block's `examples.yaml` is read and walked.

An example has

- `name`: its page has this title, and the id that follows from it
- `files`: scales and scenarios by name, where the block needs some
- `block`: the block as an author writes it
- `walk`: what a learner does, each by the words that they see:
  `choose: Label` or `choose: { Question: Label }` (a radio button, or a box that is ticked or
  unticked), `press: Name` (a button, a tab, the head of a fold), `write: { Label: text }`
- `expect`: `done` (the page counts as done), `shows` and `hides` (texts of the block), `scorm12`
  (what the LMS holds in the end; "" is never set)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Frame, Locator, expect

from builder.blocks.registry import BLOCKS
from builder.build import build
from tests.helpers import ROOT, Files, as_yaml, course_file, module_file, page, write_course

FOLDERS = {"scales": "scales", "scenarios": "scenarios"}


@dataclass(frozen=True)
class Example:
    """A sample of a block with what a learner does and what must come of it."""

    kind: str
    data: Mapping[str, Any]

    @property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.data["name"].lower()).strip("-")

    @property
    def test_id(self) -> str:
        return f"{self.kind}-{self.slug}"

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        return list(self.data["walk"])

    @property
    def expected(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data["expect"]
        return found

    @property
    def scorm12(self) -> dict[str, str]:
        return dict(self.expected.get("scorm12", {}))

    def course(self) -> Files:
        """A course with this example as its only page."""
        only = page(self.slug, self.data["block"], title=self.data["name"])
        files: Files = {
            "course.yaml": course_file(["examples"], course="examples"),
            "modules/examples.yaml": module_file("examples", only),
        }
        for folder, things in self.data.get("files", {}).items():
            for name, thing in things.items():
                files[f"{FOLDERS[folder]}/{name}.yaml"] = as_yaml(thing)
        return files

    def package(self, folder: Path) -> Path:
        """Its SCORM 1.2 package, built below `folder`."""
        source = write_course(self.course(), folder / "course")
        outcome = build(source, folder / "dist", ["scorm12"])
        assert not outcome.report.failed, list(outcome.report)
        return outcome.built[0].path


def all_examples() -> Iterator[Example]:
    """All examples of all blocks that have some."""
    for kind in BLOCKS:
        file = ROOT / "builder" / "blocks" / kind / "examples.yaml"
        if file.is_file():
            for data in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
                if "walk" in data:
                    yield Example(kind, data)


def place_of(frame: Frame, example: Example) -> Locator:
    """The block on the page."""
    return frame.locator(f".page > .block-{example.kind}")


def walk(frame: Frame, example: Example) -> None:
    """Does all steps."""
    place = place_of(frame, example)
    for step in example.steps:
        [(verb, what)] = step.items()
        STEPS[verb](place, what)


def fulfil(frame: Frame, example: Example) -> None:
    """Sees that the page shows what it must, and counts as done or not."""
    place = place_of(frame, example)
    for text in example.expected.get("shows", ()):
        expect(place.get_by_text(text).filter(visible=True).first).to_be_visible()
    for text in example.expected.get("hides", ()):
        expect(place.get_by_text(text).filter(visible=True)).to_have_count(0)
    done = example.expected.get("done")
    if done is not None:
        link = frame.locator(f'a[data-page="examples.{example.slug}"]')
        expect(link).to_have_attribute("data-state", "done" if done else "seen")


def _choose(place: Locator, what: str | Mapping[str, str]) -> None:
    for group, label in what.items() if isinstance(what, Mapping) else [("", what)]:
        inside = place.get_by_role("group", name=group, exact=True) if group else place
        radio = inside.get_by_role("radio", name=label, exact=True)
        radio.or_(inside.get_by_role("checkbox", name=label, exact=True)).click()


def _press(place: Locator, what: str) -> None:
    begins = re.compile(rf"^{re.escape(what)}")
    button = place.get_by_role("button", name=begins).or_(place.get_by_role("tab", name=begins))
    button.or_(place.locator("summary").filter(has_text=begins)).first.click()


def _write(place: Locator, what: Mapping[str, str]) -> None:
    for label, text in what.items():
        place.get_by_role("textbox", name=label, exact=True).fill(text)


STEPS: dict[str, Callable[[Locator, Any], None]] = {
    "choose": _choose,
    "press": _press,
    "write": _write,
}
