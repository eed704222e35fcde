import { describe, expect, test } from "vitest";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { FakeLms2004, nextVisit, started2004, type Behaviour2004 } from "./fake-2004";
import { nested } from "./fake-lms";
import { course } from "./help";
import { answered, now, plan, written } from "./scorm12-help";

const judged = course({ "m.a": ["q1"] }, { passMark: 50 }).plan;
const pointless = course({ "m.a": ["w1"] }, { passMark: 50 }).plan;

describe("the start", () => {
  test("sets `suspend` and `incomplete` at once, leaves success unknown, and gives back what was kept", () => {
    const { lms, start } = started2004({ values: { "cmi.suspend_data": "B1old" } });
    expect(start).toEqual({
      mode: "normal", state: "B1old", begun: true, learner: "", learnerName: "Anna Muster", room: 64_000, remote: true,
      tells: true, exit: false, over: null,
    });
    expect(lms.take()).toEqual(["Initialize", "cmi.exit=suspend", "cmi.completion_status=incomplete"]);
  });

  test.each([
    ["browse", "no-credit", "browse"],
    ["review", "no-credit", "review"],
    ["normal", "no-credit", "review"],
    ["normal", "credit", "normal"],
    ["", "", "normal"],
  ])("mode %j with credit %j is %s", (mode, credit, wanted) => {
    expect(started2004({ values: { "cmi.mode": mode, "cmi.credit": credit } }).start.mode).toBe(wanted);
  });

  test.each(["browse", "review"])("in %s nothing at all is written, to the end", (mode) => {
    const { lms, tracker } = started2004({ values: { "cmi.mode": mode } });
    tracker.record([written()], now());
    expect([tracker.save(), tracker.sendAgain(), tracker.finish(now(), true)]).toEqual(["failed", "failed", "failed"]);
    expect(lms.take()).toEqual(["Initialize"]);
  });

  const api = (behaviour: Partial<Behaviour2004>) => nested({}, { API_1484_11: new FakeLms2004(behaviour).api } as never);
  test.each([
    ["the API of SCORM 1.2 only", nested({}, { API: new FakeLms2004().api }), "none", null],
    ["Initialize throws", api({ throws: ["Initialize"] }), "none", null],
    ["open already, since an earlier page in the frame", api({ answers: { Initialize: ["false", "103"] } }), "normal", null],
    ["terminated, as in Moodle after the first page", api({ answers: { Initialize: ["false", "104"] } }), "none", "page"],
    ["a general failure", api({ answers: { Initialize: ["false", "102"] } }), "none", null],
  ])("%s", (_name, win, mode, over) => {
    expect(new Scorm2004(win).start(plan)).toMatchObject({ mode, over });
  });

  test.each([
    ["nothing is stored", {}, false],
    ["nobody knows", { "cmi.completion_status": "unknown" }, false],
    ["an LMS that answers nothing", { "cmi.completion_status": "", "cmi.entry": "" }, false],
    ["a status", { "cmi.completion_status": "incomplete" }, true],
    ["a place", { "cmi.location": "m.a" }, true],
    ["to be resumed", { "cmi.entry": "resume" }, true],
  ])("has begun before or not: %s", (_name, values, begun) => {
    expect(started2004({ values }).start.begun).toBe(begun);
  });

  test("tells the help desk which data model it found", () => {
    expect(started2004().tracker.report()).toEqual(["SCORM 2004 1.0"]);
    const alone = new Scorm2004(nested({}));
    alone.start(plan);
    expect(alone.report()).toEqual(["SCORM 2004: no API found"]);
  });
});

