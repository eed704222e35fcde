/** A question: tries, whether it is right, points. */
import { NOTHING, numberOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Response, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { judgeOf, questionData } from "./judge";

/** The share of its points that an answer is worth is kept in hundredths of a per cent. */
const WHOLE_SHARE = 10_000;

export function isRight(values: Values): boolean {
  return numberOf(values, "right") === 1;
}

export function triesMade(values: Values): number {
  return numberOf(values, "tries");
}

/** Nothing in a rank is right or wrong, and it may be changed at any time. */
export function isRank(item: PlannedItem): boolean {
  return questionData(item).form === "rank";
}

/** Whether the learner has answered, however. */
export function isAnswered(item: PlannedItem, values: Values): boolean {
  return isRank(item) ? judgeOf(item).response(item, values) !== null : triesMade(values) > 0;
}

/** Tries that are left; Infinity where they are unlimited. */
export function triesLeft(item: PlannedItem, values: Values): number {
  const { tries = 0 } = questionData(item);
  return tries === 0 ? Infinity : Math.max(0, tries - triesMade(values));
}

/** Whether the answer stands: it was right, or there are no tries left. */
export function isFinal(item: PlannedItem, values: Values): boolean {
  return isRight(values) || triesLeft(item, values) === 0;
}

/** What came of the last answer. Whether parts count for points does not matter here. */
export function outcomeOf(item: PlannedItem, values: Values): "right" | "partly" | "wrong" | "answered" {
  if (isRank(item)) return "answered";
  if (isRight(values)) return "right";
  return judgeOf(item).share(item, values) > 0 ? "partly" : "wrong";
}

/** Points earned: all when it is right; where parts count, those of the best try. */
export function pointsFor(item: PlannedItem, values: Values): number {
  return isRight(values) ? item.points : (item.points * numberOf(values, "share")) / WHOLE_SHARE;
}

export const logic: Logic = {
  apply(item, values, event: BlockEvent): Change {
    const [row] = item.interactions;
    const judge = judgeOf(item);
    if (!row || event.type !== judge.takes || isFinal(item, values)) return NOTHING;
    const answer = judge.answer(item, row, event);
    if (!answer) return NOTHING;
    if (isRank(item)) return { values: answer.values, facts: [answerFact(item, answer.response, "neutral")] };
    const right = answer.share === 1;
    return {
      values: { ...answer.values, ...counted(item, values), ...shared(item, values, answer.share), right: right ? 1 : 0 },
      facts: [{ ...answerFact(item, answer.response, right ? "right" : "wrong"), ...worth(item, answer.share) }],
    };
  },

  /** Once it is answered; further tries are an offer. */
  done: isAnswered,

  score: pointsFor,

  open(item, values): boolean {
    return item.points > 0 && !isFinal(item, values);
  },

  /** What was judged then is not judged again, even if the right answer has changed since. */
  recall(item, values): readonly Fact[] {
    const response = isAnswered(item, values) ? judgeOf(item).response(item, values) : null;
    const judged = isRight(values) ? "right" : "wrong";
    return response ? [answerFact(item, response, isRank(item) ? "neutral" : judged)] : [];
  },
};

function counted(item: PlannedItem, values: Values): Values {
  return { tries: Math.min(item.fields["tries"]?.limit ?? 1, triesMade(values) + 1) };
}

/** The best try counts: what was once reached is never taken away. */
function shared(item: PlannedItem, values: Values, share: number): Values {
  if (!item.fields["share"]) return {};
  return { share: Math.max(numberOf(values, "share"), Math.round(share * WHOLE_SHARE)) };
}

/** What an answer is worth by itself, where parts of it count. */
function worth(item: PlannedItem, share: number): { points?: number } {
  return item.fields["share"] ? { points: share * item.points } : {};
}

function answerFact(item: PlannedItem, response: Response, result: "right" | "wrong" | "neutral"): Fact {
  return { fact: "answered", item: item.id, interaction: "", response, result };
}
