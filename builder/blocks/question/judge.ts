/** What an answer is: whether it is one at all, what is kept and told of it, and how much is right. */
import { idsOf, textOf } from "../../player/src/logic";
import type { BlockEvent, Response, Values } from "../../player/src/logic";
import type { Interaction, PlannedItem } from "../../player/src/plan";
import { clip } from "../../player/src/text";
import { isAccepted, isNear, numbersFrom, shareOfChoices, shareOfMatches, shareOfOrder } from "./answer";

/** The learner answers; choices by their ids, words and numbers as they were written. */
export type QuestionEvent = PickedEvent | WrittenEvent | MatchedEvent | OrderedEvent;

export interface PickedEvent extends BlockEvent {
  readonly type: "pick";
  readonly picked: readonly string[];
}

export interface WrittenEvent extends BlockEvent {
  readonly type: "write";
  readonly text: string;
}

export interface MatchedEvent extends BlockEvent {
  readonly type: "match";
  /** An item and the choice for it. */
  readonly matched: readonly Match[];
}

export interface OrderedEvent extends BlockEvent {
  readonly type: "order";
  readonly order: readonly string[];
}

export type Match = readonly [item: string, choice: string];

export type Form = "choice" | "choices" | "true-false" | "fill-in" | "number" | "match" | "order" | "rank";

export interface QuestionData {
  readonly form: Form;
  /** How often one may try; 0: as often as one likes. Of a rank nothing: it may always be changed. */
  readonly tries?: number;
  /** Kind `fill-in` only. */
  readonly ignoreAccents?: boolean;
  /** Kind `number` only. */
  readonly answer?: number;
  readonly tolerance?: number;
}

export function questionData(item: PlannedItem): QuestionData {
  return item.data as unknown as QuestionData;
}

export interface Answer {
  /** What is kept of it. */
  readonly values: Values;
  readonly response: Response;
  /** How much of it is right, 0 to 1. */
  readonly share: number;
}

const CHOICE = "choice/";

/** The answer that an event gives; null if it is none. */
export function answerOf(item: PlannedItem, event: QuestionEvent): Answer | null {
  const row = item.interactions[0];
  if (!row) return null;
  switch (event.type) {
    case "pick":
      return chosen(item, row, event.picked);
    case "write":
      return written(item, row, event.text);
    case "match":
      return matched(row, event.matched);
    case "order":
      return ordered(row, event.order);
  }
}

/** An event as what is kept of it, be it a whole answer or not. */
export function valuesIn(event: QuestionEvent): Values {
  switch (event.type) {
    case "pick":
      return { picked: event.picked };
    case "write":
      return { text: event.text };
    case "match":
      return { matched: event.matched.flatMap(([id, choice]) => [id, CHOICE + choice]) };
    case "order":
      return { order: event.order };
  }
}

function chosen(item: PlannedItem, row: Interaction, ids: readonly string[]): Answer | null {
  const picked = Object.keys(item.options).filter((id) => ids.includes(id));
  const { form } = questionData(item);
  if (picked.length === 0 || (form !== "choices" && picked.length > 1)) return null;
  return {
    values: { picked },
    response: form === "true-false" ? { truth: picked[0] === "true" } : { picked },
    share: shareOfChoices(picked, row.correct),
  };
}

function written(item: PlannedItem, row: Interaction, typed: string): Answer | null {
  const { form, answer = 0, tolerance = 0, ignoreAccents } = questionData(item);
  const text = clip(typed.trim(), item.fields["text"]?.limit ?? 0);
  if (text === "") return null;
  if (form === "fill-in") {
    return { values: { text }, response: { text }, share: isAccepted(text, row.correct, ignoreAccents) ? 1 : 0 };
  }
  const number = numberMeant(item, text);
  if (form !== "number" || number === null) return null;
  return { values: { text }, response: { number }, share: isNear(number, answer, tolerance) ? 1 : 0 };
}

