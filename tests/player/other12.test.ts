// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { otherValue } from "../../builder/player/src/trackers/other12";

describe("another value, by which the right one goes out again", () => {
  test.each([
    ["cmi.core.lesson_status", "passed", "completed"],
    ["cmi.core.lesson_status", "completed", "incomplete"],
    ["cmi.core.lesson_status", "failed", "incomplete"],
    ["cmi.core.lesson_status", "incomplete", "browsed"],
    ["cmi.core.exit", "suspend", ""],
    ["cmi.core.lesson_location", "m.a", "m.a."],
    ["cmi.core.score.raw", "88", "87.99"],
    ["cmi.core.score.raw", "100", "99.99"],
    ["cmi.core.score.raw", "0", "0.01"],
    ["cmi.core.score.min", "0", "0.01"],
    ["cmi.core.score.max", "100", "99.99"],
    ["cmi.interactions.12.id", "m.a.q1", "m.a.q1."],
    ["cmi.interactions.12.type", "choice", "fill-in"],
    ["cmi.interactions.12.type", "likert", "choice"],
    ["cmi.interactions.12.time", "12:05:09", "00:00:00"],
    ["cmi.interactions.12.time", "00:00:00", "00:00:01"],
    ["cmi.interactions.12.result", "correct", "neutral"],
    ["cmi.interactions.12.result", "neutral", "unanticipated"],
    ["cmi.interactions.12.weighting", "1", "0.99"],
    ["cmi.interactions.12.student_response", "", "."],
    ["cmi.interactions.12.student_response", "x".repeat(255), "x".repeat(254)],
    ["cmi.interactions.12.correct_responses.0.pattern", "First", "First."],
    ["cmi.objectives.3.id", "m.a.w1", "m.a.w1."],
    ["cmi.objectives.3.status", "completed", "incomplete"],
    ["cmi.objectives.3.status", "incomplete", "not attempted"],
    ["cmi.objectives.3.score.raw", "33.33", "33.32"],
  ])("%s: %s goes by way of %s", (element, value, other) => {
    expect(otherValue(element, value)).toBe(other);
  });

  test.each(["cmi.suspend_data", "cmi.core.session_time"])("%s needs none: it differs by itself", (element) => {
    expect(otherValue(element, "B1state")).toBeNull();
  });

  test("differs from every score as a number, by a hundredth at most, and is a score that is taken", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (hundredths) => {
        const other = otherValue("cmi.core.score.raw", String(hundredths / 100)) ?? "";
        expect(other).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
        expect(Math.round(Math.abs(Number(other) * 100 - hundredths))).toBe(1);
        expect(Number(other)).toBeLessThanOrEqual(100);
      }),
    );
  });

  test("differs from every text, and is as short as the standard wants", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 255 }), (text) => {
        const other = otherValue("cmi.interactions.0.student_response", text) ?? "";
        expect(other).not.toBe(text);
        expect(other.length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
