/**
 * What the xAPI Video Profile (https://w3id.org/xapi/video, version 1.0.3) has of a moment of watching; the same
 * as `builder/xapi/video.py`. Times and lengths are seconds with at most three decimals.
 */
import type { VideoFact } from "../../logic";
import { durationText, type Json, type JsonObject } from "./statement";

export type Moment = Partial<Pick<VideoFact, "time" | "from" | "to" | "played" | "progress" | "length">>;

const PROFILE = "https://w3id.org/xapi/video/extensions";
const THOUSAND = 1000;
/** 0.29 * 1000 is a little less than 290. */
const DUST = 1e-9;

/** What of a moment stands in the extensions of a result. */
export function resultExtensions(takes: readonly string[], moment: Moment): JsonObject {
  const { time, from, to, progress, played } = moment;
  const found: Record<string, Json> = {};
  if (takes.includes("time") && time !== undefined) found[`${PROFILE}/time`] = seconds(time);
  if (takes.includes("seek") && from !== undefined && to !== undefined) {
    found[`${PROFILE}/time-from`] = seconds(from);
    found[`${PROFILE}/time-to`] = seconds(to);
  }
  if (takes.includes("watched") && progress !== undefined) found[`${PROFILE}/progress`] = shareOf(progress);
  if (takes.includes("segments") && played) found[`${PROFILE}/played-segments`] = segmentsText(played);
  return found;
}

/** What of a moment and of its viewing stands in the extensions of a context. */
export function contextExtensions(takes: readonly string[], { length }: Moment, viewing: string | undefined): JsonObject {
  return {
    ...(takes.includes("length") && length !== undefined ? { [`${PROFILE}/length`]: seconds(length) } : {}),
    ...(takes.includes("session") && viewing !== undefined ? { [`${PROFILE}/session-id`]: viewing } : {}),
  };
}

/** How long the learner watched: all stretches together, at the video's own speed. */
export function consumed({ played }: Moment): string | undefined {
  return played && durationText(THOUSAND * played.reduce((sum, [start, end]) => sum + (end - start), 0));
}

/** Stretches as the profile spells them: `0[.]12.5[,]20[.]33`. It asks for them also where nothing was played. */
function segmentsText(played: readonly (readonly [number, number])[]): string {
  return played.map((stretch) => stretch.map(seconds).join("[.]")).join("[,]") || "0[.]0";
}

/** Halves go up. */
function seconds(number: number): number {
  return Math.floor(number * THOUSAND + 0.5) / THOUSAND;
}

/** Rounded down: 1 is said only when all was watched. */
function shareOf(progress: number): number {
  return Math.floor(THOUSAND * Math.min(Math.max(progress, 0), 1) + DUST) / THOUSAND;
}
