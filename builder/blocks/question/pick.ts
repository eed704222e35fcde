/** Choices that are picked, one or several. */
import { idsOf } from "../../player/src/logic";
import type { BlockEvent, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { correctOf, questionData, type Answer, type Judge } from "./judge";

/** Choices by their ids. */
export interface PickedEvent extends BlockEvent {
  readonly type: "pick";
  readonly picked: readonly string[];
}

export const pickedIn = (values: Values): readonly string[] => idsOf(values, "picked");

export const PICK: Judge = {
  takes: "pick",
  answer(item, { correct }, event): Answer | null {
    const ids = (event as PickedEvent).picked;
    const picked = Object.keys(item.options).filter((id) => ids.includes(id));
    if (picked.length === 0 || (!isOfSeveral(item) && picked.length > 1)) return null;
    return { values: { picked }, response: responseOf(item, picked), share: shareOfChoices(picked, correct) };
  },
  kept: (event) => ({ picked: (event as PickedEvent).picked }),
  response(item, values) {
    const picked = pickedIn(values);
    return picked.length > 0 ? responseOf(item, picked) : null;
  },
  parts: (_, values) => pickedIn(values),
  right: (item, values) => pickedIn(values).filter((id) => correctOf(item).includes(id)),
  share: (item, values) => (isOfSeveral(item) ? shareOfChoices(pickedIn(values), correctOf(item)) : 0),
};

function isOfSeveral(item: PlannedItem): boolean {
  return questionData(item).form === "choices";
}

function responseOf(item: PlannedItem, picked: readonly string[]): Answer["response"] {
  return questionData(item).form === "true-false" ? { truth: picked[0] === "true" } : { picked };
}

/** How much of an answer of several choices is right: right ones less wrong ones, by all that are right. */
export function shareOfChoices(picked: readonly string[], correct: readonly string[]): number {
  const right = picked.filter((id) => correct.includes(id)).length;
  return Math.max(0, right - (picked.length - right)) / Math.max(1, correct.length);
}
