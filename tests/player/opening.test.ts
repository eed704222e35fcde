import { beforeEach, expect, test, vi } from "vitest";
import { OPENING } from "../../builder/player/src/dom";

/** What is out of sight waits until the player begins. */
const REST = `.${OPENING} section[data-page]>*{content-visibility:auto;contain-intrinsic-size:0 20rem}`;
const root = document.documentElement;
let parsed: () => void;
const rule = () => document.getElementById(OPENING)?.textContent ?? "";

async function opens(hash: string): Promise<void> {
  window.history.replaceState(null, "", hash || "#");
  vi.resetModules();
  const listens = vi.spyOn(document, "addEventListener");
  await import("../../builder/player/src/opening");
  const [name, heard] = listens.mock.calls[0] ?? [];
  expect(name).toBe("DOMContentLoaded");
  parsed = heard as () => void;
}

beforeEach(() => {
  document.head.innerHTML = "";
  root.className = "no-script";
});

test("the first page is shown as the player will show it", async () => {
  await opens("");
  expect(root.className).toBe(`script ${OPENING}`);
  expect(rule()).toBe(
    `@media screen{section[data-module]~section[data-module],section[data-page]~section[data-page]{display:none}${REST}}`,
  );
});

test.each(["#m-1.a", "#m-1.a.block"])("%s shows the page that it names", async (hash) => {
  await opens(hash);
  expect(rule()).toBe(
    `@media screen{section[data-module]:not([data-module="m-1"]),section[data-page]:not([data-page="m-1.a"]){display:none}${REST}}`,
  );
});

test.each(["#m", "#", '#x"]{}.y', "#%zz"])("%s names no page", async (hash) => {
  await opens(hash);
  expect(rule()).toContain("section[data-page]~section[data-page]");
});

test("without a player the page is as it is without scripts", async () => {
  await opens("#m.a");
  parsed();
  expect([root.className, rule()]).toEqual(["no-script", ""]);
});

test("a player that has begun keeps the page as it is", async () => {
  await opens("#m.a");
  root.classList.remove(OPENING);
  parsed();
  expect(root.className).toBe("script");
  expect(rule()).not.toBe("");
});

test("without a player modules that wait as text are shown after the others", async () => {
  document.body.innerHTML = `<main id="content"><p>first</p></main><noscript data-bc-later="m"></noscript>`;
  document.querySelector("noscript")!.textContent = "<section><p>second</p></section>";
  await opens("");
  parsed();
  expect([...document.querySelectorAll("main p")].map((one) => one.textContent)).toEqual(["first", "second"]);
});
