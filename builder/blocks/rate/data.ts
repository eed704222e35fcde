/** What a rating is told (events) and what it knows of its scale (data). */
import type { BlockEvent } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";

export type RateEvent = PointEvent | NotApplicableEvent | MarkEvent | ShowEvent | NextEvent;

/** A statement was rated; `point` counts from 1. */
export interface PointEvent extends BlockEvent {
  readonly type: "rate";
  readonly statement: string;
  readonly point: number;
}

/** The learner says that a statement is not about them. */
export interface NotApplicableEvent extends BlockEvent {
  readonly type: "not-applicable";
  readonly statement: string;
}

/** A behaviour was ticked or unticked. */
export interface MarkEvent extends BlockEvent {
  readonly type: "mark";
  readonly level: string;
  readonly indicator: string;
  readonly marked: boolean;
}

/** The learner asks where they stand. */
export interface ShowEvent extends BlockEvent {
  readonly type: "show";
}

/** The learner picks a behaviour to grow into. */
export interface NextEvent extends BlockEvent {
  readonly type: "next";
  readonly level: string;
  readonly indicator: string;
}

export interface RateData {
  readonly sort: "points" | "levels";
  /** What the rating is about, in plain words. */
  readonly title: string;
  readonly summary: "none" | "list" | "strengths" | "bars" | "radar";
  /** Full id of the earlier rating that this one is compared with. */
  readonly before?: string;
  /** Sort `points`: the highest point, and the groups that statements add up to. */
  readonly top?: number;
  readonly groups?: readonly GroupData[];
  /** Sort `points`: statements whose lowest point is the best. */
  readonly reversed?: readonly string[];
  /** Sort `points`: whether a statement may be said not to apply. */
  readonly notApplicable?: boolean;
  /** Sort `levels`. */
  readonly pickNext?: boolean;
}

export interface GroupData {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  /** The upper end of each band of means, rising. */
  readonly bands: readonly number[];
}

export function rateData(item: PlannedItem): RateData {
  return item.data as unknown as RateData;
}