/** Of the numbers that a text may mean, the one that is right, or else the likeliest. */
function numberMeant(item: PlannedItem, text: string): number | null {
  const { answer = 0, tolerance = 0 } = questionData(item);
  const numbers = numbersFrom(text);
  return numbers.find((number) => isNear(number, answer, tolerance)) ?? numbers[0] ?? null;
}

/** A match of all sources, each with one of the targets. */
function matched(row: Interaction, pairs: readonly Match[]): Answer | null {
  const choices = new Map(pairs);
  const known = (row.targets ?? []).map(({ id }) => id);
  const all = row.options.flatMap(({ id }): Match[] => {
    const choice = choices.get(id);
    return choice !== undefined && known.includes(choice) ? [[id, choice]] : [];
  });
  if (all.length === 0 || all.length < row.options.length) return null;
  return {
    values: valuesIn({ type: "match", matched: all }),
    response: { matched: all },
    share: shareOfMatches(all.map((match) => match.join(".")), row.correct),
  };
}

function ordered(row: Interaction, order: readonly string[]): Answer | null {
  const complete = row.options.every(({ id }) => order.includes(id));
  if (!complete || order.length !== row.options.length) return null;
  return { values: { order }, response: { ordered: order }, share: shareOfOrder(order, row.correct) };
}

/** What the learner last answered, for showing it again. What has gone from the course is not in it. */
export interface LastAnswer {
  readonly picked: readonly string[];
  readonly text: string;
  readonly matched: readonly Match[];
  readonly order: readonly string[];
}

export function lastAnswer(values: Values): LastAnswer {
  return {
    picked: idsOf(values, "picked"),
    text: textOf(values, "text"),
    matched: matchesIn(idsOf(values, "matched")),
    order: idsOf(values, "order"),
  };
}

/** In the list each item stands before its choice. One whose choice has gone stands alone. */
function matchesIn(ids: readonly string[]): Match[] {
  return ids.flatMap((id, place): Match[] => {
    const next = ids[place + 1] ?? "";
    return !id.startsWith(CHOICE) && next.startsWith(CHOICE) ? [[id, next.slice(CHOICE.length)]] : [];
  });
}

/** The last answer as it was told; null if nothing is left of it. */
export function lastResponse(item: PlannedItem, values: Values): Response | null {
  const { picked, text, matched: pairs, order } = lastAnswer(values);
  switch (questionData(item).form) {
    case "fill-in":
      return { text };
    case "number":
      return { number: numberMeant(item, text) ?? 0 };
    case "match":
      return pairs.length > 0 ? { matched: pairs } : null;
    case "order":
    case "rank":
      return order.length > 0 ? { ordered: order } : null;
    case "true-false":
      return picked.length > 0 ? { truth: picked[0] === "true" } : null;
    default:
      return picked.length > 0 ? { picked } : null;
  }
}

/** The ids of what the learner got right, as the question asks now: of choices, items or places. */
export function rightParts(item: PlannedItem, values: Values): readonly string[] {
  const { picked, matched: pairs, order } = lastAnswer(values);
  const correct = item.interactions[0]?.correct ?? [];
  switch (questionData(item).form) {
    case "match":
      return pairs.filter((match) => correct.includes(match.join("."))).map(([id]) => id);
    case "order":
      return order.filter((id, place) => correct[place] === id);
    default:
      return picked.filter((id) => correct.includes(id));
  }
}

/** How much of the last answer is right as the question asks now, 0 to 1. */
export function lastShare(item: PlannedItem, values: Values): number {
  const { picked, matched: pairs, order } = lastAnswer(values);
  const correct = item.interactions[0]?.correct ?? [];
  switch (questionData(item).form) {
    case "choices":
      return shareOfChoices(picked, correct);
    case "match":
      return shareOfMatches(pairs.map((match) => match.join(".")), correct);
    case "order":
      return shareOfOrder(order, correct);
    default:
      return 0;
  }
}
