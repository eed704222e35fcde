/** Small help with the page. The hooks `data-bc-*` are listed at the head of shell.ts. */

/** An event on the document, before the learner turns to another page or leaves the course. */
export const LEAVING = "bc-leaving";

/** Blocks may have something to report before they are out of sight. */
export function tellLeaving(): void {
  document.dispatchEvent(new Event(LEAVING));
}

export { OPENING } from "./opened";

/** The element with the hook `data-bc-NAME`; a theme may leave most of them out. */
export function part(name: string, root: ParentNode = document): HTMLElement | null {
  if (root !== document) return within(name, root);
  const known = parts.get(name);
  if (known?.isConnected) return known;
  const found = within(name, root);
  if (found) parts.set(name, found);
  return found;
}

/** What was found in the page: looking for it anew means looking through all of a large course. */
const parts = new Map<string, HTMLElement>();

function within(name: string, root: ParentNode): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-bc-${name}]`);
}

/** A new element with a class and texts or elements in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

/** Moves the focus to something that is not a control, so that reading goes on from there. */
export function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus();
}

/** Shows or hides an element if it is there. */
export function showIf(element: HTMLElement | null, shown: boolean): void {
  if (element) element.hidden = !shown;
}

/** The JSON in `<script type="application/json" id="…">`. */
export function readJson<T>(id: string): T {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`The page has no #${id}`);
  return JSON.parse(text) as T;
}

/** For a learner who wants no sound. */
export function mute(): void {
  for (const media of document.querySelectorAll<HTMLMediaElement>("video, audio")) media.muted = true;
}
