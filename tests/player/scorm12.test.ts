import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Session } from "../../builder/player/src/session";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { FakeLms, nested, type Behaviour } from "./fake-lms";
import { FakePage } from "./fake-page";
import { course } from "./help";
import { answered, NOON, now, plan, started, written } from "./scorm12-help";

describe("the start", () => {
  test("sets `suspend` and `incomplete` at once, and gives back what was kept", () => {
    const { lms, start } = started({ values: { "cmi.suspend_data": "B1old" } });
    expect(start).toEqual({
      mode: "normal", state: "B1old", begun: true, learner: "", learnerName: "Anna Muster", room: 4096, remote: true,
      tells: true, exit: false, over: null,
    });
    expect(lms.take()).toEqual(["Initialize", "cmi.core.exit=suspend", "cmi.core.lesson_status=incomplete"]);
  });

  test.each([
    ["incomplete", true],
    ["", false],
  ])("an LMS that gives %j back for the status that was set: can tell of failures: %s", (status, tells) => {
    expect(started({ values: { "cmi.core.lesson_status": status } }).start.tells).toBe(tells);
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

  test.each([
    [{ values: { "cmi.student_preference.language": "fr-CA" } }, "fr-CA"],
    [{ lacks: ["cmi.student_preference.language"] }, ""],
    [{ throws: ["GetValue"] }, ""],
  ])("an LMS that behaves like %j knows %j of the learner's language", (behaviour, language) => {
    expect(started(behaviour as Partial<Behaviour>).tracker.language).toBe(language);
  });

  test.each(["browse", "review"])("in %s nothing at all is written, to the end", (mode) => {
    const { lms, tracker } = started({ values: { "cmi.core.lesson_mode": mode } });
    expect(tracker.lacks([written()], [])).toEqual([]);
    tracker.record([written()], now());
    expect([tracker.save(), tracker.sendAgain()]).toEqual(["failed", "failed"]);
    tracker.arrived();
    tracker.finish(now(), false);
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

  test.each([
    ["anna", "Muster, Anna", "anna Muster, Anna"],
    ["", "Muster, Anna", ""],
    [undefined, "", ""],
  ])("the learner with the id %j and the name %j is %j", (id, name, learner) => {
    const { start } = started({ values: { "cmi.core.student_id": id, "cmi.core.student_name": name } });
    expect(start.learner).toBe(learner);
  });

  test.each([
    ["nothing is stored", {}, false],
    ["an LMS that answers nothing", { "cmi.core.lesson_status": "" }, false],
    ["a status", { "cmi.core.lesson_status": "incomplete" }, true],
    ["a place", { "cmi.core.lesson_location": "m.a" }, true],
    ["to be resumed", { "cmi.core.entry": "resume" }, true],
  ])("has begun before or not: %s", (_name, values, begun) => {
    expect(started({ values }).start.begun).toBe(begun);
  });
});

describe("the record", () => {
  test("holds state, place, status, and no score before there is one", () => {
    const { lms, tracker } = started();
    tracker.record([], now());
    expect(tracker.save()).toBe("taken");
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

  test("sets a score right that sending again was cut short with (other12.ts)", () => {
    const { lms, tracker } = started({ values: { "cmi.core.score.raw": "0.01" } });
    tracker.record([], now({ score: 0 }));
    expect(lms.set["cmi.core.score.raw"]).toBe("0");
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
    ["commit says false", "failed", { answers: { commit: "false" } }],
    ["commit throws", "failed", { throws: ["Commit"] }],
    ["the state is refused", "refused", { refuse: [[/suspend_data/, "405"]] }],
    ["the status is refused", "refused", { refuse: [[/lesson_status/, "405"]] }],
    ["setting throws", "refused", { throws: ["SetValue"] }],
  ] satisfies [string, string, Partial<Behaviour>][])("is not saved when %s: %s", (_name, delivery, behaviour) => {
    const { tracker } = started(behaviour);
    tracker.record([], now());
    expect([tracker.save(), tracker.sendAgain()]).toEqual([delivery, delivery]);
  });

  test("is saved although a row or the place was refused", () => {
    const { tracker } = started({ refuse: [[/interactions|location/, "401"]] });
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0] }));
    expect(tracker.save()).toBe("taken");
  });

  test("ends with time, commit and finish, and is silent afterwards", () => {
    const { lms, tracker } = started();
    tracker.record([], now());
    lms.take();
    expect(tracker.finish(now({ elapsed: 3_723_450 }), false)).toBe("taken");
    tracker.record([], now({ state: "B1late" }));
    expect([tracker.save(), tracker.finish(now(), false)]).toEqual(["failed", "failed"]);
    expect(lms.take()).toEqual(["cmi.core.session_time=0001:02:03.45", "Commit", "Finish"]);
    expect(lms.set["cmi.core.exit"]).toBe("suspend");
  });
});

describe("sending again what was lost", () => {
  /** What was set and committed, the state and times left out. */
  const told = (lms: FakeLms) => lms.take().filter((call) => !/suspend_data|session_time|\.time=/.test(call));

  test("goes by way of other values, so that an LMS that takes them for known sends them", () => {
    const { lms, tracker } = started();
    tracker.record([], now({ status: "completed", score: 80 }));
    tracker.save();
    lms.take();
    tracker.record([], now({ status: "completed", score: 80, state: "B1next" }));
    expect(tracker.sendAgain()).toBe("taken");
    expect(told(lms)).toEqual([
      "cmi.core.exit=", "cmi.core.lesson_status=incomplete", "cmi.core.lesson_location=m.a.",
      "cmi.core.score.raw=79.99", "cmi.core.score.min=0.01", "cmi.core.score.max=99.99", "Commit",
      "cmi.core.exit=suspend", "cmi.core.lesson_status=completed", "cmi.core.lesson_location=m.a",
      "cmi.core.score.raw=80", "cmi.core.score.min=0", "cmi.core.score.max=100", "Commit",
    ]);
  });

  test("leaves alone what has arrived, and takes one commit where the state differs anyway", () => {
    const { lms, tracker } = started();
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0], score: 80 }));
    tracker.save();
    tracker.arrived();
    tracker.record([], now({ rows: [0], score: 80, state: "B1next" }));
    lms.take();
    tracker.sendAgain();
    expect(told(lms)).toEqual(["Commit"]);
  });

  test("brings all of a row, again and again until it has arrived", () => {
    const { lms, tracker } = started();
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0] }));
    tracker.save();
    for (let n = 0; n < 3; n++) {
      lms.take();
      tracker.sendAgain();
      const rows = told(lms).filter((call) => call.includes("interactions"));
      expect(rows).toHaveLength(2 * 6);
    }
    expect(lms.set).toMatchObject({ "cmi.interactions.0.id": "m.a.q1", "cmi.interactions.0.result": "correct" });
  });

  test("has failed when the first of the two commits has", () => {
    const { tracker } = started({ answers: { commit: "false" } });
    tracker.record([], now());
    expect(tracker.sendAgain()).toBe("failed");
  });

  test("a value whose other is refused stays as it is", () => {
    const { lms, tracker } = started({ refuse: [[/lesson_status=browsed/, "405"]] });
    tracker.record([], now());
    tracker.sendAgain();
    expect(lms.set["cmi.core.lesson_status"]).toBe("incomplete");
  });
});

