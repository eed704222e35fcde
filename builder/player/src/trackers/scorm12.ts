/**
 * SCORM 1.2. The rules come from the standard (RTE 1.2, 3.3 and 3.4) and from what LMSs were seen to
 * do (lms-facts.md; the numbers in the comments are its sections).
 */
import type { Fact } from "../logic";
import type { Plan } from "../plan";
import { NOWHERE, type Delivery, type Snapshot, type Start, type Tracker } from "../tracker";
import { findApi, isPopUp, type Api12 } from "./api12";
import { otherValue } from "./other12";
import { Interactions12, Objectives12, scoreText } from "./rows12";
import { timespan } from "./times12";

/** Later ones are worth more: what an LMS holds is never replaced by something worth less. */
const WORTH: readonly string[] = ["incomplete", "failed", "completed", "passed"];

/** `cmi.suspend_data` is a CMIString4096 (RTE, 3.4.4); Moodle takes more only as installed (O3). */
const ROOM = 4096;

export class Scorm12 implements Tracker {
  readonly reports = true;
  private api: Api12 | null = null;
  private record12: Record12 | null = null;

  constructor(
    private readonly win: Window,
    private readonly now: () => Date = () => new Date(),
  ) {}

  start(plan: Plan): Start {
    const api = findApi(this.win);
    this.api = api;
    if (!api?.initialize()) return NOWHERE;
    const start = this.read(api);
    if (start.mode !== "normal") return start;
    this.record12 = new Record12(api, plan, this.now);
    return { ...start, tells: api.get("cmi.core.lesson_status") !== "" };
  }

  lacks(facts: readonly Fact[], rows: readonly number[]): readonly Fact[] {
    return this.record12?.lacks(facts, rows) ?? [];
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    this.record12?.record(facts, now);
  }

  save(): Delivery {
    return this.record12?.save() ?? "failed";
  }

  sendAgain(): Delivery {
    return this.record12?.sendAgain() ?? "failed";
  }

  arrived(): void {
    this.record12?.arrived();
  }

  finish(now: Snapshot): Delivery {
    const done = this.record12?.finish(now) ?? "failed";
    this.record12 = null;
    return done;
  }

  report(): readonly string[] {
    return this.api ? ["SCORM 1.2", ...this.api.memory] : ["SCORM 1.2: no API found"];
  }

  private read(api: Api12): Start {
    const name = api.get("cmi.core.student_name");
    const id = api.get("cmi.core.student_id");
    return {
      mode: modeOf(api),
      state: api.get("cmi.suspend_data"),
      begun: isBegun(api),
      learner: id === "" ? "" : `${id} ${name}`,
      learnerName: inOrder(name),
      room: ROOM,
      remote: true,
      tells: true,
      exit: isPopUp(this.win),
    };
  }
}

/** What is written of one attempt in normal mode. */
class Record12 {
  /** What the LMS took, by element; only what differs is set again. */
  private readonly sent = new Map<string, string>();
  /** What was set and is not known to have arrived. */
  private readonly unsettled = new Set<string>();
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

  lacks(facts: readonly Fact[], rows: readonly number[]): readonly Fact[] {
    return facts.filter((fact) => {
      if (fact.fact === "answered") return this.interactions.lacks(fact, rows);
      return fact.fact === "objective" && this.objectives.lacks(fact);
    });
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

  save(): Delivery {
    this.put("cmi.core.session_time", timespan(this.elapsed));
    if (!this.api.commit()) return "failed";
    return this.taken ? "taken" : "refused";
  }

  /** Two commits, see other12.ts; one where nothing needs the detour. */
  sendAgain(): Delivery {
    const lost = [...this.unsettled].flatMap((element) => {
      const value = this.sent.get(element) ?? "";
      const other = otherValue(element, value);
      return other !== null && this.api.set(element, other) ? [{ element, value }] : [];
    });
    const open = lost.length === 0 || this.api.commit();
    for (const { element, value } of lost) this.api.set(element, value);
    const delivery = this.save();
    return open ? delivery : "failed";
  }

  arrived(): void {
    this.unsettled.clear();
  }

  /** `session_time` counts from the page's load, for Moodle adds it to the total of that moment (O2). */
  finish(now: Snapshot): Delivery {
    this.elapsed = now.elapsed;
    const delivery = this.save();
    return this.api.finish() ? delivery : "failed";
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
    const raw = "cmi.core.score.raw";
    // A detour from 0 that was not gone to its end leaves a score that nobody has (other12.ts).
    const held = otherValue(raw, scoreText(score)) === String(this.heldScore) ? score : this.heldScore;
    this.put(raw, scoreText(Number.isNaN(held) ? score : Math.max(score, held)));
    if (!this.limits) return;
    this.put("cmi.core.score.min", "0");
    this.put("cmi.core.score.max", "100");
  }

  private put(element: string, value: string): boolean {
    if (this.sent.get(element) === value) return true;
    const taken = this.api.set(element, value);
    if (!taken) return false;
    this.sent.set(element, value);
    this.unsettled.add(element);
    return true;
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

/** Whether anything was ever stored of this attempt; an empty status alone says nothing (the Open edX XBlock). */
function isBegun(api: Api12): boolean {
  const status = api.get("cmi.core.lesson_status");
  if (status !== "" && status !== "not attempted") return true;
  return api.get("cmi.core.lesson_location") !== "" || api.get("cmi.core.entry") === "resume";
}

/** The standard has "Last, First" (RTE, 3.4.4, student_name); Moodle gives either (1.6). */
function inOrder(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  return parts.length === 2 ? `${parts[1]} ${parts[0]}` : name.trim();
}
