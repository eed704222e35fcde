import { describe, expect, it } from "vitest";
import { growsInto, levelResults, nextChoices, standsOn } from "../../../builder/blocks/rate/levels";
import { logic } from "../../../builder/blocks/rate/logic";
import { nearest, ofStanding, results, scoreOf, withoutResult } from "../../../builder/blocks/rate/points";
import { tableOf } from "../../../builder/blocks/rate/table";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, options, play, told } from "./items";

const group = (id: string, statements: string, bands: number[]) => ({
  id,
  title: id.toUpperCase(),
  statements: statements.split(" "),
  bands,
});

function points(...groups: object[]): PlannedItem {
  const ids = ["a", "b", "c", "d"];
  return item({
    kind: "rate",
    fields: Object.fromEntries(ids.map((id) => [`point.${id}`, "number 4"])),
    rows: ids.map((key) => ({ key, type: "likert", ask: `Say ${key}` })),
    data: { sort: "points", title: "T", top: 4, summary: "strengths", groups },
  });
}

const rate = (text: string) =>
  text.split(" ").map((one) => ({ type: "rate", statement: one.charAt(0), point: Number(one.slice(1)) }));

describe("a scale of points", () => {
  const grouped = points(group("g", "a b", [2, 3, 4]), group("h", "c d", [2, 3, 4]));

  it.each([
    ["first of a group", "a3", ['a=["3"] neutral', "g: incomplete -"]],
    ["group done", "a3 b4", ['b=["4"] neutral', "g: completed 83"]],
    ["lowest", "a1 b1", ['b=["1"] neutral', "g: completed 0"]],
    ["changed", "a3 b4 a4", ['a=["4"] neutral', "g: completed 100"]],
    ["the same again", "a3 a3", []],
    ["beyond the scale", "a5", []],
    ["no statement", "x1", []],
  ])("%s", (_, said, facts) => {
    expect(told(play(logic, grouped, ...rate(said)).last)).toEqual(facts);
  });

  it("is done when all is rated", () => {
    expect(logic.done(grouped, play(logic, grouped, ...rate("a1 b1 c1")).values)).toBe(false);
    expect(logic.done(grouped, play(logic, grouped, ...rate("a1 b1 c1 d1")).values)).toBe(true);
  });

  it("recalls each rating and each group that was begun", () => {
    const { values } = play(logic, grouped, ...rate("a1 b1 c2"));
    expect(told(logic.recall?.(grouped, values) ?? [])).toEqual([
      'a=["1"] neutral',
      'b=["1"] neutral',
      'c=["2"] neutral',
      "g: completed 0",
      "h: incomplete -",
    ]);
  });

  it.each([
    ["bands: the top is a strength", [2, 3, 4], "a4 b4", "g strength 2"],
    ["bands: between", [2, 3, 4], "a3 b3", "g way 1"],
    ["bands: just above the end of one", [2, 3, 4], "a2 b3", "g way 1"],
    ["bands: the lowest", [2, 3, 4], "a2 b2", "g grow 0"],
    ["one band says nothing about standing", [4], "a4 b4", "g strength 0"],
    ["no bands: upper third", [], "a3 b3", "g strength -1"],
    ["no bands: middle", [], "a2 b3", "g way -1"],
    ["no bands: lower third", [], "a2 b2", "g grow -1"],
  ])("%s", (_, bands, said, expected) => {
    const of = points(group("g", "a b", bands));
    const { values } = play(logic, of, ...rate(said));
    const shown = results(of, values).map(({ id, standing, band }) => `${id} ${standing} ${band}`);
    expect(shown).toEqual([expected]);
  });

  it("shows statements in no group by themselves", () => {
    const of = points(group("g", "a b", []));
    const { values } = play(logic, of, ...rate("a1 c4"));
    expect(results(of, values).map(({ id, title }) => `${id} ${title}`)).toEqual(["c Say c"]);
  });

  it("sorts strengths from the highest, the rest from the lowest, ties in the author's order", () => {
    const of = points();
    const { values } = play(logic, of, ...rate("a3 b4 c4 d1"));
    const ids = (standing: "strength" | "grow") => ofStanding(results(of, values), standing).map(({ id }) => id);
    expect([ids("strength"), ids("grow")]).toEqual([["b", "c", "a"], ["d"]]);
  });

  it.each([
    [1, 4, 0],
    [4, 4, 100],
    [2.5, 4, 50],
    [1.5, 2, 50],
  ])("a mean of %s up to %s scores %s", (mean, top, score) => {
    expect(scoreOf(mean, top)).toBe(score);
  });
});

