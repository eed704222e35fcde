import { describe, expect, it } from "vitest";
import { isStuck, logic, offered, reached, run, scenarioData } from "../../../builder/blocks/scenario/logic";
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

function story(change: { replay?: boolean; scenes?: object; limit?: number; points?: number } = {}): PlannedItem {
  const { replay = true, scenes = SCENES, limit = 6, points = 4 } = change;
  return item({
    kind: "scenario",
    points,
    fields: { path: `list ${limit}`, ending: "list 1" },
    options: ["first/ask", "first/wait", "second/stay", "second/back", "second/leave", "good", "short"],
    data: { start: "first", values: { rapport: 0 }, replay, scenes },
  });
}

const restart = { type: "restart" };
/** `first/ask second/stay`, `again` restarts. */
const way = (text: string) =>
  text.split(" ").filter(Boolean).map((step) => {
    const [scene = "", choice = ""] = step.split("/");
    return step === "again" ? restart : { type: "choose", scene, choice };
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
    expect(told(last)).toEqual(['second=["leave"] neutral', "short: completed 25"]);
    expect(told(logic.recall?.(story(), values) ?? [])).toEqual(['first=["ask"] neutral', ...told(last)]);
  });

  it("gives an ending no score where there are no points", () => {
    const { last } = play(logic, story({ points: 0 }), ...way("first/ask second/leave"));
    expect(told(last)).toEqual(['second=["leave"] neutral', "short: completed -"]);
  });

  it.each([
    ["before the end", "", true, true],
    ["with less than all points", "first/wait second/leave", true, true],
    ["with all points", "first/ask second/stay", true, false],
    ["with less than all points, once only", "first/wait second/leave", false, false],
  ])("%s points can be gained: %s", (_, path, replay, open) => {
    const tom = story({ replay });
    expect(logic.open?.(tom, play(logic, tom, ...way(path)).values)).toBe(open);
  });

  it("is not played again where the author does not want it", () => {
    const tom = story({ replay: false });
    const { values } = play(logic, tom, ...way("first/ask second/stay again"));
    expect(run(tom, values).scene).toBe("good");
  });

  it("stops where a later release has no way on, and can be begun again", () => {
    const path = ["first/ask", "second/gone", "good/x"];
    const values = { path };
    expect(run(story(), values)).toEqual({ scene: "second", values: { rapport: 1 }, path: ["first/ask"] });
    expect(logic.apply(story(), values, restart).values).toEqual({ path: [] });
  });

  it("never gets stuck when a circle has used up the path", () => {
    const tom = story({ limit: 3, replay: false });
    const { values } = play(logic, tom, ...way("first/ask second/back first/ask second/stay"));
    expect(run(tom, values).scene).toBe("second");
    expect(isStuck(tom, values)).toBe(true);
    expect(logic.apply(tom, values, restart).values).toEqual({ path: [] });
  });

  it("is stuck where no choice is offered", () => {
    const scenes = { first: { choices: { go: { then: "end", if: ["==", 1, 2] } } }, end: { ending: "e", points: 0 } };
    expect(isStuck(story({ scenes }), {})).toBe(true);
  });
});
