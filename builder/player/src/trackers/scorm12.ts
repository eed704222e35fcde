/**
 * SCORM 1.2. The rules come from the standard (RTE 1.2, 3.3 and 3.4) and from what LMSs were seen to
 * do (lms-facts.md; the numbers in the comments are its sections).
 */
import type { Fact } from "../logic";
import type { Plan } from "../plan";
import type { Snapshot, Start, Tracker } from "../tracker";
import { findApi, isPopUp, type Api12 } from "./api12";
import { Interactions12, Objectives12, scoreText } from "./rows12";
import { timespan } from "./times12";

/** Later ones are worth more: what an LMS holds is never replaced by something worth less. */
const WORTH: readonly string[] = ["incomplete", "failed", "completed", "passed"];

const NONE: Start = { mode: "none", state: "", learnerName: "", exit: false };

export class Scorm12 implements Tracker {
  readonly reports = true;
  private record12: Record12 | null = null;

  constructor(
    private readonly win: Window,
    private readonly now: () => Date = () => new Date(),
  ) {}

  start(plan: Plan): Start {
    const api = findApi(this.win);
    if (!api?.initialize()) return NONE;
    const mode = modeOf(api);
    const start = {
      mode,
      state: api.get("cmi.suspend_data"),
      learnerName: inOrder(api.get("cmi.core.student_name")),
      exit: isPopUp(this.win),
    };
    if (mode === "normal") this.record12 = new Record12(api, plan, this.now);
    return start;
  }

  resume(facts: readonly Fact[], now: Snapshot): void {
    this.record12?.resume(facts, now);
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    this.record12?.record(facts, now);
  }

  save(): boolean {
    return this.record12?.save() ?? false;
  }

  finish(now: Snapshot): boolean {
    const done = this.record12?.finish(now) ?? false;
    this.record12 = null;
    return done;
  }
}

/** What is written of one attempt in normal mode. */
class Record12 {
  /** What the LMS took, by element; only what differs is set again. */
  private readonly sent = new Map<string, string>();
  private readonly interactions: Interactions12;
  private readonly objectives: Objectives12;
  private readonly limits: boolean;
  private readonly heldScore: number;
  private heldStatus: string;
  /** Whether the LMS took the state and the status, without which nothing is saved. */
  private taken = true;
  private elapsed = 0;

  /**
   * `suspend` is set at once, and stays also when the course is done: strict LMSs drop the state
   * without it, and a learner who comes back finds everything (O4). `incomplete` is set at once
   * because Moodle turns a status that was never set into `completed` (1.5).
   */
  constructor(
    private readonly api: Api12,
    plan: Plan,
    now: () => Date,
  ) {
    const put = this.put.bind(this);
    this.heldStatus = api.get("cmi.core.lesson_status");
    this.heldScore = Number(api.get("cmi.core.score.raw") || Number.NaN);
    this.put("cmi.core.exit", "suspend");
    if (!WORTH.includes(this.heldStatus)) this.putStatus("incomplete");
    this.limits = api.supports("cmi.core.score", "max");
    this.interactions = new Interactions12(api, plan, put, now);
    this.objectives = new Objectives12(api, plan, put);
  }

  resume(facts: readonly Fact[], now: Snapshot): void {
    for (const fact of facts) {
      if (fact.fact === "answered") this.interactions.restore(fact, now.rows);
      if (fact.fact === "objective") this.objectives.restore(fact);
    }
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    this.elapsed = now.elapsed;
    this.taken = this.put("cmi.suspend_data", now.state);
    this.put("cmi.core.lesson_location", now.page);
    this.putScore(now.score);
    if (!this.putStatus(now.status)) this.taken = false;
    for (const fact of facts) {
      if (fact.fact === "answered") this.interactions.write(fact, now.rows);
      if (fact.fact === "objective") this.objectives.write(fact);
    }
  }

  save(): boolean {
    this.put("cmi.core.session_time", timespan(this.elapsed));
    return this.api.commit() && this.taken;
  }

  /** `session_time` counts from the page's load, for Moodle adds it to the total of that moment (O2). */
  finish(now: Snapshot): boolean {
    this.elapsed = now.elapsed;
    const saved = this.save();
    return this.api.finish() && saved;
  }

  private putStatus(status: string): boolean {
    if (WORTH.indexOf(status) < WORTH.indexOf(this.heldStatus)) return true;
    if (status === this.heldStatus) return true;
    if (!this.put("cmi.core.lesson_status", status)) return false;
    this.heldStatus = status;
    return true;
  }

  /** Nothing before there is a score: a raw score of "" counts as 0, and with any score Moodle may rewrite the status (1.4, 1.5). */
  private putScore(score: number | null): void {
    if (score === null) return;
    const best = Number.isNaN(this.heldScore) ? score : Math.max(score, this.heldScore);
    this.put("cmi.core.score.raw", scoreText(best));
    if (!this.limits) return;
    this.put("cmi.core.score.min", "0");
    this.put("cmi.core.score.max", "100");
  }

  private put(element: string, value: string): boolean {
    if (this.sent.get(element) === value) return true;
    const taken = this.api.set(element, value);
    if (taken) this.sent.set(element, value);
    return taken;
  }
}

/**
 * Review and preview are for looking: Moodle stores what is written in them (1.7, O1.8). An empty
 * answer means normal (the Open edX XBlock gives it always).
 */
function modeOf(api: Api12): Start["mode"] {
  const mode = api.get("cmi.core.lesson_mode");
  if (mode === "browse") return "browse";
  const looking = (mode !== "" && mode !== "normal") || api.get("cmi.core.credit") === "no-credit";
  return looking ? "review" : "normal";
}

/** The standard has "Last, First" (RTE, 3.4.4, student_name); Moodle gives either (1.6). */
function inOrder(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  return parts.length === 2 ? `${parts[1]} ${parts[0]}` : name.trim();
}
