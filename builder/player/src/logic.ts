/**
 * What a block type's `logic.ts` gives to the player: pure functions over the block's remembered
 * values. No DOM, no clock, no standard's vocabulary.
 */
import type { PlannedItem } from "./plan";

/** Values of one item by field name. `set` and `list` fields hold option ids. */
export type Values = Readonly<Record<string, Value>>;
export type Value = number | string | readonly string[];

/** What an event told; the shape of each kind's events is declared in its `logic.ts`. */
export interface BlockEvent {
  readonly type: string;
}

/** What happened, in terms of the plan. Trackers turn facts into rows and statements. */
export type Fact = AnsweredFact | ObjectiveFact | ViewedFact | UsedFact | DoneFact | VideoFact;

export interface AnsweredFact {
  readonly fact: "answered";
  readonly item: string;
  /** Key of the interaction within the item. */
  readonly interaction: string;
  readonly response: Response;
  readonly result: "right" | "wrong" | "neutral";
  /** What the answer is worth, where parts of it count; else it has all points or none. */
  readonly points?: number;
  /** Whether it was given in an earlier visit, and is only told again. */
  readonly earlier?: true;
}

/** Ids are those of the interaction's options; `matched` names an option, then one of its targets. */
export type Response =
  | { readonly picked: readonly string[] }
  | { readonly ordered: readonly string[] }
  | { readonly matched: readonly (readonly [string, string])[] }
  | { readonly text: string }
  | { readonly number: number }
  | { readonly truth: boolean };

export interface ObjectiveFact {
  readonly fact: "objective";
  readonly item: string;
  readonly objective: string;
  readonly status: "incomplete" | "completed";
  /** 0 to 100, where there is one. */
  readonly score?: number;
}

export interface ViewedFact {
  readonly fact: "viewed";
  readonly page: string;
}

/** A block was used for the first time. */
export interface UsedFact {
  readonly fact: "used";
  readonly item: string;
}

/** What a block asks for is done, or done better than before. */
export interface DoneFact {
  readonly fact: "done";
  readonly item: string;
  /** Of the item's points, where it has any. */
  readonly points?: number;
  /** What came of the whole, where a kind can say it (`Logic.whole`). */
  readonly response?: Response;
}

/**
 * A learner does something with a video. Only xAPI can tell of it (the video profile); what counts for the
 * course is an objective and the state. Times and lengths are seconds, to a thousandth.
 */
export interface VideoFact {
  readonly fact: "video";
  readonly item: string;
  /**
   * `opened` comes before the first of a visit to the page, `left` is the last. `completed`: as much was watched
   * as counts, told once in an attempt.
   */
  readonly event: "opened" | "played" | "paused" | "seeked" | "completed" | "left";
  /** Where in the video. */
  readonly time: number;
  /** Of `seeked`: where the learner jumped from and to. */
  readonly from?: number;
  readonly to?: number;
  /** Beginning and end of each stretch, in the order of playing; first those known of earlier visits. */
  readonly played: readonly (readonly [number, number])[];
  /** The share of the video that was ever watched in this attempt, 0 to 1 with at most three decimals. */
  readonly progress: number;
  readonly length: number;
}

export interface Change {
  /** New values; fields that are not named keep theirs. */
  readonly values: Values;
  readonly facts: readonly Fact[];
}

export interface Logic {
  /** What an event changes. An event that makes no sense now (no tries left) changes nothing. */
  apply(item: PlannedItem, values: Values, event: BlockEvent): Change;
  /** What is decided for a learner whose page is opened in this attempt; nothing, if that was done before. */
  begin?(item: PlannedItem, values: Values, attempt: number): Values;
  /** Whether the learner has done what the block asks for; counts for gates and completion. */
  done(item: PlannedItem, values: Values): boolean;
  /** Points earned so far. Left out by kinds that are never scored. */
  score?(item: PlannedItem, values: Values): number;
  /** Whether points can still be gained (tries left). Left out by kinds that are never scored. */
  open?(item: PlannedItem, values: Values): boolean;
  /** What came of a block as a whole that is done (of a story, the way through it); left out by most kinds. */
  whole?(item: PlannedItem, values: Values): Response;
  /**
   * The facts that these values stand for: one for each answered interaction and each objective
   * with a result. With it the record can be written anew after an LMS lost something. Left out by
   * kinds that report nothing.
   */
  recall?(item: PlannedItem, values: Values): readonly Fact[];
}

export const NOTHING: Change = { values: {}, facts: [] };

export function numberOf(values: Values, field: string): number {
  const value = values[field];
  return typeof value === "number" ? value : 0;
}

export function textOf(values: Values, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : "";
}

export function idsOf(values: Values, field: string): readonly string[] {
  const value = values[field];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
