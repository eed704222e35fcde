import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logic, outcomeOf } from "../../../builder/blocks/question/logic";
import { shareOfMatches } from "../../../builder/blocks/question/match";
import { shareOfOrder } from "../../../builder/blocks/question/order";
import { shareOfChoices } from "../../../builder/blocks/question/pick";
import "../../../builder/blocks/question/piece-match";
import "../../../builder/blocks/question/piece-order";
import "../../../builder/blocks/question/piece-pick";
import "../../../builder/blocks/question/piece-write";
import { isAccepted, isNear, numbersFrom } from "../../../builder/blocks/question/write";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, options, play, told } from "./items";

const FIELDS = { picked: "set", text: "text 40", tries: "number 99", right: "number" };

function question(form: string, correct: string[], data: object = {}): PlannedItem {
  const options = form === "true-false" ? ["true", "false"] : ["a", "b", "c"];
  const rows = [{ correct }];
  return item({ kind: "question", points: 2, fields: FIELDS, options, rows, data: { form, tries: 1, ...data } });
}

const PLACES = { matched: "list 6", order: "list 4", tries: "number 99", right: "number" };

/** Sources a, b, c with targets x, y, z; or the lines a, b, c, d in their order. */
function arranging(form: "match" | "order" | "rank", tries = 1, partial = false): PlannedItem {
  const ids = form === "match" ? ["a", "b", "c"] : ["a", "b", "c", "d"];
  const targets = ["x", "y", "z"];
  const correct = { match: ["a.x", "b.y", "c.x"], order: ids, rank: [] }[form];
  return item({
    kind: "question",
    points: form === "rank" ? 0 : 3,
    fields: partial ? { ...PLACES, share: "number 10000" } : PLACES,
    options: [...ids, ...targets.map((id) => `choice/${id}`)],
    rows: [{ correct, options: options(...ids), targets: options(...targets) }],
    data: form === "rank" ? { form } : { form, tries },
  });
}

/** `a+b` picks, `"text` writes, `a.x+b.y` matches, `a>b` brings into order. */
const tries = (text: string) => text.split(" ").map(event);

function event(one: string) {
  if (one.startsWith('"')) return { type: "write", text: one.slice(1) };
  if (one.includes(">")) return { type: "order", order: one.split(">") };
  if (one.includes(".")) return { type: "match", matched: one.split("+").map((pair) => pair.split(".")) };
  return { type: "pick", picked: one.split("+") };
}

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
    ["match", arranging("match"), "c.x+a.x+b.y", '=[["a","x"],["b","y"],["c","x"]] right', 3, false],
    ["match, one wrong", arranging("match"), "a.x+b.y+c.z", '=[["a","x"],["b","y"],["c","z"]] wrong', 0, false],
    ["match, wrong and right", arranging("match", 2), "a.x+b.x+c.x a.x+b.y+c.x", '=[["a","x"],["b","y"],["c","x"]] right', 3, false],
    ["order", arranging("order"), "a>b>c>d", '=["a","b","c","d"] right', 3, false],
    ["order, wrong", arranging("order", 2), "b>c>d>a", '=["b","c","d","a"] wrong', 0, true],
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
    ["a match of some", arranging("match"), "a.x+b.y"],
    ["a match with what is not there", arranging("match"), "a.x+b.y+c.v"],
    ["an order of some", arranging("order"), "a>b>c"],
    ["an order with one twice", arranging("order"), "a>b>c>d>d"],
  ])("%s is no answer and costs no try", (_, of, said) => {
    const { values } = play(logic, of, ...tries(said));
    expect(values).toEqual({});
    expect([logic.done(of, values), logic.open?.(of, values)]).toEqual([false, true]);
  });

  it("in parts gives its share of the points, for the best try", () => {
    const of = arranging("match", 3, true);
    const shares = (said: string) => logic.score?.(of, play(logic, of, ...tries(said)).values);
    expect(shares("a.x+b.y+c.z")).toBeCloseTo(2, 3);
    expect(shares("a.x+b.y+c.z a.y+b.x+c.z")).toBeCloseTo(2, 3);
    expect(shares("a.x+b.y+c.z a.x+b.y+c.x")).toBe(3);
    expect(shares("a.y+b.x+c.z")).toBe(0);
  });

  it("of choices in parts", () => {
    const fields = { ...FIELDS, share: "number 10000" };
    const rows = [{ correct: ["a", "c"] }];
    const data = { form: "choices", tries: 2 };
    const of = item({ kind: "question", points: 2, fields, options: ["a", "b", "c"], rows, data });
    expect(logic.score?.(of, play(logic, of, ...tries("a")).values)).toBe(1);
    expect(outcomeOf(of, play(logic, of, ...tries("a")).values)).toBe("partly");
    expect(outcomeOf(of, play(logic, of, ...tries("a+b")).values)).toBe("wrong");
  });

  it("to rank is neither right nor wrong, and may be changed", () => {
    const of = arranging("rank");
    const { values, last } = play(logic, of, ...tries("c>a>b>d d>c>b>a"));
    expect(told(last)).toEqual(['=["d","c","b","a"] neutral']);
    expect(values).toEqual({ order: ["d", "c", "b", "a"] });
    expect([logic.done(of, values), logic.open?.(of, values), logic.score?.(of, values)]).toEqual([true, false, 0]);
    expect(told(logic.recall?.(of, values) ?? [])).toEqual(['=["d","c","b","a"] neutral']);
    expect(logic.recall?.(of, {})).toEqual([]);
  });

  it("forgets of a match what has gone from the course, and nothing else", () => {
    const values = { matched: ["a", "b", "choice/y", "choice/x", "c", "choice/x"], tries: 1 };
    expect(told(logic.recall?.(arranging("match"), values) ?? [])).toEqual(['=[["b","y"],["c","x"]] wrong']);
  });

  it.each([
    ["1,000", 1000],
    ["1,000", 1],
    ["1,500", 1.5],
  ])("takes «%s» for %s where that is right", (text, answer) => {
    const of = question("number", [String(answer)], { answer });
    const { values, last } = play(logic, of, { type: "write", text });
    expect(told(last)).toEqual([`=${answer} right`]);
    expect(told(logic.recall?.(of, values) ?? [])).toEqual([`=${answer} right`]);
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
  ["26", [26]],
  [" 26 ", [26]],
  ["2,5", [2.5]],
  ["-0.5", [-0.5]],
  ["\u22123", [-3]],
  [".5", [0.5]],
  ["1 000", [1000]],
  ["1'000,5", [1000.5]],
  ["1,000", [1, 1000]],
  ["-12.500", [-12.5, -12500]],
  ["0,125", [0.125]],
  ["1.000,5", [1000.5]],
  ["1,000,000", [1_000_000]],
  ["1,000.25", [1000.25]],
  ["1,00,000", []],
  ["1000,000", [1000]],
  ["", []],
  ["26 weeks", []],
  ["1e3", []],
  ["١٢٫٥", [12.5]],
  ["١٬٥٠٠", [1500]],
  ["\u200f-۱۲", [-12]],
  ["٢،٥", [2.5]],
  ["１２．５", [12.5]],
  ["10²", []],
])("the numbers in «%s» are %s", (text, numbers) => {
  expect(numbersFrom(text)).toEqual(numbers);
});

