/** Prints one block alone: its ancestors are marked, and the style sheet leaves out all beside them. */
const ALONE = "data-bc-print";

export function printOnly(block: HTMLElement, win: Window = window): void {
  const marked: Element[] = [];
  for (let part: Element | null = block; part; part = part.parentElement) marked.push(part);
  for (const part of marked) part.setAttribute(ALONE, "");
  const restore = (): void => {
    for (const part of marked) part.removeAttribute(ALONE);
    win.removeEventListener("afterprint", restore);
  };
  win.addEventListener("afterprint", restore);
  win.print();
}
