/**
 * What the trackers of both SCORM standards share: finding the LMS, what it gives at the start, and
 * that nothing is written but in normal mode and for credit.
 */
import { Probe } from "../keeping/probe";
import type { Fact } from "../logic";
import type { Plan } from "../plan";
import { NOWHERE, type Delivery, type Snapshot, type Start, type Tracker } from "../tracker";
import { isPopUp } from "../windows";
import { findApi, type Api, type Dialect } from "./api";
import type { Report } from "./report";

/** One of the standards. */
export interface Standard {
  readonly name: string;
  readonly dialect: Dialect;
  /** UTF-16 units of `cmi.suspend_data` that every LMS takes. */
  readonly room: number;
  /** The elements that are read at the start. */
  readonly elements: Readonly<Record<"id" | "name" | "mode" | "credit" | "entry" | "location" | "status" | "version" | "language", string>>;
  /** Begins to write the record of an attempt. */
  begin(api: Api, plan: Plan, now: () => Date): Attempt;
}

/** What is written of one attempt in normal mode; `Tracker` says what each does. */
export interface Attempt extends Pick<Tracker, "save" | "sendAgain" | "arrived" | "finish"> {
  /** undefined: there is nothing to report. */
  readonly report: Report | undefined;
  /** All but the report. */
  record(now: Snapshot): void;
}

/** What a status says that nobody has set. */
const UNTOUCHED: readonly string[] = ["", "not attempted", "unknown"];

export class ScormTracker implements Tracker {
  readonly reports = true;
  readonly Probe = Probe;
  private api: Api | null = null;
  private attempt: Attempt | null = null;

  constructor(
    private readonly standard: Standard,
    private readonly win: Window,
    private readonly now: () => Date,
  ) {}

  start(plan: Plan): Start {
    const { dialect, elements, begin } = this.standard;
    const api = findApi(this.win, dialect);
    this.api = api;
    if (!api?.initialize()) return { ...NOWHERE, over: api?.isOver ? "page" : null };
    const start = this.read(api);
    if (start.mode !== "normal") return start;
    this.attempt = begin(api, plan, this.now);
    return { ...start, tells: (api.held(elements.status) || api.get(elements.status)) !== "" };
  }

  /** Asked for by packages with a menu of languages alone; an LMS that does not have it says "" (3.1: it is optional). */
  get language(): string {
    return this.api?.get(this.standard.elements.language) ?? "";
  }

  lacks(facts: readonly Fact[], rows: readonly number[]): readonly Fact[] {
    return this.attempt?.report?.lacks(facts, rows) ?? [];
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    const { attempt } = this;
    attempt?.record(now);
    for (const fact of facts) attempt?.report?.write(fact, now.rows);
  }

  save(): Delivery {
    return this.attempt?.save() ?? "failed";
  }

  sendAgain(): Delivery {
    return this.attempt?.sendAgain() ?? "failed";
  }

  arrived(): void {
    this.attempt?.arrived();
  }

  finish(now: Snapshot, asked: boolean): Delivery {
    const done = this.attempt?.finish(now, asked) ?? "failed";
    this.attempt = null;
    return done;
  }

  report(): readonly string[] {
    const { api, standard } = this;
    const { name, elements } = standard;
    return api ? [`${name} ${api.held(elements.version)}`.trim(), ...api.memory] : [`${name}: no API found`];
  }

  private read(api: Api): Start {
    const { elements, room } = this.standard;
    const name = api.get(elements.name);
    const id = api.get(elements.id);
    const state = api.get("cmi.suspend_data");
    return {
      mode: modeOf(api.get(elements.mode), api.get(elements.credit)),
      state,
      begun: state !== "" || this.isBegun(api),
      learner: id === "" ? "" : `${id} ${name}`,
      learnerName: inOrder(name),
      room,
      remote: true,
      tells: true,
      exit: isPopUp(this.win),
      over: null,
    };
  }

  /** Whether anything was ever stored of this attempt; an empty status alone says nothing (the Open edX XBlock). */
  private isBegun(api: Api): boolean {
    const { elements } = this.standard;
    if (!UNTOUCHED.includes(api.held(elements.status))) return true;
    return api.get(elements.location) !== "" || api.get(elements.entry) === "resume";
  }
}

/**
 * Review and preview are for looking: Moodle stores what is written in them (1.7, O1.8). An empty
 * answer means normal (the Open edX XBlock gives it always).
 */
function modeOf(mode: string, credit: string): Start["mode"] {
  if (mode === "browse") return "browse";
  const looking = (mode !== "" && mode !== "normal") || credit === "no-credit";
  return looking ? "review" : "normal";
}

/** The standards have "Last, First" (1.2 RTE, 3.4.4, student_name); Moodle gives either (1.6). */
function inOrder(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  return parts.length === 2 ? `${parts[1]} ${parts[0]}` : name.trim();
}
