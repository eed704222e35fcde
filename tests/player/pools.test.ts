import { describe, expect, test } from "vitest";
import { logic as pool } from "../../builder/blocks/pool/logic";
import { logic as question } from "../../builder/blocks/question/logic";
import "../../builder/blocks/question/piece-pick";
import { Course } from "../../builder/player/src/course";
import { complete, missing, progress, status } from "../../builder/player/src/derive";
import { score } from "../../builder/player/src/items";
import { held } from "../../builder/player/src/held";
import { idsOf } from "../../builder/player/src/logic";
import type { Plan, PlannedItem, PlannedPage } from "../../builder/player/src/plan";
import { itemsInPlay } from "../../builder/player/src/pools";
import { FRESH, type State } from "../../builder/player/src/state";
import { step } from "../../builder/player/src/step";
import { recall } from "../../builder/player/src/using";
import { item, options } from "./blocks/items";

const ASKED = ["a", "b", "c", "d", "e"];

/** A page before, one with a pool that draws two of some questions of two points, and a question of four. */
function course(asked = ASKED, change: { draw?: number; gate?: boolean; optional?: boolean } = {}): Course {
  const { draw = 2, gate = false, optional = false } = change;
  const slots = Object.fromEntries(asked.map((name) => [name, slotOf(name)]));
  const made = item({ kind: "pool", id: "m.p.x", points: 2 * draw, fields: { drawn: "set" } });
  const own = { ...made, draw, options: slots };
  const inner = asked.map((name) => ({ ...ask(`m.p.x.${name}`, 2, 10 * (1 + slotOf(name))), pool: own.id }));
  const after = ask("m.q.last", 4, 90, "m.q");
  const items = [own, ...inner].map((one): PlannedItem => ({ ...one, required: !optional }));
  const page = (id: string, slot: number, ids: string[]): PlannedPage => ({
    id, slot, title: id, module: "m", gate: gate && id === "m.p", items: ids,
  });
  const plan: Plan = {
    format: 1,
    course: { id: "test", title: "Test", version: "1", language: "en" },
    rules: { order: "free", completion: { when: "all-required", share: 1, modules: [], passMark: 50 }, status: "passed" },
    modules: [{ id: "m", title: "M", pages: ["m.p", "m.q"] }],
    pages: [page("m.p", 0, items.map(({ id }) => id)), page("m.q", 1, [after.id])],
    items: [...items, after],
  };
  return new Course(plan, { pool, question });
}

/** The same in every release. */
function slotOf(name: string): number {
  return name.charCodeAt(0) - 97;
}

function ask(id: string, points: number, slot: number, page = "m.p"): PlannedItem {
  const fields = { picked: "set", tries: "number 9", right: "number" };
  const rows = [{ slot, correct: ["right"], options: options("right", "not") }];
  const made = item({ kind: "question", id, points, fields, options: ["right", "not"], rows, data: { form: "choice", tries: 1 } });
  const moved = Object.entries(made.fields).map(([name, field]) => [name, { ...field, slot: field.slot + slot }]);
  return { ...made, page, fields: Object.fromEntries(moved) as PlannedItem["fields"] };
}

const open = (on: Course, state: State, page: string): State => step(on, state, { type: "opened", page })[0];
const answer = (on: Course, state: State, id: string, pick: string): State =>
  step(on, state, { type: "block", item: id, event: { type: "pick", picked: [pick] } as never })[0];
const learner = (attempt: number): State => ({ ...FRESH, attempt });
const drawn = (on: Course, state: State): string[] =>
  itemsInPlay(on, state).filter(({ pool }) => pool).map(({ id }) => id.slice(6));

