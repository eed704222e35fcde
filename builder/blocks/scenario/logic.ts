/** What a learner does in a story, and what is told of it. */
import { NOTHING, idsOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Response, Value, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { fitted, found, isEnd, mayRestart, mayStepBack, played, reached, run, scenarioData, stepFrom } from "./story";
import type { Run } from "./story";

export type ScenarioEvent = ChooseEvent | RestartEvent | BackEvent | GoEvent;

/** The learner chose in a scene. */
export interface ChooseEvent extends BlockEvent {
  readonly type: "choose";
  readonly scene: string;
  readonly choice: string;
}

/** The learner begins again; an ending that was reached still counts until the next one. */
export interface RestartEvent extends BlockEvent {
  readonly type: "restart";
}

/** The learner takes the last choice back. */
export interface BackEvent extends BlockEvent {
  readonly type: "back";
}

/** The learner goes to where they were before or after, by the browser's history. */
export interface GoEvent extends BlockEvent {
  readonly type: "go";
  readonly path: readonly string[];
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as ScenarioEvent;
    if (told.type === "choose") return choose(item, values, `${told.scene}/${told.choice}`);
    if (told.type === "restart") return mayRestart(item, values) ? moved([]) : NOTHING;
    if (told.type === "back") return stepBack(item, values);
    return told.type === "go" ? go(item, values, told.path) : NOTHING;
  },

  done(item, values): boolean {
    return reached(item, values) !== "";
  },

  score(item, values): number {
    return pointsOf(item, reached(item, values));
  },

  open(item, values): boolean {
    if (reached(item, values) === "") return item.points > 0;
    return scenarioData(item).replay !== "false" && pointsOf(item, reached(item, values)) < item.points;
  },

  /** The way to where the learner is now: each scene with what was chosen there. */
  whole(item, values): Response {
    return { matched: run(item, values).path.map(stepOf) };
  },

  recall(item, values): readonly Fact[] {
    const now = run(item, values);
    const counts = reached(item, values);
    const way = counts === "" || counts === now.scene ? wayFacts(item, now) : [];
    const choices = now.path.map((step) => choiceFact(item, step));
    return [...way, ...choices, ...found(item, values).map((scene) => endingFact(item, scene))];
  },
};

/** Points of an ending; never more than the most that a run can get. */
export function pointsOf(item: PlannedItem, scene: string): number {
  return Math.min(item.points, scenarioData(item).scenes[scene]?.points ?? 0);
}

function choose(item: PlannedItem, values: Values, step: string): Change {
  const next = stepFrom(scenarioData(item), run(item, values), step);
  const fits = next && fitted(item, next);
  return fits ? arrive(item, values, fits, [step]) : NOTHING;
}

function stepBack(item: PlannedItem, values: Values): Change {
  if (!mayStepBack(item, values)) return NOTHING;
  const path = run(item, values).path.slice(0, -1);
  return arrive(item, values, played(scenarioData(item), path), []);
}

function go(item: PlannedItem, values: Values, path: readonly string[]): Change {
  const data = scenarioData(item);
  const there = played(data, path);
  if (!data.back || data.replay === "false" || there.path.length < path.length) return NOTHING;
  const before = run(item, values).path;
  const parts = path.findIndex((step, at) => step !== before[at]);
  if (parts < 0 && path.length === before.length) return NOTHING;
  return arrive(item, values, there, parts < 0 ? [] : path.slice(parts));
}

/** The learner is at a new place of the story, after the choices that were made just now. */
function arrive(item: PlannedItem, values: Values, now: Run, steps: readonly string[]): Change {
  const chosen = steps.map((step) => choiceFact(item, step));
  if (!isEnd(scenarioData(item), now.scene)) {
    const way = reached(item, values) === "" ? wayFacts(item, now) : [];
    return moved(now.path, {}, [...way, ...chosen]);
  }
  const counts = isCounted(item, values, now.scene);
  const ends = { found: [...idsOf(values, "found"), now.scene], ...(counts ? { ending: [now.scene] } : {}) };
  return moved(now.path, ends, [...(counts ? wayFacts(item, now) : []), ...chosen, endingFact(item, now.scene)]);
}

function moved(path: readonly string[], more: Record<string, Value> = {}, facts: readonly Fact[] = []): Change {
  return { values: { path, ...more }, facts };
}

/** Whether an ending counts from now on. Of two with the same points the later one does. */
function isCounted(item: PlannedItem, values: Values, scene: string): boolean {
  if (scenarioData(item).replay !== "best") return true;
  return pointsOf(item, scene) >= pointsOf(item, reached(item, values));
}

function choiceFact(item: PlannedItem, step: string): Fact {
  const [scene, choice] = stepOf(step);
  return answered(item, scene, { picked: [choice] });
}

/** The scene and the choice of a `SCENE/CHOICE`. */
function stepOf(step: string): [scene: string, choice: string] {
  const [scene = "", choice = ""] = step.split("/");
  return [scene, choice];
}

/**
 * The whole way as one line for the teacher: the ending first, for it must not be cut off. It is told
 * of the run that counts; before the first ending of the one that is going on.
 */
function wayFacts(item: PlannedItem, now: Run): readonly Fact[] {
  if (now.path.length === 0) return [];
  const title = endingTitle(item, now.scene);
  const steps = now.path.join(" → ");
  return [answered(item, "", { text: title ? `${title}: ${steps}` : steps })];
}

function answered(item: PlannedItem, interaction: string, response: { picked: string[] } | { text: string }): Fact {
  return { fact: "answered", item: item.id, interaction, response, result: "neutral" };
}

/** The title of the ending that this scene is; "" if it is none. */
export function endingTitle(item: PlannedItem, scene: string): string {
  const ending = scenarioData(item).scenes[scene]?.ending;
  return item.objectives.find(({ key }) => key === ending)?.title ?? ending ?? "";
}

/** An ending's score is its share of the most points that a run can get. */
function endingFact(item: PlannedItem, scene: string): Fact {
  const objective = scenarioData(item).scenes[scene]?.ending ?? "";
  const done = { fact: "objective", item: item.id, objective, status: "completed" } as const;
  if (item.points === 0) return done;
  return { ...done, score: Math.round((100 * pointsOf(item, scene)) / item.points) };
}
