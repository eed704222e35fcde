/** Two visits under scorm-again, an LMS run-time of other make: it takes everything, and nothing is written twice. */
import { Scorm2004API } from "scorm-again";
import { expect, test } from "vitest";
import type { Fact } from "../../builder/player/src/logic";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { nested } from "./fake-lms";
import { answered, now, plan, written } from "./scorm12-help";

const FACTS: readonly Fact[] = [
  answered("m.a.q1", { picked: ["a"] }),
  answered("m.a.w1", { text: "So\n{it} is" }, "neutral"),
  written(33.333),
];
const NOW = now({ rows: [0, 1], score: 66.67, progress: 0.5 });

function visit(api: Scorm2004API): Scorm2004 {
  const tracker = new Scorm2004(nested({}, { API_1484_11: api } as never));
  expect(tracker.start(plan).mode).toBe("normal");
  return tracker;
}

test("two visits under scorm-again", () => {
  const api = new Scorm2004API({ autocommit: false });
  const first = visit(api);
  first.record(FACTS, NOW);
  const held = JSON.parse(JSON.stringify(api.cmi)) as Record<string, unknown>;
  expect(held).toMatchObject({
    exit: "suspend", completion_status: "incomplete", success_status: "unknown", suspend_data: "B1state", location: "m.a",
    progress_measure: "0.5", score: { scaled: "0.6667", raw: "66.67", min: "0", max: "100" },
    interactions: {
      0: { id: "m.a.q1", type: "choice", learner_response: "a", result: "correct", correct_responses: { 0: { pattern: "a" } } },
      1: { id: "m.a.w1", type: "long-fill-in", learner_response: "So {it} is", result: "neutral" },
    },
    objectives: { 0: { id: "m.a.w1", completion_status: "completed", score: { scaled: "0.3333" } } },
  });
  expect(first.finish(NOW, true)).toBe("taken");
  expect(first.report().filter((line) => line.includes("false"))).toEqual([]);

  const later = new Scorm2004API({ autocommit: false });
  later.loadFromJSON({ cmi: held } as never, "");
  const second = visit(later);
  expect(second.lacks(FACTS, [0, 1])).toEqual([]);
  expect(second.lacks([FACTS[0]!, { ...FACTS[1], result: "wrong" } as Fact], [0, 1])).toHaveLength(1);
});
