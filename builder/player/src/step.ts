/**
 * The heart of the player: what an event makes of a learner's state. Pure; no clock, no page, no
 * standard. Trackers translate the facts that it returns.
 */
import type { Course } from "./course";
import { best, earned, isBegun, itemDone, status } from "./derive";
import type { AnsweredFact, BlockEvent, DoneFact, Fact } from "./logic";
import type { PlannedItem, PlannedPage } from "./plan";
import { valuesOf, withValues, type State } from "./state";

export type Event =
  | { readonly type: "opened"; readonly page: string }
  | { readonly type: "block"; readonly item: string; readonly event: BlockEvent };

export type Outcome = readonly [State, readonly Fact[]];

/** The state after the event, the very same one when the event changed nothing, and what happened. */
export function step(course: Course, state: State, event: Event): Outcome {
  const [next, facts] =
    event.type === "opened" ? opened(course, state, event.page) : used(course, state, event);
  return [next === state ? state : settle(course, next), facts];
}

function opened(course: Course, state: State, id: string): Outcome {
  const page = course.page(id);
  const facts: Fact[] = [{ fact: "viewed", page: id }];
  return [begun(course, withPage(state, page), page), facts];
}

function withPage(state: State, { slot }: PlannedPage): State {
  if (state.seen.has(slot) && state.last === slot) return state;
  return { ...state, last: slot, seen: new Set(state.seen).add(slot) };
}

/** With all that is decided when a page is opened (which questions are drawn). */
function begun(course: Course, state: State, page: PlannedPage): State {
  return course.itemsOf(page).reduce((before, item) => {
    const values = course.logic(item)?.begin?.(item, valuesOf(item, before), before.attempt);
    return values ? withValues(item, before, values) : before;
  }, state);
}

function used(course: Course, state: State, event: Extract<Event, { type: "block" }>): Outcome {
  const item = course.item(event.item);
  const change = course.logic(item)?.apply(item, valuesOf(item, state), event.event);
  if (!change) return [state, []];
  const facts = tellable(item, change.facts);
  const next = withRows(course, withValues(item, state, change.values), facts);
  return [next, [...facts, ...milestones(course, item, state, next)]];
}

/** That a block was used for the first time, and that what it asks for is done, or done better than before. */
function milestones(course: Course, item: PlannedItem, before: State, after: State): Fact[] {
  if (item.private) return [];
  const first = !isBegun(item, before) && isBegun(item, after);
  return [...(first ? [{ fact: "used", item: item.id } as const] : []), ...doneFact(course, item, before, after)];
}

function doneFact(course: Course, item: PlannedItem, before: State, after: State): DoneFact[] {
  if (!itemDone(course, after, item)) return [];
  const points = earned(course, after, item);
  if (itemDone(course, before, item) && points <= earned(course, before, item)) return [];
  const response = course.logic(item)?.whole?.(item, valuesOf(item, after));
  return [{
    fact: "done", item: item.id,
    ...(item.points > 0 ? { points } : {}),
    ...(response ? { response } : {}),
  }];
}

/** What is private stays private (design.md): its answers are no one's facts. */
export function tellable(item: PlannedItem, facts: readonly Fact[]): readonly Fact[] {
  return item.private ? facts.filter(({ fact }) => fact !== "answered") : facts;
}

/** A row of the report belongs to an interaction from its first answer on (lms-facts.md, 1.4). */
function withRows(course: Course, state: State, facts: readonly Fact[]): State {
  const rows = [...state.rows];
  for (const fact of facts) {
    const slot = fact.fact === "answered" ? slotOf(course, fact) : undefined;
    if (slot !== undefined && !rows.includes(slot)) rows.push(slot);
  }
  return rows.length === state.rows.length ? state : { ...state, rows };
}

function slotOf(course: Course, fact: AnsweredFact): number | undefined {
  return course.interaction(fact.item, fact.interaction)?.slot;
}

/** Counts the change, and draws from it what is kept of the course's results. */
export function settle(course: Course, state: State): State {
  const scored = { ...touch(state), best: best(course, state) };
  return { ...scored, status: status(course, scored) };
}

/** The same state, but told as a newer one: a value that does not differ is not sent again (lms-facts.md, O1.2). */
export function touch(state: State): State {
  return { ...state, count: state.count + 1 };
}

/**
 * Everything that the record of this learner should hold by now, as facts, in the order of its rows
 * (see `Logic.recall`).
 */
export function recall(course: Course, state: State): Fact[] {
  const facts = course.plan.items.flatMap((item) =>
    tellable(item, course.logic(item)?.recall?.(item, valuesOf(item, state)) ?? []).map(asEarlier),
  );
  const row = (fact: Fact): number =>
    fact.fact === "answered" ? state.rows.indexOf(slotOf(course, fact) ?? -1) : state.rows.length;
  return facts.sort((one, other) => row(one) - row(other));
}

function asEarlier(fact: Fact): Fact {
  return fact.fact === "answered" ? { ...fact, earlier: true } : fact;
}
