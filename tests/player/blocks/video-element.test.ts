/** What the block makes of what a browser says of a film. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SETTLED } from "../../../builder/blocks/video/element";
import { LEAVING } from "../../../builder/player/src/dom";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { lastOf, scene } from "./film";
import { item } from "./items";

const film = (watched: number, asked = true): PlannedItem => ({
  ...item({ kind: "video", fields: { parts: "number 1048575", share: "number 100" }, data: { watched } }),
  objectives: asked ? [{ key: "", title: "A film" }] : [],
});
const leave = () => document.dispatchEvent(new Event(LEAVING));
const hide = (state: string) => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state as DocumentVisibilityState);
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
};

/** Takes the listeners of the page before from what outlives it. */
let before = new AbortController();
for (const target of [document, window]) {
  const listen = target.addEventListener.bind(target) as EventTarget["addEventListener"];
  target.addEventListener = (type: string, heard: EventListenerOrEventListenerObject | null, how?: boolean) =>
    listen(type, heard, { signal: before.signal, capture: how === true });
}

beforeEach(() => {
  before.abort();
  before = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("a viewing", () => {
  test("from beginning to end", () => {
    const on = scene(film(100));
    expect(on.take()).toEqual([]);
    on.film.play();
    expect(on.take()).toEqual(["opened 0", "played 0"]);
    on.film.run(99);
    expect(on.take()).toEqual(["completed 10", "objective", "paused 10"]);
    expect(on.values()).toEqual({ parts: 2 ** 20 - 1, share: 100 });
    leave();
    expect(on.take()).toEqual(["left 10"]);
    expect(lastOf(on)).toMatchObject({ played: [[0, 10]], progress: 1, length: 10 });
  });

  test("paused and taken up", () => {
    const on = scene(film(100));
    on.film.play();
    on.film.run(3);
    on.film.pause();
    on.film.play();
    on.film.run(1);
    on.film.pause();
    expect(on.take()).toEqual(["opened 0", "played 0", "paused 3", "played 3", "paused 4"]);
    expect(lastOf(on).played).toEqual([[0, 3], [3, 4]]);
  });

  test("of which a busy device tells late loses nothing", () => {
    const on = scene(film(100));
    on.film.playbackRate = 4;
    on.film.play(1.2);
    on.film.pause();
    expect(on.take()).toEqual(["opened 0", "played 0", "paused 1.2"]);
    expect(lastOf(on).played).toEqual([[0, 1.2]]);
  });

  test("waiting for more bytes is no pause", () => {
    const on = scene(film(100));
    on.film.play();
    on.film.run(2);
    on.film.play();
    on.film.run(2);
    expect(on.take()).toEqual(["opened 0", "played 0"]);
  });

  test("begins once on a page, and again when the learner comes back to it", () => {
    const on = scene(film(100));
    on.film.play();
    on.film.run(2);
    leave();
    expect(on.take()).toEqual(["opened 0", "played 0", "paused 2", "left 2"]);
    expect(on.film.paused).toBe(true);
    leave();
    expect(on.take()).toEqual([]);
    on.film.play();
    on.film.run(1);
    expect(on.take()).toEqual(["opened 2", "played 2"]);
    leave();
    expect(lastOf(on).played).toEqual([[0, 2], [2, 3]]);
  });

  test("is not begun by a page that is only turned", () => {
    const on = scene(film(100));
    on.film.load();
    leave();
    expect(on.take()).toEqual([]);
  });

  test("seen to its end and played again is completed once", () => {
    const on = scene(film(100));
    on.film.play();
    on.film.run(10);
    on.take();
    on.film.play();
    on.film.run(10);
    expect(on.take()).toEqual(["seeked 10 0", "played 0", "paused 10"]);
  });

  test("at another speed is watched as well", () => {
    const on = scene(film(100));
    on.film.playbackRate = 16;
    on.film.play();
    on.film.run(4);
    on.film.playbackRate = 0.5;
    on.film.run(10);
    expect(on.take()).toEqual(["opened 0", "played 0", "completed 10", "objective", "paused 10"]);
  });
});

test("in another language a film goes on where it was, and nobody calls that winding", () => {
  const first = scene(film(100));
  first.film.play();
  first.film.run(4);
  leave();
  const [stood, kept] = [first.element.draft(), first.values()];
  const on = scene(film(100), kept);
  on.element.takeUp(stood);
  vi.advanceTimersByTime(SETTLED);
  expect([on.film.currentTime, on.take()]).toEqual([4, []]);
  on.film.play();
  on.film.run(99);
  expect(on.take()).toEqual(["opened 4", "played 4", "completed 10", "objective", "paused 10"]);
});

describe("winding", () => {
  test("is not watching", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.wind(9);
    on.film.run(1);
    expect(on.values()["share"]).toBe(20);
    expect(on.take()).toEqual(["opened 0", "played 0", "seeked 1 9", "paused 10"]);
  });

  test("while it plays is told when it has settled, and the film plays on", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.wind(4);
    expect(on.take()).toEqual(["opened 0", "played 0"]);
    vi.advanceTimersByTime(SETTLED);
    on.film.run(1);
    on.film.pause();
    expect(on.take()).toEqual(["seeked 1 4", "paused 5"]);
    expect(lastOf(on).played).toEqual([[0, 1], [4, 5]]);
  });

  test("is told in its place before what comes after it", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.wind(4);
    on.film.run(2);
    on.film.pause();
    expect(on.take()).toEqual(["opened 0", "played 0", "seeked 1 4", "paused 6"]);
    vi.advanceTimersByTime(SETTLED);
    expect(on.take()).toEqual([]);
  });

  test("while it is paused", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.pause();
    on.film.wind(6);
    on.film.play();
    expect(on.take()).toEqual(["opened 0", "played 0", "paused 1", "seeked 1 6", "played 6"]);
  });

  test("over many places at one go is one jump", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.wind(2, 3, 5, 8, 6);
    vi.advanceTimersByTime(SETTLED);
    expect(on.take()).toEqual(["opened 0", "played 0", "seeked 1 6"]);
  });

  test("away and back again is none", () => {
    const on = scene(film(80));
    on.film.load();
    on.film.wind(5, 0);
    vi.advanceTimersByTime(SETTLED);
    expect(on.take()).toEqual([]);
  });

  test("before it is played opens the viewing", () => {
    const on = scene(film(80));
    on.film.load();
    on.film.wind(5);
    vi.advanceTimersByTime(SETTLED);
    expect(on.take()).toEqual(["opened 5", "seeked 0 5"]);
  });

  test("that has not settled is told when the learner leaves", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(1);
    on.film.pause();
    on.film.wind(6);
    leave();
    expect(on.take().slice(-2)).toEqual(["seeked 1 6", "left 6"]);
  });
});

