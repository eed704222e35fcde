/** A question with a right answer: tries, whether it is right, points (all or nothing). */
import { NOTHING, idsOf, numberOf, textOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Response, Values } from "../../player/src/logic";
import type { Interaction, PlannedItem } from "../../player/src/plan";
import { clip } from "../../player/src/text";
import { isAccepted, isNear, numberFrom, sameIds } from "./answer";

/** The learner answers; choices by their ids, words and numbers as they were written. */
export type QuestionEvent = PickedEvent | WrittenEvent;

export interface PickedEvent extends BlockEvent {
  readonly type: "pick";
  readonly picked: readonly string[];
}

export interface WrittenEvent extends BlockEvent {
  readonly type: "write";
  readonly text: string;
}

export interface QuestionData {
  readonly form: "choice" | "choices" | "true-false" | "fill-in" | "number";
  /** How often one may try; 0: as often as one likes. */
  readonly tries: number;
  /** Kind `number` only. */
  readonly answer?: number;
  readonly tolerance?: number;
}

export function questionData(item: PlannedItem): QuestionData {
  return item.data as unknown as QuestionData;
}

export function isRight(values: Values): boolean {
  return numberOf(values, "right") === 1;
}

export function triesMade(values: Values): number {
  return numberOf(values, "tries");
}

/** Tries that are left; Infinity where they are unlimited. */
export function triesLeft(item: PlannedItem, values: Values): number {
  const { tries } = questionData(item);
  return tries === 0 ? Infinity : Math.max(0, tries - triesMade(values));
}

/** Whether the answer stands: it was right, or there are no tries left. */
export function isFinal(item: PlannedItem, values: Values): boolean {
  return isRight(values) || triesLeft(item, values) === 0;
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const answer = isFinal(item, values) ? null : judged(item, event as QuestionEvent);
    if (!answer) return NOTHING;
    const limit = item.fields["tries"]?.limit ?? 1;
    return {
      values: {
        ...answer.values,
        tries: Math.min(limit, triesMade(values) + 1),
        right: answer.right ? 1 : 0,
      },
      facts: [answerFact(item, answer.response, answer.right)],
    };
  },

  /** Once it is answered; further tries are an offer. */
  done(_item, values): boolean {
    return triesMade(values) > 0;
  },

  score(item, values): number {
    return isRight(values) ? item.points : 0;
  },

  open(item, values): boolean {
    return item.points > 0 && !isFinal(item, values);
  },

  /** What was judged then is not judged again, even if the right answer has changed since. */
  recall(item, values): readonly Fact[] {
    const response = triesMade(values) > 0 ? lastResponse(item, values) : null;
    return response ? [answerFact(item, response, isRight(values))] : [];
  },
};

function answerFact(item: PlannedItem, response: Response, right: boolean): Fact {
  const result = right ? "right" : "wrong";
  return { fact: "answered", item: item.id, interaction: "", response, result };
}

function lastResponse(item: PlannedItem, values: Values): Response | null {
  const { picked, text } = lastAnswer(values);
  const { form } = questionData(item);
  if (form === "fill-in") return { text };
  if (form === "number") return { number: numberFrom(text) ?? 0 };
  if (picked.length === 0) return null;
  return form === "true-false" ? { truth: picked[0] === "true" } : { picked };
}

interface Judged {
  readonly values: Values;
  readonly response: Response;
  readonly right: boolean;
}

/** What an answer is worth; null if it is none. */
function judged(item: PlannedItem, event: QuestionEvent): Judged | null {
  const row = item.interactions[0];
  if (!row) return null;
  if (event.type === "pick") return judgedChoice(item, row, event.picked);
  return event.type === "write" ? judgedText(item, row, event.text) : null;
}

function judgedChoice(item: PlannedItem, row: Interaction, chosen: readonly string[]): Judged | null {
  const picked = Object.keys(item.options).filter((id) => chosen.includes(id));
  const { form } = questionData(item);
  if (picked.length === 0 || (form !== "choices" && picked.length > 1)) return null;
  return {
    values: { picked },
    response: form === "true-false" ? { truth: picked[0] === "true" } : { picked },
    right: sameIds(picked, row.correct),
  };
}

function judgedText(item: PlannedItem, row: Interaction, written: string): Judged | null {
  const { form, answer, tolerance } = questionData(item);
  const text = clip(written.trim(), item.fields["text"]?.limit ?? 0);
  if (text === "") return null;
  if (form === "fill-in") {
    return { values: { text }, response: { text }, right: isAccepted(text, row.correct) };
  }
  const number = numberFrom(text);
  if (form !== "number" || number === null || answer === undefined) return null;
  return { values: { text }, response: { number }, right: isNear(number, answer, tolerance ?? 0) };
}

/** What the learner last answered, for showing it again. */
export function lastAnswer(values: Values): { picked: readonly string[]; text: string } {
  return { picked: idsOf(values, "picked"), text: textOf(values, "text") };
}
