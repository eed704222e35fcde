/** The border to a standard: only trackers know `cmi.*`, statements or local storage. */
import type { Health, Probe } from "./keeping/probe";
import type { Fact } from "./logic";
import type { Plan } from "./plan";

export interface Start {
  /** `normal`: kept. `review`, `browse`: shown, never written. `none`: there is no LMS to write to. */
  readonly mode: "normal" | "review" | "browse" | "none";
  /** The state string that was kept, or "". */
  readonly state: string;
  /** Whether the other side holds anything of this attempt, be it without its state. */
  readonly begun: boolean;
  /** Who takes the course, to tell learners apart on one device; "" where that is not known. */
  readonly learner: string;
  readonly learnerName: string;
  /** The most UTF-16 units that a state may have; Infinity where there is no limit. */
  readonly room: number;
  /** Whether the other side is a server, so that its word alone proves nothing (lms-facts.md, O1.1). */
  readonly remote: boolean;
  /** Whether it can tell that something failed: the SCORM XBlock of Open edX cannot (lms-facts.md, 3.1). */
  readonly tells: boolean;
  /** Whether the course stands in a window of its own, so that leaving it needs a button. */
  readonly exit: boolean;
  /**
   * Whether the other side has ended the session for good. `page`: its page has to be loaded anew; `launch`: it has
   * to launch the course again.
   */
  readonly over: "page" | "launch" | null;
  /** Whether only the other side can let a learner in again; else loading its page anew is enough. */
  readonly relaunch?: boolean;
  /** The address to which the other side wants its learners back. */
  readonly returnTo?: string;
  /** Whether the learner wants no sound. */
  readonly silent?: boolean;
}

/**
 * Why the other side is not there. `alone`: it has not launched the course. `over`: it has to launch it again.
 * `offline`, `refused`: it did not answer, or would not let the learner in.
 */
export type NotConnected = "alone" | "over" | "offline" | "refused";

export const NOWHERE: Start = {
  mode: "none", state: "", begun: false, learner: "", learnerName: "", room: Infinity, remote: false, tells: true, exit: false,
  over: null,
};

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

/**
 * What became of what was sent. `taken`: the other side said so. `failed`: it did not arrive.
 * `refused`: it arrived, but the other side would not have the state or the status.
 */
export type Delivery = "taken" | "failed" | "refused";

export interface Tracker {
  /** Whether anyone but the learner gets to see what is recorded. */
  readonly reports: boolean;
  /** How the server behind the page is asked, where the word of the other side alone proves nothing (lms-facts.md, O1.1). */
  readonly Probe?: typeof Probe;
  /** Whether it keeps facts itself until they have arrived, and so gets each at once and once. */
  readonly queues?: true;
  /** Whether the work goes on elsewhere, so that this session has to stop. */
  readonly ceded?: boolean;
  /** The module that the other side has launched by itself; null or none: the course as a whole. */
  readonly unit?: string | null;
  /** The languages that the other side knows its learner to like, the best first, with commas; after `start`. */
  readonly language?: string;
  /** Reaches the other side, before `start`; null when it is there. May be called again after a failure. */
  connect?(): Promise<NotConnected | null>;
  /** The plan of what was launched, with what the other side wants otherwise; after `connect`. */
  planned?(plan: Plan): Plan;
  start(plan: Plan): Start;
  /** Which of these facts the other side turns out not to have; asked once, after the start, where it has rows. */
  lacks?(facts: readonly Fact[], rows: readonly number[]): readonly Fact[];
  /** The state that the session goes on from. Where this device has it, it may be on its way to the other side only now. */
  knows?(state: string): void;
  /** Hands over what changed; nothing needs to be on its way yet. */
  record(facts: readonly Fact[], now: Snapshot): void;
  /** Sends what was recorded. */
  save(): Delivery;
  /** Sends also what was sent since the last `arrived`, so that the other side cannot take it for known. */
  sendAgain(): Delivery;
  /**
   * Waits for the other side's own word on all that was sent; where there is none, the server behind the page
   * is asked (keeping/probe.ts).
   */
  check?(): Promise<Health>;
  /** Told when everything that was sent is known to have arrived. */
  arrived(): void;
  /**
   * Ends the session, once; nothing is recorded afterwards. `asked`: whether the learner asked to leave,
   * so that the other side has to find a place to go to.
   */
  finish(now: Snapshot, asked: boolean): Delivery;
  /** Ends a session in which nothing is recorded. */
  close?(asked: boolean): void;
  /** What a help desk wants to know of the connection, without anything that the learner wrote. */
  report(): readonly string[];
}
