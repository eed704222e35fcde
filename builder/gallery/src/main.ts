/**
 * Runs before the player of the gallery's page. It goes from page to page; on those that are to be
 * seen answered it does what a learner would do, each step by the words that a learner sees. Then
 * all pages are shown at once (`gallery.css`).
 */
import { STEPS, type Step } from "./steps";

declare global {
  /** The steps for each page that is to be answered, by the page's full id. */
  var buildCourseGallery: Record<string, Step[]>;
}

/** Where the player keeps the progress of this course. */
const KEPT = "build-course:gallery:";

begin();
document.addEventListener("DOMContentLoaded", () => void answer());

/** Every look at the gallery is the first, and what is shuffled or drawn is always the same. */
function begin(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(KEPT)) localStorage.removeItem(key);
    }
  } catch {
    // Without storage nothing is kept anyway.
  }
  crypto.getRandomValues = (numbers) => {
    if (numbers instanceof Uint32Array || numbers instanceof Uint8Array) numbers.fill(2);
    return numbers;
  };
}

async function answer(): Promise<void> {
  const root = document.documentElement;
  while (root.dataset["bcAlive"] === undefined) await moment();
  // Modules that wait as text (builder/render/later.py) are all there for paper.
  for (const name of ["beforeprint", "afterprint"]) dispatchEvent(new Event(name));
  // The gallery asks no other site for anything.
  for (const part of document.querySelectorAll<HTMLElement>("[data-src]")) part.dataset["src"] = "about:blank";
  for (const section of document.querySelectorAll<HTMLElement>("section[data-page]")) {
    const page = section.dataset["page"] ?? "";
    const block = section.querySelector<HTMLElement>(".block");
    await visit(page);
    for (const step of block ? (globalThis.buildCourseGallery[page] ?? []) : []) {
      await moment();
      for (const [verb, what] of Object.entries(step)) STEPS[verb]?.(block!, what);
    }
  }
  await moment();
  (document.activeElement as HTMLElement | null)?.blur();
  history.replaceState(null, "", location.pathname);
  root.dataset["gallery"] = "ready";
  scrollTo(0, 0);
}

/** Opens a page as a learner does: questions of a pool are drawn then, for one. */
async function visit(page: string): Promise<void> {
  location.hash = page;
  await moment();
}

/** Until the browser has done what it was asked for. */
function moment(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}
