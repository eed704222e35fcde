import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reach } from "../../builder/player/src/connecting";
import { mute } from "../../builder/player/src/dom";
import type { NotConnected } from "../../builder/player/src/tracker";
import { Notebook } from "./help";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<main id="content">Course</main><p hidden>Hidden before</p><video></video>';
});
afterEach(() => {
  vi.useRealTimers();
});

/** A tracker whose other side answers so, one answer after the other, each after a while. */
function asked(...answers: (NotConnected | null)[]): Notebook & { connect(): Promise<NotConnected | null> } {
  const connect = (): Promise<NotConnected | null> =>
    new Promise((resolve) => setTimeout(() => resolve(answers.shift() ?? null), 1000));
  return Object.assign(new Notebook(), { connect });
}

const word = (key: string): string => key.replace("player.", "");
const shown = (): string[] =>
  [...document.body.children].filter((one) => !(one as HTMLElement).hidden).map((one) => one.querySelector("h1")?.textContent ?? one.tagName);
const press = (name: string): void => {
  [...document.querySelectorAll("button")].find((button) => button.textContent === name)?.click();
};

test("while it lasts the learner is told, and then everything is as it was", async () => {
  const reached = reach(asked(null), word);
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(shown()).toEqual(["connecting-title"]);
  await vi.advanceTimersByTimeAsync(500);
  await reached;
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
});

test.each(["alone", "over"] as const)("where it is %s there is nothing to try again", async (why) => {
  const reached = reach(asked(why), word);
  await vi.advanceTimersByTimeAsync(1000);
  await reached;
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
});

test.each(["offline", "refused"] as const)("%s: it is tried again when the learner says so", async (why) => {
  const reached = reach(asked(why, null), word);
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown()).toEqual([`connecting-${why}-title`]);
  press("connecting-again");
  await vi.advanceTimersByTimeAsync(1000);
  await reached;
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
});

test("and when the network is back", async () => {
  const reached = reach(asked("offline", null), word);
  await vi.advanceTimersByTimeAsync(1000);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1000);
  await reached;
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
});

test("or the course is shown without it", async () => {
  const tracker = asked("offline", "offline");
  const reached = reach(tracker, word);
  await vi.advanceTimersByTimeAsync(1000);
  press("connecting-without");
  await reached;
  expect(shown()).toEqual(["MAIN", "VIDEO"]);
});

test("media are silent for who wants no sound", () => {
  mute();
  expect(document.querySelector("video")?.muted).toBe(true);
});
