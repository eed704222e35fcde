"""How a learner uses a control: with a mouse, with fingers, or with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

from playwright.sync_api import ElementHandle, Frame, Locator, expect

State = dict[str, Any]
Target = Locator | ElementHandle | None


class Hands(Protocol):
    """What a learner can do to a control that they have found."""

    def press(self, control: Locator) -> None:
        """A button, a link, a tab, the head of a fold."""

    def mark(self, control: Locator, on: bool = True) -> None:
        """A radio button or a box that is to be ticked, or a box that is not to be any more."""

    def write(self, control: Locator, text: str) -> None:
        """A text, in place of the one that stands there."""

    def choose(self, control: Locator, value: str) -> None:
        """An entry of a list."""


def bring_into_order(lines: Sequence[Locator], hands: Hands) -> None:
    """Moves these lines to the top of their list, the first one first."""
    for goal, line in enumerate(lines):
        up = line.get_by_role("button", name=re.compile("^⟦?Move up"))
        while (place := line.evaluate(PLACE)) > goal:
            hands.press(up)
            assert line.evaluate(PLACE) == place - 1, "a line does not move up"


# The place of a line in its list, from 0.
PLACE = "line => [...line.parentElement.children].indexOf(line)"


class Mouse:
    """Points and clicks, and types where something is to be written."""

    def press(self, control: Locator) -> None:
        control.click()

    def mark(self, control: Locator, on: bool = True) -> None:
        control.set_checked(on)

    def write(self, control: Locator, text: str) -> None:
        control.click()
        control.fill(text)

    def choose(self, control: Locator, value: str) -> None:
        control.select_option(value)


class Fingers(Mouse):
    """Taps."""

    def press(self, control: Locator) -> None:
        control.tap()

    def mark(self, control: Locator, on: bool = True) -> None:
        control.tap()
        expect(control).to_be_checked(checked=on)

    def write(self, control: Locator, text: str) -> None:
        control.tap()
        control.fill(text)


# What is to be known of the focus after a key, in one go.
LOOK = """async ([target, group]) => {
  const now = document.activeElement;
  if (!now || now === document.body) return { lost: true };
  const radios = now.type === 'radio' && now.name === target?.name && now.form === target.form;
  const tabs = now.role === 'tab' && now.parentElement === target?.parentElement;
  const there = now === target || (group && (radios || tabs));
  const shown = now.closest('label') ?? now;
  const isSeen = () => {
    const { left, top, width, height } = shown.getBoundingClientRect();
    const inside = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
      document.elementFromPoint(left + x * width, top + y * height)));
    return inside.some((one) => one && (shown.contains(one) || one.contains(now)));
  };
  // Pictures that come late may push it away for a moment.
  let seen = isSeen();
  for (let frame = 0; !seen && frame < 30; frame++) {
    await new Promise(requestAnimationFrame);
    seen = isSeen();
  }
  let ring = now.matches('video, audio'); // the browser draws their controls and marks
  for (let up = now, n = 0; up && n < 3; up = up.parentElement, n++) {
    const style = getComputedStyle(up);
    ring ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    ring ||= n === 0 && up.tabIndex < 0 && style.textDecorationLine === 'underline';
  }
  const after = target
    ? target.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING : 0;
  const what = `${location.hash} ${now.tagName.toLowerCase()} ${now.name ?? now.id ?? ''} ` +
    (now.textContent ?? '').trim().slice(0, 60);
  return { lost: false, there, exact: now === target, seen, ring, after: Boolean(after), what };
}"""

# How many entries of a list lie between the one that is chosen and the one with this value.
HOW_FAR = """(list, value) =>
  [...list.options].findIndex((option) => option.value === value) - list.selectedIndex"""

MOST_STEPS = 150
"""Nothing on a page is further away than so many Tabs."""


class Keyboard:
    """Tab, arrows, Space and Enter; and at every step the focus is looked for.

    To lose it is the end; `faults` lists where it was out of sight or without a mark.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.keys = frame.page.keyboard
        self.faults: list[str] = []
        self.last = "nothing"

    def press(self, control: Locator) -> None:
        if control.get_attribute("role") == "tab":
            self._go_within_group(control, "ArrowRight", "ArrowLeft")
            return
        self._reach(control)
        self._strike("Enter")

    def mark(self, control: Locator, on: bool = True) -> None:
        if control.get_attribute("type") == "radio":
            self._go_within_group(control, "ArrowDown", "ArrowUp")
            if not control.is_checked():
                self._strike("Space")
        else:
            self._reach(control)
            self._strike("Space")
        expect(control).to_be_checked(checked=on)

    def write(self, control: Locator, text: str) -> None:
        self._reach(control)
        self.keys.press("Control+a")
        self.keys.insert_text(text)
        self._look("writing")

    def choose(self, control: Locator, value: str) -> None:
        """Up and down change the value of a closed list."""
        self._reach(control)
        far: int = control.evaluate(HOW_FAR, value)
        for _ in range(abs(far)):
            self._strike("ArrowDown" if far > 0 else "ArrowUp")
        expect(control).to_have_value(value)

    def _go_within_group(self, control: Locator, on: str, back: str) -> None:
        """Radio buttons and tabs are one stop of Tab; arrows lead through them, and choose."""
        state = self._reach(control, group=True)
        for _ in range(MOST_STEPS):
            if state["exact"]:
                return
            state = self._strike(back if state["after"] else on, control)
        raise AssertionError(f"arrows do not lead to {control}")

    def _reach(self, control: Locator, *, group: bool = False) -> State:
        target = control.element_handle()
        state = self._look("", target, group=group)
        for _ in range(MOST_STEPS):
            if state.get("there"):
                return state
            state = self._strike("Shift+Tab" if state.get("after") else "Tab", target, group=group)
        raise AssertionError(f"Tab does not lead to {control}")

    def _strike(self, key: str, target: Target = None, *, group: bool = False) -> State:
        self.keys.press(key)
        return self._look(key, target, group=group)

    def _look(self, after: str, target: Target = None, *, group: bool = False) -> State:
        """Where the focus is now; with `after` it must be somewhere, and be seen there."""
        element = target.element_handle() if isinstance(target, Locator) else target
        state: State = self.frame.evaluate(LOOK, [element, group])
        if after and state["lost"]:
            raise AssertionError(f"the focus is lost after {after} on {self.last}")
        if after and not state["seen"]:
            self.faults.append(f"the focus is out of sight after {after}: {state['what']}")
        elif after and not state["ring"]:
            self.faults.append(f"the focus has no mark after {after}: {state['what']}")
        self.last = state.get("what", "nothing")
        return state
