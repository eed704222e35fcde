/** Behaviours on a scale of levels: what is marked, where one stands, what to grow into. */
import { NOTHING, idsOf, numberOf } from "../../player/src/logic";
import type { Change, Fact, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { rateData } from "./data";
import type { MarkEvent, NextEvent } from "./data";

/** One level: how much of it the learner marked. */
export interface LevelResult {
  readonly id: string;
  readonly title: string;
  readonly marked: readonly string[];
  readonly unmarked: readonly string[];
  /** Per cent marked. */
  readonly score: number;
  /** Whether more than half is marked. */
  readonly most: boolean;
}

export function isShown(values: Values): boolean {
  return numberOf(values, "shown") > 0;
}

/** The option of an indicator, as sets and lists hold it. */
export function optionOf(level: string, indicator: string): string {
  return `${level}/${indicator}`;
}

export function levelResults(item: PlannedItem, values: Values): readonly LevelResult[] {
  const all = new Set(idsOf(values, "marked"));
  return item.interactions.map((row) => {
    const ids = row.options.map((option) => option.id);
    const marked = ids.filter((id) => all.has(optionOf(row.key, id)));
    return {
      id: row.key,
      title: row.ask,
      marked,
      unmarked: ids.filter((id) => !marked.includes(id)),
      score: Math.round((100 * marked.length) / ids.length),
      most: 2 * marked.length > ids.length,
    };
  });
}

/** One stands on a level when most of it and of all levels below is marked; null: not yet on any. */
export function standsOn(levels: readonly LevelResult[]): LevelResult | null {
  const firstOpen = levels.findIndex((level) => !level.most);
  const held = firstOpen < 0 ? levels.length : firstOpen;
  return levels[held - 1] ?? null;
}

/**
 * The level to grow into: the first of which not most is marked; when there is none, the highest
 * that has anything unmarked. null: everything is marked.
 */
export function growsInto(levels: readonly LevelResult[]): LevelResult | null {
  const open = levels.find((level) => !level.most);
  return open ?? [...levels].reverse().find((level) => level.unmarked.length > 0) ?? null;
}

/** The behaviours that the learner may pick from, as options. */
export function nextChoices(item: PlannedItem, values: Values): readonly string[] {
  const level = growsInto(levelResults(item, values));
  return level ? level.unmarked.map((id) => optionOf(level.id, id)) : [];
}

/** The words of an option. */
export function wordsOf(item: PlannedItem, option: string): string {
  const [level, indicator] = option.split("/");
  const row = item.interactions.find(({ key }) => key === level);
  return row?.options.find(({ id }) => id === indicator)?.text ?? "";
}

export function applyMark(item: PlannedItem, values: Values, event: MarkEvent): Change {
  const option = optionOf(event.level, event.indicator);
  const before = idsOf(values, "marked");
  if (!(option in item.options) || before.includes(option) === event.marked) return NOTHING;
  const others = before.filter((id) => id !== option);
  const marked = event.marked ? [...others, option] : others;
  const picked = idsOf(values, "next");
  const given = event.marked && picked.includes(option) ? { next: [] } : {};
  const after = { ...values, marked };
  const facts = isShown(values) ? factsOf(item, after, (level) => level.id === event.level) : [];
  return { values: { marked, ...given }, facts };
}

export function applyShow(item: PlannedItem, values: Values): Change {
  if (rateData(item).sort !== "levels" || isShown(values)) return NOTHING;
  return { values: { shown: 1 }, facts: factsOf(item, values, () => true) };
}

export function applyNext(item: PlannedItem, values: Values, event: NextEvent): Change {
  const option = optionOf(event.level, event.indicator);
  const allowed = rateData(item).pickNext === true && isShown(values) && option in item.options;
  if (!allowed || idsOf(values, "marked").includes(option)) return NOTHING;
  return idsOf(values, "next")[0] === option ? NOTHING : { values: { next: [option] }, facts: [] };
}

export function factsOf(
  item: PlannedItem,
  values: Values,
  wanted: (level: LevelResult) => boolean,
): readonly Fact[] {
  return levelResults(item, values)
    .filter(wanted)
    .flatMap((level): readonly Fact[] => [
      {
        fact: "answered",
        item: item.id,
        interaction: level.id,
        response: { picked: level.marked },
        result: "neutral",
      },
      {
        fact: "objective",
        item: item.id,
        objective: level.id,
        status: "completed",
        score: level.score,
      },
    ]);
}
