import { describe, expect, test } from "vitest";
import { Session } from "../../builder/player/src/session";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { FakeLms, nested, type Behaviour } from "./fake-lms";
import { course } from "./help";
import { answered, NOON, now, plan, started, written } from "./scorm12-help";

describe("the start", () => {
  test("sets `suspend` and `incomplete` at once, and gives back what was kept", () => {
    const { lms, start } = started({ values: { "cmi.suspend_data": "B1old" } });
    expect(start).toEqual({ mode: "normal", state: "B1old", learnerName: "Anna Muster", exit: false });
    expect(lms.take()).toEqual(["Initialize", "cmi.core.exit=suspend", "cmi.core.lesson_status=incomplete"]);
  });

  test.each([
    ["browse", "credit", "browse"],
    ["review", "no-credit", "review"],
    ["normal", "no-credit", "review"],
    ["normal", "", "normal"],
    ["", "", "normal"],
    ["something", "", "review"],
  ])("lesson_mode %j with credit %j is %s", (mode, credit, wanted) => {
    const { start } = started({ values: { "cmi.core.lesson_mode": mode, "cmi.core.credit": credit } });
    expect(start.mode).toBe(wanted);
  });

  test.each(["browse", "review"])("in %s nothing at all is written, to the end", (mode) => {
    const { lms, tracker } = started({ values: { "cmi.core.lesson_mode": mode } });
    tracker.resume([written()], now());
    tracker.record([written()], now());
    expect(tracker.save()).toBe(false);
    tracker.finish(now());
    expect(lms.take()).toEqual(["Initialize"]);
  });

  test.each([
    ["no API", nested({}), "none"],
    ["LMSInitialize throws", nested({ API: new FakeLms({ throws: ["Initialize"] }).api }), "none"],
    ["LMSInitialize says false", nested({ API: new FakeLms({ answers: { initialize: "false" } }).api }), "none"],
    ["already open, since an earlier page in the frame",
      nested({ API: new FakeLms({ answers: { initialize: "false" }, values: { "cmi.core.student_id": "anna" } }).api }), "normal"],
    ["true instead of \"true\"", nested({ API: new FakeLms({ answers: { initialize: true } }).api }), "normal"],
  ])("%s", (_name, win, mode) => {
    expect(new Scorm12(win).start(plan).mode).toBe(mode);
  });

  test("gives back texts, whatever an LMS returns", () => {
    const { start } = started({ values: { "cmi.suspend_data": undefined, "cmi.core.student_name": 7 } });
    expect([start.state, start.learnerName]).toEqual(["", "7"]);
  });
});

describe("the record", () => {
  test("holds state, place, status, and no score before there is one", () => {
    const { lms, tracker } = started();
    tracker.record([], now());
    expect(tracker.save()).toBe(true);
    expect(lms.set).toEqual({
      "cmi.core.exit": "suspend",
      "cmi.core.lesson_status": "incomplete",
      "cmi.suspend_data": "B1state",
      "cmi.core.lesson_location": "m.a",
      "cmi.core.session_time": "0000:01:01.50",
    });
  });

  test("sets only what differs", () => {
    const { lms, tracker } = started();
    tracker.record([], now());
    tracker.save();
    lms.take();
    tracker.record([], now({ state: "B1next", score: 66.67 }));
    expect(lms.take()).toEqual([
      "cmi.suspend_data=B1next",
      "cmi.core.score.raw=66.67",
      "cmi.core.score.min=0",
      "cmi.core.score.max=100",
    ]);
  });

  test.each([
    ["incomplete", "completed", "completed"],
    ["incomplete", "failed", "failed"],
    ["failed", "passed", "passed"],
    ["passed", "completed", "passed"],
    ["completed", "incomplete", "completed"],
    ["passed", "failed", "passed"],
    ["browsed", "incomplete", "incomplete"],
  ] as const)("held %s, now %s: %s stays", (held, status, wanted) => {
    const { lms, tracker } = started({ values: { "cmi.core.lesson_status": held } });
    tracker.record([], now({ status }));
    expect(lms.set["cmi.core.lesson_status"] ?? held).toBe(wanted);
  });

  test("never lowers a score that the LMS holds", () => {
    const { lms, tracker } = started({ values: { "cmi.core.score.raw": 80 } });
    tracker.record([], now({ score: 50 }));
    expect(lms.set["cmi.core.score.raw"]).toBe("80");
    tracker.record([], now({ score: 90 }));
    expect(lms.set["cmi.core.score.raw"]).toBe("90");
  });

  test("leaves out what the LMS does not have", () => {
    const { lms, tracker } = started({
      values: { "cmi.core.score._children": "raw" },
      lacks: ["cmi.interactions._children", "cmi.objectives._children"],
    });
    tracker.record([answered("m.a.q1", { picked: ["a"] }), written()], now({ score: 5, rows: [0] }));
    expect(lms.set["cmi.core.score.raw"]).toBe("5");
    expect(Object.keys(lms.set).filter((name) => /interactions|objectives|min|max/.test(name))).toEqual([]);
  });

  test.each([
    ["commit says false", { answers: { commit: "false" } }],
    ["commit throws", { throws: ["Commit"] }],
    ["the state is refused", { refuse: [[/suspend_data/, "405"]] }],
    ["the status is refused", { refuse: [[/lesson_status/, "405"]] }],
    ["setting throws", { throws: ["SetValue"] }],
  ] satisfies [string, Partial<Behaviour>][])("is not saved when %s", (_name, behaviour) => {
    const { tracker } = started(behaviour);
    tracker.record([], now());
    expect(tracker.save()).toBe(false);
  });

  test("is saved although a row or the place was refused", () => {
    const { tracker } = started({ refuse: [[/interactions|location/, "401"]] });
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0] }));
    expect(tracker.save()).toBe(true);
  });

  test("ends with time, commit and finish, and is silent afterwards", () => {
    const { lms, tracker } = started();
    tracker.record([], now());
    lms.take();
    tracker.finish(now({ elapsed: 3_723_450 }));
    tracker.record([], now({ state: "B1late" }));
    tracker.finish(now());
    expect(lms.take()).toEqual(["cmi.core.session_time=0001:02:03.45", "Commit", "Finish"]);
    expect(lms.set["cmi.core.exit"]).toBe("suspend");
  });
});

test("a session from start to finish, as the LMS sees it", () => {
  const lms = new FakeLms();
  const on = course({ "m.a": ["q1"] }, { passMark: 50, status: "passed" });
  const session = new Session(on, new Scorm12(nested({ API: lms.api }), NOON));
  session.start();
  session.send({ type: "opened", page: "m.a" });
  session.send({ type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } as never });
  session.flush();
  expect(session.saving).toBe("saved");
  session.finish();
  expect(lms.set).toMatchObject({
    "cmi.core.lesson_status": "passed",
    "cmi.core.score.raw": "100",
    "cmi.core.lesson_location": "m.a",
    "cmi.interactions.0.result": "correct",
  });
  expect(lms.calls.slice(-2)).toEqual(["Commit", "Finish"]);

  const again = new FakeLms({ values: { ...Object.fromEntries(lms.values), ...lms.set, "cmi.interactions._count": 1 } });
  const resumed = new Session(on, new Scorm12(nested({ API: again.api }), NOON));
  resumed.start();
  expect([resumed.state.status, resumed.state.best, resumed.state.rows]).toEqual(["passed", 100, [0]]);
  expect(again.calls.filter((call) => call.includes("interactions"))).toEqual([]);
});
