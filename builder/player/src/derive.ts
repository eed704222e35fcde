/** What follows from a state by the course's rules. Nothing of it is kept but status and best score. */
import type { Course } from "./course";
import type { PlannedItem, PlannedPage } from "./plan";
import { MORE } from "./registry";
import type { State, Status } from "./state";

/** 0.07 * 100 is a little more than 7. */
const ROUNDING = 1e-9;

/** The items of a page that count and are not done. */
export function missing(course: Course, state: State, page: PlannedPage): readonly PlannedItem[] {
  return MORE.items?.missing(course, state, page) ?? [];
}

/** A page is done when it was opened and every item on it that counts is done. */
export function pageDone(course: Course, state: State, page: PlannedPage): boolean {
  return state.seen.has(page.slot) && missing(course, state, page).length === 0;
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

/** Share of what the course asks for that is done: pages opened and counting items done. */
export function progress(course: Course, state: State): number {
  const [asked, done] = MORE.items?.share(course, state) ?? [0, 0];
  const seen = course.plan.pages.filter((page) => state.seen.has(page.slot)).length;
  return (seen + done) / Math.max(1, course.plan.pages.length + asked);
}

/**
 * What to report. `failed` ends the attempt in Moodle and shuts the learner out of this one
 * (lms-facts.md, 1.7), so it waits until no point can be gained any more.
 */
export function status(course: Course, state: State): Status {
  if (state.status === "completed" || state.status === "passed") return state.status;
  if (!complete(course, state)) return "incomplete";
  return MORE.items?.judged(course, state) ?? course.plan.rules.status;
}
