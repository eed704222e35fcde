/** Items that are matched with choices. */
import { idsOf } from "../../player/src/logic";
import type { BlockEvent, Values } from "../../player/src/logic";
import { correctOf, type Answer, type Judge } from "./judge";

export type Match = readonly [item: string, choice: string];

export interface MatchedEvent extends BlockEvent {
  readonly type: "match";
  /** An item and the choice for it. */
  readonly matched: readonly Match[];
}

const CHOICE = "choice/";

export const MATCH: Judge = {
  takes: "match",
  /** A match of all sources, each with one of the targets. */
  answer(_, row, event): Answer | null {
    const choices = new Map((event as MatchedEvent).matched);
    const known = (row.targets ?? []).map(({ id }) => id);
    const all = row.options.flatMap(({ id }): Match[] => {
      const choice = choices.get(id);
      return choice !== undefined && known.includes(choice) ? [[id, choice]] : [];
    });
    if (all.length === 0 || all.length < row.options.length) return null;
    return { values: valuesOf(all), response: { matched: all }, share: shareOfMatches(namesOf(all), row.correct) };
  },
  kept: (event) => valuesOf((event as MatchedEvent).matched),
  response(_, values) {
    const matched = matchedIn(values);
    return matched.length > 0 ? { matched } : null;
  },
  parts: (_, values) => matchedIn(values).map(([id]) => id),
  right(item, values) {
    const correct = correctOf(item);
    return matchedIn(values).filter((match) => correct.includes(match.join("."))).map(([id]) => id);
  },
  share: (item, values) => shareOfMatches(namesOf(matchedIn(values)), correctOf(item)),
};

/** In the list each item stands before its choice. */
function valuesOf(matched: readonly Match[]): Values {
  return { matched: matched.flatMap(([id, choice]) => [id, CHOICE + choice]) };
}

/** One whose choice has gone stands alone. */
export function matchedIn(values: Values): Match[] {
  const ids = idsOf(values, "matched");
  return ids.flatMap((id, place): Match[] => {
    const next = ids[place + 1] ?? "";
    return !id.startsWith(CHOICE) && next.startsWith(CHOICE) ? [[id, next.slice(CHOICE.length)]] : [];
  });
}

/** `SOURCE.TARGET`, as right answers are written. */
function namesOf(matched: readonly Match[]): string[] {
  return matched.map((match) => match.join("."));
}

/** How much of a match is right: the share of its sources. Both are `SOURCE.TARGET`. */
export function shareOfMatches(matched: readonly string[], correct: readonly string[]): number {
  return correct.filter((one) => matched.includes(one)).length / Math.max(1, correct.length);
}
