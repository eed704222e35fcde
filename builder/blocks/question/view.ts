/** How a kind of question takes an answer: the part of the element that differs from kind to kind. */
import type { Host } from "../../player/src/element";
import type { BlockEvent, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import type { Form } from "./judge";

/** What a view works on. Every change of an answer is an `input` event that bubbles out of the form. */
export interface Asked {
  readonly form: HTMLFormElement;
  readonly item: PlannedItem;
  readonly host: Host;
}

export interface View {
  /** The answer as it stands on the page. */
  read(): BlockEvent;
  /** Why that is no answer yet, as a key of the words; "" if it is one. */
  fault(): string;
  /** Shows an answer that was given. */
  fill(values: Values): void;
  /** The answer stands: takes no other one, and shows what is right. */
  lock(values: Values): void;
}

/** By the kind of question; a package has those that its course uses. */
export const VIEWS: Partial<Record<Form, new (asked: Asked) => View>> = {};

export function all<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** Puts the elements into this order, after one another where the first of them stands. */
export function arrange(elements: readonly HTMLElement[]): void {
  const parent = elements[0]?.parentElement;
  parent?.append(...elements);
}

/** The ids in the order for this learner, where the author wants one; `data-last` names the last one. */
export function learnersOrder({ item, host }: Asked, list: HTMLElement, ids: readonly string[]): readonly string[] {
  if (list.dataset["shuffle"] === undefined) return ids;
  const { last = "" } = list.dataset;
  const shuffled = host.shuffled(item.id, ids).filter((id) => id !== last);
  return ids.includes(last) ? [...shuffled, last] : shuffled;
}

/** Writes a mark on a part of the question, and its state for the style. */
export function mark(part: HTMLElement, state: string, text: string): void {
  part.dataset["state"] = state;
  const tag = part.querySelector<HTMLElement>("[data-mark]");
  if (!tag) return;
  tag.hidden = text === "";
  tag.textContent = text;
}