describe("the record", () => {
  test("holds state, place, progress and time, and no score or success before there is one", () => {
    const { lms, tracker } = started2004();
    lms.take();
    tracker.record([], now({ progress: 1 / 3 }));
    expect(tracker.save()).toBe("taken");
    expect(lms.take()).toEqual([
      "cmi.suspend_data=B1state", "cmi.location=m.a", "cmi.progress_measure=0.33", "cmi.session_time=PT0H1M1.5S", "Commit",
    ]);
  });

  test("has a score in all of its forms", () => {
    const { lms, tracker } = started2004();
    tracker.record([], now({ score: 66.67 }));
    expect(lms.held("cmi.score.")).toEqual({ scaled: "0.6667", raw: "66.67", min: "0", max: "100" });
  });

  test.each([
    ["incomplete", plan, "incomplete", "unknown"],
    ["completed", plan, "completed", "unknown"],
    ["passed", plan, "completed", "passed"],
    ["incomplete", judged, "incomplete", "unknown"],
    ["completed", judged, "completed", "passed"],
    ["passed", judged, "completed", "passed"],
    ["failed", judged, "completed", "failed"],
    ["completed", pointless, "completed", "unknown"],
  ] as const)("%s is told as completion and success", (status, of, completion, success) => {
    const { lms, tracker } = started2004({}, of);
    tracker.record([], now({ status }));
    expect([lms.values.get("cmi.completion_status"), lms.values.get("cmi.success_status")]).toEqual([completion, success]);
  });

  test.each([
    ["completed", "passed", "incomplete", "completed", "passed"],
    ["completed", "passed", "failed", "completed", "passed"],
    ["completed", "failed", "passed", "completed", "passed"],
    ["completed", "unknown", "incomplete", "completed", "unknown"],
    ["unknown", "unknown", "incomplete", "incomplete", "unknown"],
  ] as const)("held %s and %s, now %s: nothing is taken away", (completion, success, status, left, right) => {
    const values = { "cmi.completion_status": completion, "cmi.success_status": success };
    const { lms, tracker } = started2004({ values });
    tracker.record([], now({ status }));
    expect([lms.values.get("cmi.completion_status"), lms.values.get("cmi.success_status")]).toEqual([left, right]);
  });

  test.each([
    [{ "cmi.score.raw": 80 }, 50, "80"],
    [{ "cmi.score.scaled": "0.8" }, 50, "80"],
    [{ "cmi.score.raw": 80 }, 90, "90"],
    [{}, 0, "0"],
  ])("never lowers a score that the LMS holds: %j", (values, score, raw) => {
    const { lms, tracker } = started2004({ values });
    tracker.record([], now({ score }));
    expect(lms.values.get("cmi.score.raw")).toBe(raw);
  });

  test.each([
    [{}, 0, "incomplete", "0"],
    [{}, 0.999, "incomplete", "0.99"],
    [{}, 1, "incomplete", "0.99"],
    [{}, 0.4, "completed", "1"],
    [{}, 1, "failed", "1"],
    [{ "cmi.progress_measure": "0.7" }, 0.5, "incomplete", "0.7"],
  ] as const)("progress, held %j, now %d and %s: %s", (values, progress, status, measure) => {
    const { lms, tracker } = started2004({ values });
    tracker.record([], now({ progress, status }));
    expect(lms.values.get("cmi.progress_measure")).toBe(measure);
  });

  test.each([
    ["commit says false", "failed", { answers: { Commit: ["false", "391"] } }],
    ["commit throws", "failed", { throws: ["Commit"] }],
    ["the state is refused", "refused", { refuse: [[/suspend_data/, "406"]] }],
    ["the completion is refused", "refused", { refuse: [[/completion_status/, "351"]] }],
    ["the success is refused", "refused", { refuse: [[/success_status/, "351"]] }],
    ["setting throws", "refused", { throws: ["SetValue"] }],
  ] satisfies [string, string, Partial<Behaviour2004>][])("is not saved when %s: %s", (_name, delivery, behaviour) => {
    const { tracker } = started2004(behaviour);
    tracker.record([], now({ status: "passed" }));
    expect([tracker.save(), tracker.sendAgain()]).toEqual([delivery, delivery]);
  });

  test("is sent again without a detour", () => {
    const { lms, tracker } = started2004();
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0] }));
    tracker.save();
    lms.take();
    tracker.record([], now({ rows: [0], state: "B1next" }));
    expect(tracker.sendAgain()).toBe("taken");
    tracker.arrived();
    expect(lms.take()).toEqual(["cmi.suspend_data=B1next", "Commit"]);
  });
});

describe("the end", () => {
  test.each([
    ["of a page that goes away", false, "incomplete", []],
    ["that the learner asks for, in the middle", true, "incomplete", ["adl.nav.request=suspendAll"]],
    ["that the learner asks for, when all is done", true, "completed", ["adl.nav.request=exitAll"]],
    ["that the learner asks for, without having passed", true, "failed", ["adl.nav.request=exitAll"]],
  ] as const)("%s", (_name, asked, status, request) => {
    const { lms, tracker } = started2004();
    tracker.record([], now({ status }));
    tracker.save();
    lms.take();
    expect(tracker.finish(now({ status, elapsed: 3_723_450 }), asked)).toBe("taken");
    tracker.record([], now({ state: "B1late" }));
    expect(tracker.finish(now(), asked)).toBe("failed");
    expect(lms.take()).toEqual(["cmi.session_time=PT1H2M3.45S", "Commit", ...request, "Terminate"]);
    expect(lms.values.get("cmi.exit")).toBe("suspend");
  });

  test("is the end also where the LMS wants to hear of no place to go to", () => {
    const { tracker } = started2004({ refuse: [[/^adl/, "401"]] });
    tracker.record([], now());
    expect(tracker.finish(now(), true)).toBe("taken");
  });

  test("and the next beginning: nothing that the LMS has is written again", () => {
    const { lms, tracker } = started2004();
    const facts = [answered("m.a.q1", { picked: ["a"] }), written(50)];
    tracker.record(facts, now({ rows: [0], score: 50, progress: 0.5 }));
    tracker.finish(now(), false);
    const next = nextVisit(lms);
    expect(next.tracker.lacks(facts, [0])).toEqual([]);
    next.tracker.record(facts.map((fact) => ({ ...fact, earlier: true })), now({ rows: [0], score: 50, progress: 0.5, state: "B1next" }));
    expect(next.lms.take("interactions")).toEqual([]);
  });
});
