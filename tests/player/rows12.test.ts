import type { Fact } from "../../builder/player/src/logic";
import { describe, expect, test } from "vitest";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { FakeLms, nested } from "./fake-lms";
import { course } from "./help";
import { answered, now, started, written } from "./scorm12-help";

describe("interactions", () => {
  test("have a row each, in the order of first answers, readable", () => {
    const { lms, tracker } = started();
    lms.take();
    tracker.record([answered("m.b.q2", { picked: ["b"] }, "wrong")], now({ rows: [2] }));
    const row = lms.take().filter((call) => call.includes("interactions"));
    expect(row).toEqual([
      "cmi.interactions.0.id=m.b.q2",
      "cmi.interactions.0.type=choice",
      "cmi.interactions.0.time=12:05:09",
      "cmi.interactions.0.correct_responses.0.pattern=First",
      "cmi.interactions.0.student_response=Second",
      "cmi.interactions.0.result=wrong",
      "cmi.interactions.0.weighting=1",
    ]);
    tracker.record([answered("m.a.w1", { text: "So\nit is" }, "neutral")], now({ rows: [2, 1] }));
    expect(lms.set).toMatchObject({
      "cmi.interactions.1.id": "m.a.w1",
      "cmi.interactions.1.type": "fill-in",
      "cmi.interactions.1.student_response": "So it is",
      "cmi.interactions.1.result": "neutral",
    });
  });

  test("are rewritten in their row when the answer changes", () => {
    const { lms, tracker } = started();
    tracker.record([answered("m.a.q1", { picked: ["b"] }, "wrong")], now({ rows: [0] }));
    lms.take();
    tracker.record([answered("m.a.q1", { picked: ["a"] })], now({ rows: [0] }));
    expect(lms.take()).toEqual(["cmi.interactions.0.student_response=First", "cmi.interactions.0.result=correct"]);
  });

  test("are spelled by the letter where the LMS insists on it", () => {
    const { lms, tracker } = started({ refuse: [[/(pattern|student_response)=..+/, "405"]] });
    tracker.record([answered("m.b.q2", { picked: ["b"] }, "wrong")], now({ rows: [2] }));
    expect(lms.set).toMatchObject({
      "cmi.interactions.0.correct_responses.0.pattern": "a",
      "cmi.interactions.0.student_response": "b",
    });
    lms.take();
    tracker.record([answered("m.b.q2", { picked: ["a"] })], now({ rows: [2] }));
    expect(lms.take()).toEqual(["cmi.interactions.0.student_response=a", "cmi.interactions.0.result=correct"]);
  });

  test("that the LMS has are left alone on resume, missing ones are written again", () => {
    const { lms, tracker } = started({ values: { "cmi.interactions._count": 1 } });
    lms.take();
    const facts = [answered("m.b.q2", { picked: ["b"] }, "wrong"), answered("m.a.q1", { picked: ["a"] })];
    const lacking = tracker.lacks(facts, [2, 99, 0]);
    expect(lacking).toEqual([facts[1]]);
    tracker.record(lacking, now({ rows: [2, 99, 0] }));
    const ids = lms.take().filter((call) => /interactions\.\d+\.id/.test(call));
    expect(ids).toEqual(["cmi.interactions.1.id=gone-99", "cmi.interactions.2.id=m.a.q1"]);
  });

  test.each([
    ["that the LMS has keeps its time", 1, []],
    ["that the LMS has not gets one", 0, ["cmi.interactions.0.time=12:05:09"]],
  ])("a row that is told again %s", (_name, count, times) => {
    const { lms, tracker } = started({ values: { "cmi.interactions._count": count } });
    tracker.record([{ ...answered("m.b.q2", { picked: ["b"] }, "wrong"), earlier: true } as Fact], now({ rows: [2] }));
    expect(lms.take().filter((call) => call.includes(".time"))).toEqual(times);
  });

  test("of which the LMS cannot tell how many there are, count as missing", () => {
    const { lms, tracker } = started({ values: { "cmi.interactions._count": undefined } });
    const facts = [answered("m.a.q1", { picked: ["a"] }), answered("m.b.q2", { picked: ["a"] })];
    expect(tracker.lacks(facts, [2])).toEqual([facts[1]]);
    lms.take();
    tracker.record(facts, now({ rows: [2] }));
    expect(lms.take().filter((call) => call.includes(".id="))).toEqual(["cmi.interactions.0.id=m.b.q2"]);
  });
});

