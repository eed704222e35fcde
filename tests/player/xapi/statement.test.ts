import { describe, expect, test } from "vitest";
import { durationText, statementOf, type Vocabulary } from "../../../builder/player/src/trackers/xapi/statement";
import vectors from "../../xapi/vectors.json";

const vocabulary = vectors.vocabulary as unknown as Vocabulary;

describe("statements", () => {
  test.each(vectors.vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    const made = statementOf(vocabulary, vector.key, vector.outcome as never, vector.sending as never);
    expect(made).toEqual(vector.statement);
  });

  test("of what the course cannot say are none", () => {
    const sending = { id: "x", actor: {}, timestamp: "" };
    expect(statementOf(vocabulary, "answered/asks.others.plan", {}, sending)).toBeNull();
  });
});

describe("durations", () => {
  test.each([
    [0, "PT0S"],
    [4, "PT0S"],
    [5, "PT0.01S"],
    [60_000, "PT1M"],
    [3_600_000, "PT1H"],
    [3_723_040, "PT1H2M3.04S"],
    [-5, "PT0S"],
  ])("%i ms: %s", (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
