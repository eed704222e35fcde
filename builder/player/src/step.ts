/**
 * The heart of the player: what an event makes of a learner's state. Pure; no clock, no page, no
 * standard. Trackers translate the facts that it returns.
 */
import type { Course } from "./course";
import { status } from "./derive";
import type { BlockEvent, Fact } from "./logic";
import type { PlannedPage } from "./plan";
import { MORE } from "./registry";
import type { State } from "./state";

export type Event = { readonly type: "opened"; readonly page: string } | Used;

export interface Used {
  readonly type: "block";
  readonly item: string;
  readonly event: BlockEvent;
}

export type Outcome = readonly [State, readonly Fact[]];

/** The state after the event, the very same one when the event changed nothing, and what happened. */
export function step(course: Course, state: State, event: Event): Outcome {
  const [next, facts] =
    event.type === "opened" ? opened(course, state, event.page) : (MORE.items?.used(course, state, event) ?? [state, []]);
  return [next === state ? state : settle(course, next), facts];
}

function opened(course: Course, state: State, id: string): Outcome {
  const page = course.page(id);
  const next = withPage(state, page);
  return [MORE.items?.begun(course, next, page) ?? next, [{ fact: "viewed", page: id }]];
}

function withPage(state: State, { slot }: PlannedPage): State {
  if (state.seen.has(slot) && state.last === slot) return state;
  return { ...state, last: slot, seen: new Set(state.seen).add(slot) };
}

/** Counts the change, and draws from it what is kept of the course's results. */
export function settle(course: Course, state: State): State {
  const scored = { ...touch(state), best: MORE.items?.best(course, state) ?? state.best };
  return { ...scored, status: status(course, scored) };
}

/** The same state, but told as a newer one: a value that does not differ is not sent again (lms-facts.md, O1.2). */
export function touch(state: State): State {
  return { ...state, count: state.count + 1 };
}
