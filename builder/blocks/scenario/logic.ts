/** A branching story. Where the learner is, and every value, follows from the path of choices. */
import { NOTHING, idsOf } from "../../player/src/logic";
import type { BlockEvent, Change, Fact, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { holds } from "./condition";
import type { Tree } from "./condition";

export type ScenarioEvent = ChooseEvent | RestartEvent;

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

export interface Way {
  readonly then: string;
  readonly add?: Readonly<Record<string, number>>;
  readonly if?: Tree;
}

export type SceneData = {
  readonly choices?: Readonly<Record<string, Way>>;
  readonly ending?: string;
  readonly points?: number;
};

export interface ScenarioData {
  readonly start: string;
  readonly values: Readonly<Record<string, number>>;
  readonly replay: boolean;
  readonly scenes: Readonly<Record<string, SceneData>>;
}

/** Where a path leads. */
export interface Run {
  readonly scene: string;
  readonly values: Readonly<Record<string, number>>;
  /** The choices that still fit this release of the story, as `scene/choice`. */
  readonly path: readonly string[];
}

export function scenarioData(item: PlannedItem): ScenarioData {
  return item.data as unknown as ScenarioData;
}

/** Plays a path again, as far as this release of the story allows. */
export function run(item: PlannedItem, values: Values): Run {
  const data = scenarioData(item);
  let now: Run = { scene: data.start, values: data.values, path: [] };
  for (const step of idsOf(values, "path")) {
    const next = stepFrom(data, now, step);
    if (!next) break;
    now = next;
  }
  return now;
}

function stepFrom(data: ScenarioData, now: Run, step: string): Run | null {
  const [scene, choice = ""] = step.split("/");
  const way = scene === now.scene ? offered(data, now)[choice] : undefined;
  if (!way) return null;
  return { scene: way.then, values: added(now.values, way.add), path: [...now.path, step] };
}

function added(
  values: Readonly<Record<string, number>>,
  add: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const sums = { ...values };
  for (const [name, number] of Object.entries(add)) sums[name] = (sums[name] ?? 0) + number;
  return sums;
}

/** The choices that the scene offers now. */
export function offered(data: ScenarioData, now: Run): Readonly<Record<string, Way>> {
  const choices = Object.entries(data.scenes[now.scene]?.choices ?? {});
  return Object.fromEntries(
    choices.filter(([, way]) => way.if === undefined || holds(way.if, now.values)),
  );
}

/** The scene of the ending that counts, or "" before the first one. */
export function reached(item: PlannedItem, values: Values): string {
  const scene = idsOf(values, "ending")[0] ?? "";
  return scenarioData(item).scenes[scene]?.ending === undefined ? "" : scene;
}

/** Whether the path has no room for another choice; only stories with circles come to this. */
export function isFull(item: PlannedItem, values: Values): boolean {
  return run(item, values).path.length >= (item.fields["path"]?.limit ?? 0);
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as ScenarioEvent;
    if (told.type === "choose") return choose(item, values, told);
    return told.type === "restart" ? restart(item, values) : NOTHING;
  },

  done(item, values): boolean {
    return reached(item, values) !== "";
  },

  score(item, values): number {
    return scenarioData(item).scenes[reached(item, values)]?.points ?? 0;
  },

  open(item, values): boolean {
    if (reached(item, values) === "") return item.points > 0;
    return scenarioData(item).replay && (logic.score?.(item, values) ?? 0) < item.points;
  },

  recall(item, values): readonly Fact[] {
    const ending = scenarioData(item).scenes[reached(item, values)];
    const choices = run(item, values).path.map((step) => choiceFact(item, step));
    if (ending?.ending === undefined) return choices;
    return [...choices, endingFact(item, ending.ending, ending.points ?? 0)];
  },
};

function choiceFact(item: PlannedItem, step: string): Fact {
  const [scene = "", choice = ""] = step.split("/");
  return {
    fact: "answered",
    item: item.id,
    interaction: scene,
    response: { picked: [choice] },
    result: "neutral",
  };
}

function choose(item: PlannedItem, values: Values, event: ChooseEvent): Change {
  const data = scenarioData(item);
  const step = `${event.scene}/${event.choice}`;
  const next = isFull(item, values) ? null : stepFrom(data, run(item, values), step);
  if (!next) return NOTHING;
  const answered = choiceFact(item, step);
  const ending = data.scenes[next.scene];
  if (ending?.ending === undefined) return { values: { path: next.path }, facts: [answered] };
  return {
    values: { path: next.path, ending: [next.scene] },
    facts: [answered, endingFact(item, ending.ending, ending.points ?? 0)],
  };
}

/** An ending's score is its share of the most that any ending gives. */
function endingFact(item: PlannedItem, objective: string, points: number): Fact {
  const done = { fact: "objective", item: item.id, objective, status: "completed" } as const;
  return item.points > 0 ? { ...done, score: Math.round((100 * points) / item.points) } : done;
}

/** Allowed at the end if the story may be replayed; and always when it got stuck. */
function restart(item: PlannedItem, values: Values): Change {
  const allowed = scenarioData(item).replay || isStuck(item, values);
  return allowed && idsOf(values, "path").length > 0 ? { values: { path: [] }, facts: [] } : NOTHING;
}

/** Whether nothing leads on, and this is no ending. */
export function isStuck(item: PlannedItem, values: Values): boolean {
  const data = scenarioData(item);
  const now = run(item, values);
  if (data.scenes[now.scene]?.ending !== undefined) return false;
  return isFull(item, values) || Object.keys(offered(data, now)).length === 0;
}
