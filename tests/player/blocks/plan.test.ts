import { describe, expect, it } from "vitest";
import { logic, planned } from "../../../builder/blocks/plan/logic";
import { item, play } from "./items";

const plan = item({
  kind: "plan",
  private: true,
  fields: {
    picked: "set",
    "week.a": "number 21",
    "week.b": "number 21",
    "own.1": "text 20",
    "own-week.1": "number 21",
  },
  options: ["a", "b"],
  data: { first: 18, last: 21, own: 1, suggest: { a: { week: 20, say: "A" }, b: { week: 18, say: "B" } } },
});
const pick = (action: string, picked = true) => ({ type: "pick", action, picked });
const own = (text: string) => ({ type: "own", number: 1, text });

describe("a plan", () => {
  it.each([
    ["nothing", [], ""],
    ["picked, by week", [pick("a"), pick("b")], "18 B, 20 A"],
    ["given up", [pick("a"), pick("a", false)], ""],
    ["moved", [pick("a"), { type: "week", action: "a", week: 18 }], "18 A"],
    ["not moved out of the plan", [pick("a"), { type: "week", action: "a", week: 22 }], "20 A"],
    ["not moved to half a week", [pick("a"), { type: "week", action: "a", week: 18.5 }], "20 A"],
    ["own, in the first week", [own("Call")], "18 Call"],
    ["own, moved", [own("Call"), { type: "own-week", number: 1, week: 21 }], "21 Call"],
    ["own, blank", [own("  ")], ""],
    ["own, one too many", [{ type: "own", number: 2, text: "x" }], ""],
    ["unknown", [pick("x")], ""],
  ])("%s", (_, events, expected) => {
    const { values, last } = play(logic, plan, ...events);
    const lines = planned(plan, values).map(({ week, say }) => `${week} ${say}`);
    expect(lines.join(", ")).toBe(expected);
    expect(logic.done(plan, values)).toBe(expected !== "");
    expect(last).toEqual([]);
  });
});
