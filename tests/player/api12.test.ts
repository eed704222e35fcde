import { describe, expect, test } from "vitest";
import { findApi, isPopUp } from "../../builder/player/src/trackers/api12";
import { FakeLms, nested } from "./fake-lms";

describe("finding the API", () => {
  const API = new FakeLms().api;
  const far = Array.from({ length: 10 }, () => ({}));

  test.each([
    ["in the page itself", nested({ API }), true],
    ["in the parent", nested({}, { API }), true],
    ["ten parents up", nested({}, ...far, { API }), true],
    ["beyond a frame of another origin", nested({}, "closed", { API }), true],
    ["in the opener", nested({ opener: nested({ API }) }), true],
    ["in a parent of the opener", nested({ opener: nested({}, { API }) }), true],
    ["in the opener of the top window", nested({}, { opener: nested({ API }) }), true],
    ["nowhere", nested({}, {}), false],
    ["only strangers", nested({}, "closed", "closed"), false],
    ["something else with that name", nested({ API: { version: 2 } }), false],
  ])("%s", (_name, win, found) => {
    expect(findApi(win) !== null).toBe(found);
  });

  test.each([
    ["embedded", nested({}, {}), false],
    ["opened by another window", nested({ opener: {} }), true],
    ["in a frame of a pop-up without menu bar", nested({}, { menubar: { visible: false } } as never), true],
    ["in a stranger's frame", nested({}, "closed"), false],
  ])("a window of its own: %s", (_name, win, own) => {
    expect(isPopUp(win)).toBe(own);
  });
});
