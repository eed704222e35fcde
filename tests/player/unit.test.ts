import { describe, expect, test } from "vitest";
import { Course } from "../../builder/player/src/course";
import { complete, progress, status } from "../../builder/player/src/derive";
import { score } from "../../builder/player/src/items";
import { held } from "../../builder/player/src/held";
import { isMarked, type Plan } from "../../builder/player/src/plan";
import { FRESH } from "../../builder/player/src/state";
import { step, type Event } from "../../builder/player/src/step";
import { hasModule, planOf } from "../../builder/player/src/unit";
import told from "../plan/units.json";
import { course } from "./help";

const PAGES = { "m.a": ["q1", "w1"], "m.b": ["q2"], "n.a": ["q3"], "n.b": [], "n.c": [], "o.a": ["x1"] };
const open = (page: string): Event => ({ type: "opened", page });
const answer = (item: string, pick = "a"): Event => ({ type: "block", item, event: { type: "answer", pick } as never });
const write = (item: string): Event => ({ type: "block", item, event: { type: "text", text: "so" } as never });

function cut(module: string, change: Parameters<typeof course>[1] = {}): Course {
  const whole = course(PAGES, change);
  return new Course(planOf(whole.plan, module), (whole as unknown as { logics: never }).logics);
}

const after = (on: Course, ...events: Event[]) => events.reduce((state, event) => step(on, state, event)[0], FRESH);

describe("a module by itself", () => {
  test("is all that there is of the course", () => {
    const { plan } = cut("n");
    expect(plan.modules.map(({ id }) => id)).toEqual(["n"]);
    expect(plan.pages.map(({ id }) => id)).toEqual(["n.a", "n.b", "n.c"]);
    expect([plan.course.id, plan.course.title]).toEqual(["test.n", "Test"]);
  });

  test("leaves the plan of the course as it was", () => {
    const { plan } = course(PAGES);
    const before = JSON.stringify(plan);
    planOf(plan, "n");
    expect(JSON.stringify(plan)).toBe(before);
  });

  test("knows the items of others, which ask nothing and give nothing", () => {
    const on = cut("n");
    expect(on.plan.items.map(({ id }) => id)).toEqual(course(PAGES).plan.items.map(({ id }) => id));
    const { required, points, options } = on.item("m.a.q1");
    expect([required, points, Object.keys(options)]).toEqual([false, 0, ["a", "b"]]);
    expect(on.shown.map(({ id }) => id)).toEqual(["n.a.q3"]);
  });

  test("has no way to the pages of others", () => {
    const on = cut("n");
    expect(["m", "m.a", "m.a.q1"].map((target) => on.place(target))).toEqual([null, null, null]);
    expect([on.place("n"), on.place("n.a.q3")]).toEqual([{ page: "n.a" }, { page: "n.a", item: "n.a.q3" }]);
  });

  test("is a module of the course", () => {
    const { plan } = course(PAGES);
    expect(["m", "n", "m.a", "", "toString"].map((id) => hasModule(plan, id))).toEqual([true, true, false, false, false]);
  });
});

describe("what counts", () => {
  test("all-required: its pages and items", () => {
    const on = cut("m");
    const state = after(on, open("m.a"), answer("m.a.q1"), write("m.a.w1"), open("m.b"));
    expect([complete(on, state), progress(on, state)]).toEqual([false, 4 / 5]);
    const all = step(on, state, answer("m.b.q2"))[0];
    expect([complete(on, all), progress(on, all), status(on, all)]).toEqual([true, 1, "completed"]);
  });

  test("a share of its own pages", () => {
    const on = cut("n", { when: "pages", share: 0.6 });
    expect(complete(on, after(on, open("n.a")))).toBe(false);
    expect(complete(on, after(on, open("n.a"), open("n.c")))).toBe(true);
  });

  test.each(["m", "n"])("modules: all of it, whether the course asks for it or not (%s)", (module) => {
    const on = cut(module, { when: "modules", modules: ["m"] });
    expect(complete(on, FRESH)).toBe(false);
    const pages = on.plan.pages.map(({ id }) => open(id));
    const items = on.shown.map(({ id, kind }) => (kind === "ask" ? answer(id) : write(id)));
    expect(status(on, after(on, ...pages, ...items))).toBe("completed");
  });

  test("the score is of its own points", () => {
    const on = cut("m");
    expect(score(on, after(on, open("m.a"), answer("m.a.q1")))).toBe(50);
    expect(score(cut("o"), after(cut("o"), open("o.a")))).toBeNull();
  });

  test("the pass mark is for each that gives points", () => {
    const change = { passMark: 60, status: "passed" } as const;
    const states = (["m", "n", "o"] as const).map((module) => isMarked(cut(module, change).plan));
    expect(states).toEqual([true, true, false]);
    expect((["m", "n", "o"] as const).map((module) => cut(module, change).plan.rules.status)).toEqual(["passed", "passed", "completed"]);
    const on = cut("m", change);
    const wrong = after(on, open("m.a"), write("m.a.w1"), answer("m.a.q1", "b"), open("m.b"), answer("m.b.q2"));
    expect(status(on, wrong)).toBe("failed");
  });

  test("gates and order hold within it", () => {
    const linear = cut("n", { order: "linear" });
    expect([...held(linear, FRESH).keys()].map(({ id }) => id)).toEqual(["n.b", "n.c"]);
    const gated = cut("n", { gates: ["m.b", "n.a"] });
    expect([...held(gated, FRESH).keys()].map(({ id }) => id)).toEqual(["n.b"]);
  });
});

/** `tests/plan/test_units.py` says what `cmi5.xml` tells the LMS of the same courses. */
test.each(told.flatMap(({ plan, marks }) => Object.entries(marks).map(([module, mark]) => [module, mark, plan] as const)))(
  "what the LMS is told of %s is what the player goes by",
  (module, mark, whole) => {
    const plan = planOf(whole as unknown as Plan, module);
    expect(isMarked(plan) ? plan.rules.completion.passMark : null).toBe(mark);
  },
);
