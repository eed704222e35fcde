import { describe, expect, test } from "vitest";
import type { Response } from "../../builder/player/src/logic";
import type { Interaction } from "../../builder/player/src/plan";
import { oneLine, rightAnswers } from "../../builder/player/src/trackers/answers";
import { readable, spelled } from "../../builder/player/src/trackers/responses12";
import { timeOfDay, timespan } from "../../builder/player/src/trackers/times12";
import { NOON } from "./scorm12-help";

describe("answers in words", () => {
  const row = (type: Interaction["type"], correct: string[] = [], texts = ["Red", "Green", "Blue"]): Interaction => ({
    slot: 0, key: "", type, ask: "?", weight: 1, correct, options: texts.map((text, n) => ({ id: `o${n}`, text })),
    ...(type === "matching" ? { targets: ["Sky", "Grass"].map((text, n) => ({ id: `t${n}`, text })) } : {}),
  });

  test.each([
    ["choice", row("choice"), { picked: ["o1"] }, "Green", "b"],
    ["choices", row("choice"), { picked: ["o0", "o2"] }, "Red; Blue", "{a,c}"],
    ["none picked", row("choice"), { picked: [] }, "", ""],
    ["an option that has gone", row("choice"), { picked: ["old", "o1"] }, "old; Green", "b"],
    ["likert", row("likert"), { picked: ["o2"] }, "Blue", "3"],
    ["true-false", row("true-false"), { truth: false }, "false", "f"],
    ["in order", row("sequencing"), { ordered: ["o2", "o0", "o1"] }, "1. Blue; 2. Red; 3. Green", "c,a,b"],
    ["an order with a line that has gone", row("sequencing"), { ordered: ["o2", "old"] }, "1. Blue; 2. old", "c"],
    ["matched", row("matching"), { matched: [["o1", "t1"], ["o2", "t0"]] }, "Green → Grass; Blue → Sky", "2.b,3.a"],
    ["a match that has gone", row("matching"), { matched: [["o1", "old"]] }, "Green → old", ""],
    ["number", row("numeric"), { number: 2.5 }, "2.5", null],
    ["text", row("long-fill-in"), { text: "a\r\n b" }, "a  b", null],
  ] as [string, Interaction, Response, string, string | null][])("%s", (_name, interaction, response, words, letters) => {
    expect(readable(interaction, response)).toBe(words);
    expect(spelled(interaction, response)).toBe(letters);
  });

  test.each([
    ["survey", row("choice"), []],
    ["choice", row("choice", ["o1"]), ["Green"]],
    ["all of several", row("choice", ["o0", "o2"]), ["Red; Blue"]],
    ["one of several texts", row("fill-in", ["trust", "faith"]), ["trust", "faith"]],
    ["number", row("numeric", ["26"]), ["26"]],
    ["order", row("sequencing", ["o1", "o0", "o2"]), ["1. Green; 2. Red; 3. Blue"]],
    ["rank", row("sequencing"), []],
    ["match", row("matching", ["o0.t1", "o2.t0"]), ["Red → Grass; Blue → Sky"]],
    ["true-false", row("true-false", ["true"]), ["true"]],
  ] as [string, Interaction, string[]][])("right answers: %s", (_name, interaction, patterns) => {
    expect(rightAnswers(interaction).map((response) => readable(interaction, response))).toEqual(patterns);
  });

  test("that are too long are cut in each text, so that none is missing", () => {
    const long = row("matching", [], ["r", "g", "b"].map((letter) => letter.repeat(200)));
    const words = readable(long, { matched: [["o0", "t0"], ["o1", "t1"], ["o2", "t0"]] });
    expect(words).toMatch(/^r{60,}… → Sky; g{60,}… → Grass; b{60,}… → Sky$/);
    expect(words.length).toBeLessThanOrEqual(255);
    const many = row("sequencing", [], Array.from({ length: 40 }, (_, n) => `Line number ${n}`));
    const all = readable(many, { ordered: many.options.map(({ id }) => id) });
    expect(all).toHaveLength(255);
    expect(all).toMatch(/^1\. Line nu…; 2\. Line nu…; .*…$/);
  });

  test.each([
    ["x".repeat(255), "x".repeat(255)],
    ["x".repeat(256), `${"x".repeat(254)}…`],
    [`${"x".repeat(253)}😀yy`, `${"x".repeat(253)}…`],
    ["half \ud83d", "half \ufffd"],
  ])("are cut at a character: %#", (text, wanted) => {
    expect(oneLine(text, 255)).toBe(wanted);
  });
});

describe("times", () => {
  test.each([
    [0, "0000:00:00.00"],
    [59_994, "0000:00:59.99"],
    [59_996, "0000:01:00.00"],
    [3_600_000 * 30, "0030:00:00.00"],
    [-5, "0000:00:00.00"],
  ])("%d ms", (milliseconds, wanted) => {
    expect(timespan(milliseconds)).toBe(wanted);
  });

  test("time of day", () => {
    expect(timeOfDay(NOON())).toBe("12:05:09");
  });
});
