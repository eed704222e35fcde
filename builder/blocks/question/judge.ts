/** What an answer is: whether it is one at all, what is kept and told of it, and how much is right. */
import type { BlockEvent, Response, Values } from "../../player/src/logic";
import type { Interaction, PlannedItem } from "../../player/src/plan";

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

/** How answers of some kinds are kept and judged. Of what is kept, what has gone from the course counts for nothing. */
export interface Judge {
  /** The type of the events that give such answers. */
  readonly takes: string;
  /** The answer that an event gives; null if it is none. */
  answer(item: PlannedItem, row: Interaction, event: BlockEvent): Answer | null;
  /** An event as what is kept of it, be it a whole answer or not. */
  kept(event: BlockEvent): Values;
  /** The last answer as it was told; null if nothing is left of it. */
  response(item: PlannedItem, values: Values): Response | null;
  /** What of the last answer may have feedback of its own. */
  parts(item: PlannedItem, values: Values): readonly string[];
  /** The ids of what the learner got right, as the question asks now: of choices, items or places. */
  right(item: PlannedItem, values: Values): readonly string[];
  /** How much of the last answer is right as the question asks now, 0 to 1. */
  share(item: PlannedItem, values: Values): number;
}

/** By the kind of question; a package has those that its course uses. */
export const JUDGES: Partial<Record<Form, Judge>> = {};

export function judgeOf(item: PlannedItem): Judge {
  const { form } = questionData(item);
  const judge = JUDGES[form];
  if (!judge) throw new Error(`The player came without questions of kind ${form}`);
  return judge;
}

/** What is right now. */
export function correctOf(item: PlannedItem): readonly string[] {
  return item.interactions[0]?.correct ?? [];
}
