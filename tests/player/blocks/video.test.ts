// @vitest-environment node
import { describe, expect, it, test } from "vitest";
import { logic, type VideoEvent } from "../../../builder/blocks/video/logic";
import type { Segment } from "../../../builder/blocks/video/segments";
import type { Values } from "../../../builder/player/src/logic";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, play, told } from "./items";

const film = (watched: number, asked = true): PlannedItem => ({
  ...item({ kind: "video", fields: { parts: "number 1048575", share: "number 100" }, data: { watched } }),
  objectives: asked ? [{ key: "", title: "A film" }] : [],
});
const event = (type: VideoEvent["type"], played: Segment[], more: Partial<VideoEvent> = {}): VideoEvent & Record<string, unknown> => ({
  type, time: played[played.length - 1]?.[1] ?? 0, played, length: 10, ...more,
});
const share = (values: Values) => values["share"];

describe("what is kept", () => {
  it.each<[string, Segment[][], number, number]>([
    ["nothing", [[]], 0, 0],
    ["a tenth", [[[0, 1]]], 0b11, 10],
    ["what is less than a part is in the share alone", [[[0, 0.4]]], 0, 4],
    ["visits add up", [[[0, 1]], [[1, 2]]], 0b1111, 20],
    ["nothing twice", [[[0, 1]], [[0, 1]]], 0b11, 10],
    ["the share is never less than it was", [[[0.2, 5.3]], [[0, 0.1]]], 0b1111111110, 51],
    ["all", [[[0, 10]]], 2 ** 20 - 1, 100],
  ])("%s", (_name, visits, parts, wanted) => {
    const { values } = play(logic, film(100), ...visits.map((played) => event("paused", played)));
    expect(values).toEqual({ parts, share: wanted });
  });
});

describe("watched", () => {
  it.each<[number, Segment[], boolean]>([
    [90, [[0, 8.9]], false],
    [90, [[0, 9]], true],
    [90, [[0, 4], [5, 10]], true],
    [90, [[0, 4], [5.1, 10]], false],
    [1, [[3, 3.1]], true],
    [100, [[0, 9.99]], false],
    [100, [[0, 10]], true],
    [91, [[0.2, 4.7], [5, 9.6]], true],
  ])("%i %% of ten seconds by %j: %s", (watched, played, done) => {
    const { values, last } = play(logic, film(watched), event("paused", played));
    expect(logic.done(film(watched), values)).toBe(done || (share(values) as number) >= watched);
    expect(told(last).slice(1)).toEqual(done ? [`completed ${played[played.length - 1]?.[1]}`, ": completed -"] : []);
  });

  test("stays watched, whatever is played later", () => {
    const seen = play(logic, film(80), event("paused", [[0.2, 4.2], [4.6, 8.6]]));
    expect(logic.done(film(80), seen.values)).toBe(true);
    const { values, last } = play(logic, film(80), event("paused", [[0.2, 4.2], [4.6, 8.6]]), event("paused", [[0, 0.3]]));
    expect(logic.done(film(80), values)).toBe(true);
    expect(told(last)).toEqual(["paused 0.3"]);
  });

  test("is told again of what is kept, where it is asked for", () => {
    const values = { parts: 0, share: 80 };
    expect(told(logic.recall?.(film(80), values) ?? [])).toEqual([": completed -"]);
    expect(logic.recall?.(film(81), values)).toEqual([]);
    expect(logic.recall?.(film(80, false), values)).toEqual([]);
  });
});

describe("what is told", () => {
  it.each<[VideoEvent["type"], string[]]>([
    ["opened", ["opened 4"]],
    ["played", ["played 4"]],
    ["paused", ["paused 4"]],
    ["seeked", ["seeked 4"]],
    ["left", ["left 4"]],
    ["progressed", []],
  ])("%s", (type, wanted) => {
    expect(told(logic.apply(film(80), {}, event(type, [[0, 4]])).facts)).toEqual(wanted);
  });

  test("a jump has a beginning and an end, and nothing else has", () => {
    const jump = event("seeked", [[0, 4]], { from: 4.00049, to: 7 });
    expect(logic.apply(film(80), {}, jump).facts).toEqual([
      { fact: "video", item: "m.p.b", event: "seeked", time: 4, from: 4, to: 7, played: [[0, 4]], progress: 0.4, length: 10 },
    ]);
    expect(logic.apply(film(80), {}, { ...jump, type: "paused" } as VideoEvent).facts[0]).not.toHaveProperty("from");
  });

  test("progress is that of all visits, and all only where all was watched", () => {
    const facts = (values: Values, played: Segment[]) => logic.apply(film(80), values, event("paused", played, { length: 10 })).facts;
    expect(facts({}, [[0, 9.9999]])[0]).toMatchObject({ progress: 0.999 });
    expect(facts({ parts: 0b11, share: 10 }, [[1, 3.3333]])[0]).toMatchObject({ progress: 0.333 });
    expect(facts({ parts: 0, share: 50 }, [[0, 1]])[0]).toMatchObject({ progress: 0.5 });
  });

  test("only in the event with which enough is watched it is completed", () => {
    const events = [[0, 7.9], [0, 8], [0, 9]].map((played) => event("progressed", [played as unknown as Segment]));
    const said = events.map((_, at) => told(play(logic, film(80), ...events.slice(0, at + 1)).last));
    expect(said).toEqual([[], ["completed 8", ": completed -"], []]);
  });

  test("where nothing is asked it is completed when all was watched, for xAPI alone", () => {
    expect(told(logic.apply(film(100, false), {}, event("paused", [[0, 10]])).facts)).toEqual(["paused 10", "completed 10"]);
  });

  test.each([
    ["a film without end", event("played", [], { length: Infinity * 0 })],
    ["a film of no length", event("played", [], { length: 0 })],
    ["something else", { ...event("played", []), type: "danced" }],
  ])("nothing of %s", (_name, strange) => {
    expect(logic.apply(film(80), {}, strange)).toEqual({ values: {}, facts: [] });
  });
});