describe("statements that are peculiar", () => {
  const ids = ["a", "b", "c", "d"];
  const peculiar = item({
    kind: "rate",
    fields: { ...Object.fromEntries(ids.map((id) => [`point.${id}`, "number 4"])), "not-applicable": "set" },
    options: ids,
    rows: ids.map((key) => ({ key, type: "likert", ask: `Say ${key}` })),
    data: {
      sort: "points",
      title: "T",
      top: 4,
      summary: "strengths",
      groups: [group("g", "a b c", [2, 4])],
      reversed: ["b", "d"],
      notApplicable: true,
    },
  });
  const say = (text: string) =>
    text.split(" ").map((one) =>
      one.endsWith("-")
        ? { type: "not-applicable", statement: one.charAt(0) }
        : { type: "rate", statement: one.charAt(0), point: Number(one.slice(1)) },
    );

  it.each([
    ["a reversed statement counts turned round", "a4 b1 c4", "g 4", "g: completed 100"],
    ["and turned down", "a4 b4 c4", "g 3", "g: completed 67"],
    ["one of three does not apply", "a4 b- c2", "g 3", "g: completed 67"],
    ["two of three: too few", "a4 b- c-", "", "g: incomplete -"],
    ["none applies", "a- b- c-", "", "g: incomplete -"],
    ["not all is answered", "a4 b-", "", "g: incomplete -"],
  ])("%s", (_, said, shown, fact) => {
    const { values } = play(logic, peculiar, ...say(said));
    expect(results(peculiar, values).map(({ id, mean }) => `${id} ${mean}`).join()).toBe(shown);
    expect(told(logic.recall?.(peculiar, values) ?? []).pop()).toBe(fact);
  });

  it("reports what was ticked, not what it is worth", () => {
    expect(told(play(logic, peculiar, ...say("a4 c4 b1")).last)).toEqual(['b=["1"] neutral', "g: completed 100"]);
    expect(told(play(logic, peculiar, ...say("b-")).last)).toEqual(['b=["not-applicable"] neutral', "g: incomplete -"]);
  });

  it("keeps one answer to a statement, the last", () => {
    const away = play(logic, peculiar, ...say("a4 a-"));
    expect(away.values).toEqual({ "point.a": 0, "not-applicable": ["a"] });
    expect(play(logic, peculiar, ...say("a- a3")).values).toEqual({ "point.a": 3, "not-applicable": [] });
    expect(play(logic, peculiar, ...say("a- a-")).last).toEqual([]);
  });

  it("is done when everything has an answer, of whatever sort", () => {
    expect(logic.done(peculiar, play(logic, peculiar, ...say("a- b- c- d-")).values)).toBe(true);
    expect(logic.done(peculiar, play(logic, peculiar, ...say("a- b- c-")).values)).toBe(false);
  });

  it("names what has no result although it is answered", () => {
    const { values } = play(logic, peculiar, ...say("a4 b- c- d-"));
    expect(withoutResult(peculiar, values).map(({ id }) => id)).toEqual(["g", "d"]);
    expect(withoutResult(peculiar, play(logic, peculiar, ...say("a4 b-")).values)).toEqual([]);
  });

  it("says of a single statement that it is turned round", () => {
    const { values } = play(logic, peculiar, ...say("d4"));
    expect(results(peculiar, values)).toMatchObject([{ id: "d", mean: 1, turned: true, standing: "grow" }]);
  });

  it("takes no such answer where the author allows none", () => {
    const plain = points();
    expect(play(logic, plain, ...say("a-")).values).toEqual({});
  });
});

describe("what to name where nothing stands out", () => {
  const result = (id: string, mean: number) =>
    ({ id, title: id, mean, band: -1, standing: "way", turned: false }) as const;
  it.each([
    ["the highest", [2, 3, 2.5], "strength", "b"],
    ["the lowest", [2, 3, 2.5], "grow", "a"],
    ["all that share it, in the author's order", [3, 2, 3], "strength", "a c"],
    ["nothing, where all are equal", [2.5, 2.5, 2.5], "strength", ""],
    ["nothing, where there is but one", [2.5], "grow", ""],
    ["nothing, where there is none", [], "grow", ""],
  ] as const)("%s", (_, means, standing, named) => {
    const all = means.map((mean, at) => result("abc".charAt(at), mean));
    expect(nearest(all, standing).map(({ id }) => id).join(" ")).toBe(named);
  });
});

