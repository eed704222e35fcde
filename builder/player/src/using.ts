/** What a learner does with blocks: the part of the heart (step.ts) that courses of texts alone do without. */
import type { Course } from "./course";
import { best, earned, isBegun, itemDone, judged, missing, share } from "./items";
import type { AnsweredFact, DoneFact, Fact } from "./logic";
import type { PlannedItem, PlannedPage } from "./plan";
import type { State } from "./state";
import type { Outcome, Used } from "./step";
import { valuesOf, withValues } from "./values";

/** What becomes of the state where a learner uses a block, and what happened. */
function used(course: Course, state: State, event: Used): Outcome {
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

/** With all that is decided when a page is opened (which questions are drawn). */
function begun(course: Course, state: State, page: PlannedPage): State {
  return course.itemsOf(page).reduce((before, item) => {
    const values = course.logic(item)?.begin?.(item, valuesOf(item, before), before.attempt);
    return values ? withValues(item, before, values) : before;
  }, state);
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

/** All that the player asks of items. */
export const ITEMS = { begun, best, judged, missing, share, used };
