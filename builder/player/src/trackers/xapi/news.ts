/** Which statements a change stands for: the tracking table of docs/design.md, as keys of the vocabulary. */
import type { Fact } from "../../logic";
import { MORE } from "../../registry";
import type { Status } from "../../state";
import type { Snapshot } from "../../tracker";
import type { Told } from "./queue";
import { percentOf, type Outcome } from "./statement";

export interface News {
  readonly key: string;
  readonly outcome: Outcome;
  /** The video whose viewing this belongs to, and whether it begins with this. */
  readonly watching?: { readonly item: string; readonly begins: boolean };
}

/**
 * The statements that a status stands for. `failed` alone: a mark that is not reached is part of what
 * completes a course (docs/tracking.md).
 */
const FINALS: Readonly<Record<Status, readonly string[]>> = {
  incomplete: [],
  failed: ["failed"],
  completed: ["completed"],
  passed: ["completed", "passed"],
};
/** Later ones are worth more. */
const WORTH: readonly Status[] = ["incomplete", "failed", "completed", "passed"];

/**
 * What facts and the learner's record have to tell, after what was told before. `marked`: whether there is a
 * mark to reach, so that whoever completes the course has passed it.
 */
export function newsOf(facts: readonly Fact[], now: Snapshot, told: Told, marked: boolean): News[] {
  return [...facts.flatMap(ofFact), ...ofCourse(now, told, marked)];
}

/** What has been told after that. Nothing that was told is ever taken back. */
export function toldAfter(now: Snapshot, told: Told): Told {
  return newerOf(told, { status: now.status, score: now.score, progress: percentOf(now.progress) });
}

/** The most of what two places know to have been told. */
export function newerOf(one: Told, other: Told): Told {
  return {
    status: WORTH.indexOf(other.status) > WORTH.indexOf(one.status) ? other.status : one.status,
    score: one.score === null || (other.score ?? -1) > one.score ? other.score : one.score,
    progress: Math.max(one.progress, other.progress),
  };
}

/** What learners do with blocks is told where there are any. */
function ofFact(fact: Fact): News[] {
  if (fact.fact === "viewed") return [{ key: `viewed/${fact.page}`, outcome: {} }];
  return MORE.told?.newsOfItem(fact) ?? [];
}

function ofCourse(now: Snapshot, told: Told, marked: boolean): News[] {
  const { elapsed, score } = now;
  const after = toldAfter(now, told);
  const news: News[] = [];
  if (after.progress > told.progress) news.push({ key: "progressed", outcome: { progress: now.progress } });
  if (score !== null && after.score !== told.score) news.push({ key: "scored", outcome: { points: score } });
  const before = finalsOf(told.status, marked);
  const finals = finalsOf(after.status, marked).filter((key) => !before.includes(key));
  const points = score === null ? {} : { points: score };
  return [...news, ...finals.map((key) => ({ key, outcome: { elapsed, ...points } }))];
}

function finalsOf(status: Status, marked: boolean): readonly string[] {
  return FINALS[status === "completed" && marked ? "passed" : status];
}
