/** A tracker for SCORM 1.2 over the fake LMS, and what to tell it. */
import type { AnsweredFact, Fact, Response } from "../../builder/player/src/logic";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import type { Snapshot } from "../../builder/player/src/tracker";
import { FakeLms, nested, type Behaviour } from "./fake-lms";
import { course } from "./help";

export const { plan } = course({ "m.a": ["q1", "w1"], "m.b": ["q2"] });
export const NOON = () => new Date(2026, 4, 1, 12, 5, 9);
export const now = (change: Partial<Snapshot> = {}): Snapshot => ({
  state: "B1state", page: "m.a", status: "incomplete", score: null, rows: [], progress: 0, elapsed: 61_500, ...change,
});
export const answered = (item: string, response: Response, result: AnsweredFact["result"] = "right"): Fact => ({
  fact: "answered", item, interaction: "", response, result,
});
export const written = (score?: number): Fact => ({
  fact: "objective", item: "m.a.w1", objective: "", status: "completed", ...(score === undefined ? {} : { score }),
});

export function started(behaviour: Partial<Behaviour> = {}): { lms: FakeLms; tracker: Scorm12; start: ReturnType<Scorm12["start"]> } {
  const lms = new FakeLms(behaviour);
  const tracker = new Scorm12(nested({}, { API: lms.api }), NOON);
  const start = tracker.start(plan);
  return { lms, tracker, start };
}
