"""A small course, and a learner in front of it: what they do, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, expect

from builder.plan.model import Plan
from builder.plan.state import State, StoredSet, StoredText, decode
from tests.helpers import Files, course_file, module_file, page, question

LEARNER = "anna"
WORDS = "Für mich 🌱\nganz neu"
"""What the learner writes: not only ASCII, and on two lines."""

COURSE: Files = {
    "course.yaml": course_file(course="faults"),
    "modules/one.yaml": module_file(
        "one",
        page("first", question("one")),
        page("second", question("two"), {"reflect": "mine", "prompts": {"think": "What now?"}}),
        page("third", question("three")),
    ),
}

PICKED = "It is so."
ALL = {"one": "yes", "two": "yes", "think": WORDS}
"""What is done in the first visit."""

WATCH = """addEventListener('DOMContentLoaded', () => {
  const line = document.querySelector('[data-bc-save]');
  const trouble = document.querySelector('[data-bc-trouble]');
  if (!line) return;
  const done = () => Object.fromEntries([
    ...[...document.querySelectorAll('[data-item] input:checked')]
      .map((one) => [one.closest('[data-item]').dataset.item.split('.').pop(), one.value]),
    ...[...document.querySelectorAll('textarea[data-prompt]')]
      .filter((one) => one.value).map((one) => [one.dataset.prompt, one.value]),
  ]);
  const tell = () => window.learnerSees({
    state: line.dataset.state ?? '',
    line: line.textContent,
    why: trouble?.querySelector('p')?.textContent ?? '',
    done: done(),
  });
  new MutationObserver(tell).observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['data-state'],
  });
});"""


@dataclass
class Seen:
    """What the course told its learner, in order."""

    lines: list[str] = field(default_factory=list)
    """Each once in a row, without times, and without "Saving …"."""
    promised: dict[str, str] = field(default_factory=dict)
    """Everything that had been done when the course said "saved"."""

    def note(self, told: Mapping[str, Any]) -> None:
        """One look at the page."""
        if told["state"] in ("", "saving"):
            return
        line = told["line"].partition(" at ")[0].removeprefix("Completed. ").strip()
        if line == "Saved":
            self.promised |= told["done"]
        text = f"{line}: {told['why']}" if told["why"] else line
        if self.lines[-1:] != [text]:
            self.lines.append(text)


@dataclass
class Learning:
    """A learner in front of the course, in one browser; how they come to it is the LMS's affair."""

    context: BrowserContext
    seen: Seen = field(default_factory=Seen)
    _page: Page | None = None
    _frame: Frame | None = None

    def __post_init__(self) -> None:
        self.context.expose_binding("learnerSees", lambda _, told: self.seen.note(told))
        self.context.add_init_script(WATCH)

    @property
    def page(self) -> Page:
        """The LMS's page, or the course's own."""
        assert self._page is not None
        return self._page

    @property
    def frame(self) -> Frame:
        """The course in it."""
        assert self._frame is not None
        return self._frame

    def turn_to(self, title: str) -> None:
        """To the next page, which has this title."""
        self.frame.get_by_role("button", name="Next", exact=True).click()
        expect(self.frame.get_by_role("heading", name=title, level=3)).to_be_visible()

    def answer(self, name: str) -> None:
        """Answers a question, rightly."""
        block = self.frame.locator(f'[data-item$=".{name}"]')
        block.get_by_label(PICKED).check()
        block.get_by_role("button", name="Check my answer").click()

    def write(self) -> None:
        """Writes what is for the learner alone."""
        self.frame.get_by_label("What now?").fill(WORDS)

    def settle(self, timeout: float = 20) -> None:
        """Waits until the course says what has become of it."""
        line = self.frame.locator("[data-bc-save]:not([data-state=saving])")
        expect(line).to_be_attached(timeout=timeout * 1000)

    def sees(self, words: str, timeout: float = 20) -> None:
        """Waits until the course says this."""
        line = self.frame.locator("[data-bc-save]")
        expect(line).to_contain_text(words, timeout=timeout * 1000)

    def has_answered(self, name: str) -> bool:
        """Whether the course shows an answer to this question."""
        return self.frame.locator(f'[data-item$=".{name}"] input:checked').count() == 1

    def shows_all(self) -> bool:
        """Whether the course shows everything that was done in the first visit."""
        answered = all(self.has_answered(name) for name in ("one", "two"))
        return answered and self.frame.get_by_label("What now?").input_value() == WORDS


def done_in(text: str, plan: Plan) -> dict[str, str]:
    """What a state says was done: answers by question, texts by prompt."""
    state = decode(text)
    if not isinstance(state, State):
        return {}
    return {name: found for name, found in _done(state, plan) if found}


def _done(state: State, plan: Plan) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in plan.items:
        ids = {slot: option for option, slot in item.options.items()}
        for name, planned in item.fields.items():
            stored = state.values.get(planned.slot)
            if isinstance(stored, StoredText):
                found.append((name.removeprefix("text."), stored.text))
            elif name == "picked" and isinstance(stored, StoredSet):
                picked = sorted(ids[slot] for slot in stored.slots)
                found.append((item.id.split(".")[-1], " ".join(picked)))
    return found
