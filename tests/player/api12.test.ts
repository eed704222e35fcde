import { describe, expect, test } from "vitest";
import { findApi } from "../../builder/player/src/trackers/api";
import { isPopUp } from "../../builder/player/src/windows";
import { DIALECT12 } from "../../builder/player/src/trackers/scorm12";
import { FakeLms, nested, type Behaviour } from "./fake-lms";

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
    expect(findApi(win, DIALECT12) !== null).toBe(found);
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

describe("calls", () => {
  const api = (behaviour: Partial<Behaviour>) => findApi(nested({ API: new FakeLms(behaviour).api }), DIALECT12)!;

  test.each([
    ["opens", {}, true],
    ["is open since an earlier page in the frame", { answers: { initialize: "false" }, values: { "cmi.core.student_id": "anna" } }, true],
    ["is over: nothing can be read", { answers: { initialize: "false" } }, false],
    ["breaks when it is opened a second time", { throws: ["Initialize"] }, false],
  ] satisfies [string, Partial<Behaviour>, boolean][])("a session that %s", (_name, behaviour, open) => {
    expect(api(behaviour).initialize()).toBe(open);
  });

  test("remember the last that sent something or went wrong, without what was in them", () => {
    const made = api({ refuse: [[/suspend_data/, "405"]] });
    made.set("cmi.core.exit", "suspend");
    made.set("cmi.suspend_data", "secret");
    made.commit();
    expect(made.memory.map((line) => line.replace(/^\d+ s /, ""))).toEqual(["LMSSetValue cmi.suspend_data: false, error 405", "LMSCommit: true"]);
    for (let n = 0; n < 100; n++) made.commit();
    expect(made.memory).toHaveLength(12);
  });
});
