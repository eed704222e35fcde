"""How a learner uses a control: with a mouse, with fingers, or with the keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Frame, Locator, expect


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
LOOK = """([target, group]) => {
  const now = document.activeElement;
  const there = now === target ||
    (group && now.type === 'radio' && now.name === target.name && now.form === target.form);
  if (!now || now === document.body) return { lost: true };
  const shown = now.closest('label') ?? now;
  // What is scrolled to comes to rest in the next frame; instant scrolling is done by now.
  const box = shown.getBoundingClientRect();
  const inside = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
    document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)));
  const seen = inside.some((one) => one && (shown.contains(one) || one.contains(now)));
  let ring = false;
  for (let up = now, n = 0; up && n < 3; up = up.parentElement, n++) {
    const style = getComputedStyle(up);
    ring ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    ring ||= n === 0 && up.tabIndex < 0 && style.textDecorationLine === 'underline';
  }
  const after = target.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING;
  const what = `${now.tagName.toLowerCase()} ${now.name ?? now.id ?? ''} ` +
    (now.textContent ?? '').trim().slice(0, 60);
  return { lost: false, there, exact: now === target, seen, ring, after: Boolean(after), what };
}"""

MOST_STEPS = 150
"""Nothing on a page is further away than so many Tabs."""


class Keyboard:
    """Tab, arrows, Space and Enter; and at every step the focus is looked for.

    `faults` lists where it was lost, out of sight or without a mark.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.keys = frame.page.keyboard
        self.faults: list[str] = []

    def press(self, control: Locator) -> None:
        self._reach(control)
        self.keys.press("Enter")
        self._look(control, "after Enter")

    def mark(self, control: Locator, on: bool = True) -> None:
        if control.get_attribute("type") == "radio":
            self._pick(control)
        else:
            self._reach(control)
            self.keys.press("Space")
        expect(control).to_be_checked(checked=on)
        self._look(control, "after marking")

    def write(self, control: Locator, text: str) -> None:
        self._reach(control)
        self.keys.press("Control+a")
        self.keys.insert_text(text)
        self._look(control, "after writing")

    def choose(self, control: Locator, value: str) -> None:
        """Up and down change the value of a closed list."""
        self._reach(control)
        while int(control.input_value()) != int(value):
            ahead = int(control.input_value()) < int(value)
            self.keys.press("ArrowDown" if ahead else "ArrowUp")
        self._look(control, "after choosing")

    def _pick(self, radio: Locator) -> None:
        """A group of radio buttons is one stop of Tab; arrows lead through it and pick."""
        state = self._reach(radio, group=True)
        if state["exact"] and not radio.is_checked():
            self.keys.press("Space")
        for _ in range(MOST_STEPS):
            if state["exact"]:
                return
            self.keys.press("ArrowUp" if state["after"] else "ArrowDown")
            state = self._look(radio, "after an arrow")
        raise AssertionError(f"arrows do not lead to {radio}")

    def _reach(self, control: Locator, *, group: bool = False) -> dict[str, object]:
        state = self._look(control, "", group=group)
        for _ in range(MOST_STEPS):
            if state.get("there"):
                return state
            self.keys.press("Shift+Tab" if state.get("after") else "Tab")
            state = self._look(control, "after Tab", group=group)
        raise AssertionError(f"Tab does not lead to {control}")

    def _look(self, control: Locator, when: str, *, group: bool = False) -> dict[str, object]:
        target = control.element_handle()
        state: dict[str, object] = self.frame.evaluate(LOOK, [target, group])
        if when and state["lost"]:
            self.faults.append(f"the focus is lost {when} on the way to {control}")
        elif when and not state["seen"]:
            self.faults.append(f"the focus is out of sight {when}: {state['what']}")
        elif when and not state["ring"]:
            self.faults.append(f"the focus has no mark {when}: {state['what']}")
        return state
