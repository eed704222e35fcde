/** A story as the plan tells it, and where a path of choices leads in it. */
import { idsOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import type { Tree } from "./condition";
import { PARTS } from "./parts";

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
  /** Which of the endings that were reached counts; "false": the story is played once. */
  readonly replay: "best" | "last" | "false";
  /** Whether the learner may take choices back. */
  readonly back: boolean;
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

/** The run that is going on, as far as this release of the story allows. */
export function run(item: PlannedItem, values: Values): Run {
  return played(scenarioData(item), idsOf(values, "path"));
}

/** Plays a path, as far as it goes. */
export function played(data: ScenarioData, path: readonly string[]): Run {
  let now: Run = { scene: data.start, values: data.values, path: [] };
  for (const step of path) {
    const next = stepFrom(data, now, step);
    if (!next) break;
    now = next;
  }
  return now;
}

export function stepFrom(data: ScenarioData, now: Run, step: string): Run | null {
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
    choices.filter(([, way]) => way.if === undefined || PARTS.holds?.(way.if, now.values)),
  );
}

/** Whether a run stands at an ending. */
export function isEnd(data: ScenarioData, scene: string): boolean {
  return data.scenes[scene]?.ending !== undefined;
}

/** The scene of the ending that counts, or "" before the first one. */
export function reached(item: PlannedItem, values: Values): string {
  const scene = idsOf(values, "ending")[0] ?? "";
  return isEnd(scenarioData(item), scene) ? scene : "";
}

/** The scenes of all endings that were ever reached, the one that counts among them. */
export function found(item: PlannedItem, values: Values): readonly string[] {
  const scenes = new Set([...idsOf(values, "found"), ...idsOf(values, "ending")]);
  return [...scenes].filter((scene) => isEnd(scenarioData(item), scene));
}

/**
 * The run with a path that fits into what is remembered: if need be without circles that came back
 * to the same scene with the same values, for they changed nothing. Null if it still has no room.
 */
export function fitted(item: PlannedItem, now: Run): Run | null {
  const room = item.fields["path"]?.limit ?? 0;
  let path = now.path;
  while (path.length > room) {
    const shorter = withoutCircle(scenarioData(item), path);
    if (!shorter) return null;
    path = shorter;
  }
  return { ...now, path };
}

function withoutCircle(data: ScenarioData, path: readonly string[]): readonly string[] | null {
  const been = new Map<string, number>();
  let now = played(data, []);
  for (let at = 0; at <= path.length; at++) {
    const moment = `${now.scene} ${JSON.stringify(now.values)}`;
    const before = been.get(moment);
    if (before !== undefined) return [...path.slice(0, before), ...path.slice(at)];
    been.set(moment, at);
    now = stepFrom(data, now, path[at] ?? "") ?? now;
  }
  return null;
}

/** The choices that the learner can make now: those that the scene offers and the path has room for. */
export function possible(item: PlannedItem, values: Values): readonly string[] {
  const data = scenarioData(item);
  const now = run(item, values);
  return Object.keys(offered(data, now)).filter((choice) => {
    const next = stepFrom(data, now, `${now.scene}/${choice}`);
    return next !== null && fitted(item, next) !== null;
  });
}

/** Whether nothing leads on, and this is no ending. */
export function isStuck(item: PlannedItem, values: Values): boolean {
  return !isEnd(scenarioData(item), run(item, values).scene) && possible(item, values).length === 0;
}

/**
 * Whether the learner may begin again; always when there was no room for a choice, or none at all, and
 * when the ending that was reached has gone from the course, so that none counts.
 */
export function mayRestart(item: PlannedItem, values: Values): boolean {
  const data = scenarioData(item);
  const now = run(item, values);
  if (now.path.length === 0) return false;
  const overWithout = isEnd(data, now.scene) && reached(item, values) === "";
  if (data.replay !== "false" || isStuck(item, values) || overWithout) return true;
  return possible(item, values).length < Object.keys(offered(data, now)).length;
}

/** Whether the learner may take the last choice back; not from an ending that is for good. */
export function mayStepBack(item: PlannedItem, values: Values): boolean {
  const data = scenarioData(item);
  const now = run(item, values);
  const isForGood = data.replay === "false" && isEnd(data, now.scene);
  return data.back && now.path.length > 0 && !isForGood;
}
