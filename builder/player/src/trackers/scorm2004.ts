/**
 * SCORM 2004 4th edition. The rules come from the standard (RTE, 3 and 4) and from what LMSs were seen
 * to do (lms-facts.md; the numbers in the comments are its sections).
 */
import { isMarked, type Plan } from "../plan";
import { MORE } from "../registry";
import type { Delivery, Snapshot } from "../tracker";
import type { Api, Dialect } from "./api";
import type { Report } from "./report";
import { isWorthMore } from "./scores";
import { scores } from "./scores2004";
import { ScormTracker, type Attempt, type Standard } from "./scorm";
import { Sent } from "./sent";
import { duration } from "./times2004";

/** Later ones are worth more. What is not in them (`unknown`, `not attempted`) is worth nothing. */
const COMPLETION: readonly string[] = ["incomplete", "completed"];
const SUCCESS: readonly string[] = ["failed", "passed"];

/** A measure of 1 means completed (RTE, 4.2.18), so what is not completed has less. */
const NEARLY = 0.99;

export const DIALECT2004: Dialect = {
  object: "API_1484_11",
  initialize: "Initialize",
  finish: "Terminate",
  get: "GetValue",
  set: "SetValue",
  commit: "Commit",
  lastError: "GetLastError",
  alreadyOpen: "103",
  over: "104",
  readable: "cmi._version",
};

const STANDARD: Standard = {
  name: "SCORM 2004",
  dialect: DIALECT2004,
  room: 64_000, // RTE, 4.2.23
  elements: {
    id: "cmi.learner_id",
    name: "cmi.learner_name",
    mode: "cmi.mode",
    credit: "cmi.credit",
    entry: "cmi.entry",
    location: "cmi.location",
    status: "cmi.completion_status",
    version: "cmi._version",
    language: "cmi.learner_preference.language",
  },
  begin: (api, plan, now) => new Attempt2004(api, plan, now),
};

export class Scorm2004 extends ScormTracker {
  constructor(win: Window, now: () => Date = () => new Date()) {
    super(STANDARD, win, now);
  }
}

class Attempt2004 implements Attempt {
  private readonly sent: Sent;
  readonly report: Report | undefined;
  private readonly marked: boolean;
  private completion: string;
  private success = "";
  /** Whether the LMS took the state and the statuses, without which nothing is saved. */
  private taken = true;
  private elapsed = 0;

  /**
   * `suspend` is set at once, and stays also when the course is done: without it the attempt is over
   * and an LMS drops the state (RTE, 4.2.8). Success stays unknown until it is judged.
   */
  constructor(
    private readonly api: Api,
    plan: Plan,
    now: () => Date,
  ) {
    this.sent = new Sent(api);
    this.marked = isMarked(plan);
    this.completion = api.held("cmi.completion_status");
    this.sent.put("cmi.exit", "suspend");
    this.putCompletion("incomplete");
    this.report = MORE.report2004?.(api, plan, this.sent, now);
  }

  record(now: Snapshot): void {
    this.elapsed = now.elapsed;
    const kept = this.sent.put("cmi.suspend_data", now.state);
    this.sent.put("cmi.location", now.page);
    this.putScore(now.score);
    this.putProgress(now);
    const completion = this.putCompletion(now.status === "incomplete" ? "incomplete" : "completed");
    const success = this.putSuccess(now.status);
    this.taken = kept && completion && success;
  }

  save(): Delivery {
    this.sent.put("cmi.session_time", duration(this.elapsed));
    if (!this.api.commit()) return "failed";
    return this.taken ? "taken" : "refused";
  }

  /** Each commit brings everything, and the state differs: no detour is needed (1.10). */
  sendAgain(): Delivery {
    return this.save();
  }

  arrived(): void {
    this.sent.settle();
  }

  /**
   * Where to go from here is said after the last commit, for Moodle acts on it at once. When the learner
   * goes without asking for it, the LMS knows already where to.
   */
  finish(now: Snapshot, asked: boolean): Delivery {
    this.elapsed = now.elapsed;
    const delivery = this.save();
    if (asked) this.sent.put("adl.nav.request", now.status === "incomplete" ? "suspendAll" : "exitAll");
    return this.api.finish() ? delivery : "failed";
  }

  private putCompletion(status: string): boolean {
    if (!isWorthMore(COMPLETION, status, this.completion)) return true;
    if (!this.sent.put("cmi.completion_status", status)) return false;
    this.completion = status;
    return true;
  }

  /** A course without a mark is completed, and nobody can say that it was passed. */
  private putSuccess(status: Snapshot["status"]): boolean {
    const success = status === "completed" && this.marked ? "passed" : status;
    if (!SUCCESS.includes(success)) return true;
    this.success ||= this.api.held("cmi.success_status");
    if (!isWorthMore(SUCCESS, success, this.success)) return true;
    if (!this.sent.put("cmi.success_status", success)) return false;
    this.success = success;
    return true;
  }

  private putScore(score: number | null): void {
    if (score === null) return;
    const held = numberOr(this.api.held("cmi.score.raw"), 100 * numberOr(this.api.held("cmi.score.scaled"), 0));
    for (const [element, value] of Object.entries(scores("cmi.score.", Math.max(score, held)))) {
      this.sent.put(element, value);
    }
  }

  private putProgress({ progress, status }: Snapshot): void {
    const now = status === "incomplete" ? Math.min(NEARLY, Math.floor(progress * 100) / 100) : 1;
    const held = numberOr(this.api.held("cmi.progress_measure"), 0);
    this.sent.put("cmi.progress_measure", String(Math.max(now, held)));
  }
}

function numberOr(text: string, otherwise: number): number {
  return text === "" || Number.isNaN(Number(text)) ? otherwise : Number(text);
}
