import { expect, it } from "vitest";
import { logic } from "../../../builder/blocks/reveal/logic";
import { item, play } from "./items";

it.each([
  ["all", "", false],
  ["all", "a", false],
  ["all", "a b", true],
  ["all", "a a", false],
  ["all", "a x", false],
  ["any", "", false],
  ["any", "b", true],
  ["none", "", true],
])("%s: opened «%s», done %s", (require, pieces, done) => {
  const reveal = item({ kind: "reveal", fields: { opened: "set" }, options: ["a", "b"], data: { require } });
  const events = pieces.split(" ").map((piece) => ({ type: "open", piece }));
  const { values, last } = play(logic, reveal, ...events);
  expect(logic.done(reveal, values)).toBe(done);
  expect(last).toEqual([]);
});
