import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logic } from "../../../builder/blocks/scenario/logic";
import "../../../builder/blocks/scenario/piece-conditions";
import { found, isStuck, mayRestart, offered, possible, reached, run, scenarioData } from "../../../builder/blocks/scenario/story";
import { idsOf, type Values } from "../../../builder/player/src/logic";
import type { PlannedItem } from "../../../builder/player/src/plan";
import { item, play, told } from "./items";

const SCENES = {
  first: { choices: { ask: { then: "second", add: { rapport: 1 } }, wait: { then: "second" } } },
  second: {
    choices: { stay: { then: "good", if: [">=", "rapport", 1] }, back: { then: "first" }, leave: { then: "short" } },
  },
  good: { ending: "talk", points: 4 },
  short: { ending: "short", points: 1 },
};

interface Change {
  readonly replay?: "best" | "last" | "false";
  readonly back?: boolean;
  readonly scenes?: object;
  readonly limit?: number;
  readonly points?: number;
}

function story(change: Change = {}): PlannedItem {
  const { replay = "last", back = false, scenes = SCENES, limit = 6, points = 4 } = change;
  return item({
    kind: "scenario",
    points,
    fields: { path: `list ${limit}`, ending: "list 1", found: "set 2" },
    options: ["first/ask", "first/wait", "second/stay", "second/back", "second/leave", "good", "short"],
    data: { start: "first", values: { rapport: 0 }, replay, back, scenes },
  });
}

const restart = { type: "restart" };
const go = (path: string) => ({ type: "go", path: path.split(" ").filter(Boolean) });
/** `first/ask second/stay`; `again` restarts, `back` takes a choice back. */
const way = (text: string) =>
  text.split(" ").filter(Boolean).map((step) => {
    const [scene = "", choice = ""] = step.split("/");
    if (step === "again") return restart;
    return step === "back" ? { type: "back" } : { type: "choose", scene, choice };
  });

