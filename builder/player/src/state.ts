/**
 * What the player remembers of a learner: by slots only, so that what this release of the course
 * does not know is kept as it is. Nothing in it is ever changed in place.
 */
import type { Value, Values } from "./logic";
import type { Plan, PlannedField, PlannedItem } from "./plan";
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

/** The values of an item by field name, in the words of its block. Fields that hold nothing are left out. */
export function valuesOf(item: PlannedItem, state: State): Values {
  const values: Record<string, Value> = {};
  for (const [name, field] of Object.entries(item.fields)) {
    const stored = state.values.get(field.slot);
    if (stored?.type === field.type) values[name] = unpack(item, field, stored);
  }
  return values;
}

/** The state with new values of an item; the very same state when nothing differs. */
export function withValues(item: PlannedItem, state: State, values: Values): State {
  const kept = new Map(state.values);
  let changed = false;
  for (const [name, value] of Object.entries(values)) {
    const field = item.fields[name];
    if (field && put(kept, field.slot, pack(item, field, value))) changed = true;
  }
  return changed ? { ...state, values: kept } : state;
}

function put(kept: Map<number, Stored>, slot: number, stored: Stored): boolean {
  const before = kept.get(slot);
  if (isEmpty(stored)) return kept.delete(slot);
  if (before && same(before, stored)) return false;
  kept.set(slot, stored);
  return true;
}

function isEmpty(stored: Stored): boolean {
  if (stored.type === "number") return stored.number === 0;
  return stored.type === "text" ? stored.text === "" : stored.slots.length === 0;
}

function same(one: Stored, other: Stored): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function unpack(item: PlannedItem, field: PlannedField, stored: Stored): Value {
  if (stored.type === "number") return Math.min(stored.number, field.limit);
  if (stored.type === "text") return stored.text;
  const bySlot = new Map(Object.entries(item.options).map(([id, slot]) => [slot, id]));
  return stored.slots.flatMap((slot) => bySlot.get(slot) ?? []);
}

function pack(item: PlannedItem, field: PlannedField, value: Value): Stored {
  if (field.type === "number") return { type: "number", number: whole(value, field.limit) };
  if (field.type === "text") return { type: "text", text: clip(String(value), field.limit) };
  const slots = Array.isArray(value) ? slotsOf(item, value) : [];
  if (field.type === "list") return { type: "list", slots: slots.slice(0, field.limit) };
  return { type: "set", slots: [...new Set(slots)].sort((a, b) => a - b) };
}

function whole(value: Value, limit: number): number {
  const number = Math.floor(Number(value));
  return number > 0 ? Math.min(number, limit, MAX_NUMBER) : 0;
}

function slotsOf(item: PlannedItem, ids: readonly string[]): number[] {
  return ids.flatMap((id) => item.options[id] ?? []);
}
