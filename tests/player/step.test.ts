import { describe, expect, test } from "vitest";
import type { Course } from "../../builder/player/src/course";
import { complete, missing, pageDone, progress } from "../../builder/player/src/derive";
import { score } from "../../builder/player/src/items";
import { held } from "../../builder/player/src/held";
import type { Fact } from "../../builder/player/src/logic";
import { FRESH, type State } from "../../builder/player/src/state";
import { settle, step, type Event } from "../../builder/player/src/step";
import { recall } from "../../builder/player/src/using";
import { course } from "./help";

/**
 * Events in words: `m.a` opens a page; `m.a.q1=a` answers a question (a is right); `m.a.w1=text`
 * writes a text.
 */
function event(words: string): Event {
  const [target = "", value] = words.split("=");
  if (value === undefined) return { type: "opened", page: target };
  const [, , name = ""] = target.split(".");
  const told = name.startsWith("q") ? { type: "answer", pick: value } : { type: "text", text: value };
  return { type: "block", item: target, event: told };
}

function play(on: Course, words: string, from: State = FRESH): [State, Fact[]] {
  const all: Fact[] = [];
  let state = from;
  for (const word of words.split(" ").filter(Boolean)) {
    const [next, facts] = step(on, state, event(word));
    state = next;
    all.push(...facts);
  }
  return [state, all];
}

const pages = { "m.a": ["q1"], "m.b": ["w1", "x1"], "n.c": ["q2"] };

describe("what an event changes", () => {
  const on = course(pages, { tries: 2 });

  test.each([
    ["nothing", "", { count: 0, last: null, seen: [], rows: [] }],
    ["a page", "m.b", { count: 1, last: 1, seen: [1], rows: [] }],
    ["the same page again", "m.b m.b", { count: 1, last: 1, seen: [1], rows: [] }],
    ["back to an earlier page", "m.a m.b m.a", { count: 3, last: 0, seen: [0, 1], rows: [] }],
    ["an answer", "m.a m.a.q1=b", { count: 2, last: 0, seen: [0], rows: [0] }],
    ["rows in the order of first answers", "n.c.q2=b m.a.q1=b n.c.q2=a", { count: 3, last: null, seen: [], rows: [3, 0] }],
    ["no tries left", "m.a.q1=b m.a.q1=b m.a.q1=a", { count: 2, last: null, seen: [], rows: [0] }],
    ["an item without logic", "m.b.x1=1", { count: 0, last: null, seen: [], rows: [] }],
  ])("%s", (_name, words, wanted) => {
    const [{ count, last, seen, rows }] = play(on, words);
    expect({ count, last, seen: [...seen], rows }).toEqual(wanted);
  });

  test("leaves the state itself alone when it changes nothing", () => {
    const [state] = play(on, "m.a m.a.q1=b m.a.q1=b");
    expect(step(on, state, event("m.a.q1=a"))).toEqual([state, []]);
    expect(step(on, state, event("m.a"))[0]).toBe(state);
  });

  test("throws for what the plan does not have", () => {
    expect(() => step(on, FRESH, event("m.z"))).toThrow("no page m.z");
    expect(() => step(on, FRESH, event("m.a.q9=a"))).toThrow("no item m.a.q9");
  });
});

describe("facts", () => {
  test("tell what happened", () => {
    const [, facts] = play(course(pages), "m.a m.a.q1=a");
    expect(facts).toEqual([
      { fact: "viewed", page: "m.a" },
      { fact: "answered", item: "m.a.q1", interaction: "", response: { picked: ["a"] }, result: "right" },
      { fact: "used", item: "m.a.q1" },
      { fact: "done", item: "m.a.q1", points: 1 },
    ]);
  });

  test("never hold the answers of a private item, nor does it get a row", () => {
    const [state, facts] = play(course(pages, { secret: ["w1"] }), "m.b.w1=mine");
    expect(facts.map(({ fact }) => fact)).toEqual(["objective"]);
    expect(state.rows).toEqual([]);
  });

  test("can be told again from the state, in the order of the rows", () => {
    const on = course(pages, { secret: ["w1"] });
    const [state] = play(on, "n.c.q2=b m.b.w1=mine m.a.q1=a");
    expect(recall(on, state)).toEqual([
      { fact: "answered", item: "n.c.q2", interaction: "", response: { picked: ["b"] }, result: "wrong", earlier: true },
      { fact: "answered", item: "m.a.q1", interaction: "", response: { picked: ["a"] }, result: "right", earlier: true },
      { fact: "objective", item: "m.b.w1", objective: "", status: "completed", score: 50 },
    ]);
  });
});

