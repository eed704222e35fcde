import { describe, expect, test } from "vitest";
import type { AnsweredFact, Fact, Response } from "../../builder/player/src/logic";
import type { Interaction, Plan } from "../../builder/player/src/plan";
import { localized, patterns, spelled } from "../../builder/player/src/trackers/responses2004";
import { duration, timestamp } from "../../builder/player/src/trackers/times2004";
import { nextVisit, started2004 } from "./fake-2004";
import { answered, now, plan, written } from "./scorm12-help";

const row = (type: Interaction["type"], change: Partial<Interaction> = {}): Interaction => ({
  slot: 0, key: "", type, ask: "?", weight: 1, correct: [],
  options: ["very-red", "green", "blue"].map((id) => ({ id, text: id.toUpperCase() })), ...change,
});

describe("answers", () => {
  test.each([
    ["choice", row("choice"), { picked: ["very-red"] }, "very_red"],
    ["choices", row("choice"), { picked: ["very-red", "blue"] }, "very_red[,]blue"],
    ["none picked", row("choice"), { picked: [] }, ""],
    ["likert", row("likert"), { picked: ["green"] }, "green"],
    ["in order", row("sequencing"), { ordered: ["blue", "very-red"] }, "blue[,]very_red"],
    ["matched", row("matching"), { matched: [["very-red", "x-1"], ["blue", "y"]] }, "very_red[.]x_1[,]blue[.]y"],
    ["true-false", row("true-false"), { truth: false }, "false"],
    ["number", row("numeric"), { number: 2.5 }, "2.5"],
    ["a small number", row("numeric"), { number: 0.0000001 }, "0.0000001"],
    ["a whole number", row("numeric"), { number: 1200 }, "1200"],
    ["words", row("fill-in"), { text: "Grüß  Gott" }, "Grüß  Gott"],
    ["words that look like several", row("fill-in"), { text: "a[,]b" }, "a[ , ]b"],
    ["words that look like a prefix", row("fill-in"), { text: "{lang=de}a" }, " {lang=de}a"],
    ["a long text", row("long-fill-in"), { text: `one\n\ntwo[,] ${"x".repeat(3980)}` }, `one two[,] ${"x".repeat(3980)}`],
  ] as [string, Interaction, Response, string][])("%s", (_name, interaction, response, wanted) => {
    expect(spelled(interaction, response)).toBe(wanted);
  });

  test.each([
    ["survey", row("choice"), []],
    ["choice", row("choice", { correct: ["very-red"] }), ["very_red"]],
    ["all of several", row("choice", { correct: ["very-red", "blue"] }), ["very_red[,]blue"]],
    ["one of several texts", row("fill-in", { correct: ["trust", "faith"] }), ["trust", "faith"]],
    ["an order", row("sequencing", { correct: ["blue", "green"] }), ["blue[,]green"]],
    ["pairs", row("matching", { correct: ["very-red.x-1", "blue.y"] }), ["very_red[.]x_1[,]blue[.]y"]],
    ["number", row("numeric", { correct: ["26"] }), ["26[:]26"]],
    ["number within a tolerance", row("numeric", { correct: ["0.3"], tolerance: 0.1 }), ["0.2[:]0.4"]],
    ["true-false", row("true-false", { correct: ["true"] }), ["true"]],
  ] as [string, Interaction, string[]][])("right answers: %s", (_name, interaction, wanted) => {
    expect(patterns(interaction)).toEqual(wanted);
  });

  test("texts are cut where the standard's shortest limit is", () => {
    expect(localized("x".repeat(251), 250)).toBe(`${"x".repeat(249)}…`);
  });
});

describe("times", () => {
  test.each([
    ["2026-05-01T12:05:09.000Z", "2026-05-01T12:05:09.00Z"],
    ["2026-12-31T23:59:59.999Z", "2026-12-31T23:59:59.99Z"],
  ])("a moment: %s", (moment, wanted) => {
    expect(timestamp(new Date(moment))).toBe(wanted);
  });

  test.each([
    [0, "PT0H0M0S"],
    [59_996, "PT0H1M0S"],
    [3_723_450, "PT1H2M3.45S"],
    [3_600_000 * 30, "PT30H0M0S"],
    [-5, "PT0H0M0S"],
  ])("a length of %d ms", (milliseconds, wanted) => {
    expect(duration(milliseconds)).toBe(wanted);
  });
});

