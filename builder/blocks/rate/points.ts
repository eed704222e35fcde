/** Statements on a scale of points: what is rated, means of groups, bands, strengths. */
import { NOTHING, numberOf } from "../../player/src/logic";
import type { Change, Fact, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { rateData } from "./data";
import type { GroupData, PointEvent } from "./data";

/** Where a result stands: a strength, well on the way, or an area to grow in. */
export type Standing = "strength" | "way" | "grow";

/** The result of a group, or of a statement that is in none. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly mean: number;
  /** The group's band, from 0; -1 where there is none. */
  readonly band: number;
  readonly standing: Standing;
}

export function pointOf(values: Values, statement: string): number {
  return numberOf(values, `point.${statement}`);
}

export function statementsOf(item: PlannedItem): readonly string[] {
  return item.interactions.map((row) => row.key);
}

export function rated(item: PlannedItem, values: Values): readonly string[] {
  return statementsOf(item).filter((id) => pointOf(values, id) > 0);
}

export function isComplete(item: PlannedItem, values: Values): boolean {
  return rated(item, values).length === statementsOf(item).length;
}

/** The mean of statements; null while one of them is not rated. */
export function meanOf(values: Values, statements: readonly string[]): number | null {
  const points = statements.map((id) => pointOf(values, id));
  if (points.length === 0 || points.includes(0)) return null;
  return points.reduce((sum, point) => sum + point, 0) / points.length;
}

/** A mean from 1 to the top as a score from 0 to 100. */
export function scoreOf(mean: number, top: number): number {
  return top > 1 ? Math.round((100 * (mean - 1)) / (top - 1)) : 100;
}

/** The results that can be shown: groups that are rated as a whole, then statements in no group. */
export function results(item: PlannedItem, values: Values): readonly Result[] {
  const { top = 1 } = rateData(item);
  return units(item).flatMap((unit) => {
    const mean = meanOf(values, unit.statements);
    if (mean === null) return [];
    const band = unit.bands.findIndex((upTo) => mean <= upTo);
    const { id, title } = unit;
    return [{ id, title, mean, band, standing: standingOf(mean, top, band, unit.bands.length) }];
  });
}

function units(item: PlannedItem): readonly GroupData[] {
  const groups = rateData(item).groups ?? [];
  const grouped = new Set(groups.flatMap((group) => group.statements));
  const single = item.interactions
    .filter((row) => !grouped.has(row.key))
    .map((row) => ({ id: row.key, title: row.ask, statements: [row.key], bands: [] }));
  return [...groups, ...single];
}

/**
 * With two bands or more, the highest is a strength and the lowest is to grow in, so that headings
 * and the author's words agree; without, it is the upper and the lower third of the scale.
 */
function standingOf(mean: number, top: number, band: number, bands: number): Standing {
  if (bands > 1) return band === bands - 1 ? "strength" : band === 0 ? "grow" : "way";
  const share = (mean - 1) / Math.max(1, top - 1);
  if (share >= 2 / 3) return "strength";
  return share <= 1 / 3 ? "grow" : "way";
}

/** The results of one standing: strengths from the highest, all others from the lowest. */
export function ofStanding(all: readonly Result[], standing: Standing): readonly Result[] {
  const sign = standing === "strength" ? -1 : 1;
  return all
    .filter((result) => result.standing === standing)
    .sort((one, other) => sign * (one.mean - other.mean));
}

export function applyPoint(item: PlannedItem, values: Values, event: PointEvent): Change {
  const { statement, point } = event;
  const { top = 0 } = rateData(item);
  const name = `point.${statement}`;
  if (!(name in item.fields) || !Number.isInteger(point) || point < 1 || point > top) return NOTHING;
  if (pointOf(values, statement) === point) return NOTHING;
  const after = { ...values, [name]: point };
  return { values: { [name]: point }, facts: factsOf(item, after, [statement]) };
}

/** The facts of some statements, and of the groups that they belong to. */
export function factsOf(item: PlannedItem, values: Values, ids: readonly string[]): readonly Fact[] {
  const { groups = [] } = rateData(item);
  const touched = groups.filter((group) => group.statements.some((id) => ids.includes(id)));
  return [
    ...ids.map((id) => ratingFact(item, id, pointOf(values, id))),
    ...touched.map((group) => groupFact(item, values, group)),
  ];
}

function ratingFact(item: PlannedItem, statement: string, point: number): Fact {
  return {
    fact: "answered",
    item: item.id,
    interaction: statement,
    response: { picked: [String(point)] },
    result: "neutral",
  };
}

function groupFact(item: PlannedItem, values: Values, group: GroupData): Fact {
  const about = { fact: "objective", item: item.id, objective: group.id } as const;
  const mean = meanOf(values, group.statements);
  if (mean === null) return { ...about, status: "incomplete" };
  return { ...about, status: "completed", score: scoreOf(mean, rateData(item).top ?? 1) };
}
