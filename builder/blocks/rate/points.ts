/**
 * Statements on a scale of points: what is rated, means of groups, bands, strengths.
 *
 * The rules of docs/format.md, "What a rating comes to": a group has a result when every statement of
 * it is answered and at least half of them got a point; "does not apply" is an answer without one.
 */
import { NOTHING, idsOf, numberOf } from "../../player/src/logic";
import type { Change, Fact, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { rateData } from "./data";
import type { GroupData, NotApplicableEvent, PointEvent } from "./data";

/** The set of statements that are not about the learner; also what the radio button and the report say. */
export const NOT_APPLICABLE = "not-applicable";

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
  /** Whether it is a single statement that counts the other way round. */
  readonly turned: boolean;
}

export function pointOf(values: Values, statement: string): number {
  return numberOf(values, `point.${statement}`);
}

export function statementsOf(item: PlannedItem): readonly string[] {
  return item.interactions.map((row) => row.key);
}

/** What the learner ticked: a point from 1, or that it does not apply; null where nothing is ticked. */
export function answerTo(values: Values, statement: string): number | typeof NOT_APPLICABLE | null {
  if (idsOf(values, NOT_APPLICABLE).includes(statement)) return NOT_APPLICABLE;
  return pointOf(values, statement) || null;
}

export function answered(item: PlannedItem, values: Values): readonly string[] {
  return statementsOf(item).filter((id) => answerTo(values, id) !== null);
}

export function isComplete(item: PlannedItem, values: Values): boolean {
  return answered(item, values).length === statementsOf(item).length;
}

/** A statement's point as it counts: that of a reversed one is turned round. */
function worth(item: PlannedItem, values: Values, statement: string): number {
  const { top = 1, reversed = [] } = rateData(item);
  const point = pointOf(values, statement);
  return reversed.includes(statement) ? top + 1 - point : point;
}

/** The mean of statements; null while one of them has no answer, or too few of them have a point. */
export function meanOf(item: PlannedItem, values: Values, statements: readonly string[]): number | null {
  if (statements.some((id) => answerTo(values, id) === null)) return null;
  const judged = statements.filter((id) => answerTo(values, id) !== NOT_APPLICABLE);
  if (judged.length === 0 || 2 * judged.length < statements.length) return null;
  return judged.reduce((sum, id) => sum + worth(item, values, id), 0) / judged.length;
}

/** A mean from 1 to the top as a score from 0 to 100. */
export function scoreOf(mean: number, top: number): number {
  return top > 1 ? Math.round((100 * (mean - 1)) / (top - 1)) : 100;
}

/** The results that can be shown: groups that have one, then statements in no group. */
export function results(item: PlannedItem, values: Values): readonly Result[] {
  const { top = 1, reversed = [] } = rateData(item);
  return units(item).flatMap((unit) => {
    const mean = meanOf(item, values, unit.statements);
    if (mean === null) return [];
    const band = unit.bands.findIndex((upTo) => mean <= upTo);
    const { id, title } = unit;
    const standing = standingOf(mean, top, band, unit.bands.length);
    return [{ id, title, mean, band, standing, turned: !unit.isGroup && reversed.includes(id) }];
  });
}

/** What is answered and has no result all the same, because too little of it applies. */
export function withoutResult(item: PlannedItem, values: Values): readonly Unit[] {
  return units(item).filter(
    ({ statements }) =>
      statements.every((id) => answerTo(values, id) !== null) && meanOf(item, values, statements) === null,
  );
}

/** What gets a result of its own: a group, or a statement that is in none. */
export interface Unit extends GroupData {
  readonly isGroup: boolean;
}

export function units(item: PlannedItem): readonly Unit[] {
  const groups = rateData(item).groups ?? [];
  const grouped = new Set(groups.flatMap((group) => group.statements));
  const single = item.interactions
    .filter((row) => !grouped.has(row.key))
    .map((row) => ({ id: row.key, title: row.ask, statements: [row.key], bands: [], isGroup: false }));
  return [...groups.map((group) => ({ ...group, isGroup: true })), ...single];
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

/** The results of one standing: strengths from the highest, all others from the lowest; equals as the author has them. */
export function ofStanding(all: readonly Result[], standing: Standing): readonly Result[] {
  const sign = standing === "strength" ? -1 : 1;
  return all
    .filter((result) => result.standing === standing)
    .sort((one, other) => sign * (one.mean - other.mean));
}

/**
 * What to name where nothing has that standing: all that share the highest mean (or the lowest).
 * Nothing, where all means are equal: a tie of everything says nothing.
 */
export function nearest(all: readonly Result[], standing: "strength" | "grow"): readonly Result[] {
  const means = all.map(({ mean }) => mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  if (low === high) return [];
  return all.filter(({ mean }) => mean === (standing === "strength" ? high : low));
}

export function applyPoint(item: PlannedItem, values: Values, event: PointEvent): Change {
  const { statement, point } = event;
  const { top = 0 } = rateData(item);
  if (!Number.isInteger(point) || point < 1 || point > top) return NOTHING;
  return answer(item, values, statement, point);
}

export function applyNotApplicable(item: PlannedItem, values: Values, event: NotApplicableEvent): Change {
  if (rateData(item).notApplicable !== true) return NOTHING;
  return answer(item, values, event.statement, NOT_APPLICABLE);
}

/** Keeps one answer, in place of any other to the same statement. */
function answer(
  item: PlannedItem,
  values: Values,
  statement: string,
  given: number | typeof NOT_APPLICABLE,
): Change {
  const name = `point.${statement}`;
  if (!(name in item.fields) || answerTo(values, statement) === given) return NOTHING;
  const others = idsOf(values, NOT_APPLICABLE).filter((id) => id !== statement);
  const apart = NOT_APPLICABLE in item.fields;
  const changed = {
    [name]: given === NOT_APPLICABLE ? 0 : given,
    ...(apart ? { [NOT_APPLICABLE]: given === NOT_APPLICABLE ? [...others, statement] : others } : {}),
  };
  return { values: changed, facts: factsOf(item, { ...values, ...changed }, [statement]) };
}

/** The facts of some statements, and of the groups that they belong to. */
export function factsOf(item: PlannedItem, values: Values, ids: readonly string[]): readonly Fact[] {
  const { groups = [] } = rateData(item);
  const touched = groups.filter((group) => group.statements.some((id) => ids.includes(id)));
  return [
    ...ids.map((id) => ratingFact(item, id, String(answerTo(values, id)))),
    ...touched.map((group) => groupFact(item, values, group)),
  ];
}

/** A report shows what was ticked, also where it counts the other way round. */
function ratingFact(item: PlannedItem, statement: string, ticked: string): Fact {
  return {
    fact: "answered",
    item: item.id,
    interaction: statement,
    response: { picked: [ticked] },
    result: "neutral",
  };
}

function groupFact(item: PlannedItem, values: Values, group: GroupData): Fact {
  const about = { fact: "objective", item: item.id, objective: group.id } as const;
  const mean = meanOf(item, values, group.statements);
  if (mean === null) return { ...about, status: "incomplete" };
  return { ...about, status: "completed", score: scoreOf(mean, rateData(item).top ?? 1) };
}
