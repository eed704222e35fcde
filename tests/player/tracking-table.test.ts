/** The tracking table of docs/design.md, row by row: what each standard is told of the same facts. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnsweredFact, Fact } from "../../builder/player/src/logic";
import type { Interaction, Objective, Plan, PlannedItem } from "../../builder/player/src/plan";
import type { Snapshot } from "../../builder/player/src/tracker";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { newsOf } from "../../builder/player/src/trackers/xapi/news";
import { FakeLms2004 } from "./fake-2004";
import { FakeLms, nested } from "./fake-lms";
import { course } from "./help";
import { NOON, now } from "./scorm12-help";
import { opened } from "./xapi/stage";

const [DESIGN = ""] = Object.values(
  import.meta.glob<string>("../../docs/design.md", { eager: true, query: "?raw", import: "default" }),
);
const LONG = "x".repeat(300);
const item = (id: string, interactions: Partial<Interaction>[], objectives: Objective[] = []): PlannedItem => ({
  id, kind: "", label: "", page: "m.a", required: true, points: 1, private: false, fields: {}, options: {}, data: {}, objectives,
  interactions: interactions.map((row, slot) => ({
    slot, key: "", type: "choice", ask: "Why?", options: [], correct: [], weight: 0, ...row,
  })),
});
const options = [{ id: "so-so", text: "So so" }, { id: "good", text: "Good" }];
const answered = (id: string, response: AnsweredFact["response"], result: AnsweredFact["result"], interaction = ""): Fact => ({
  fact: "answered", item: id, interaction, response, result,
});
const reached = (id: string, objective: string, score?: number): Fact => ({
  fact: "objective", item: id, objective, status: "completed", ...(score !== undefined && { score }),
});

interface Row {
  readonly item?: PlannedItem;
  readonly facts?: readonly Fact[];
  readonly now?: Partial<Snapshot>;
  /** Whether the learner then asks to leave. */
  readonly leaves?: boolean;
  /** What is set after the start, but for what every row sets; "opened" is the start itself. */
  readonly scorm12: readonly string[];
  readonly scorm2004: readonly string[];
  /** What is said in xAPI, whose statements cmi5 only dresses: keys of the vocabulary (docs/tracking.md). */
  readonly statements: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  "opened": {
    scorm12: ["LMSInitialize", "exit=suspend", "lesson_status=incomplete"],
    scorm2004: ["Initialize", "exit=suspend", "completion_status=incomplete"],
    statements: ["initialized"],
  },
  "viewed a page": {
    facts: [{ fact: "viewed", page: "m.b" }],
    now: { state: "B1next", page: "m.b", progress: 0.5 },
    scorm12: ["suspend_data=B1next", "lesson_location=m.b"],
    scorm2004: ["suspend_data=B1next", "location=m.b", "progress_measure=0.5"],
    statements: ["viewed/m.b", "progressed"],
  },
  "answered a question": {
    item: item("m.a.q", [{ options, correct: ["good"], weight: 2 }]),
    facts: [answered("m.a.q", { picked: ["so-so"] }, "wrong")],
    scorm12: [
      "interactions.0.id=m.a.q", "interactions.0.type=choice", "interactions.0.time=12:05:09",
      "interactions.0.correct_responses.0.pattern=Good", "interactions.0.student_response=So so",
      "interactions.0.result=wrong", "interactions.0.weighting=2",
    ],
    scorm2004: [
      "interactions.0.id=m.a.q", "interactions.0.type=choice", `interactions.0.timestamp=${NOON().toISOString().slice(0, 22)}Z`,
      "interactions.0.correct_responses.0.pattern=good", "interactions.0.weighting=2",
      "interactions.0.learner_response=so_so", "interactions.0.result=incorrect", "interactions.0.description=Why?",
    ],
    statements: ["answered/m.a.q"],
  },
  "rated a statement": {
    item: item("m.a.r", [{ key: "phone", type: "likert", options }]),
    facts: [answered("m.a.r", { picked: ["good"] }, "neutral", "phone")],
    scorm12: ["id=m.a.r.phone", "type=likert", "student_response=Good", "result=neutral"].map((one) => `interactions.0.${one}`),
    scorm2004: ["id=m.a.r.phone", "type=likert", "learner_response=good", "result=neutral", "description=Why?"].map((one) => `interactions.0.${one}`),
    statements: ["answered/m.a.r.phone"],
  },
  "group result of a rating": {
    item: item("m.a.r", [], [{ key: "care", title: "Care" }]),
    facts: [reached("m.a.r", "care", 83)],
    scorm12: ["id=m.a.r.care", "status=completed", "score.raw=83", "score.min=0", "score.max=100"].map((one) => `objectives.0.${one}`),
    scorm2004: [
      "id=m.a.r.care", "description=Care", "completion_status=completed", "progress_measure=1",
      "score.scaled=0.83", "score.raw=83", "score.min=0", "score.max=100",
    ].map((one) => `objectives.0.${one}`),
    statements: ["objective/m.a.r.care"],
  },
  "chose in a scenario": {
    item: item("m.a.tale", [{ key: "door", options }, { type: "long-fill-in" }]),
    facts: [answered("m.a.tale", { picked: ["so-so"] }, "neutral", "door"), answered("m.a.tale", { text: "door/so-so" }, "neutral")],
    now: { rows: [0, 1] },
    scorm12: [
      ...["id=m.a.tale.door", "type=choice", "student_response=So so", "result=neutral"].map((one) => `interactions.0.${one}`),
      ...["id=m.a.tale", "type=fill-in", "student_response=door/so-so", "result=neutral"].map((one) => `interactions.1.${one}`),
    ],
    scorm2004: [
      ...["id=m.a.tale.door", "type=choice", "learner_response=so_so", "result=neutral", "description=Why?"].map((one) => `interactions.0.${one}`),
      ...["id=m.a.tale", "type=long-fill-in", "learner_response=door/so-so", "result=neutral", "description=Why?"].map((one) => `interactions.1.${one}`),
    ],
    statements: ["answered/m.a.tale.door", "answered/m.a.tale"],
  },
  "reached an ending": {
    item: item("m.a.tale", [], [{ key: "quiet", title: "Quiet" }]),
    facts: [reached("m.a.tale", "quiet"), { fact: "done", item: "m.a.tale", response: { matched: [["door", "so-so"]] } }],
    scorm12: ["objectives.0.id=m.a.tale.quiet", "objectives.0.status=completed"],
    scorm2004: ["id=m.a.tale.quiet", "description=Quiet", "completion_status=completed", "progress_measure=1"].map((one) => `objectives.0.${one}`),
    statements: ["objective/m.a.tale.quiet", "done/m.a.tale"],
  },
  "explored all / checked / planned": {
    facts: [{ fact: "used", item: "m.a.cards" }, { fact: "done", item: "m.a.cards" }],
    now: { state: "B1done" },
    scorm12: ["suspend_data=B1done"],
    scorm2004: ["suspend_data=B1done"],
    statements: ["used/m.a.cards", "done/m.a.cards"],
  },
  "watched a video with an id": {
    item: item("m.a.film", [], [{ key: "", title: "A film" }]),
    facts: [
      { fact: "video", item: "m.a.film", event: "paused", time: 9, played: [[0, 9]], progress: 0.9, length: 10 },
      { fact: "video", item: "m.a.film", event: "completed", time: 9, played: [[0, 9]], progress: 0.9, length: 10 },
      reached("m.a.film", ""),
    ],
    scorm12: ["objectives.0.id=m.a.film", "objectives.0.status=completed"],
    scorm2004: ["id=m.a.film", "description=A film", "completion_status=completed", "progress_measure=1"].map((one) => `objectives.0.${one}`),
    statements: ["paused/m.a.film", "watched/m.a.film", "objective/m.a.film"],
  },
  "reflected, `keep: report`": {
    item: item("m.a.w", [{ key: "what", type: "long-fill-in" }]),
    facts: [answered("m.a.w", { text: LONG }, "neutral", "what")],
    scorm12: ["id=m.a.w.what", "type=fill-in", `student_response=${LONG.slice(0, 254)}…`, "result=neutral"].map((one) => `interactions.0.${one}`),
    scorm2004: ["id=m.a.w.what", "type=long-fill-in", `learner_response=${LONG}`, "result=neutral", "description=Why?"].map((one) => `interactions.0.${one}`),
    statements: ["answered/m.a.w.what"],
  },
  "reflected, `keep: learner`": {
    now: { state: "B1text" },
    scorm12: ["suspend_data=B1text"],
    scorm2004: ["suspend_data=B1text"],
    statements: [],
  },
  "course done": {
    now: { status: "passed", score: 80, progress: 1 },
    scorm12: ["score.raw=80", "score.min=0", "score.max=100", "lesson_status=passed"],
    scorm2004: [
      "score.scaled=0.8", "score.raw=80", "score.min=0", "score.max=100", "progress_measure=1",
      "completion_status=completed", "success_status=passed",
    ],
    statements: ["progressed", "scored", "completed", "passed"],
  },
  "left": {
    leaves: true,
    scorm12: ["session_time=0000:01:01.50", "LMSCommit", "LMSFinish"],
    scorm2004: ["session_time=PT0H1M1.5S", "Commit", "adl.nav.request=suspendAll", "Terminate"],
    statements: ["suspended", "terminated"],
  },
};

