/** A rating as a table: what it comes to before and now. The charts draw the same rows. Pure. */
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { rateData } from "./data";
import { isShown, levelResults } from "./levels";
import { results, units } from "./points";

export interface RatingTable {
  readonly title: string;
  /** Whether there is an earlier rating to compare with, answered or not. */
  readonly compared: boolean;
  /** The chart that the author chose for it. */
  readonly chart: "bars" | "radar" | null;
  /** How many marks a bar has: the points of the scale; 0 for levels, each of which has its own whole. */
  readonly steps: number;
  readonly rows: readonly RatingRow[];
}

/** A group, a statement that is in none, or a level; null where there is no result. */
export interface RatingRow {
  readonly id: string;
  readonly title: string;
  /** The number of its axis in a radar; 0 where it has none. */
  readonly axis: number;
  readonly before: Figure | null;
  readonly now: Figure | null;
}

export interface Figure {
  readonly n: number;
  readonly all: number;
}

export interface Rated {
  readonly item: PlannedItem;
  readonly values: Values;
}

export function tableOf(now: Rated, before?: Rated): RatingTable {
  const { title, summary, sort, top = 0 } = rateData(now.item);
  const then = before ? figures(before) : new Map<string, Figure>();
  const today = figures(now);
  return {
    title: title || now.item.label,
    compared: before !== undefined,
    chart: summary === "bars" || summary === "radar" ? summary : null,
    steps: sort === "points" ? top : 0,
    rows: named(now.item).map((row, at) => ({
      id: row.id,
      title: row.title,
      axis: row.isGroup ? at + 1 : 0,
      before: then.get(row.id) ?? null,
      now: today.get(row.id) ?? null,
    })),
  };
}

/** Whether there is any result in it. */
export function isEmpty({ rows }: RatingTable): boolean {
  return rows.every(({ before, now }) => before === null && now === null);
}

/** What a table names, groups first. */
function named(item: PlannedItem): readonly { id: string; title: string; isGroup: boolean }[] {
  if (rateData(item).sort === "points") return units(item);
  return item.interactions.map(({ key, ask }) => ({ id: key, title: ask, isGroup: false }));
}

function figures({ item, values }: Rated): ReadonlyMap<string, Figure> {
  if (rateData(item).sort === "levels") {
    const levels = isShown(values) ? levelResults(item, values) : [];
    return new Map(
      levels.map(({ id, marked, unmarked }) => [
        id,
        { n: marked.length, all: marked.length + unmarked.length },
      ]),
    );
  }
  const { top = 1 } = rateData(item);
  return new Map(results(item, values).map(({ id, mean }) => [id, { n: mean, all: top }]));
}