test("a help desk sees what was refused and how commits went, and nothing that the learner wrote", () => {
  const { tracker } = started({ refuse: [[/student_response/, "405"]], answers: { commit: "false" } });
  tracker.record([answered("m.a.w1", { text: "secret" }, "neutral")], now({ rows: [1], state: "B1secret" }));
  tracker.save();
  expect(tracker.report()).toEqual([
    "SCORM 1.2",
    expect.stringMatching(/^\d+ s LMSSetValue cmi.interactions.0.student_response: false, error 405$/),
    expect.stringMatching(/^\d+ s LMSCommit: false, error 101$/),
  ]);
  for (let n = 0; n < 50; n++) tracker.save();
  expect(tracker.report().length).toBeLessThan(20);
  expect(new Scorm12(nested({})).report()).toEqual(["SCORM 1.2: no API found"]);
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a session from start to finish, as the LMS sees it", async () => {
  const lms = new FakeLms();
  const on = course({ "m.a": ["q1"] }, { passMark: 50, status: "passed" });
  const session = new Session(on, new Scorm12(nested({ API: lms.api }), NOON), new FakePage().window);
  session.start();
  session.send({ type: "opened", page: "m.a" });
  session.send({ type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } as never });
  session.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(session.saver.saving).toBe("saved");
  session.finish();
  expect(lms.set).toMatchObject({
    "cmi.core.lesson_status": "passed",
    "cmi.core.score.raw": "100",
    "cmi.core.lesson_location": "m.a",
    "cmi.interactions.0.result": "correct",
  });
  expect(lms.calls.slice(-2)).toEqual(["Commit", "Finish"]);

  const again = new FakeLms({ values: { ...Object.fromEntries(lms.values), ...lms.set, "cmi.interactions._count": 1 } });
  const resumed = new Session(on, new Scorm12(nested({ API: again.api }), NOON), new FakePage().window);
  resumed.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect([resumed.state.status, resumed.state.best, resumed.state.rows]).toEqual(["passed", 100, [0]]);
  expect(again.calls.filter((call) => call.includes("interactions"))).toEqual([]);
});
