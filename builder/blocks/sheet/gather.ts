/** What the learner's sheet holds, gathered from the values of all other blocks. Pure. */
import { idsOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { planned } from "../plan/logic";
import type { Action } from "../plan/logic";
import { rateData } from "../rate/data";
import { growsInto, isShown, levelResults, standsOn, wordsOf } from "../rate/levels";
import { isComplete, ofStanding, results } from "../rate/points";
import type { Result, Standing } from "../rate/points";
import { promptsOf, written } from "../reflect/logic";

/** What the sheet may ask for: all items of the course, and what the learner did with each. */
export interface Source {
  readonly items: readonly PlannedItem[];
  values(id: string): Values;
}

/** A rating as a table: each row before and now; null where there is nothing yet. */
export interface RatingTable {
  readonly title: string;
  readonly compared: boolean;
  readonly rows: readonly RatingRow[];
}

export interface RatingRow {
  readonly title: string;
  readonly before: Figure | null;
  readonly now: Figure | null;
}

export interface Figure {
  readonly n: number;
  readonly all: number;
}

export interface Reflection {
  readonly label: string;
  readonly texts: readonly { readonly prompt: string; readonly text: string }[];
}

/** Where a rating of levels says that the learner stands and wants to go. */
export interface LevelStanding {
  readonly on: string;
  readonly into: string;
  readonly next: string;
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

export function ratings(source: Source): readonly RatingTable[] {
  return latestRatings(source).flatMap((item) => {
    const before = source.items.find(({ id }) => id === rateData(item).before);
    const then = before ? figures(before, source.values(before.id)) : new Map<string, Figure>();
    const now = figures(item, source.values(item.id));
    if (then.size === 0 && now.size === 0) return [];
    const titles = titlesOf(item);
    const rows = [...titles].map(([id, title]) => ({
      title,
      before: then.get(id) ?? null,
      now: now.get(id) ?? null,
    }));
    return [{ title: rateData(item).title || item.label, compared: before !== undefined, rows }];
  });
}

/** What a table names: groups and single statements, or levels. */
function titlesOf(item: PlannedItem): ReadonlyMap<string, string> {
  if (rateData(item).sort === "levels") return new Map(item.interactions.map((row) => [row.key, row.ask]));
  const groups = rateData(item).groups ?? [];
  const grouped = new Set(groups.flatMap(({ statements }) => statements));
  const single = item.interactions.filter(({ key }) => !grouped.has(key));
  return new Map([
    ...groups.map(({ id, title }): [string, string] => [id, title]),
    ...single.map(({ key, ask }): [string, string] => [key, ask]),
  ]);
}

function figures(item: PlannedItem, values: Values): ReadonlyMap<string, Figure> {
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

/** Results of a standing, with the rating that each is from; only of ratings that are complete. */
export function standing(
  source: Source,
  wanted: Standing,
): readonly { readonly item: PlannedItem; readonly result: Result }[] {
  return current(source, "points").flatMap((item) =>
    ofStanding(results(item, source.values(item.id)), wanted).map((result) => ({ item, result })),
  );
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

/** The plans of all blocks as one, by week. */
export function plans(source: Source): readonly Action[] {
  return ofKind(source, "plan")
    .flatMap((item) => planned(item, source.values(item.id)))
    .sort((one, other) => one.week - other.week);
}