test("a film in a loop has come to its end each time", () => {
  const on = scene(film(100));
  on.film.loop = true;
  on.film.play();
  on.film.run(11);
  on.film.pause();
  expect(on.take()).toEqual(["opened 0", "played 0", "paused 10", "completed 10", "objective", "played 0", "paused 1"]);
  expect(lastOf(on).played).toEqual([[0, 10], [0, 1]]);
});

describe("a page that goes away", () => {
  test("hidden in the middle: what was watched is kept, and the film goes on", () => {
    const on = scene(film(80));
    on.film.play();
    on.film.run(4.3);
    hide("hidden");
    expect(on.values()).toEqual({ parts: 0b11111111, share: 43 });
    expect(on.take()).toEqual(["opened 0", "played 0"]);
    hide("visible");
    on.film.run(1);
    expect(on.film.paused).toBe(false);
  });

  test("for good in the middle: the viewing ends before the player does", () => {
    const on = scene(film(80));
    const order: string[] = [];
    window.addEventListener("pagehide", () => order.push(...on.take()));
    on.film.play();
    on.film.run(4.3);
    window.dispatchEvent(new Event("pagehide"));
    expect(order).toEqual(["opened 0", "played 0", "paused 4.3", "left 4.3"]);
    expect(on.values()["share"]).toBe(43);
  });
});

describe("while it plays", () => {
  test("each part is kept as it comes, and nothing between", () => {
    const on = scene(film(100));
    on.film.play();
    const kept = new Set<unknown>();
    for (let at = 0; at < 36; at += 1) {
      on.film.run(0.25);
      kept.add(on.values()["share"]);
    }
    expect([...kept]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]);
  });

  test("it is done at the moment when enough is watched", () => {
    const on = scene(film(33));
    on.film.play();
    on.film.run(3.25);
    expect(on.take()).toEqual(["opened 0", "played 0"]);
    on.film.run(0.25);
    expect(on.take()).toEqual(["completed 3.5", "objective"]);
  });
});

describe("the line", () => {
  test("says how much is watched of what is asked, and that it is done", () => {
    const on = scene(film(80));
    expect(on.line()).toBe("0 of 80");
    on.film.play();
    on.film.run(4.25);
    expect(on.line()).toBe("42 of 80");
    on.film.run(4);
    expect(on.line()).toBe("✓82 done");
  });

  test("is not there where nothing is asked", () => {
    expect(scene(film(100, false)).line()).toBe("");
  });

  test("says at once what was watched in an earlier visit", () => {
    expect(scene(film(80), { parts: 0b1111, share: 23 }).line()).toBe("23 of 80");
  });
});

describe("who comes back", () => {
  test("goes on where something is missing, and that is no jump", () => {
    const on = scene(film(100), { parts: 0b1111, share: 23 });
    on.film.play();
    expect(on.film.currentTime).toBe(2);
    vi.advanceTimersByTime(SETTLED);
    on.film.run(99);
    expect(on.take()).toEqual(["opened 2", "played 2", "completed 10", "objective", "paused 10"]);
    expect(lastOf(on).played).toEqual([[0, 2], [2, 10]]);
    expect(on.values()).toEqual({ parts: 2 ** 20 - 1, share: 100 });
  });

  test.each([
    ["has seen enough", { parts: 0b1111, share: 90 }],
    ["missed the beginning", { parts: 0b1110, share: 15 }],
    ["has seen nothing", {}],
  ])("begins at the beginning who %s", (_name, values) => {
    const on = scene(film(90), values);
    on.film.play();
    expect(on.film.currentTime).toBe(0);
  });
});

test("a film whose length is not known yet is told of when it is", () => {
  const on = scene(film(100), {}, Infinity);
  on.film.play();
  on.film.run(4);
  expect(on.take()).toEqual([]);
  expect(on.line()).toBe("0 of 100");
  on.film.measure(4.5);
  expect(on.take()).toEqual(["opened 0", "played 0"]);
  on.film.run(1);
  expect(on.take()).toEqual(["completed 4.5", "objective", "paused 4.5"]);
});