describe("a scenario", () => {
  it.each([
    ["", "first", "ask wait", "", 0],
    ["first/ask", "second", "stay back leave", "", 0],
    ["first/wait", "second", "back leave", "", 0],
    ["first/wait second/stay", "second", "back leave", "", 0],
    ["second/leave", "first", "ask wait", "", 0],
    ["first/ask second/stay", "good", "", "good", 4],
    ["first/ask second/back first/ask second/leave", "short", "", "short", 1],
    ["first/ask second/stay again", "first", "ask wait", "good", 4],
    ["first/ask second/stay again first/ask second/leave", "short", "", "short", 1],
    ["first/ask again", "first", "ask wait", "", 0],
  ])("«%s» leads to %s, which offers «%s»", (path, scene, choices, ending, score) => {
    const tom = story();
    const { values } = play(logic, tom, ...way(path));
    const now = run(tom, values);
    expect(now.scene).toBe(scene);
    expect(Object.keys(offered(scenarioData(tom), now)).join(" ")).toBe(choices);
    expect(reached(tom, values)).toBe(ending);
    expect(logic.done(tom, values)).toBe(ending !== "");
    expect(logic.score?.(tom, values)).toBe(score);
  });

  it("tells each choice, and the ending with its share of the most points", () => {
    const { last, values } = play(logic, story(), ...way("first/ask second/leave"));
    expect(told(last)).toEqual([
      '="short: first/ask → second/leave" neutral', 'second=["leave"] neutral', "short: completed 25",
    ]);
    const [line, ...rest] = told(last);
    expect(told(logic.recall?.(story(), values) ?? [])).toEqual([line, 'first=["ask"] neutral', ...rest]);
  });

  it("gives an ending no score where there are no points", () => {
    const { last } = play(logic, story({ points: 0 }), ...way("first/ask second/leave"));
    expect(told(last).slice(1)).toEqual(['second=["leave"] neutral', "short: completed -"]);
  });

  it.each([
    ["before the end", "", "last", true],
    ["with less than all points", "first/wait second/leave", "last", true],
    ["with all points", "first/ask second/stay", "best", false],
    ["with less than all points, once only", "first/wait second/leave", "false", false],
  ] as const)("%s points can be gained: %s", (_, path, replay, open) => {
    const tom = story({ replay });
    expect(logic.open?.(tom, play(logic, tom, ...way(path)).values)).toBe(open);
  });

  it("is not played again where the author does not want it", () => {
    const tom = story({ replay: "false" });
    const { values } = play(logic, tom, ...way("first/ask second/stay again"));
    expect(run(tom, values).scene).toBe("good");
  });

  it("stops where a later release has no way on, and can be begun again", () => {
    const path = ["first/ask", "second/gone", "good/x"];
    const values = { path };
    expect(run(story(), values)).toEqual({ scene: "second", values: { rapport: 1 }, path: ["first/ask"] });
    expect(logic.apply(story(), values, restart).values).toEqual({ path: [] });
  });

  it("can be begun again where a later release has taken the ending away that was reached", () => {
    const tom = story({ replay: "false" });
    const { values } = play(logic, tom, ...way("first/ask second/stay"));
    const without = { ...values, ending: [] };
    expect([mayRestart(tom, values), mayRestart(tom, without)]).toEqual([false, true]);
    expect(logic.apply(tom, without, restart).values).toEqual({ path: [] });
  });

  it("takes circles that changed nothing out of a path without room", () => {
    const tom = story({ limit: 3 });
    const { values } = play(logic, tom, ...way("first/wait second/back first/wait second/back first/ask second/stay"));
    expect(values["path"]).toEqual(["first/ask", "second/stay"]);
    expect(reached(tom, values)).toBe("good");
  });

  it("can be begun again when a circle that changed something has used up the path", () => {
    const tom = story({ limit: 3, replay: "false" });
    const { values } = play(logic, tom, ...way("first/ask second/back first/ask second/stay"));
    expect(run(tom, values).scene).toBe("second");
    expect(isStuck(tom, values)).toBe(true);
    expect(logic.apply(tom, values, restart).values).toEqual({ path: [] });
  });

  it("is stuck where no choice is offered", () => {
    const scenes = { first: { choices: { go: { then: "end", if: ["==", 1, 2] } } }, end: { ending: "e", points: 0 } };
    expect(isStuck(story({ scenes }), {})).toBe(true);
  });

  it.each([
    ["best", "first/ask second/stay again first/ask second/leave", "good", 4],
    ["last", "first/ask second/stay again first/ask second/leave", "short", 1],
    ["best", "first/ask second/leave again first/ask second/stay", "good", 4],
    ["false", "first/ask second/leave again", "short", 1],
  ] as const)("counts the %s run: «%s» is %s", (replay, path, ending, score) => {
    const tom = story({ replay });
    const { values } = play(logic, tom, ...way(path));
    expect([reached(tom, values), logic.score?.(tom, values)]).toEqual([ending, score]);
  });

  it("of two runs with the same points the later one counts", () => {
    const tom = story({ replay: "best", points: 0 });
    const { values } = play(logic, tom, ...way("first/ask second/stay again first/ask second/leave"));
    expect(reached(tom, values)).toBe("short");
    expect(found(tom, values)).toEqual(["good", "short"]);
  });

  it("keeps the line of the run that counts, and all endings that were found", () => {
    const tom = story({ replay: "best" });
    const { last, values } = play(logic, tom, ...way("first/ask second/stay again first/wait second/leave"));
    expect(told(last)).toEqual(['second=["leave"] neutral', "short: completed 25"]);
    expect(told(logic.recall?.(tom, values) ?? [])).toEqual([
      'first=["wait"] neutral', 'second=["leave"] neutral', "talk: completed 100", "short: completed 25",
    ]);
  });

  it.each([
    ["takes the last choice back", { back: true }, "first/ask back", "first", ""],
    ["but no more than there are", { back: true }, "first/ask back back", "first", ""],
    ["at an ending as well", { back: true }, "first/ask second/leave back", "second", "short"],
    ["but not at one that is for good", { back: true, replay: "false" }, "first/ask second/leave back", "short", "short"],
    ["and not where the author does not want it", {}, "first/ask back", "second", ""],
  ] as const)("%s", (_, change, path, scene, ending) => {
    const tom = story(change);
    const { values } = play(logic, tom, ...way(path));
    expect([run(tom, values).scene, reached(tom, values)]).toEqual([scene, ending]);
  });

  it("tells the way anew when a choice is taken back", () => {
    const tom = story({ back: true });
    expect(told(play(logic, tom, ...way("first/ask second/back back")).last)).toEqual(['="first/ask" neutral']);
    expect(told(play(logic, tom, ...way("first/ask back")).last)).toEqual([]);
  });

  it.each([
    ["before", "first/ask second/leave", "first/ask", "second", []],
    ["to the start", "first/ask", "", "first", []],
    ["after", "first/ask back", "first/ask second/leave", "short", ["", "first", "second", "objective"]],
    ["nowhere that does not exist", "first/ask", "first/gone", "second", []],
    ["nowhere new", "first/ask", "first/ask", "second", []],
  ])("goes to where it was %s", (_, path, to, scene, rows) => {
    const tom = story({ back: true });
    const { values, last } = play(logic, tom, ...way(path), go(to));
    expect(run(tom, values).scene).toBe(scene);
    expect(last.map((fact) => (fact.fact === "answered" ? fact.interaction : fact.fact))).toEqual(rows);
  });
});