describe("how much of an answer is right", () => {
  it.each([
    ["a", "a", 1],
    ["a c", "a c", 1],
    ["a", "a c", 0.5],
    ["a b", "a c", 0],
    ["a b c", "a c", 0.5],
    ["a b c d", "a c", 0],
    ["", "a c", 0],
  ])("of the choices «%s» where «%s» are right: %s", (picked, correct, share) => {
    expect(shareOfChoices(picked.split(" ").filter(Boolean), correct.split(" "))).toBe(share);
  });

  it.each([
    ["a.x b.y", 1],
    ["a.x b.x", 0.5],
    ["a.y b.x", 0],
  ])("of the matches «%s» where a.x and b.y are right: %s", (matched, share) => {
    expect(shareOfMatches(matched.split(" "), ["a.x", "b.y"])).toBe(share);
  });

  it.each([
    ["abcde", 1],
    ["bcdea", 0.75],
    ["acbde", 0.25],
    ["deabc", 0.75],
    ["edcba", 0],
    ["badce", 0],
  ])("of the order «%s» where abcde is right: %s", (order, share) => {
    expect(shareOfOrder([...order], [..."abcde"])).toBe(share);
  });

  it("is all of it only for the right order, and nothing below 0 or above 1", () => {
    const ids = fc.shuffledSubarray([..."abcdef"], { minLength: 6 });
    fc.assert(
      fc.property(ids, (order) => {
        const share = shareOfOrder(order, [..."abcdef"]);
        expect(share === 1).toBe(order.join("") === "abcdef");
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
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
  ["élève", true, true],
  ["eleve", false, true],
  ["E\u0301le\u0300ve", true, true],
  ["elfe", false, false],
])("«%s» is accepted for élève: %s, without accents: %s", (text, strictly, loosely) => {
  expect(isAccepted(text, ["élève"])).toBe(strictly);
  expect(isAccepted(text, ["élève"], true)).toBe(loosely);
});

it.each([
  [0.3, 0.1 + 0.2, 0, true],
  [26.5, 26, 0.5, true],
  [26.51, 26, 0.5, false],
])("%s is near %s with tolerance %s: %s", (number, answer, tolerance, near) => {
  expect(isNear(number, answer, tolerance)).toBe(near);
});
