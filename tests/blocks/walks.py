"""How a block's `examples.yaml` is read and walked.

Its form is told in `builder/gallery/examples.py`; `expect` holds `done` (the page counts as done),
`shows` and `hides` (texts of the block, or `role: name` of a part), and `scorm12` (what the LMS
holds in the end; "" is never set).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from playwright.sync_api import Frame, Locator, expect

from builder.blocks.base import UsedBlock
from builder.blocks.registry import BLOCKS
from builder.build import build
from builder.gallery import examples
from builder.record import record
from tests.e2e.hands import Hands, Mouse, bring_into_order
from tests.helpers import (
    SAMPLE,
    Files,
    course_file,
    module_file,
    page,
    write_course,
)


def _types(block: Any) -> Iterator[type]:
    """The type of a block, or all those that it may be."""
    if inspect.isclass(block):
        yield block
    for member in get_args(block):
        yield from _types(member)


def _kinds(are_used: bool) -> list[str]:
    return [
        kind
        for kind, block in BLOCKS.items()
        if any(issubclass(one, UsedBlock) is are_used for one in _types(block))
    ]


SHOWN = _kinds(are_used=False)
"""The blocks that only show something."""
USED = _kinds(are_used=True)
"""The blocks that a learner uses; a video may be either."""


@record
class Example(examples.Example):
    """A sample of a block with what a learner does and what must come of it."""

    @property
    def test_id(self) -> str:
        return f"{self.kind}-{self.slug}"

    @property
    def expected(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data["expect"]
        return found

    @property
    def scorm12(self) -> dict[str, str]:
        return dict(self.expected.get("scorm12", {}))

    @property
    def files(self) -> Files:
        """What stands beside the modules."""
        samples = {f"media/{name}": (SAMPLE / "media" / name).read_bytes() for name in self.samples}
        return {**self.texts, **samples}

    def as_page(self) -> dict[str, Any]:
        """A page with this example alone."""
        return page(self.slug, self.data["block"], title=self.data["name"])

    def course(self) -> Files:
        """A course with this example as its only page."""
        return {
            "course.yaml": course_file([self.module], course="examples"),
            f"modules/{self.module}.yaml": module_file(self.module, self.as_page()),
            **self.files,
        }

    def package(self, folder: Path) -> Path:
        """Its SCORM 1.2 package, built below `folder`."""
        source = write_course(self.course(), folder / "course")
        outcome = build(source, folder / "dist", ["scorm12"])
        assert not outcome.report.failed, list(outcome.report)
        return outcome.built[0].path


def examples_of(kind: str, module: str = "examples") -> Iterator[Example]:
    """All examples of one kind of block."""
    for one in examples.examples_of(kind, module):
        yield Example(kind, one.data, module)


def all_examples() -> Iterator[Example]:
    """All examples of the blocks that a learner uses."""
    for kind in USED:
        yield from examples_of(kind)


def place_of(frame: Frame, example: Example) -> Locator:
    """The block on the page that is open."""
    return frame.locator(f".page:not([hidden]) > .block-{example.kind}")


def walk(frame: Frame, example: Example, hands: Hands | None = None) -> None:
    """Does all steps."""
    place = place_of(frame, example)
    for step in example.steps:
        [(verb, what)] = step.items()
        STEPS[verb](place, what, hands or Mouse())


def fulfil(frame: Frame, example: Example) -> None:
    """Sees that the page shows what it must, and counts as done or not."""
    place = place_of(frame, example)
    for part in example.expected.get("shows", ()):
        expect(_part(place, part).first).to_be_visible()
    for part in example.expected.get("hides", ()):
        expect(_part(place, part)).to_have_count(0)
    done = example.expected.get("done")
    if done is not None:
        link = frame.locator(f'a[data-page="{example.page}"]')
        expect(link).to_have_attribute("data-state", "done" if done else "seen")


def _part(place: Locator, part: str | Mapping[Any, str]) -> Locator:
    """What is seen of a text, or of a role and a name (which may be any)."""
    if isinstance(part, str):
        return place.get_by_text(part).filter(visible=True)
    [(role, name)] = part.items()
    return place.get_by_role(role, name=name or None, exact=bool(name)).filter(visible=True)


def _choose(place: Locator, what: str | Mapping[str, str], hands: Hands) -> None:
    for group, label in what.items() if isinstance(what, Mapping) else [("", what)]:
        inside = place.get_by_role("group", name=group, exact=True) if group else place
        radio = inside.get_by_role("radio", name=label, exact=True)
        box = inside.get_by_role("checkbox", name=label, exact=True)
        if radio.count():
            hands.mark(radio)
        else:
            hands.mark(box, not box.is_checked())


def _press(place: Locator, what: str, hands: Hands) -> None:
    begins = re.compile(rf"^{re.escape(what)}")
    button = place.get_by_role("button", name=begins).or_(place.get_by_role("tab", name=begins))
    hands.press(button.or_(place.locator("summary").filter(has_text=begins)).first)


def _write(place: Locator, what: Mapping[str, str], hands: Hands) -> None:
    for label, text in what.items():
        hands.write(place.get_by_role("textbox", name=label, exact=True), text)


def _match(place: Locator, what: Mapping[str, str], hands: Hands) -> None:
    for label, entry in what.items():
        chooser = place.get_by_role("combobox", name=label, exact=True)
        option = chooser.get_by_role("option", name=entry, exact=True)
        hands.choose(chooser, option.get_attribute("value") or "")


def _order(place: Locator, what: list[str], hands: Hands) -> None:
    lines = place.get_by_role("listitem")
    bring_into_order([lines.filter(has_text=say) for say in what], hands)


STEPS: dict[str, Callable[[Locator, Any, Hands], None]] = {
    "choose": _choose,
    "press": _press,
    "write": _write,
    "match": _match,
    "order": _order,
}
