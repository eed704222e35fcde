/** What the state remembers of an item, in the words of its block. */
import type { Value, Values } from "./logic";
import type { PlannedField, PlannedItem } from "./plan";
import { MAX_NUMBER, type State, type Stored } from "./state";
import { clip } from "./text";

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
