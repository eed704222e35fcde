/** What follows from items: from what a learner does with blocks. Nothing of it is kept but the best score. */
import type { Course } from "./course";
import type { PlannedItem, PlannedPage } from "./plan";
import { inPlay, itemsInPlay, toDraw } from "./pools";
import type { State, Status } from "./state";
import { valuesOf } from "./values";

/** Whether the learner has done what the item asks for. Kinds without logic ask nothing. */
export function itemDone(course: Course, state: State, item: PlannedItem): boolean {
  return course.logic(item)?.done(item, valuesOf(item, state)) ?? true;
}

/** The items of a page that count and are not done; a pool itself until its items are drawn. */
export function missing(course: Course, state: State, page: PlannedPage): PlannedItem[] {
  const asked = course.itemsOf(page).filter((item) => item.required && inPlay(course, state, item));
  return asked.filter((item) => !itemDone(course, state, item));
}

/** How much is asked for but opening pages, and how much of that is done. */
export function share(course: Course, state: State): readonly [asked: number, done: number] {
  const asked = itemsInPlay(course, state).filter((item) => item.required);
  const items = asked.filter((item) => item.draw === undefined);
  const undrawn = sum(asked.map((item) => toDraw(state, item)));
  return [items.length + undrawn, items.filter((item) => itemDone(course, state, item)).length];
}

/**
 * The score of what is answered now, in per cent of all points with at most two decimals; null when
 * there is nothing to report (lms-facts.md, 1.5: no `score.raw` before there is a score).
 */
export function score(course: Course, state: State): number | null {
  const scored = itemsInPlay(course, state).filter((item) => item.points > 0);
  if (!scored.some((item) => isBegun(item, state))) return null;
  const most = sum(scored.map((item) => toGet(item, state)));
  const got = sum(scored.map((item) => earned(course, state, item)));
  return Math.min(100, Math.max(0, Math.round((got / most) * 10_000) / 100));
}

/** The best score that a learner has had; what was once reached is never taken away. */
export function best(course: Course, state: State): number | null {
  const now = score(course, state);
  return now === null || state.best === null ? (now ?? state.best) : Math.max(now, state.best);
}

/** What becomes of a learner who has done all that completion asks for. */
export function judged(course: Course, state: State): Status {
  if (markReached(course, state)) return course.plan.rules.status;
  return itemsInPlay(course, state).some((item) => isOpen(course, state, item)) ? "incomplete" : "failed";
}

/** A pass mark asks nothing of a course in which there are no points to get. */
function markReached(course: Course, state: State): boolean {
  const mark = course.plan.rules.completion.passMark ?? 0;
  const scored = course.plan.items.some((item) => item.points > 0);
  return !scored || (best(course, state) ?? 0) >= mark;
}

/** The points that an item gives; a pool stands for the items that are still to be drawn. */
function toGet(item: PlannedItem, state: State): number {
  return item.draw === undefined ? item.points : (item.points * toDraw(state, item)) / item.draw;
}

/** Whether the learner has used it. What was drawn for a learner is no answer of theirs. */
export function isBegun(item: PlannedItem, state: State): boolean {
  if (item.draw !== undefined) return false;
  return Object.values(item.fields).some((field) => state.values.has(field.slot));
}

/** The points that the learner has got for an item so far. */
export function earned(course: Course, state: State, item: PlannedItem): number {
  return course.logic(item)?.score?.(item, valuesOf(item, state)) ?? 0;
}

function isOpen(course: Course, state: State, item: PlannedItem): boolean {
  return item.points > 0 && (course.logic(item)?.open?.(item, valuesOf(item, state)) ?? false);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
