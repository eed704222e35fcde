/**
 * Whatever a course asks and a learner answers: Moodle and an LMS by the letter of SCORM 2004 take it. The
 * LMSs are those of tests/lms, without their page.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnsweredFact, Fact, Response } from "../../builder/player/src/logic";
import type { Interaction, Plan } from "../../builder/player/src/plan";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { nested } from "./fake-lms";
import { course } from "./help";
import { now } from "./scorm12-help";

const FILES = ["data_model", "values", "data_model_2004", "rules_2004", "strict_api_2004"];
const SCRIPTS = import.meta.glob<string>("../lms/*.js", { eager: true, query: "?raw", import: "default" });
const KINDS = ["moodleRules2004", "letterRules2004"] as const;

interface Lms {
  readonly api: Record<string, (...texts: string[]) => unknown>;
  readonly refused: string[];
  get(element: string): unknown;
}

const make = new Function(
  "kind", "page",
  `${FILES.map((name) => (SCRIPTS[`../lms/${name}.js`] ?? "").replace('"use strict";', "")).join("\n")}
   return createApi2004({ moodleRules2004, letterRules2004 }[kind](), page, () => true);`,
) as (kind: string, page: unknown) => Lms["api"];

/** An LMS that a learner opens for the first time, or with what an earlier visit has left. */
function lms(kind: string, elements: Record<string, unknown> = {}): Lms {
  const api = make(kind, { sco: () => ({ elements: { "cmi.mode": "normal", ...elements } }), rejects: () => "" });
  const refused: string[] = [];
  const set = api["SetValue"]!;
  const SetValue = (element: string, value: string): unknown => {
    const taken = set(element, value);
    if (taken !== "true") refused.push(`${element}=${value}: ${String(api["GetLastError"]!())}`);
    return taken;
  };
  return { api: { ...api, SetValue }, refused, get: (element) => api["GetValue"]!(element) };
}

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,2}$/);
const text = fc.oneof(fc.string({ minLength: 1, unit: "binary", maxLength: 300 }), fc.constantFrom("{lang=de}x", "{", "a[,]b", "two\nlines", "x".repeat(5000)));
const options = fc.uniqueArray(id, { minLength: 2, maxLength: 8 }).map((ids) => ids.map((one) => ({ id: one, text: one })));
const number = fc.double({ min: -99_999, max: 99_999, noNaN: true });

const row = (type: Interaction["type"], ask: string, change: Partial<Interaction>): Interaction => ({
  slot: 0, key: "", type, ask, options: [], correct: [], weight: 1, ...change,
});

/** A row and an answer to it. */
const asked: fc.Arbitrary<readonly [Interaction, Response]> = fc.oneof(
  fc.tuple(options, text, fc.array(fc.nat(7), { minLength: 1, maxLength: 8 })).map(([all, ask, picks]) => {
    const picked = [...new Set(picks.map((pick) => all[pick % all.length]!.id))];
    return [row("choice", ask, { options: all, correct: picked }), { picked }] as const;
  }),
  fc.tuple(options, text).map(([all, ask]) => [row("likert", ask, { options: all, weight: 0 }), { picked: [all[0]!.id] }] as const),
  fc.tuple(text, fc.boolean()).map(([ask, truth]) => [row("true-false", ask, { correct: ["true"] }), { truth }] as const),
  fc.tuple(text, text, text).map(([ask, right, said]) => [row("fill-in", ask, { correct: [right] }), { text: said }] as const),
  fc.tuple(text, text).map(([ask, said]) => [row("long-fill-in", ask, { weight: 0 }), { text: said }] as const),
  fc.tuple(text, number, fc.double({ min: 0, max: 100, noNaN: true })).map(
    ([ask, said, tolerance]) => [row("numeric", ask, { correct: ["12.5"], tolerance }), { number: said }] as const,
  ),
);

function planOf(interaction: Interaction): Plan {
  const { plan } = course({ "m.a": ["q1"] });
  return { ...plan, items: plan.items.map((item) => ({ ...item, interactions: [interaction] })) };
}

function visit(lms: Lms, plan: Plan): Scorm2004 {
  const tracker = new Scorm2004(nested({}, { API_1484_11: lms.api } as never));
  expect(tracker.start(plan).mode).toBe("normal");
  return tracker;
}

const answer = (response: Response): AnsweredFact => ({ fact: "answered", item: "m.a.q1", interaction: "", response, result: "right" });
const done: Fact = { fact: "objective", item: "m.a.q1", objective: "group", status: "completed", score: 100 / 3 };
const ROW = "cmi.interactions.0";

describe.each(KINDS)("%s", (kind) => {
  test("takes everything, and gives back what the next visit compares", () => {
    fc.assert(
      fc.property(asked, fc.double({ min: 0, max: 100, noNaN: true }), ([interaction, response], score) => {
        const plan = planOf(interaction);
        const first = lms(kind);
        const tracker = visit(first, plan);
        const snapshot = now({ rows: [0], status: "failed", score, progress: score / 100 });
        tracker.record([answer(response), done], snapshot);
        expect(first.refused).toEqual([]);
        const again = first.get(`${ROW}.learner_response`);
        tracker.record([{ ...answer(response), result: "wrong" }], snapshot);
        tracker.finish(snapshot, true);
        expect([first.refused, again !== ""]).toEqual([[], true]);
      }),
    );
  });
});

describe("what Moodle does not take is told in words", () => {
  const big = row("numeric", "How many?", { correct: ["1000000"] });
  const none = row("choice", "Which?", { options: [{ id: "a", text: "A" }, { id: "b", text: "B" }] });

  test.each([
    ["a large number", big, { number: 1_500_000 }, "1500000", [`${ROW}.correct_responses.0.pattern`, `${ROW}.learner_response`]],
  ] as [string, Interaction, Response, string, string[]][])("%s", (_name, interaction, response, words, refused) => {
    const moodle = lms("moodleRules2004");
    visit(moodle, planOf(interaction)).record([answer(response)], now({ rows: [0] }));
    expect(moodle.refused.map((one) => one.split("=")[0])).toEqual(refused);
    expect([moodle.get(`${ROW}.type`), moodle.get(`${ROW}.learner_response`)]).toEqual(["other", words]);
    const letter = lms("letterRules2004");
    visit(letter, planOf(interaction)).record([answer(response)], now({ rows: [0] }));
    expect([letter.refused, letter.get(`${ROW}.type`)]).toEqual([[], interaction.type]);
  });

  test("but for no choice at all, which needs no words", () => {
    const moodle = lms("moodleRules2004");
    visit(moodle, planOf(none)).record([answer({ picked: [] })], now({ rows: [0] }));
    expect([moodle.refused, moodle.get(`${ROW}.type`), moodle.get(`${ROW}.learner_response`)]).toEqual([[], "choice", ""]);
  });

  test("until the answer is one that it takes", () => {
    const moodle = lms("moodleRules2004");
    const right = { ...none, correct: ["a"] };
    const tracker = visit(moodle, planOf(right));
    tracker.record([answer({ picked: ["b"] })], now({ rows: [0] }));
    tracker.record([answer({ picked: [] })], now({ rows: [0] }));
    expect(moodle.get(`${ROW}.type`)).toBe("other");
    tracker.record([answer({ picked: ["a"] })], now({ rows: [0] }));
    expect([moodle.get(`${ROW}.type`), moodle.get(`${ROW}.learner_response`)]).toEqual(["choice", "a"]);
    expect(moodle.get(`${ROW}.correct_responses.0.pattern`)).toBe("a");
  });
});
