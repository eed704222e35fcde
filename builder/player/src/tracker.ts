/** The border to a standard: only trackers know `cmi.*`, statements or local storage. */
import type { Fact } from "./logic";
import type { Plan } from "./plan";

export interface Start {
  /** `normal`: kept. `review`, `browse`: shown, never written. `none`: there is no LMS to write to. */
  readonly mode: "normal" | "review" | "browse" | "none";
  /** The state string that was kept, or "". */
  readonly state: string;
  readonly learnerName: string;
  /** Whether the course stands in a window of its own, so that leaving it needs a button. */
  readonly exit: boolean;
}

/** What the learner's record is now; given with every change. */
export interface Snapshot {
  readonly state: string;
  /** Full id of the page that is open. */
  readonly page: string;
  readonly status: "incomplete" | "completed" | "passed" | "failed";
  /** 0 to 100; null while there is nothing to report. */
  readonly score: number | null;
  /**
   * Slots of the interactions (plan: `Interaction.slot`) in the order of their first answer: the
   * owner of each `cmi.interactions` row. An item may have several interactions (a rating).
   */
  readonly rows: readonly number[];
  /** Share of the course that is done, 0 to 1. */
  readonly progress: number;
  /** Milliseconds since the session began. */
  readonly elapsed: number;
}

export interface Tracker {
  /** Whether anyone but the learner gets to see what is recorded. */
  readonly reports: boolean;
  start(plan: Plan): Start;
  /**
   * Told once after the start in mode `normal`: everything that the record should hold by now.
   * The tracker writes only what it finds missing on the other side.
   */
  resume(facts: readonly Fact[], now: Snapshot): void;
  /** Hands over what changed; nothing needs to be on its way yet. */
  record(facts: readonly Fact[], now: Snapshot): void;
  /** Sends what was recorded. Returns whether the other side confirmed it. */
  save(): boolean;
  /** Ends the session, once; nothing is recorded afterwards. Returns whether the other side confirmed it. */
  finish(now: Snapshot): boolean;
}
