/**
 * On paper the course is whole: what is folded in is opened for printing, and folded in again. `complete` sees to
 * it that all blocks show what the learner did.
 */
export function printWhole(win: Window, complete: () => void): void {
  let opened: HTMLDetailsElement[] = [];
  win.addEventListener("beforeprint", () => {
    complete();
    opened = [...win.document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  win.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
