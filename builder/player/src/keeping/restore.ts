/**
 * With which state a session begins, of what the LMS gave and what the journal of this device has. The
 * newer of one attempt wins, by the state's own counter.
 *
 * The LMS may have nothing at all: because all of the first visit was lost, or because a new attempt
 * began. Nobody can tell these apart for certain. Unfinished or unconfirmed work is taken up again, so that
 * nothing is lost; work that was finished and confirmed is taken for an earlier attempt's, and the
 * learner is asked.
 */
import type { Refusal } from "../codec";
import type { State } from "../state";
import type { Entry } from "./journal";

export interface Restored {
  /** null: nothing was kept, the course begins. */
  readonly state: State | null;
  /** Whether the state comes from this device, so that the LMS has yet to get it. */
  readonly fromDevice: boolean;
  /** Whether the LMS has no state at all where there should be one that holds more than a page that was opened. */
  readonly missing: boolean;
  /** Names of the facts that the LMS may not have, although it has the state (outbox.ts). */
  readonly waiting: readonly string[];
  /** Finished work that the learner may want back. */
  readonly earlier: State | null;
}

const NOTHING: Restored = { state: null, fromDevice: false, missing: false, waiting: [], earlier: null };

/**
 * @param lms what the LMS gave as the state.
 * @param begun whether the LMS holds anything else of this attempt.
 * @param entries the journal's, latest first.
 */
export function restore(lms: State | Refusal, begun: boolean, entries: readonly Entry[]): Restored {
  if (typeof lms !== "string") return newer(lms, entries);
  const [entry] = entries.filter(({ here }) => here);
  if (lms === "newer" || !entry) return NOTHING;
  const over = entry.confirmed && entry.state.status !== "incomplete";
  if (lms === "empty" && !begun && over) {
    return { ...NOTHING, earlier: entry.state };
  }
  return { ...NOTHING, state: entry.state, fromDevice: true, missing: lms === "damaged" || entry.state.values.size > 0 };
}

function newer(lms: State, entries: readonly Entry[]): Restored {
  const entry = entries.find(({ state }) => state.attempt === lms.attempt);
  const waiting = entry?.waiting ?? [];
  if (!entry || entry.state.count <= lms.count) return { ...NOTHING, state: lms, waiting };
  return { ...NOTHING, state: entry.state, fromDevice: true, waiting };
}