describe("what is drawn", () => {
  test("is drawn when the page is opened, and never again", () => {
    const on = course();
    expect(drawn(on, learner(7))).toEqual([]);
    const state = open(on, learner(7), "m.p");
    expect(drawn(on, state)).toHaveLength(2);
    const later = open(on, open(on, state, "m.q"), "m.p");
    expect(drawn(on, later)).toEqual(drawn(on, state));
  });

  test("differs from learner to learner, and is fair", () => {
    const counts = new Map(ASKED.map((name) => [name, 0]));
    const of = course().item("m.p.x");
    for (let n = 1; n <= 5000; n++) {
      const values = pool.begin?.(of, {}, n) ?? {};
      for (const name of idsOf(values, "drawn")) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    // 2000 each; four standard deviations are 139.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(139);
  });

  test("stays when a release adds questions; what a release took away is drawn anew", () => {
    const state = open(course(), learner(7), "m.p");
    const [kept = "", gone = ""] = drawn(course(), state);
    expect(drawn(course([...ASKED, "f", "g"]), open(course([...ASKED, "f", "g"]), state, "m.q"))).toEqual([kept, gone]);
    const smaller = course(ASKED.filter((name) => name !== gone));
    expect(drawn(smaller, state)).toEqual([kept]);
    const again = drawn(smaller, open(smaller, state, "m.p"));
    expect(again).toHaveLength(2);
    expect(again).toContain(kept);
  });

  test("is more when a release draws more, and not less when it draws less", () => {
    const state = open(course(), learner(7), "m.p");
    const more = course(ASKED, { draw: 4 });
    expect(drawn(more, open(more, state, "m.p"))).toEqual(expect.arrayContaining(drawn(course(), state)));
    expect(drawn(more, open(more, state, "m.p"))).toHaveLength(4);
    const less = course(ASKED, { draw: 1 });
    expect(drawn(less, open(less, state, "m.p"))).toHaveLength(2);
  });

  test("is drawn on a page that was open before it had a pool", () => {
    const state = { ...learner(3), last: 0, seen: new Set([0]) };
    expect(drawn(course(), open(course(), state, "m.p"))).toHaveLength(2);
  });
});

describe("what is not drawn", () => {
  test("is not missing, and holds no gate; the pool does until it is drawn", () => {
    const on = course(ASKED, { gate: true });
    const names = (state: State): string[] => missing(on, state, on.page("m.p")).map(({ id }) => id);
    expect(names(learner(7))).toEqual(["m.p.x"]);
    expect(held(on, learner(7)).size).toBe(1);
    let state = open(on, learner(7), "m.p");
    expect(names(state)).toEqual(drawn(on, state).map((name) => `m.p.x.${name}`));
    for (const id of names(state)) state = answer(on, state, id, "not");
    expect(names(state)).toEqual([]);
    expect(held(on, state).size).toBe(0);
  });

  test("does not count for progress, before and after the draw", () => {
    const on = course();
    expect(progress(on, learner(7))).toBe(0);
    const state = open(on, learner(7), "m.p");
    expect(progress(on, state)).toBeCloseTo(1 / 5);
    const [first = ""] = drawn(on, state);
    expect(progress(on, answer(on, state, `m.p.x.${first}`, "not"))).toBeCloseTo(2 / 5);
  });

  test("gives no points: a score is the share of what can be got", () => {
    const on = course();
    const before = answer(on, learner(7), "m.q.last", "right");
    expect(score(on, before)).toBe(50);
    let state = open(on, before, "m.p");
    expect(score(on, state)).toBe(50);
    for (const name of drawn(on, state)) state = answer(on, state, `m.p.x.${name}`, "right");
    expect(score(on, state)).toBe(100);
  });

  test("makes no score when it is drawn and nothing is answered", () => {
    expect(score(course(), open(course(), learner(7), "m.p"))).toBeNull();
  });

  test("can still give points while it is not drawn", () => {
    const on = course(ASKED, { optional: true });
    let state: State = { ...answer(on, learner(7), "m.q.last", "not"), seen: new Set([0, 1]) };
    expect([complete(on, state), status(on, state)]).toEqual([true, "incomplete"]);
    state = open(on, state, "m.p");
    for (const name of drawn(on, state)) state = answer(on, state, `m.p.x.${name}`, "not");
    expect(state.status).toBe("failed");
  });

  test("has no row in the report", () => {
    const on = course();
    let state = open(on, learner(7), "m.p");
    for (const name of drawn(on, state)) state = answer(on, state, `m.p.x.${name}`, "right");
    expect(state.rows).toHaveLength(2);
    expect(recall(on, state)).toHaveLength(2);
  });
});