describe("pages, gates and progress", () => {
  test.each([
    ["opened, nothing answered", "m.a", false],
    ["answered, never opened", "m.a.q1=a", false],
    ["opened and answered", "m.a m.a.q1=b", true],
  ])("a page with a question is done: %s", (_name, words, wanted) => {
    const on = course(pages);
    expect(pageDone(on, play(on, words)[0], on.page("m.a"))).toBe(wanted);
  });

  test("optional items and items without logic are never missing", () => {
    const on = course(pages, { optional: ["w1"] });
    expect(missing(on, FRESH, on.page("m.b"))).toEqual([]);
    expect(missing(on, FRESH, on.page("m.a")).map((item) => item.id)).toEqual(["m.a.q1"]);
  });

  test.each([
    ["free without gates", "free", [], "", {}],
    ["a gate holds the next page only", "free", ["m.a"], "", { "m.b": "m.a" }],
    ["a gate opens when its items are done", "free", ["m.a"], "m.a.q1=b", {}],
    ["a gate with nothing missing holds nothing", "free", ["m.b"], "m.b.w1=x", {}],
    ["a gate never closes again", "free", ["m.a"], "m.b", {}],
    ["linear: all later pages", "linear", [], "", { "m.b": "m.a", "n.c": "m.a" }],
    ["linear: up to the first that is not done", "linear", [], "m.a m.a.q1=b", { "n.c": "m.b" }],
    ["linear: answered but never opened holds", "linear", [], "m.a.q1=b", { "m.b": "m.a", "n.c": "m.a" }],
    ["linear: a page that was open stays open", "linear", [], "n.c", { "m.b": "m.a" }],
  ] as const)("%s", (_name, order, gates, words, wanted) => {
    const on = course(pages, { order, gates });
    const found = [...held(on, play(on, words)[0])].map(([page, holder]) => [page.id, holder.id]);
    expect(Object.fromEntries(found)).toEqual(wanted);
  });

  test.each([
    ["", 0],
    ["m.a", 1 / 6],
    ["m.a m.a.q1=b m.b", 3 / 6],
    ["m.a m.a.q1=b m.b m.b.w1=x n.c n.c.q2=b", 1],
  ])("progress after %j", (words, wanted) => {
    const on = course({ "m.a": ["q1"], "m.b": ["w1"], "n.c": ["q2"] });
    expect(progress(on, play(on, words)[0])).toBeCloseTo(wanted);
  });
});

describe("completion", () => {
  test.each([
    ["all-required", {}, "m.a m.b n.c m.a.q1=b n.c.q2=b", false],
    ["all-required", {}, "m.a m.b n.c m.a.q1=b n.c.q2=b m.b.w1=x", true],
    ["all-required", {}, "m.a m.b m.a.q1=b n.c.q2=b m.b.w1=x", false],
    ["all-required", { optional: ["q1", "q2", "w1"] }, "m.a m.b n.c", true],
    ["pages", { share: 0.6 }, "m.a", false],
    ["pages", { share: 0.6 }, "m.a n.c", true],
    ["pages", { share: 1 }, "m.a n.c m.b", true],
    ["modules", { modules: ["n"] }, "n.c", false],
    ["modules", { modules: ["n"] }, "n.c n.c.q2=b", true],
  ] as const)("%s %j after %s: %s", (when, more, words, wanted) => {
    const on = course(pages, { when, ...more });
    expect(complete(on, play(on, words)[0])).toBe(wanted);
  });

  test("a share of pages is not missed by rounding", () => {
    const many = Object.fromEntries([...Array(100).keys()].map((n) => [`m.p${n}`, []]));
    const on = course(many, { when: "pages", share: 0.07 });
    const seven = [...Array(7).keys()].map((n) => `m.p${n}`).join(" ");
    expect(complete(on, play(on, seven)[0])).toBe(true);
  });
});

describe("score", () => {
  test.each([
    ["nothing answered", {}, "m.a m.b", null],
    ["a wrong answer", {}, "m.a.q1=b", 0],
    ["one of two", {}, "m.a.q1=a", 50],
    ["all", {}, "m.a.q1=a n.c.q2=a", 100],
    ["no points in the course", { practice: true }, "m.a.q1=a", null],
  ])("%s", (_name, change, words, wanted) => {
    const on = course(pages, change);
    expect(score(on, play(on, words)[0])).toBe(wanted);
  });

  test("has two decimals at most", () => {
    const on = course({ "m.a": ["q1", "q2", "q3"] });
    expect(score(on, play(on, "m.a.q1=a m.a.q2=a")[0])).toBe(66.67);
  });

  test("the best one is kept", () => {
    const [state] = play(course(pages), "m.a.q1=b", { ...FRESH, best: 75 });
    expect(state.best).toBe(75);
  });
});

describe("status", () => {
  const all = "m.a m.b n.c m.b.w1=x";
  test.each([
    ["on the way", {}, "m.a m.a.q1=a", "incomplete"],
    ["done, unscored", {}, `${all} m.a.q1=b n.c.q2=b`, "completed"],
    ["done, reported as passed", { status: "passed" }, `${all} m.a.q1=b n.c.q2=b`, "passed"],
    ["done, mark reached", { passMark: 50 }, `${all} m.a.q1=a n.c.q2=b`, "completed"],
    ["done, mark missed, nothing left", { passMark: 60 }, `${all} m.a.q1=a n.c.q2=b`, "failed"],
    ["done, mark missed, tries left", { passMark: 60, tries: 2, optional: ["q2"] }, `${all} m.a.q1=a n.c.q2=b`, "incomplete"],
    ["mark reached, not done", { passMark: 50 }, "m.a.q1=a n.c.q2=a", "incomplete"],
    ["mark missed, not done", { passMark: 60 }, "m.a.q1=b n.c.q2=b", "incomplete"],
    ["a mark in a course without points", { passMark: 60, practice: true }, `${all} m.a.q1=b n.c.q2=b`, "completed"],
  ] as const)("%s", (_name, change, words, wanted) => {
    expect(play(course(pages, change), words)[0].status).toBe(wanted);
  });

  test.each([
    ["completed", "completed"],
    ["passed", "passed"],
    ["failed", "incomplete"],
  ] as const)("%s is, in a release that asks for more, %s", (before, after) => {
    expect(settle(course(pages, { passMark: 90 }), { ...FRESH, status: before }).status).toBe(after);
  });
});
