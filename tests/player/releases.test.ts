/// <reference types="vite/client" />
/**
 * States that earlier releases of a course recorded, in every later release of it: what is still
 * there is there with the same meaning, what had gone comes back when it returns, and nothing
 * belongs to anything else. The releases and their states are in tests/releases; how they are made
 * stands at the head of make.py there.
 */
import { describe, expect, test } from "vitest";
import { LOGICS } from "../../builder/player/src/blocks";
import { decode, encode } from "../../builder/player/src/codec";
import { Course } from "../../builder/player/src/course";
import type { Value, Values } from "../../builder/player/src/logic";
import type { Plan, PlannedItem } from "../../builder/player/src/plan";
import { type State } from "../../builder/player/src/state";
import { valuesOf } from "../../builder/player/src/values";
import { settle, step } from "../../builder/player/src/step";
import { rowsIn, seenIn, type Meaning } from "../releases/recording";

interface Recorded extends Meaning {
  readonly name: string;
  readonly string: string;
}

const PLANS = import.meta.glob<Plan>("../releases/*/plan.json", { eager: true, import: "default" });
const MEANINGS = import.meta.glob<Meaning>("../releases/*/states/*.json", { eager: true, import: "default" });
const STRINGS = import.meta.glob<string>("../releases/*/states/*.txt", { eager: true, query: "?raw", import: "default" });

const RELEASES = Object.keys(PLANS).map((path) => Number(path.split("/")[2])).sort((a, b) => a - b);

const RECORDED: readonly Recorded[] = Object.entries(STRINGS).map(([path, string]) => {
  const meaning = MEANINGS[path.replace(".txt", ".json")];
  if (!meaning) throw new Error(`nobody says what ${path} means`);
  return { ...meaning, string, name: path.replace(/^.*state-|\.txt$/g, "") };
});

function courseOf(release: number): Course {
  const plan = PLANS[`../releases/${release}/plan.json`];
  if (!plan) throw new Error(`there is no release ${release}`);
  return new Course(plan, LOGICS);
}

const WAYS = RECORDED.flatMap((recorded) =>
  RELEASES.filter((later) => later >= recorded.release).map((later) => ({ recorded, later, title: `${recorded.release}/${recorded.name} in ${later}` })),
);

/** What of an item's values an item of another release can hold, by the names of fields and options. */
function stillThere(item: PlannedItem, values: Values): Values {
  const kept: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!(name in item.fields)) continue;
    const here = Array.isArray(value) ? (value as string[]).filter((id) => id in item.options) : value;
    kept[name] = here as Value;
  }
  return kept;
}

/** Fields that hold nothing are the same as fields that are not there; sets have no order. */
function comparable(item: PlannedItem, values: Values): Values {
  const entries = Object.entries(values).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, item.fields[name]?.type === "set" ? [...(value as string[])].sort() : value]),
  );
}

function decoded({ string }: Recorded): State {
  const state = decode(string);
  if (typeof state === "string") throw new Error(`the state is ${state}`);
  return state;
}

function expectToMean(course: Course, state: State, meaning: Meaning): void {
  for (const item of course.plan.items) {
    const expected = stillThere(item, meaning.items[item.id] ?? {});
    expect(comparable(item, valuesOf(item, state)), item.id).toEqual(comparable(item, expected));
  }
  const pages = new Set(course.plan.pages.map(({ id }) => id));
  expect(new Set(seenIn(course, state))).toEqual(new Set(meaning.seen.filter((id) => pages.has(id))));
  const rows = new Set(course.plan.items.flatMap((item) => item.interactions.map(({ key }) => (key ? `${item.id}.${key}` : item.id))));
  expect(rowsIn(course, state)).toEqual(meaning.rows.filter((name) => rows.has(name)));
  expect(course.pageOfSlot(state.last)?.id ?? "").toBe(pages.has(meaning.last) ? meaning.last : "");
}

test("there are states of every release but the last, and of visits that went over several", () => {
  expect(RELEASES.length).toBeGreaterThanOrEqual(4);
  expect(new Set(RECORDED.map(({ release }) => release))).toEqual(new Set(RELEASES));
  expect(RECORDED.some(({ name }) => name.startsWith("from-"))).toBe(true);
});

describe("a state that an earlier release recorded", () => {
  test.each(WAYS)("$title: is there with the same meaning, and nothing else is", ({ recorded, later }) => {
    expectToMean(courseOf(later), decoded(recorded), recorded);
  });

  test.each(WAYS)("$title: is written again as it was", ({ recorded }) => {
    expect(encode(decoded(recorded))).toBe(recorded.string);
  });

  test.each(WAYS)("$title: no result is lowered", ({ recorded, later }) => {
    const settled = settle(courseOf(later), decoded(recorded));
    expect(settled.best ?? 0).toBeGreaterThanOrEqual(recorded.best ?? 0);
    if (recorded.status !== "incomplete") expect(settled.status).toBe(recorded.status);
  });

  test.each(WAYS)("$title: comes back whole in the last release, whatever was visited between", ({ recorded, later }) => {
    const between = courseOf(later);
    const page = between.plan.pages[0]?.id ?? "";
    const [visited] = step(between, decoded(recorded), { type: "opened", page });
    const carried = decode(encode(visited));
    if (typeof carried === "string") throw new Error(carried);
    const seen = recorded.seen.includes(page) ? recorded.seen : [...recorded.seen, page];
    const last = courseOf(RELEASES[RELEASES.length - 1] ?? 0);
    expectToMean(last, carried, { ...recorded, seen, last: page });
  });
});
