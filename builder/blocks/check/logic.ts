/** A yes/no checklist: answers, and which advice they lead to. */
import { NOTHING, idsOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";

export type Answer = "yes" | "no";

/** The learner answered one of the questions; the last answer counts. */
export interface CheckEvent extends BlockEvent {
  readonly type: "answer";
  readonly question: string;
  readonly answer: Answer;
}

export interface CheckData {
  /** The rule of each advice, in the author's order. */
  readonly advice: readonly string[];
}

export function answerTo(values: Values, question: string): Answer | null {
  if (idsOf(values, "yes").includes(question)) return "yes";
  return idsOf(values, "no").includes(question) ? "no" : null;
}

/** How many questions are answered. */
export function answered(item: PlannedItem, values: Values): number {
  return Object.keys(item.options).filter((id) => answerTo(values, id) !== null).length;
}

const RULES: Readonly<Record<string, (answers: readonly (Answer | null)[]) => boolean>> = {
  "any yes": (answers) => answers.includes("yes"),
  "any no": (answers) => answers.includes("no"),
  "all yes": (answers) => answers.every((answer) => answer === "yes"),
  "all no": (answers) => answers.every((answer) => answer === "no"),
};

/** The place of the advice to show: the first that fits once all is answered; -1 for none. */
export function adviceFor(item: PlannedItem, values: Values): number {
  if (!logic.done(item, values)) return -1;
  const answers = Object.keys(item.options).map((id) => answerTo(values, id));
  const { advice } = item.data as unknown as CheckData;
  return advice.findIndex((rule) => RULES[rule]?.(answers) ?? false);
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const { type, question, answer } = event as CheckEvent;
    if (type !== "answer" || !(question in item.options)) return NOTHING;
    const other = answer === "yes" ? "no" : "yes";
    return {
      values: {
        [answer]: [...idsOf(values, answer).filter((id) => id !== question), question],
        [other]: idsOf(values, other).filter((id) => id !== question),
      },
      facts: [answerFact(item, question, answer)],
    };
  },

  done(item, values): boolean {
    return answered(item, values) === Object.keys(item.options).length;
  },

  recall(item, values): readonly Fact[] {
    return Object.keys(item.options).flatMap((question) => {
      const answer = answerTo(values, question);
      return answer === null ? [] : [answerFact(item, question, answer)];
    });
  },
};

function answerFact(item: PlannedItem, question: string, answer: Answer): Fact {
  return {
    fact: "answered",
    item: item.id,
    interaction: question,
    response: { picked: [answer] },
    result: "neutral",
  };
}
