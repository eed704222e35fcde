/** Actions that the learner commits to, each with a week. Private: nothing is ever reported. */
import { NOTHING, idsOf, numberOf, textOf } from "../../player/src/logic";
import type { BlockEvent, Change, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { clip } from "../../player/src/text";

export type PlanEvent = PickEvent | WeekEvent | OwnEvent | OwnWeekEvent;

/** A suggestion was picked or given up. */
export interface PickEvent extends BlockEvent {
  readonly type: "pick";
  readonly action: string;
  readonly picked: boolean;
}

/** A suggestion was moved to another week. */
export interface WeekEvent extends BlockEvent {
  readonly type: "week";
  readonly action: string;
  readonly week: number;
}

/** An own action was written; `number` counts from 1. */
export interface OwnEvent extends BlockEvent {
  readonly type: "own";
  readonly number: number;
  readonly text: string;
}

export interface OwnWeekEvent extends BlockEvent {
  readonly type: "own-week";
  readonly number: number;
  readonly week: number;
}

export interface PlanData {
  readonly first: number;
  readonly last: number;
  readonly own: number;
  readonly suggest: Readonly<Record<string, { readonly week: number; readonly say: string }>>;
}

/** An action as it stands in the learner's plan. */
export interface Action {
  /** The author's id of a suggestion, or `own.1`: stays the same whatever the action says. */
  readonly id: string;
  readonly say: string;
  readonly week: number;
}

export function planData(item: PlannedItem): PlanData {
  return item.data as unknown as PlanData;
}

/** The week of a suggestion: the learner's, or else the author's. */
export function weekOf(item: PlannedItem, values: Values, action: string): number {
  return numberOf(values, `week.${action}`) || (planData(item).suggest[action]?.week ?? 0);
}

/** The week of an own action: the learner's, or else the plan's first. */
export function ownWeekOf(item: PlannedItem, values: Values, number: number): number {
  return numberOf(values, `own-week.${number}`) || planData(item).first;
}

/** All that was planned, by week; within a week the author's order, then own actions. */
export function planned(item: PlannedItem, values: Values): readonly Action[] {
  const { suggest, own } = planData(item);
  const picked = idsOf(values, "picked");
  const suggested = Object.entries(suggest)
    .filter(([id]) => picked.includes(id))
    .map(([id, { say }]) => ({ id, say, week: weekOf(item, values, id) }));
  const written = Array.from({ length: own }, (_, at) => ({
    id: `own.${at + 1}`,
    say: textOf(values, `own.${at + 1}`).trim(),
    week: ownWeekOf(item, values, at + 1),
  })).filter(({ say }) => say !== "");
  return [...suggested, ...written].sort((one, other) => one.week - other.week);
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as PlanEvent;
    switch (told.type) {
      case "pick":
        return pick(item, values, told);
      case "week":
        return setWeek(item, `week.${told.action}`, told.week);
      case "own-week":
        return setWeek(item, `own-week.${told.number}`, told.week);
      case "own":
        return write(item, values, told);
      default:
        return NOTHING;
    }
  },

  done(item, values): boolean {
    return planned(item, values).length > 0;
  },
};

function pick(item: PlannedItem, values: Values, event: PickEvent): Change {
  const before = idsOf(values, "picked");
  if (!(event.action in item.options) || before.includes(event.action) === event.picked) {
    return NOTHING;
  }
  const others = before.filter((id) => id !== event.action);
  return { values: { picked: event.picked ? [...others, event.action] : others }, facts: [] };
}

function setWeek(item: PlannedItem, field: string, week: number): Change {
  const { first, last } = planData(item);
  const allowed = Number.isInteger(week) && week >= first && week <= last;
  return allowed && field in item.fields ? { values: { [field]: week }, facts: [] } : NOTHING;
}

function write(item: PlannedItem, values: Values, event: OwnEvent): Change {
  const name = `own.${event.number}`;
  const field = item.fields[name];
  if (!field) return NOTHING;
  const text = clip(event.text, field.limit);
  return text === textOf(values, name) ? NOTHING : { values: { [name]: text }, facts: [] };
}
