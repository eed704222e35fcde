/**
 * What the player remembers of a learner: by slots only, so that what this release of the course
 * does not know is kept as it is. Nothing in it is ever changed in place.
 */
import type { Plan } from "./plan";
import { clip } from "./text";

export type Status = "incomplete" | "failed" | "completed" | "passed";

/** One remembered value as it is kept. `slots` of a set ascend; those of a list stand in its order. */
export type Stored =
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "set"; readonly slots: readonly number[] }
  | { readonly type: "list"; readonly slots: readonly number[] }
  | { readonly type: "text"; readonly text: string };

export interface State {
  /** Drawn when the attempt began, to tell the states of one learner's attempts apart; 0 where that is not known. */
  readonly attempt: number;
  /** Grows with every change; of two states of one attempt the one with more is the newer. */
  readonly count: number;
  readonly status: Status;
  /** The best score so far, 0 to 100 with at most two decimals; null while there is none. */
  readonly best: number | null;
  /** Slot of the page that was open last. */
  readonly last: number | null;
  /** Slots of the pages that were opened. */
  readonly seen: ReadonlySet<number>;
  /** Slots of the interactions in the order of their first answer: each owns one row of the report. */
  readonly rows: readonly number[];
  /** What fields hold, by the field's slot; a field that holds nothing is not there. */
  readonly values: ReadonlyMap<number, Stored>;
}

export const FRESH: State = {
  attempt: 0,
  count: 0,
  status: "incomplete",
  best: null,
  last: null,
  seen: new Set(),
  rows: [],
  values: new Map(),
};

/** The largest number that a state string can hold: six digits of five bits. */
export const MAX_NUMBER = 2 ** 30 - 1;

/** The state of an attempt that begins now. The number needs only to differ from the learner's other ones. */
export function newAttempt(): State {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { ...FRESH, attempt: 1 + (drawn % MAX_NUMBER) };
}

/**
 * The state, as far as it must go. Where it does not fit, what this release of the course does not know
 * stays behind, and then texts and lists that an earlier release let grow longer lose their end. The
 * build has seen to it that all the rest fits.
 */
export function fitted(plan: Plan, state: State, fits: (state: State) => boolean): State {
  if (fits(state)) return state;
  const fields = new Map(plan.items.flatMap(({ fields }) => Object.values(fields).map((field) => [field.slot, field])));
  const known = { ...state, values: new Map([...state.values].filter(([slot]) => fields.has(slot))) };
  if (fits(known)) return known;
  const values = [...known.values].map(([slot, stored]) => [slot, clipped(stored, fields.get(slot)?.limit ?? 0)] as const);
  return { ...known, values: new Map(values) };
}

function clipped(stored: Stored, limit: number): Stored {
  if (stored.type === "text") return { type: "text", text: clip(stored.text, limit) };
  return stored.type === "list" ? { type: "list", slots: stored.slots.slice(0, limit) } : stored;
}
