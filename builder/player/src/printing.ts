/** On paper the course is whole: what is folded in is opened for printing, and folded in again. */
export function printWhole(win: Window): void {
  let opened: HTMLDetailsElement[] = [];
  win.addEventListener("beforeprint", () => {
    opened = [...win.document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  win.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
