import fc from "fast-check";
import { expect, test } from "vitest";
import type { Course } from "../../builder/player/src/course";
import { complete, missing } from "../../builder/player/src/derive";
import { firstHolder, held } from "../../builder/player/src/held";
import type { PlannedPage } from "../../builder/player/src/plan";
import { FRESH, type State } from "../../builder/player/src/state";
import { step } from "../../builder/player/src/step";
import { course } from "./help";

/** Courses of every shape: gates anywhere, also on pages with nothing to do; items that ask for something or not. */
const COURSES = fc
  .record({
    pages: fc.array(fc.array(fc.constantFrom("q1", "w1", "x1", "q2", "w2"), { maxLength: 3 }), { minLength: 1, maxLength: 7 }),
    gates: fc.array(fc.nat(6)),
    linear: fc.boolean(),
    optional: fc.subarray(["q1", "w2"]),
  })
  .map(({ pages, gates, linear, optional }) =>
    course(Object.fromEntries(pages.map((names, at) => [`m.p${at}`, [...new Set(names)]])), {
      order: linear ? "linear" : "free",
      gates: gates.map((at) => `m.p${at}`),
      optional,
    }),
  );

function open(on: Course, state: State, page: PlannedPage): State {
  return step(on, state, { type: "opened", page: page.id })[0];
}

/** Does everything that the page asks for, and gets every question wrong. */
function doAll(on: Course, state: State, page: PlannedPage): State {
  return missing(on, state, page).reduce(
    (now, item) => step(on, now, { type: "block", item: item.id, event: { type: "do", text: "T", pick: "b" } as never })[0],
    state,
  );
}

test("a learner who goes wherever it is open gets everywhere, and to the end", () => {
  fc.assert(
    fc.property(COURSES, fc.infiniteStream(fc.nat()), (on, chance) => {
      let state = FRESH;
      const { pages } = on.plan;
      // Each round opens a page that was not open before, or does one that holds another: both come to an end.
      for (let round = 0; round < 3 * pages.length; round++) {
        const closed = held(on, state);
        const ways = pages.filter(
          (page) => !closed.has(page) && (!state.seen.has(page.slot) || missing(on, state, page).length > 0),
        );
        if (ways.length === 0) break;
        const page = ways[(chance.next().value ?? 0) % ways.length];
        if (page) state = doAll(on, open(on, state, page), page);
      }
      expect([...held(on, state).keys()]).toEqual([]);
      expect(pages.filter(({ slot }) => !state.seen.has(slot))).toEqual([]);
      expect(complete(on, state)).toBe(true);
    }),
  );
});

test("where a learner is sent from a closed page is open, and there is something to do", () => {
  fc.assert(
    fc.property(COURSES, fc.array(fc.nat(6)), (on, visits) => {
      let state = FRESH;
      for (const at of visits) {
        const page = on.plan.pages[at];
        if (page && !held(on, state).has(page)) state = open(on, state, page);
      }
      const closed = held(on, state);
      for (const page of on.plan.pages) {
        const first = firstHolder(closed, page);
        expect(first !== null).toBe(closed.has(page));
        if (!first) continue;
        expect(closed.has(first)).toBe(false);
        expect(missing(on, state, first).length > 0 || !state.seen.has(first.slot)).toBe(true);
      }
    }),
  );
});

test("a page that was open is never closed again", () => {
  fc.assert(
    fc.property(COURSES, fc.array(fc.nat(6)), (on, visits) => {
      let state = FRESH;
      const opened: PlannedPage[] = [];
      for (const at of visits) {
        const page = on.plan.pages[at];
        if (!page || held(on, state).has(page)) continue;
        state = open(on, state, page);
        opened.push(page);
      }
      expect(opened.filter((page) => held(on, state).has(page))).toEqual([]);
    }),
  );
});
