import { describe, expect, it } from "vitest";
import { growsInto, levelResults, nextChoices, standsOn } from "../../../builder/blocks/rate/levels";
import { logic } from "../../../builder/blocks/rate/logic";
import { ofStanding, results, scoreOf } from "../../../builder/blocks/rate/points";
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
