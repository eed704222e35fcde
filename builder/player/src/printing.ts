import { listen } from "./living";

/**
 * On paper the course is whole: what is folded in is opened for printing, and folded in again. `complete` sees to
 * it that all blocks show what the learner did.
 */
export function printWhole(win: Window, complete: () => void): void {
  let opened: HTMLDetailsElement[] = [];
  listen(win, "beforeprint", () => {
    complete();
    opened = [...win.document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  listen(win, "afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
