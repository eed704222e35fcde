import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shuffled } from "../../builder/player/src/shuffle";

const IDS = ["open", "polite", "early", "never"];
const LEARNERS = 24_000;

/** How often each order or place comes up among many learners, whose attempts are drawn at random. */
function counts(of: (order: readonly string[]) => string): number[] {
  const found = new Map<string, number>();
  for (let learner = 1; learner <= LEARNERS; learner++) {
    const attempt = Math.imul(learner, 40_503) & 0x3fffffff;
    const key = of(shuffled(IDS, attempt, "trust.quick-check.early-problems"));
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [...found.values()];
}

/** Pearson's chi-squared against all being equally frequent. */
function unevenness(found: readonly number[]): number {
  const expected = LEARNERS / found.length;
  return found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("the order for a learner", () => {
  test("is a fixed one: these must never change, or learners would see another", () => {
    expect(shuffled(IDS, 1, "m.p.q")).toEqual(["early", "polite", "never", "open"]);
    expect(shuffled(IDS, 2, "m.p.q")).toEqual(["polite", "never", "open", "early"]);
    expect(shuffled(IDS, 1, "m.p.r")).toEqual(["open", "early", "polite", "never"]);
    expect(shuffled(IDS, 1_073_741_823, "m.p.q")).toEqual(["open", "polite", "never", "early"]);
  });

  // 23 degrees of freedom: above 49.7 with chance 0.001; 3 degrees: above 16.3.
  test("is each of the 24 with the same chance", () => {
    const found = counts((order) => order.join());
    expect(found).toHaveLength(24);
    expect(unevenness(found)).toBeLessThan(49.7);
  });

  test.each([0, 1, 2, 3])("has every option at place %d with the same chance", (place) => {
    expect(unevenness(counts((order) => order[place] ?? ""))).toBeLessThan(16.3);
  });

  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 12 });
  const attempt = fc.integer({ min: 0, max: 2 ** 30 - 1 });

  test("does not depend on the author's, and is the same at every visit", () => {
    fc.assert(
      fc.property(ids, attempt, (all, number) => {
        const order = shuffled(all, number, "m.p.q");
        expect(shuffled([...all].reverse(), number, "m.p.q")).toEqual(order);
        expect([...order].sort()).toEqual([...all].sort());
      }),
    );
  });

  test("leaves the others as they were when an option comes or goes", () => {
    fc.assert(
      fc.property(ids, attempt, (all, number) => {
        const [gone, ...left] = all;
        expect(shuffled(left, number, "m.p.q")).toEqual(shuffled(all, number, "m.p.q").filter((id) => id !== gone));
      }),
    );
  });
});
