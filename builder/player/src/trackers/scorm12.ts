/**
 * SCORM 1.2. The rules come from the standard (RTE 1.2, 3.3 and 3.4) and from what LMSs were seen to
 * do (lms-facts.md; the numbers in the comments are its sections).
 */
import type { Plan } from "../plan";
import { MORE } from "../registry";
import type { Delivery, Snapshot } from "../tracker";
import type { Api, Dialect } from "./api";
import { otherValue } from "./other12";
import type { Report } from "./report";
import { isWorthMore, scoreText } from "./scores";
import { ScormTracker, type Attempt, type Standard } from "./scorm";
import { Sent } from "./sent";
import { timespan } from "./times12";

/** Later ones are worth more. */
const WORTH: readonly string[] = ["incomplete", "failed", "completed", "passed"];

export const DIALECT12: Dialect = {
  object: "API",
  initialize: "LMSInitialize",
  finish: "LMSFinish",
  get: "LMSGetValue",
  set: "LMSSetValue",
  commit: "LMSCommit",
  lastError: "LMSGetLastError",
  alreadyOpen: "101",
  over: null,
  readable: "cmi.core.student_id",
};

const STANDARD: Standard = {
  name: "SCORM 1.2",
  dialect: DIALECT12,
  room: 4096, // a CMIString4096 (RTE, 3.4.4); Moodle takes more only as installed (O3)
  elements: {
    id: "cmi.core.student_id",
    name: "cmi.core.student_name",
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    entry: "cmi.core.entry",
    location: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
    version: "cmi._version",
    language: "cmi.student_preference.language",
  },
  begin: (api, plan, now) => new Attempt12(api, plan, now),
};

export class Scorm12 extends ScormTracker {
  constructor(win: Window, now: () => Date = () => new Date()) {
    super(STANDARD, win, now);
  }
}

class Attempt12 implements Attempt {
  private readonly sent: Sent;
  readonly report: Report | undefined;
  /** Whether a score may have its limits. */
  private limits?: boolean;
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
    private readonly api: Api,
    plan: Plan,
    now: () => Date,
  ) {
    this.sent = new Sent(api);
    this.heldStatus = api.held("cmi.core.lesson_status");
    this.sent.put("cmi.core.exit", "suspend");
    if (!WORTH.includes(this.heldStatus)) this.putStatus("incomplete");
    this.report = MORE.report12?.(api, plan, this.sent, now);
  }

  record(now: Snapshot): void {
    this.elapsed = now.elapsed;
    this.taken = this.sent.put("cmi.suspend_data", now.state);
    this.sent.put("cmi.core.lesson_location", now.page);
    this.putScore(now.score);
    if (!this.putStatus(now.status)) this.taken = false;
  }

  save(): Delivery {
    this.sent.put("cmi.core.session_time", timespan(this.elapsed));
    if (!this.api.commit()) return "failed";
    return this.taken ? "taken" : "refused";
  }

  /** Two commits, see other12.ts; one where nothing needs the detour. */
  sendAgain(): Delivery {
    const lost = this.sent.unsettled.filter(([element, value]) => {
      const other = otherValue(element, value);
      return other !== null && this.api.set(element, other);
    });
    const open = lost.length === 0 || this.api.commit();
    for (const [element, value] of lost) this.api.set(element, value);
    const delivery = this.save();
    return open ? delivery : "failed";
  }

  arrived(): void {
    this.sent.settle();
  }

  /** `session_time` counts from the page's load, for Moodle adds it to the total of that moment (O2). */
  finish(now: Snapshot): Delivery {
    this.elapsed = now.elapsed;
    const delivery = this.save();
    return this.api.finish() ? delivery : "failed";
  }

  private putStatus(status: string): boolean {
    if (!isWorthMore(WORTH, status, this.heldStatus)) return true;
    if (!this.sent.put("cmi.core.lesson_status", status)) return false;
    this.heldStatus = status;
    return true;
  }

  /** Nothing before there is a score: a raw score of "" counts as 0, and with any score Moodle may rewrite the status (1.4, 1.5). */
  private putScore(score: number | null): void {
    if (score === null) return;
    const raw = "cmi.core.score.raw";
    const before = Number(this.api.held(raw) || Number.NaN);
    // A detour from 0 that was not gone to its end leaves a score that nobody has (other12.ts).
    const held = otherValue(raw, scoreText(score)) === String(before) ? score : before;
    this.sent.put(raw, scoreText(Number.isNaN(held) ? score : Math.max(score, held)));
    this.limits ??= this.api.supports("cmi.core.score", "max");
    if (!this.limits) return;
    this.sent.put("cmi.core.score.min", "0");
    this.sent.put("cmi.core.score.max", "100");
  }
}
