/**
 * Pools: of the items that belong to one, a learner has to do with those that were drawn. The draw is
 * made when the page is opened for the first time, and kept as a set of the pool's item, because a
 * later release may add questions.
 */
import { idsOf } from "./logic";
import type { Plan, PlannedItem } from "./plan";
import type { State } from "./state";
import { valuesOf } from "./values";

/** What is needed of a course. */
interface Items {
  readonly plan: Plan;
  item(id: string): PlannedItem;
}

/** Whether the learner has to do with the item: it is in no pool, or was drawn. */
export function inPlay(course: Items, state: State, item: PlannedItem): boolean {
  if (item.pool === undefined) return true;
  return drawn(course.item(item.pool), state).includes(nameIn(item));
}

/** How many are still to be drawn of this item's pool; 0 for an item that is none. */
export function toDraw(state: State, item: PlannedItem): number {
  return Math.max(0, (item.draw ?? 0) - drawn(item, state).length);
}

/** The items that the learner has to do with, pools themselves included. */
export function itemsInPlay(course: Items, state: State): readonly PlannedItem[] {
  return course.plan.items.filter((item) => inPlay(course, state, item));
}

function drawn(pool: PlannedItem, state: State): readonly string[] {
  return idsOf(valuesOf(pool, state), "drawn");
}

/** What the pool calls an item: the rest of its id. */
export function nameIn(item: PlannedItem): string {
  return item.id.slice((item.pool ?? "").length + 1);
}
