import { describe, expect, it } from "vitest";
import { ofStanding } from "../../../builder/blocks/rate/points";
import { firstWeek, judged, levelStandings, plans, ratings, reflections } from "../../../builder/blocks/sheet/gather";
import { logic, startOf } from "../../../builder/blocks/sheet/logic";
import type { Values } from "../../../builder/player/src/logic";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, options, play } from "./items";

const groups = [{ id: "g", title: "Group", statements: ["a"], bands: [1, 2] }];
const rating = (id: string, before?: string): PlannedItem =>
  item({
    kind: "rate",
    id,
    fields: { "point.a": "number 2", "point.b": "number 2" },
    rows: [{ key: "a" }, { key: "b", ask: "Say b" }],
    data: { sort: "points", title: "How often", top: 2, summary: "list", groups, ...(before ? { before } : {}) },
  });
const first = rating("m.p.first");
const again = rating("m.q.again", "m.p.first");
const levels = item({
  kind: "rate",
  id: "m.q.level",
  fields: { marked: "set", shown: "number", next: "list" },
  options: ["one/a", "two/a"],
  rows: [
    { key: "one", ask: "One", options: options("a=A") },
    { key: "two", ask: "Two", options: options("a=B") },
  ],
  data: { sort: "levels", title: "Levels", summary: "list", pickNext: true },
});
const thought = item({
  kind: "reflect",
  id: "m.p.thought",
  private: true,
  fields: { "text.a": "text 9", "text.b": "text 9" },
  data: { prompts: { a: "A?", b: "B?" } },
});
const plan = (id: string, week: number) =>
  item({
    kind: "plan",
    id,
    fields: { picked: "set" },
    options: ["x"],
    data: { first: 1, last: 9, own: 0, suggest: { x: { week, say: id } } },
  });

function source(all: Record<string, Values>) {
  const items = [first, again, levels, thought, plan("m.p.late", 5), plan("m.p.early", 2)];
  return { items, values: (id: string): Values => all[id] ?? {} };
}

describe("the sheet", () => {
  it("is empty at first", () => {
    const empty = source({});
    expect([ratings(empty), judged(empty), reflections(empty), plans(empty)]).toEqual([[], [], [], []]);
  });

  it("shows a rating before and now, as one table", () => {
    const both = source({
      "m.p.first": { "point.a": 1, "point.b": 2 },
      "m.q.again": { "point.a": 2 },
    });
    expect(ratings(both)).toEqual([
      {
        title: "How often",
        compared: true,
        chart: null,
        steps: 2,
        rows: [
          { id: "g", title: "Group", axis: 1, before: { n: 1, all: 2 }, now: { n: 2, all: 2 } },
          { id: "b", title: "Say b", axis: 0, before: { n: 2, all: 2 }, now: null },
        ],
      },
    ]);
  });

  it.each([
    ["only the first is complete", { "m.p.first": { "point.a": 2, "point.b": 1 } }, "m.p.first g", "m.p.first b"],
    [
      "the later one counts",
      { "m.p.first": { "point.a": 2, "point.b": 1 }, "m.q.again": { "point.a": 1, "point.b": 2 } },
      "m.q.again b",
      "m.q.again g",
    ],
    [
      "the later one is not complete",
      { "m.p.first": { "point.a": 2, "point.b": 1 }, "m.q.again": { "point.a": 1 } },
      "m.p.first g",
      "m.p.first b",
    ],
  ])("finds strengths and where to grow: %s", (_, values, strong, weak) => {
    const of = source(values as Record<string, Values>);
    const named = (wanted: "strength" | "grow") =>
      judged(of).flatMap((one) => ofStanding(one.results, wanted).map(({ id }) => `${one.item.id} ${id}`));
    expect([named("strength"), named("grow")]).toEqual([[strong], [weak]]);
  });

  it("says where one stands on levels once it was shown", () => {
    const marked = { marked: ["one/a"], next: ["two/a"] };
    expect(levelStandings(source({ "m.q.level": marked }))).toEqual([]);
    const shown = source({ "m.q.level": { ...marked, shown: 1 } });
    expect(levelStandings(shown)).toEqual([{ on: "One", into: "Two", next: "B", marked: 1 }]);
    expect(ratings(shown)[0]?.rows).toMatchObject([
      { title: "One", before: null, now: { n: 1, all: 1 } },
      { title: "Two", before: null, now: { n: 0, all: 1 } },
    ]);
  });

  it("gathers what was written, and plans by week", () => {
    const of = source({
      "m.p.thought": { "text.a": " Yes. ", "text.b": " " },
      "m.p.late": { picked: ["x"] },
      "m.p.early": { picked: ["x"] },
    });
    expect(reflections(of)).toEqual([{ label: "Label", texts: [{ prompt: "A?", text: "Yes." }] }]);
    expect(plans(of).map(({ say, week, item, id }) => `${week} ${say}: ${item}.${id}`)).toEqual([
      "2 m.p.early: m.p.early.x",
      "5 m.p.late: m.p.late.x",
    ]);
  });
});

it("asks for the day of the first week that is planned", () => {
  const items = [plan("m.p.late", 5), plan("m.p.early", 2)].map((one, at) => ({ ...one, data: { ...one.data, first: 22 - at } }));
  expect(firstWeek({ items, values: () => ({}) })).toBe(21);
  expect(firstWeek({ items: [], values: () => ({}) })).toBe(1);
});

describe("the day on which week 1 begins", () => {
  const sheet = (data = {}): PlannedItem => item({ kind: "sheet", private: true, fields: { start: "number 36525" }, data });
  const choose = (day: number) => ({ type: "start", day });

  it.each([
    ["nobody's", sheet(), [], 0],
    ["the author's", sheet({ starts: "2000-01-09" }), [], 9],
    ["the learner's", sheet({ starts: "2000-01-09" }), [choose(7)], 7],
    ["the author's again", sheet({ starts: "2000-01-09" }), [choose(7), choose(0)], 9],
    ["no half day", sheet(), [choose(7), choose(7.5)], 7],
    ["none before 2000", sheet(), [choose(-1)], 0],
    ["none after 2099", sheet(), [choose(36526)], 0],
  ] as const)("%s", (_, of, events, expected) => {
    const { values, last } = play(logic, of, ...events);
    expect(startOf(of, values)).toBe(expected);
    expect(last).toEqual([]);
    expect(logic.done(of, values)).toBe(true);
  });
});