const TIMES = /\.(time|timestamp)=/;

/** Calls without `cmi.` and `core.`; times of answers only where a row tells of them. */
function told(calls: readonly string[], wanted: readonly string[]): string[] {
  const short = calls.map((call) => call.replace(/^cmi\.(core\.)?/, "").replace(/^(Initialize|Commit|Finish)$/, "LMS$1"));
  return short.filter((call) => !TIMES.test(call) || wanted.some((one) => TIMES.test(one)));
}

function planOf(row: Row): Plan {
  return { ...course({ "m.a": [] }).plan, items: row.item ? [row.item] : [] };
}

function happen(tracker: Scorm12 | Scorm2004, row: Row, lms: { take(): string[] }): string[] {
  tracker.start(planOf(row));
  const { facts = [], now: change = {}, leaves } = row;
  if (row === ROWS["opened"]) return lms.take();
  tracker.record([], now({ rows: [0] }));
  lms.take();
  if (leaves) tracker.finish(now(), true);
  else tracker.record(facts, now({ rows: [0], ...change }));
  return lms.take();
}

describe("the tracking table", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("has the rows of docs/design.md", () => {
    const table = DESIGN.slice(DESIGN.indexOf("## The tracking table")).split("\n").filter((line) => line.startsWith("| "));
    expect(table.slice(1).map((line) => line.split("|")[1]?.trim())).toEqual(Object.keys(ROWS));
  });

  test.each(Object.entries(ROWS))("SCORM 1.2: %s", (_name, row) => {
    const lms = new FakeLms();
    const calls = happen(new Scorm12(nested({}, { API: lms.api }), NOON), row, lms);
    expect(told(calls, row.scorm12)).toEqual(row.scorm12);
  });

  test.each(Object.entries(ROWS))("SCORM 2004: %s", (_name, row) => {
    const lms = new FakeLms2004();
    const win = nested({}, { API_1484_11: lms.api } as never);
    const calls = happen(new Scorm2004(win, NOON), row, lms);
    const names = told(calls, row.scorm2004).map((call) => call.replace(/^LMS/, ""));
    expect(names).toEqual(row.scorm2004);
  });

  const before = { status: "incomplete", score: null, progress: 0 } as const;
  test.each(Object.entries(ROWS).filter(([name]) => name !== "opened" && name !== "left"))("xAPI and cmi5: %s", (_name, row) => {
    const news = newsOf(row.facts ?? [], now(row.now ?? {}), before, true);
    expect(news.map(({ key }) => key)).toEqual(row.statements);
  });

  test("xAPI and cmi5: opened and left", async () => {
    const { store, session } = await opened();
    expect(store.told).toEqual(ROWS["opened"]?.statements);
    session.send({ type: "opened", page: "m.a" });
    await session.leave();
    expect(store.told.slice(-2)).toEqual(ROWS["left"]?.statements);
  });
});