describe("objectives", () => {
  test("get a row with id, status and score", () => {
    const { lms, tracker } = started();
    lms.take();
    tracker.record([written(33.333)], now());
    expect(lms.take().filter((call) => call.includes("objectives"))).toEqual([
      "cmi.objectives.0.id=m.a.w1",
      "cmi.objectives.0.status=completed",
      "cmi.objectives.0.score.raw=33.33",
      "cmi.objectives.0.score.min=0",
      "cmi.objectives.0.score.max=100",
    ]);
  });

  test("keep the row that they have, and come after those of others", () => {
    const others = { "cmi.objectives._count": "2", "cmi.objectives.0.id": "gone", "cmi.objectives.1.id": "m.a.w1" };
    const { lms, tracker } = started({ values: others });
    lms.take();
    expect(tracker.lacks([written()], [])).toEqual([]);
    expect(lms.take()).toEqual([]);
    tracker.record([written()], now());
    expect(lms.take()).toContain("cmi.objectives.1.status=completed");
  });

  const NAMES = ["m.a.w1", "m.b.w2", "m.c.w3"];
  const result = (item: string) => ({ ...written(), item }) as Fact;
  const rowsOf = (ids: string[]) => ({
    "cmi.objectives._count": ids.length, ...Object.fromEntries(ids.map((id, row) => [`cmi.objectives.${row}.id`, id])),
  });

  /** A tracker over an LMS that has these rows, and a list of what is asked for. */
  function having(ids: string[]) {
    const lms = new FakeLms({ values: rowsOf(ids) });
    const asked: string[] = [];
    const LMSGetValue = (element: string): unknown => (asked.push(element), lms.api.LMSGetValue(element));
    const tracker = new Scorm12(nested({}, { API: { ...lms.api, LMSGetValue } }));
    tracker.start(course({ "m.a": ["w1"], "m.b": ["w2"], "m.c": ["w3"], "m.d": ["w4"] }).plan);
    asked.length = 0;
    lms.take();
    return { lms, tracker, asked };
  }

  test("are trusted where their number and the last of them are as the state says; a new one comes after them", () => {
    const { lms, tracker, asked } = having(["m.b.w2", "m.a.w1", "m.c.w3"]);
    expect(tracker.lacks(NAMES.map(result), [])).toEqual([]);
    tracker.record([result("m.d.w4")], now());
    expect(asked.filter((name) => name.includes("objectives"))).toEqual([
      "cmi.objectives._children", "cmi.objectives._count", "cmi.objectives.2.id",
    ]);
    tracker.record([result("m.a.w1")], now());
    expect(lms.take().filter((call) => call.includes("objectives"))).toEqual([
      "cmi.objectives.3.id=m.d.w4", "cmi.objectives.3.status=completed", "cmi.objectives.1.status=completed",
    ]);
  });

  test.each([
    ["one is missing", ["m.a.w1", "m.c.w3"], ["m.b.w2"]],
    ["the last bears another id", ["m.a.w1", "m.b.w2", "m.c.w3."], ["m.c.w3"]],
    ["there are others'", ["gone", "m.a.w1", "m.b.w2", "m.c.w3"], []],
    ["all are gone", [], NAMES],
  ])("are all looked at where %s", (_name, ids, lacking) => {
    expect(having(ids).tracker.lacks(NAMES.map(result), [])).toEqual(lacking.map(result));
  });

  test("that the LMS does not have are lacking", () => {
    const others = { "cmi.objectives._count": "1", "cmi.objectives.0.id": "gone" };
    expect(started({ values: others }).tracker.lacks([written()], [])).toEqual([written()]);
    expect(started({ lacks: ["cmi.objectives._children"] }).tracker.lacks([written()], [])).toEqual([]);
  });

  test("get their own id back where sending again was cut short, and no second row", () => {
    const { lms, tracker } = started({ values: { "cmi.objectives._count": "1", "cmi.objectives.0.id": "m.a.w1." } });
    expect(tracker.lacks([written()], [])).toEqual([written()]);
    tracker.record([written()], now());
    expect(lms.set).toMatchObject({ "cmi.objectives.0.id": "m.a.w1", "cmi.objectives.0.status": "completed" });
    expect(Object.keys(lms.set).some((name) => name.startsWith("cmi.objectives.1"))).toBe(false);
  });
});