describe("interactions", () => {
  const first = answered("m.b.q2", { picked: ["b"] }, "wrong") as AnsweredFact;

  test("have a row each, id and type first", () => {
    const { lms, tracker } = started2004();
    lms.take();
    tracker.record([first], now({ rows: [2] }));
    expect(lms.take("interactions").map((call) => call.replace("cmi.interactions.0.", ""))).toEqual([
      "id=m.b.q2", "type=choice", expect.stringMatching(/^timestamp=2026-05-01T.*\.00Z$/), "correct_responses.0.pattern=a",
      "weighting=1", "learner_response=b", "result=incorrect", "description=Ask q2?",
    ]);
    tracker.record([answered("m.a.w1", { text: "So\nit is" }, "neutral")], now({ rows: [2, 1] }));
    expect(lms.held("cmi.interactions.1.")).toMatchObject({
      id: "m.a.w1", type: "long-fill-in", learner_response: "So it is", result: "neutral", description: "Ask w1?",
    });
  });

  test("are rewritten in their row when the answer changes", () => {
    const { lms, tracker } = started2004();
    tracker.record([first], now({ rows: [2] }));
    lms.take();
    tracker.record([{ ...first, response: { picked: ["a"] }, result: "right" }], now({ rows: [2] }));
    expect(lms.take("interactions")).toEqual(["cmi.interactions.0.learner_response=a", "cmi.interactions.0.result=correct"]);
  });

  test("are found by their id, whatever the order", () => {
    const others = { "cmi.interactions.0.id": "gone", "cmi.interactions.1.id": "m.b.q2", "cmi.interactions.1.type": "choice" };
    const { lms, tracker } = started2004({ values: others });
    const second = answered("m.a.q1", { picked: ["a"] });
    expect(tracker.lacks([first, second], [2, 0])).toEqual([first, second]);
    tracker.record([first, second], now({ rows: [2, 0] }));
    expect(lms.take(".id=")).toEqual(["cmi.interactions.2.id=m.a.q1"]);
    expect(lms.values.get("cmi.interactions.1.learner_response")).toBe("b");
  });

  const three = [first, answered("m.a.q1", { picked: ["a"] }), answered("m.a.w1", { text: "So" }, "neutral")] as AnsweredFact[];
  const order = [2, 0, 1];

  /** The LMS at the next visit after these three answers, with what it is asked for. */
  function returned(change: (values: Map<string, unknown>) => void = () => {}) {
    const { lms, tracker } = started2004();
    tracker.record(three, now({ rows: order }));
    change(lms.values);
    const next = nextVisit(lms);
    const asked: string[] = [];
    const { GetValue } = next.lms.api;
    next.lms.api.GetValue = (element) => (asked.push(element), GetValue(element));
    return { ...next, asked };
  }

  test("are trusted where their number and the last of them are as the state says", () => {
    const { tracker, asked } = returned();
    expect(tracker.lacks(three, order)).toEqual([]);
    const last = "cmi.interactions.2";
    expect(asked).toEqual(["cmi.interactions._count", `${last}.id`, `${last}.learner_response`, `${last}.result`]);
  });

  test("of which the last is not as it was are told again", () => {
    const { tracker } = returned((values) => values.set("cmi.interactions.2.learner_response", "Soon"));
    expect(tracker.lacks(three, order)).toEqual([three[2]]);
  });

  test("of which some are missing are all looked at, and set right", () => {
    const { lms, tracker } = returned((values) => {
      for (const name of [...values.keys()]) if (name.startsWith("cmi.interactions.2")) values.delete(name);
      values.set("cmi.interactions.0.result", "correct");
    });
    const lacking = tracker.lacks(three, order);
    expect(lacking).toEqual([three[0], three[2]]);
    lms.take();
    tracker.record(lacking, now({ rows: order }));
    expect(lms.take("interactions")).toContain("cmi.interactions.0.result=incorrect");
    expect(lms.held("cmi.interactions.2.")).toMatchObject({ id: "m.a.w1", learner_response: "So" });
  });

  test("that are trusted and stand elsewhere are found before they are written", () => {
    const { lms, tracker } = returned((values) => {
      for (const [row, id] of [["0", "m.a.q1"], ["1", "m.b.q2"]]) values.set(`cmi.interactions.${row}.id`, id);
    });
    expect(tracker.lacks(three, order)).toEqual([]);
    lms.take();
    tracker.record([{ ...first, response: { picked: ["a"] }, result: "right" }], now({ rows: order }));
    expect(lms.take("learner_response")).toEqual([]);
    expect(lms.held("cmi.interactions.1.")).toMatchObject({ id: "m.b.q2", learner_response: "a", result: "correct" });
    expect(lms.take(".id=")).toEqual([]);
  });

  test("that are told again are completed where something is missing or differs, and keep their time", () => {
    const { lms, tracker } = started2004();
    tracker.record([first], now({ rows: [2] }));
    lms.values.set("cmi.interactions.0.result", "correct");
    lms.values.delete("cmi.interactions.0.description");
    lms.values.set("cmi.interactions.0.timestamp", "2020-01-01T10:00:00");
    const next = nextVisit(lms);
    expect(next.tracker.lacks([first], [2])).toEqual([first]);
    next.lms.take();
    next.tracker.record([{ ...first, earlier: true } as Fact], now({ rows: [2] }));
    expect(next.lms.take("interactions")).toEqual(["cmi.interactions.0.result=incorrect", "cmi.interactions.0.description=Ask q2?"]);
  });

  test("are told in words, as of type other, where the LMS does not take the answer", () => {
    const { lms, tracker } = started2004({ refuse: [[/learner_response=[ab]$/, "406"]] });
    tracker.record([first], now({ rows: [2] }));
    expect(lms.held("cmi.interactions.0.")).toMatchObject({ type: "other", learner_response: "Second", result: "incorrect" });
    expect(nextVisit(lms).tracker.lacks([first], [2])).toEqual([]);
  });

  test("get their right answers again when their type changes, for an LMS drops them then", () => {
    const old = {
      "cmi.interactions.0.id": "m.b.q2", "cmi.interactions.0.type": "other", "cmi.interactions.0.learner_response": "Second",
      "cmi.interactions.0.correct_responses.0.pattern": "a",
    };
    const { lms, tracker } = started2004({ values: old });
    tracker.record([first], now({ rows: [2] }));
    expect(lms.take("interactions")).toContain("cmi.interactions.0.type=choice");
  });

  test("of which the LMS cannot tell how many there are, are written where the state has them", () => {
    const { lms, tracker } = started2004({ uncounted: true });
    expect(tracker.lacks([first], [0, 2])).toEqual([first]);
    tracker.record([first], now({ rows: [0, 2] }));
    expect(lms.take(".id=")).toEqual(["cmi.interactions.1.id=m.b.q2"]);
  });

  test("that an LMS does not take at all leave the others alone", () => {
    const { lms, tracker } = started2004({ refuse: [[/interactions.0.id=m.b/, "351"]] });
    tracker.record([first, answered("m.a.q1", { picked: ["a"] })], now({ rows: [2, 0] }));
    expect(tracker.save()).toBe("taken");
    expect(lms.held("cmi.interactions.0.")).toMatchObject({ id: "m.a.q1", learner_response: "a" });
  });
});

