/**
 * Modules that wait in the page as text (builder/render/later.py): browsers pass over text ten times as fast as elements.
 * They come after the player; until the page has come whole, they are not touched.
 */
import type { PlannedPage } from "./plan";

/** With it a module ends: where the line broke on the way, it is missing. */
const WHOLE = "-->";

const coming = (): boolean => document.readyState === "loading";

/** When the page has come whole, and the browser has looked for what its address names: it takes away the focus for that. */
async function whole(): Promise<void> {
  if (coming()) await new Promise((resolve) => document.addEventListener("DOMContentLoaded", () => setTimeout(resolve)));
}

/** Resolves when a page that has not come has; null: it is there. */
function awaited(page: PlannedPage): Promise<void> | null {
  if (!coming() || document.querySelector(`section[data-page="${CSS.escape(page.id)}"]`)) return null;
  setBusy(true);
  return whole().then(() => setBusy(false));
}

/** What is shown meanwhile steps back. */
function setBusy(busy: boolean): void {
  const main = document.querySelector<HTMLElement>("main")!;
  main.setAttribute("aria-busy", String(busy));
  main.style.opacity = busy ? "0.5" : "";
}

/** Makes elements of a module that waits, or of all; whether there was any. */
function unfold(module = "", root: ParentNode = document): boolean {
  if (coming()) return false;
  const modules = root.querySelectorAll("section[data-module]");
  modules[modules.length - 1]?.after(...root.querySelectorAll("body > noscript[data-bc-later]"));
  const found = [...root.querySelectorAll<HTMLElement>("noscript[data-bc-later]")].filter(
    ({ dataset, textContent }) => (!module || dataset["bcLater"] === module) && textContent?.endsWith(WHOLE),
  );
  for (const text of found) {
    const { content } = Object.assign(document.createElement("template"), { innerHTML: text.textContent });
    for (const section of content.querySelectorAll<HTMLElement>("[data-module], section[data-page]")) section.hidden = true;
    text.replaceWith(content);
  }
  return found.length > 0;
}

export const LATER = { whole, awaited, unfold };
