/** Gates and a fixed order: which pages do not open yet. */
import type { Course } from "./course";
import { missing, pageDone } from "./derive";
import type { PlannedPage } from "./plan";
import type { State } from "./state";

/**
 * The pages that are held back, each with the page that holds it (format.md, "Gating"). In linear
 * order that is the first page before it that is not done; otherwise the page just before it, when
 * that is a gate with something missing. A page that was once open is never closed again.
 */
export function held(course: Course, state: State): ReadonlyMap<PlannedPage, PlannedPage> {
  const found = new Map<PlannedPage, PlannedPage>();
  const linear = course.plan.rules.order === "linear";
  let holder: PlannedPage | null = null;
  for (const page of course.plan.pages) {
    if (holder && !state.seen.has(page.slot)) found.set(page, holder);
    if (linear) holder ??= pageDone(course, state, page) ? null : page;
    else holder = page.gate && missing(course, state, page).length > 0 ? page : null;
  }
  return found;
}

/**
 * The page to go to first for one that is held back: what holds it, or, of several gates in a row, the
 * first of them, which is open. null: the page is open.
 */
export function firstHolder(all: ReadonlyMap<PlannedPage, PlannedPage>, page: PlannedPage): PlannedPage | null {
  let holder = all.get(page) ?? null;
  for (let before = holder; before; before = all.get(before) ?? null) holder = before;
  return holder;
}
