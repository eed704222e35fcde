/** What the learner's sheet holds, gathered from the values of all other blocks. Pure. */
import { idsOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { planData, planned } from "../plan/logic";
import type { Action } from "../plan/logic";
import { rateData } from "../rate/data";
import { growsInto, isShown, levelResults, standsOn, wordsOf } from "../rate/levels";
import { isComplete, results, withoutResult } from "../rate/points";
import type { Result, Unit } from "../rate/points";
import { isEmpty, tableOf } from "../rate/table";
import type { RatingTable } from "../rate/table";
import { promptsOf, written } from "../reflect/logic";

/** What the sheet may ask for: all items of the course, and what the learner did with each. */
export interface Source {
  readonly items: readonly PlannedItem[];
  values(id: string): Values;
}

export interface Reflection {
  readonly label: string;
  readonly texts: readonly { readonly prompt: string; readonly text: string }[];
}

/** What a rating of points comes to. */
export interface Judged {
  readonly item: PlannedItem;
  readonly results: readonly Result[];
  /** What too little was answered of. */
  readonly few: readonly Unit[];
}

/** Where a rating of levels says that the learner stands and wants to go. */
export interface LevelStanding {
  readonly on: string;
  readonly into: string;
  readonly next: string;
  /** How many behaviours are marked. */
  readonly marked: number;
}

/** An action of some plan block. */
export interface PlannedAction extends Action {
  readonly item: string;
}

function ofKind(source: Source, kind: string): readonly PlannedItem[] {
  return source.items.filter((item) => item.kind === kind);
}

/** The ratings that are not only the "before" of a later one. */
export function latestRatings(source: Source): readonly PlannedItem[] {
  const all = ofKind(source, "rate");
  const earlier = new Set(all.map((item) => rateData(item).before));
  return all.filter((item) => !earlier.has(item.id));
}

/** The ratings of which there is anything, each beside the one that it is compared with. */
export function ratings(source: Source): readonly RatingTable[] {
  return latestRatings(source)
    .map((item) => {
      const before = source.items.find(({ id }) => id === rateData(item).before);
      const then = before && { item: before, values: source.values(before.id) };
      return tableOf({ item, values: source.values(item.id) }, then);
    })
    .filter((table) => !isEmpty(table));
}

/** What the newest complete rating of each chain comes to. */
export function judged(source: Source): readonly Judged[] {
  return current(source, "points").map((item) => {
    const values = source.values(item.id);
    return { item, results: results(item, values), few: withoutResult(item, values) };
  });
}

export function levelStandings(source: Source): readonly LevelStanding[] {
  return current(source, "levels").map((item) => {
    const values = source.values(item.id);
    const levels = levelResults(item, values);
    const next = idsOf(values, "next")[0] ?? "";
    return {
      on: standsOn(levels)?.title ?? "",
      into: growsInto(levels)?.title ?? "",
      next: wordsOf(item, next),
      marked: levels.reduce((sum, { marked }) => sum + marked.length, 0),
    };
  });
}

/** The newest rating of each chain that the learner has finished. */
function current(source: Source, sort: "points" | "levels"): readonly PlannedItem[] {
  const finished = (item: PlannedItem): boolean =>
    sort === "levels" ? isShown(source.values(item.id)) : isComplete(item, source.values(item.id));
  return latestRatings(source)
    .filter((item) => rateData(item).sort === sort)
    .flatMap((item) => chain(source, item).find(finished) ?? []);
}

/** A rating and those before it, the newest first. */
function chain(source: Source, item: PlannedItem): readonly PlannedItem[] {
  const all: PlannedItem[] = [item];
  for (let now: PlannedItem | undefined = item; now; ) {
    const { before }: { readonly before?: string } = rateData(now);
    now = source.items.find(({ id }) => id === before);
    if (!now || all.includes(now)) break;
    all.push(now);
  }
  return all;
}

export function reflections(source: Source): readonly Reflection[] {
  return ofKind(source, "reflect").flatMap((item) => {
    const values = source.values(item.id);
    const texts = Object.entries(promptsOf(item))
      .map(([id, prompt]) => ({ prompt, text: written(values, id).trim() }))
      .filter(({ text }) => text !== "");
    return texts.length > 0 ? [{ label: item.label, texts }] : [];
  });
}

/** The first week that any plan is for. */
export function firstWeek(source: Source): number {
  const weeks = ofKind(source, "plan").map((item) => planData(item).first);
  return weeks.length > 0 ? Math.min(...weeks) : 1;
}

/** The plans of all blocks as one, by week. */
export function plans(source: Source): readonly PlannedAction[] {
  return ofKind(source, "plan")
    .flatMap((item) => planned(item, source.values(item.id)).map((action) => ({ ...action, item: item.id })))
    .sort((one, other) => one.week - other.week);
}
