// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Refusal } from "../../../builder/player/src/codec";
import type { Entry } from "../../../builder/player/src/keeping/journal";
import { restore } from "../../../builder/player/src/keeping/restore";
import { FRESH, type State } from "../../../builder/player/src/state";

const WORK: State["values"] = new Map([[0, { type: "number", number: 1 }]]);
const state = (attempt: number, count: number, change: Partial<State> = {}): State => ({ ...FRESH, attempt, count, values: WORK, ...change });
const entry = (one: State, change: Partial<Entry> = {}): Entry => ({ state: one, confirmed: false, here: true, waiting: [], ...change });
const done = (attempt: number, count: number) => state(attempt, count, { status: "passed" });

/** With what the visit begins, in words. */
function begins(lms: State | Refusal, entries: readonly Entry[], begun = false): string {
  const { state: one, fromDevice, missing, earlier } = restore(lms, begun, entries);
  const what = one ? `${one.attempt}:${one.count}` : "afresh";
  return [what, fromDevice && "from the device", missing && "and says so", earlier && `offers ${earlier.attempt}:${earlier.count}`]
    .filter(Boolean)
    .join(" ");
}

describe("the LMS has a state", () => {
  test.each([
    ["and there is no journal", [], "7:5"],
    ["the journal has the same", [entry(state(7, 5))], "7:5"],
    ["the journal is older", [entry(state(7, 4))], "7:5"],
    ["the journal is newer: the LMS lost something, or served old data after a reload", [entry(state(7, 6))], "7:6 from the device"],
    ["the journal is newer, and had been confirmed", [entry(state(7, 6), { confirmed: true })], "7:6 from the device"],
    ["the journal is newer, from another place of the course", [entry(state(7, 6), { here: false })], "7:6 from the device"],
    ["the journal has only another attempt", [entry(state(8, 99))], "7:5"],
    ["the journal has another attempt first", [entry(state(8, 99)), entry(state(7, 6))], "7:6 from the device"],
  ])("%s", (_name, entries, wanted) => {
    expect(begins(state(7, 5), entries, true)).toBe(wanted);
  });

  test("what may be missing beside it is known from the journal of this attempt", () => {
    const waiting = ["answered m.a.q1 "];
    expect(restore(state(7, 5), true, [entry(state(7, 4), { waiting })]).waiting).toEqual(waiting);
    expect(restore(state(7, 5), true, [entry(state(8, 9), { waiting })]).waiting).toEqual([]);
  });
});

describe("the LMS has nothing", () => {
  test.each([
    ["nothing anywhere", [], "afresh"],
    ["the first visit was lost", [entry(state(7, 5))], "7:5 from the device and says so"],
    ["the first visit was lost, though confirmed", [entry(state(7, 5), { confirmed: true })], "7:5 from the device and says so"],
    ["the first visit saw a page and no more", [entry(state(7, 2, { values: new Map() }))], "7:2 from the device"],
    ["finished work that was never confirmed", [entry(done(7, 5))], "7:5 from the device and says so"],
    ["finished, confirmed work: most likely a new attempt", [entry(done(7, 5), { confirmed: true })], "afresh offers 7:5"],
    ["work of the same course at another place", [entry(state(7, 5), { here: false })], "afresh"],
    ["the latest counts", [entry(state(9, 1)), entry(state(7, 5))], "9:1 from the device and says so"],
  ])("%s", (_name, entries, wanted) => {
    expect(begins("empty", entries)).toBe(wanted);
  });

  test("but it has begun this attempt: then nothing is new, and finished work is taken up", () => {
    expect(begins("empty", [entry(done(7, 5), { confirmed: true })], true)).toBe("7:5 from the device and says so");
  });
});

describe("what the LMS has cannot be read", () => {
  test.each([
    ["damaged, with a journal", "damaged", [entry(state(7, 5))], "7:5 from the device and says so"],
    ["damaged, with finished work", "damaged", [entry(done(7, 5), { confirmed: true })], "7:5 from the device and says so"],
    ["damaged, without", "damaged", [], "afresh"],
    ["of a newer player: left alone", "newer", [entry(state(7, 5))], "afresh"],
  ] as const)("%s", (_name, lms, entries, wanted) => {
    expect(begins(lms, entries, true)).toBe(wanted);
  });
});
