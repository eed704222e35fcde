/** The conditions of scenarios mean the same here as where they are parsed (tests/blocks). */
import { describe, expect, it } from "vitest";
import { holds, type Tree } from "../../../builder/blocks/scenario/condition";
import vectors from "../../blocks/conditions.json";

describe.each(vectors)("$text", (vector) => {
  const tree = vector.tree as unknown as Tree;
  it.each(vector.true as Record<string, number>[])("holds for %o", (values) => {
    expect(holds(tree, values)).toBe(true);
  });
  it.each(vector.false as Record<string, number>[])("does not hold for %o", (values) => {
    expect(holds(tree, values)).toBe(false);
  });
});

it("refuses a sign that it does not know", () => {
  expect(() => holds(["*", 1, 2], {})).toThrow("unknown sign");
});
