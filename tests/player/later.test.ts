import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LATER } from "../../builder/player/src/later";
import type { PlannedPage } from "../../builder/player/src/plan";

const { whole, awaited, unfold } = LATER;
const module = (id: string): string =>
  `<section data-module="${id}"><section data-page="${id}.p"><p>${id} &amp; more</p></section></section>`;
const page = (id: string) => ({ id }) as PlannedPage;
const modules = (): (string | undefined)[] => [...document.querySelectorAll<HTMLElement>("main > [data-module]")].map(({ dataset }) => dataset["module"]);

/** As browsers with scripts have it: what is in a `noscript` is text. */
function waits(id: string): HTMLElement {
  const made = document.createElement("noscript");
  made.dataset["bcLater"] = id;
  made.textContent = `${module(id)}<!---->`;
  return made;
}

let state: DocumentReadyState;

beforeEach(() => {
  state = "complete";
  vi.spyOn(document, "readyState", "get").mockImplementation(() => state);
  document.body.innerHTML = `<main>${module("a")}<nav></nav></main>`;
  document.body.append(waits("b"), waits("c"), waits("d"));
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("a module becomes elements when it is asked for, hidden, in its place", () => {
  expect(unfold("c")).toBe(true);
  expect(unfold("c")).toBe(false);
  expect(modules()).toEqual(["a", "c"]);
  const [section, inside] = document.querySelectorAll<HTMLElement>("[data-module='c'], [data-page='c.p']");
  expect([section?.hidden, inside?.hidden, inside?.textContent]).toEqual([true, true, "c & more"]);
  unfold("b");
  expect(modules()).toEqual(["a", "b", "c"]);
  unfold();
  expect(modules()).toEqual(["a", "b", "c", "d"]);
  expect(document.querySelector("main")?.lastElementChild?.tagName).toBe("NAV");
});

test("what came in part only is left alone", () => {
  document.querySelector("[data-bc-later='d']")!.textContent = module("d");
  unfold();
  expect(modules()).toEqual(["a", "b", "c"]);
});

test("in another root, too", () => {
  const root = document.createElement("div");
  root.innerHTML = module("a");
  root.append(waits("b"));
  expect(unfold("", root)).toBe(true);
  expect(root.querySelectorAll("[data-module]")).toHaveLength(2);
});

test("while the page is coming nothing is touched, and a page that is not there is waited for", async () => {
  state = "loading";
  expect(unfold()).toBe(false);
  expect(awaited(page("a.p"))).toBeNull();
  const coming = awaited(page("c.p"));
  const main = document.querySelector<HTMLElement>("main")!;
  expect([main.getAttribute("aria-busy"), main.style.opacity]).toEqual(["true", "0.5"]);
  state = "interactive";
  document.dispatchEvent(new Event("DOMContentLoaded"));
  await coming;
  expect([main.getAttribute("aria-busy"), main.style.opacity]).toEqual(["false", ""]);
  expect(awaited(page("c.p"))).toBeNull();
  await whole();
});
