/** Which facts go out again at the start of a session, where a record has rows that may have been lost. */
import type { Refusal } from "../codec";
import type { Course } from "../course";
import type { Fact } from "../logic";
import type { State } from "../state";
import type { Tracker } from "../tracker";
import { recall } from "../using";
import { nameOf } from "./outbox";
import type { Restored } from "./restore";

/**
 * What the other side lacks or may lack of this state; all that differs, where the state comes from this device. `kept`:
 * what the other side gave.
 */
export function missing(course: Course, state: State, { fromDevice, waiting }: Restored, kept: State | Refusal, tracker: Tracker): Fact[] {
  const facts = recall(course, state);
  const lacking = tracker.lacks?.(facts, state.rows) ?? [];
  const told = fromDevice ? toldBy(course, state, kept) : facts.map((fact) => JSON.stringify(fact));
  return facts.filter(
    (fact) => lacking.includes(fact) || waiting.includes(nameOf(fact)) || !told.includes(JSON.stringify(fact)),
  );
}

/** What the other side knows by the state that it gave: nothing that counts, where that has other rows. */
function toldBy(course: Course, state: State, kept: State | Refusal): string[] {
  if (typeof kept === "string" || kept.rows.some((slot, row) => slot !== state.rows[row])) return [];
  return recall(course, kept).map((fact) => JSON.stringify(fact));
}
