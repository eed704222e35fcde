/** Texts written on prompts. A text for the report is kept as it is written and sent when asked. */
import { NOTHING, numberOf, textOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { clip } from "../../player/src/text";

export type ReflectEvent = WriteEvent | SendEvent;

/** The learner wrote; the text as it now stands. */
export interface WriteEvent extends BlockEvent {
  readonly type: "write";
  readonly prompt: string;
  readonly text: string;
}

/** The learner sends all texts to the report. */
export interface SendEvent extends BlockEvent {
  readonly type: "send";
}

export interface ReflectData {
  /** The prompts in plain words, by id. */
  readonly prompts: Readonly<Record<string, string>>;
}

export const NOT_SENT = 0;
export const SENT = 1;
export const CHANGED_SINCE = 2;

export function promptsOf(item: PlannedItem): Readonly<Record<string, string>> {
  return (item.data as unknown as ReflectData).prompts;
}

export function written(values: Values, prompt: string): string {
  return textOf(values, `text.${prompt}`);
}

/** Prompts without a text. */
export function empty(item: PlannedItem, values: Values): readonly string[] {
  return Object.keys(promptsOf(item)).filter((id) => written(values, id).trim() === "");
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as ReflectEvent;
    if (told.type === "write") return write(item, values, told);
    return told.type === "send" && !item.private ? send(item, values) : NOTHING;
  },

  done(item, values): boolean {
    if (empty(item, values).length > 0) return false;
    return item.private || numberOf(values, "sent") !== NOT_SENT;
  },

  /** Only what was sent; a text that was changed since is not the learner's answer yet. */
  recall(item, values): readonly Fact[] {
    return !item.private && numberOf(values, "sent") === SENT ? answers(item, values) : [];
  },
};

function write(item: PlannedItem, values: Values, event: WriteEvent): Change {
  const field = item.fields[`text.${event.prompt}`];
  if (!field) return NOTHING;
  const text = clip(event.text, field.limit);
  if (text === written(values, event.prompt)) return NOTHING;
  const sent = numberOf(values, "sent") === SENT ? { sent: CHANGED_SINCE } : {};
  return { values: { [`text.${event.prompt}`]: text, ...sent }, facts: [] };
}

function send(item: PlannedItem, values: Values): Change {
  if (empty(item, values).length > 0 || numberOf(values, "sent") === SENT) return NOTHING;
  return { values: { sent: SENT }, facts: answers(item, values) };
}

function answers(item: PlannedItem, values: Values): readonly Fact[] {
  return Object.keys(promptsOf(item)).map((prompt) => ({
    fact: "answered",
    item: item.id,
    interaction: prompt,
    response: { text: written(values, prompt) },
    result: "neutral",
  }));
}