describe("a story of chance", () => {
  const SCENE_NAMES = ["a", "b", "c", "d"];
  const way = fc.record({
    then: fc.constantFrom(...SCENE_NAMES, "end"),
    add: fc.dictionary(fc.constantFrom("x", "y"), fc.integer({ min: -1, max: 1 }), { maxKeys: 2, noNullPrototype: true }),
    if: fc.option(
      fc.tuple(fc.constantFrom("<", ">=", "=="), fc.constantFrom("x", "y"), fc.integer({ min: -1, max: 2 })),
      { nil: undefined, freq: 2 },
    ),
  });
  const scene = fc.dictionary(fc.constantFrom("p", "q", "r"), way, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  const scenes = fc.record(Object.fromEntries(SCENE_NAMES.map((name) => [name, scene])));

  function made(all: Record<string, Record<string, object>>, limit: number, replay: string): PlannedItem {
    const ways = Object.entries(all).flatMap(([id, choices]) => Object.keys(choices).map((key) => `${id}/${key}`));
    const told = Object.entries(all).map(([id, choices]) => [id, { choices }]);
    return item({
      kind: "scenario",
      points: 1,
      fields: { path: `list ${limit}`, ending: "list 1", found: "set 1" },
      options: [...ways, "end"],
      data: {
        start: "a", values: { x: 0, y: 0 }, replay, back: true,
        scenes: { ...Object.fromEntries(told), end: { ending: "end", points: 1 } },
      },
    });
  }

  it("never leaves a learner without a way on, and always remembers a path that leads to where they are", () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom("best", "false"), fc.array(fc.nat(9), { maxLength: 40 }), (story, replay, taken) => {
        const tale = made(story, 6, replay);
        let values: Values = {};
        for (const number of taken) {
          const now = run(tale, values);
          const choices = possible(tale, values);
          const all = Object.keys(offered(scenarioData(tale), now));
          if (choices.length < all.length) expect(mayRestart(tale, values)).toBe(true);
          expect(idsOf(values, "path").length).toBeLessThanOrEqual(6);
          if (now.scene === "end") {
            expect(logic.done(tale, values)).toBe(true);
            if (replay === "false") return;
            values = { ...values, ...logic.apply(tale, values, number % 2 ? restart : { type: "back" }).values };
          } else if (isStuck(tale, values)) {
            values = { ...values, ...logic.apply(tale, values, restart).values };
            if (now.path.length > 0) expect(run(tale, values).path).toEqual([]);
          } else {
            const choice = choices[number % choices.length] ?? "";
            const event = { type: "choose", scene: now.scene, choice };
            const leads = scenarioData(tale).scenes[now.scene]?.choices?.[choice]?.then;
            values = { ...values, ...logic.apply(tale, values, event).values };
            expect(run(tale, values).scene).toBe(leads);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
