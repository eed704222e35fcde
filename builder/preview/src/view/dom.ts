/** The parts of the page, by their hooks `data-p-*`, and what changes them. */
import { make } from "../../../player/src/dom";

export { make };

/** The element with the hook `data-p-NAME`. */
export function part<T extends HTMLElement = HTMLElement>(name: string): T {
  const found = document.querySelector<T>(`[data-p-${name}]`);
  if (!found) throw new Error(`The page has no data-p-${name}`);
  return found;
}

/** Fills a choice with these options; the one that was chosen stays so. */
export function fill(choice: HTMLSelectElement, options: Iterable<readonly [value: string, words: string]>, chosen: string): void {
  choice.replaceChildren(
    ...[...options].map(([value, words]) => {
      const option = make("option", "", words);
      option.value = value;
      return option;
    }),
  );
  choice.value = chosen;
}

export function time(at: Date): string {
  return at.toLocaleTimeString([], { hour12: false });
}
