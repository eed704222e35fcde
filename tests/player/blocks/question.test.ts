import { describe, expect, it } from "vitest";
import { isAccepted, isNear, numberFrom } from "../../../builder/blocks/question/answer";
import { logic } from "../../../builder/blocks/question/logic";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, play, told } from "./items";

const FIELDS = { picked: "set", text: "text 40", tries: "number 99", right: "number" };

function question(form: string, correct: string[], data: object = {}): PlannedItem {
  const options = form === "true-false" ? ["true", "false"] : ["a", "b", "c"];
  const rows = [{ correct }];
  return item({ kind: "question", points: 2, fields: FIELDS, options, rows, data: { form, tries: 1, ...data } });
}

/** `a+b` picks, `"text` writes. */
const tries = (text: string) =>
  text.split(" ").map((one) =>
    one.startsWith('"') ? { type: "write", text: one.slice(1) } : { type: "pick", picked: one.split("+") },
  );

const one = question("choice", ["b"]);
const twice = question("choice", ["b"], { tries: 2 });
const endless = question("choice", ["b"], { tries: 0 });
const several = question("choices", ["a", "c"]);
const truth = question("true-false", ["false"]);
const word = question("fill-in", ["engagement", "involvement"]);
const number = question("number", ["26"], { answer: 26, tolerance: 0.5 });

describe("a question", () => {
  it.each([
    ["one right", one, "b", '=["b"] right', 2, false],
    ["one wrong", one, "a", '=["a"] wrong', 0, false],
    ["second try of one", one, "a b", undefined, 0, false],
    ["twice wrong", twice, "a", '=["a"] wrong', 0, true],
    ["twice wrong and right", twice, "a b", '=["b"] right', 2, false],
    ["twice wrong and wrong", twice, "a c", '=["c"] wrong', 0, false],
    ["nothing after right", twice, "b a", undefined, 2, false],
    ["endless wrong", endless, "a c a c", '=["c"] wrong', 0, true],
    ["endless right", endless, "a c b", '=["b"] right', 2, false],
    ["several right", several, "c+a", '=["a","c"] right', 2, false],
    ["several, one missing", several, "a", '=["a"] wrong', 0, false],
    ["several, one too many", several, "a+b+c", '=["a","b","c"] wrong', 0, false],
    ["true or false", truth, "false", "=false right", 2, false],
    ["true or false, wrong", truth, "true", "=true wrong", 0, false],
    ["word", word, '"Involvement', '="Involvement" right', 2, false],
    ["word, wrong", word, '"noise', '="noise" wrong', 0, false],
    ["number", number, '"26,4', "=26.4 right", 2, false],
    ["number, wrong", number, '"27', "=27 wrong", 0, false],
  ])("%s", (_, of, said, fact, score, open) => {
    const { values, last } = play(logic, of, ...tries(said));
    expect(told(last)[0]).toBe(fact);
    expect(logic.done(of, values)).toBe(true);
    expect(logic.score?.(of, values)).toBe(score);
    expect(logic.open?.(of, values)).toBe(open);
  });

  it.each([
    ["nothing picked", one, ""],
    ["two of one", one, "a+b"],
    ["a choice that is not there", one, "x"],
    ["an empty word", word, '"'],
    ["no number", number, '"many'],
  ])("%s is no answer and costs no try", (_, of, said) => {
    const { values } = play(logic, of, ...tries(said));
    expect(values).toEqual({});
    expect([logic.done(of, values), logic.open?.(of, values)]).toEqual([false, true]);
  });

  it("recalls its last answer as it was judged", () => {
    const { values } = play(logic, twice, ...tries("a b"));
    const changed = { ...twice, interactions: twice.interactions.map((row) => ({ ...row, correct: ["a"] })) };
    expect(told(logic.recall?.(changed, values) ?? [])).toEqual(['=["b"] right']);
    expect(logic.recall?.(one, {})).toEqual([]);
  });

  it("is not open when it is practice", () => {
    expect(logic.open?.({ ...one, points: 0 }, {})).toBe(false);
  });
});

it.each([
  ["26", 26],
  [" 26 ", 26],
  ["2,5", 2.5],
  ["-0.5", -0.5],
  ["\u22123", -3],
  [".5", 0.5],
  ["1 000", 1000],
  ["1'000,5", 1000.5],
  ["", null],
  ["1.000,5", null],
  ["26 weeks", null],
  ["1e3", null],
])("the number in «%s» is %s", (text, number) => {
  expect(numberFrom(text)).toBe(number);
});

it.each([
  ["Engagement ", true],
  ["ENGAGEMENT", true],
  ["engagements", false],
  ["it\u2019s  fine", true],
])("«%s» is accepted: %s", (text, accepted) => {
  expect(isAccepted(text, ["engagement", "it's fine"])).toBe(accepted);
});

it.each([
  [0.3, 0.1 + 0.2, 0, true],
  [26.5, 26, 0.5, true],
  [26.51, 26, 0.5, false],
])("%s is near %s with tolerance %s: %s", (number, answer, tolerance, near) => {
  expect(isNear(number, answer, tolerance)).toBe(near);
});
