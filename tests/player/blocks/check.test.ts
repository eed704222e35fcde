import { describe, expect, it } from "vitest";
import { adviceFor, logic } from "../../../builder/blocks/check/logic";
import { item, play, told } from "./items";

const relevance = (...advice: string[]) =>
  item({ kind: "check", fields: { yes: "set", no: "set" }, options: ["a", "b"], data: { advice } });
const answers = (text: string) =>
  text.split(" ").map((one) => {
    const [question = "", answer = ""] = one.split("=");
    return { type: "answer", question, answer };
  });

describe("a checklist", () => {
  it.each([
    ["a=yes", false, -1],
    ["a=yes b=yes", true, 1],
    ["a=yes b=no", true, 0],
    ["a=no b=no", true, 0],
    ["a=no b=no a=yes b=yes", true, 1],
  ])("%s: done %s, advice %s", (said, done, advice) => {
    const check = relevance("any no", "all yes");
    const { values } = play(logic, check, ...answers(said));
    expect(logic.done(check, values)).toBe(done);
    expect(adviceFor(check, values)).toBe(advice);
  });

  it.each([
    ["any yes", "a=no b=yes", 0],
    ["any yes", "a=no b=no", -1],
    ["all no", "a=no b=no", 0],
    ["all no", "a=no b=yes", -1],
  ])("%s after %s: %s", (rule, said, advice) => {
    const check = relevance(rule);
    expect(adviceFor(check, play(logic, check, ...answers(said)).values)).toBe(advice);
  });

  it("tells each answer, also a changed one, and recalls the last ones", () => {
    const check = relevance();
    const { values, last } = play(logic, check, ...answers("b=yes a=no a=yes"));
    expect(told(last)).toEqual(['a=["yes"] neutral']);
    expect(told(logic.recall?.(check, values) ?? [])).toEqual(['a=["yes"] neutral', 'b=["yes"] neutral']);
  });

  it("knows only its own questions", () => {
    expect(play(logic, relevance(), ...answers("c=yes"))).toEqual({ values: {}, last: [] });
  });
});