describe("a rating as a table", () => {
  const one = points(group("g", "a b", []), group("h", "c d", []));

  it("has a row for each group, before and now", () => {
    const now = { item: one, values: play(logic, one, ...rate("a4 b3 c1")).values };
    const before = { item: one, values: play(logic, one, ...rate("a1 b1 c2 d2")).values };
    expect(tableOf(now, before)).toEqual({
      title: "T",
      compared: true,
      chart: null,
      steps: 4,
      rows: [
        { id: "g", title: "G", axis: 1, before: { n: 1, all: 4 }, now: { n: 3.5, all: 4 } },
        { id: "h", title: "H", axis: 2, before: { n: 2, all: 4 }, now: null },
      ],
    });
  });

  it("numbers groups, not single statements", () => {
    const mixed = points(group("g", "a b", []));
    expect(tableOf({ item: mixed, values: {} }).rows.map(({ id, axis }) => `${id}${axis}`)).toEqual(["g1", "c0", "d0"]);
  });
});

describe("a scale of levels", () => {
  const levels = item({
    kind: "rate",
    fields: { marked: "set", shown: "number", next: "list" },
    options: ["one/a", "one/b", "two/a", "two/b", "two/c"],
    rows: [
      { key: "one", ask: "One", options: options("a=A", "b=B") },
      { key: "two", ask: "Two", options: options("a=C", "b=D", "c=E") },
    ],
    data: { sort: "levels", title: "T", summary: "list", pickNext: true },
  });
  const mark = (text: string, marked = true) =>
    text.split(" ").filter(Boolean).map((option) => {
      const [level = "", indicator = ""] = option.split("/");
      return { type: "mark", level, indicator, marked };
    });
  const show = { type: "show" };
  const next = (level: string, indicator: string) => ({ type: "next", level, indicator });

  it.each([
    ["nothing", "", "-", "one", "one/a one/b"],
    ["half is not most", "one/a", "-", "one", "one/b"],
    ["all of one", "one/a one/b", "one", "two", "two/a two/b two/c"],
    ["a later level without the first", "two/a two/b two/c", "-", "one", "one/a one/b"],
    ["most of two", "one/a one/b two/a two/b", "two", "two", "two/c"],
    ["everything", "one/a one/b two/a two/b two/c", "two", "-", ""],
  ])("%s", (_, marked, stands, grows, choices) => {
    const { values } = play(logic, levels, ...mark(marked), show);
    const found = levelResults(levels, values);
    expect(standsOn(found)?.id ?? "-").toBe(stands);
    expect(growsInto(found)?.id ?? "-").toBe(grows);
    expect(nextChoices(levels, values).join(" ")).toBe(choices);
    expect(logic.done(levels, values)).toBe(choices === "");
  });

  it("tells nothing before the learner asks, then each level, then each change", () => {
    expect(play(logic, levels, ...mark("one/a")).last).toEqual([]);
    const shown = play(logic, levels, ...mark("one/a two/b"), show);
    const facts = ['one=["a"] neutral', "one: completed 50", 'two=["b"] neutral', "two: completed 33"];
    expect(told(shown.last)).toEqual(facts);
    expect(told(logic.recall?.(levels, shown.values) ?? [])).toEqual(facts);
    const changed = play(logic, levels, ...mark("one/a"), show, ...mark("one/a", false));
    expect(told(changed.last)).toEqual(["one=[] neutral", "one: completed 0"]);
  });

  it("is done when the next behaviour is picked", () => {
    const { values } = play(logic, levels, show, next("one", "b"));
    expect(values["next"]).toEqual(["one/b"]);
    expect(logic.done(levels, values)).toBe(true);
  });

  it("lets go of a next behaviour that is reached, and takes none that is marked", () => {
    const { values } = play(logic, levels, show, next("one", "b"), ...mark("one/b"));
    expect(values["next"]).toEqual([]);
    expect(play(logic, levels, ...mark("one/b"), show, next("one", "b")).values["next"]).toBeUndefined();
  });
});
