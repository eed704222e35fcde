/** What follows from a state by the course's rules. Nothing of it is kept but status and best score. */
import type { Course } from "./course";
import type { PlannedItem, PlannedPage } from "./plan";
import { inPlay, itemsInPlay, toDraw } from "./pools";
import { valuesOf, type State, type Status } from "./state";

/** 0.07 * 100 is a little more than 7. */
const ROUNDING = 1e-9;

/** Whether the learner has done what the item asks for. Kinds without logic ask nothing. */
export function itemDone(course: Course, state: State, item: PlannedItem): boolean {
  return course.logic(item)?.done(item, valuesOf(item, state)) ?? true;
}

/** The items of a page that count and are not done; a pool itself until its items are drawn. */
export function missing(course: Course, state: State, page: PlannedPage): PlannedItem[] {
  const asked = course.itemsOf(page).filter((item) => item.required && inPlay(course, state, item));
  return asked.filter((item) => !itemDone(course, state, item));
}

/** A page is done when it was opened and every item on it that counts is done. */
export function pageDone(course: Course, state: State, page: PlannedPage): boolean {
  return state.seen.has(page.slot) && missing(course, state, page).length === 0;
}

/** Share of what the course asks for that is done: pages opened and counting items done. */
export function progress(course: Course, state: State): number {
  const asked = itemsInPlay(course, state).filter((item) => item.required);
  const items = asked.filter((item) => item.draw === undefined);
  const seen = course.plan.pages.filter((page) => state.seen.has(page.slot)).length;
  const done = items.filter((item) => itemDone(course, state, item)).length;
  const undrawn = sum(asked.map((item) => toDraw(state, item)));
  return (seen + done) / Math.max(1, course.plan.pages.length + items.length + undrawn);
}

/** Whether the course's completion rule is met (format.md, `completion`). */
export function complete(course: Course, state: State): boolean {
  const { when, share, modules } = course.plan.rules.completion;
  const { pages } = course.plan;
  if (when === "pages") {
    const seen = pages.filter((page) => state.seen.has(page.slot)).length;
    return seen >= share * pages.length - ROUNDING;
  }
  const asked = when === "modules" ? pages.filter((page) => modules.includes(page.module)) : pages;
  return asked.every((page) => pageDone(course, state, page));
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

/**
 * What to report. `failed` ends the attempt in Moodle and shuts the learner out of this one
 * (lms-facts.md, 1.7), so it waits until no point can be gained any more.
 */
export function status(course: Course, state: State): Status {
  if (state.status === "completed" || state.status === "passed") return state.status;
  if (!complete(course, state)) return "incomplete";
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
