/** A film with an id: which parts of it were watched, and what is told of the watching. */
import { NOTHING, numberOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Values, VideoFact } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { PARTS, partsOf, perCent, seconds, segmentsOfParts, shareOf, type Segment } from "./segments";

/** The learner did something with the film, or (`progressed`) has watched more of it. Seconds. */
export interface VideoEvent extends BlockEvent {
  readonly type: Exclude<VideoFact["event"], "completed"> | "progressed";
  /** Where the film stands. */
  readonly time: number;
  /** Of `seeked`: where it was wound from and to. */
  readonly from?: number;
  readonly to?: number;
  /** All that was played, in the order of playing; first what is known of earlier visits. */
  readonly played: readonly Segment[];
  readonly length: number;
}

export interface VideoData {
  /** How much counts as watched, in per cent. */
  readonly watched: number;
}

const TYPES: readonly string[] = ["opened", "played", "paused", "seeked", "left", "progressed"];
const WHOLE = 100;

/** How much has to be watched, in per cent. */
export function threshold(item: PlannedItem): number {
  return (item.data as unknown as VideoData).watched || WHOLE;
}

/** The parts that were watched, one bit each. */
export function partsIn(values: Values): number {
  return numberOf(values, "parts") & ((1 << PARTS) - 1);
}

/** The most that was ever watched, in per cent, with what is played now. */
export function watched(values: Values, played: readonly Segment[], length: number): number {
  return Math.max(numberOf(values, "share"), perCent(shareOf(withKept(values, played, length), length)));
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as VideoEvent;
    if (!TYPES.includes(told.type) || !(told.length > 0)) return NOTHING;
    const share = watched(values, told.played, told.length);
    const parts = partsIn(values) | partsOf(withKept(values, told.played, told.length), told.length);
    const reached = share >= threshold(item) && !this.done(item, values);
    const own = told.type === "progressed" ? [] : [factOf(item, values, told, told.type)];
    const more = reached ? [factOf(item, values, told, "completed"), ...objectives(item)] : [];
    return { values: { parts, share }, facts: [...own, ...more] };
  },

  done(item, values): boolean {
    return numberOf(values, "share") >= threshold(item);
  },

  recall(item, values): readonly Fact[] {
    return this.done(item, values) ? objectives(item) : [];
  },
};

function withKept(values: Values, played: readonly Segment[], length: number): readonly Segment[] {
  return [...segmentsOfParts(partsIn(values), length), ...played];
}

function factOf(item: PlannedItem, values: Values, told: VideoEvent, event: VideoFact["event"]): VideoFact {
  const { time, from, to, played, length } = told;
  const share = shareOf(withKept(values, played, length), length);
  return {
    fact: "video",
    item: item.id,
    event,
    time: seconds(time),
    ...(event === "seeked" && from !== undefined && to !== undefined && { from: seconds(from), to: seconds(to) }),
    played,
    progress: Math.max(numberOf(values, "share") / WHOLE, Math.floor(share * 1000 + 1e-6) / 1000),
    length: seconds(length),
  };
}

/** That enough was watched, where the course asks for it. */
function objectives(item: PlannedItem): readonly Fact[] {
  return item.objectives.map(({ key }) => ({ fact: "objective", item: item.id, objective: key, status: "completed" }));
}
