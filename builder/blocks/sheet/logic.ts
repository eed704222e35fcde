/** The sheet keeps one thing of its own: the day on which the learner's first week begins. */
import { NOTHING, numberOf } from "../../player/src/logic";
import type { BlockEvent, Change, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { dayOf } from "./days";

/** The learner chose a day (see days.ts), or took it back: 0. */
export interface SheetEvent extends BlockEvent {
  readonly type: "start";
  readonly day: number;
}

/** The day on which week 1 begins: the learner's, or else the author's; 0 where nobody chose one. */
export function startOf(item: PlannedItem, values: Values): number {
  const { starts = "" } = item.data as { readonly starts?: string };
  return numberOf(values, "start") || dayOf(starts);
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const { type, day } = event as SheetEvent;
    const known = type === "start" && Number.isInteger(day) && day >= 0 && day <= (item.fields["start"]?.limit ?? 0);
    return known && day !== numberOf(values, "start") ? { values: { start: day }, facts: [] } : NOTHING;
  },

  done(): boolean {
    return true;
  },
};