describe("objectives", () => {
  const named: Plan = {
    ...plan, items: plan.items.map((item) => ({ ...item, objectives: item.objectives.map((one) => ({ ...one, title: "{Care}\nof others" })) })),
  };

  test("have id, description, scores, completion and progress, and nobody passes or fails them", () => {
    const { lms, tracker } = started2004({}, named);
    tracker.record([written(33.333)], now());
    expect(lms.held("cmi.objectives.0.")).toEqual({
      id: "m.a.w1", description: " {Care} of others", completion_status: "completed", progress_measure: "1",
      "score.scaled": "0.3333", "score.raw": "33.33", "score.min": "0", "score.max": "100",
    });
  });

  test("that are not reached have no progress, and no score", () => {
    const { lms, tracker } = started2004();
    tracker.record([{ ...written(), status: "incomplete" } as Fact], now());
    expect(lms.held("cmi.objectives.0.")).toEqual({ id: "m.a.w1", description: "Written", completion_status: "incomplete" });
  });

  test("keep the row that they have, come after those of others, and are compared on resume", () => {
    const others = { "cmi.objectives.0.id": "gone", "cmi.objectives.1.id": "m.a.w1", "cmi.objectives.1.completion_status": "completed" };
    const { lms, tracker } = started2004({ values: others });
    expect(tracker.lacks([written()], [])).toEqual([written()]);
    tracker.record([written()], now());
    expect(lms.take("objectives")).toEqual(["cmi.objectives.1.description=Written", "cmi.objectives.1.progress_measure=1"]);
    expect(nextVisit(lms).tracker.lacks([written()], [])).toEqual([]);
    expect(nextVisit(lms).tracker.lacks([written(5)], [])).toEqual([written(5)]);
  });
});
