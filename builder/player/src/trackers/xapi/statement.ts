/**
 * Statements out of the vocabulary that the build has put into the page (docs/tracking.md). The same as
 * `builder/xapi/statement.py`; `tests/xapi/vectors.json` holds both to the same results.
 */
import type { Response } from "../../logic";
import { MORE } from "../../registry";
import type { Moment } from "./video";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Template {
  /** Names of the vocabulary's verbs and activities. */
  readonly verb: string;
  readonly object: string;
  readonly parent: readonly string[];
  readonly grouping: readonly string[];
  /** Stands in every such result as it is. */
  readonly result?: JsonObject;
  readonly takes?: readonly string[];
  /** The most points that a score may have. */
  readonly max?: number;
  /** Profiles beside the course's own. */
  readonly category?: readonly string[];
  /** Of the context, as they are. */
  readonly extensions?: JsonObject;
}

export interface Vocabulary {
  readonly format: 1;
  readonly course: string;
  readonly profile: string;
  readonly language: string;
  readonly revision: string;
  readonly verbs: Readonly<Record<string, JsonObject>>;
  /** Definitions by the ends of their ids; "" is the course. */
  readonly activities: Readonly<Record<string, JsonObject>>;
  readonly templates: Readonly<Record<string, Template>>;
  /** Keys of the modules that cmi5 launches by themselves; not there where the course is launched as a whole. */
  readonly units?: readonly string[];
}

/** What happened, in the terms of facts. */
export interface Outcome {
  readonly response?: Response;
  readonly result?: "right" | "wrong" | "neutral";
  /** From 0 to the template's `max`; an answer needs none, it has all for `right` and otherwise 0. */
  readonly points?: number;
  /** Milliseconds. */
  readonly elapsed?: number;
  /** Share of the course that is done, 0 to 1. */
  readonly progress?: number;
  /** A moment of watching a video. */
  readonly video?: Moment;
}

/** By whom and when. */
export interface Sending {
  readonly id: string;
  /** Stands in the statement as it is. */
  readonly actor: JsonObject;
  readonly timestamp: string;
  readonly registration?: string;
  /** The key of the module that was launched by itself; the course, if there is none. */
  readonly unit?: string;
  /** The id under which the LMS launched it, in place of its own. */
  readonly activity?: string;
  /** What the LMS asks for in every context (cmi5's `contextTemplate`). */
  readonly context?: JsonObject;
  /** Of a statement about a video: the id of the `video-opened` with which that viewing began. */
  readonly session?: string;
}

export type Statement = { readonly [part: string]: Json };

const COURSE = "";
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";
const SCALED_PLACES = 4;
/** 0.29 * 100 is a little less than 29. */
const DUST = 1e-9;
/** The statement that a template makes of what happened; null where the course cannot say this (private things). */
export function statementOf(vocabulary: Vocabulary, key: string, outcome: Outcome, sending: Sending): Statement | null {
  const known = vocabulary.templates[key];
  if (!known) return null;
  const template = launched(known, sending);
  const { id, actor, timestamp } = sending;
  const result = resultOf(template, outcome);
  return {
    id,
    actor,
    verb: vocabulary.verbs[template.verb] ?? {},
    object: {
      objectType: "Activity",
      id: idOf(vocabulary, template.object, sending),
      definition: vocabulary.activities[template.object] ?? {},
    },
    ...(Object.keys(result).length > 0 ? { result } : {}),
    context: contextOf(vocabulary, template, outcome, sending),
    timestamp,
  };
}

/** What is told of the course is told of the module, where one was launched by itself. */
function launched(template: Template, { unit }: Sending): Template {
  if (unit === undefined || template.object !== COURSE) return template;
  return { ...template, object: unit, parent: [COURSE] };
}

/** The absolute id of an activity; what was launched has the id under which it was. */
function idOf({ course }: Vocabulary, key: string, { unit = COURSE, activity }: Sending): string {
  if (key === unit && activity !== undefined) return activity;
  return key === COURSE ? course : `${course}#${key}`;
}

/** Nothing that is empty, and nothing that is not known. */
function resultOf(template: Template, outcome: Outcome): JsonObject {
  const parts: Readonly<Record<string, Json | undefined>> = { ...taken(template, outcome), ...template.result };
  const order = ["score", "success", "completion", "response", "duration", "extensions"];
  const known = order.filter((name) => parts[name] !== undefined && parts[name] !== "");
  return Object.fromEntries(known.map((name) => [name, parts[name] as Json]));
}

/** What the template takes from the outcome. */
function taken(template: Template, outcome: Outcome): Readonly<Record<string, Json | undefined>> {
  const { takes = [] } = template;
  const { result = "neutral", elapsed, progress, video = {} } = outcome;
  const extensions = {
    ...MORE.films?.resultExtensions(takes, video),
    ...(takes.includes("progress") && progress !== undefined ? { [PROGRESS]: percentOf(progress) } : {}),
  };
  return {
    score: takes.includes("score") ? scoreOf(template, outcome) : undefined,
    success: takes.includes("success") && result !== "neutral" ? result === "right" : undefined,
    response: takes.includes("response") ? outcome.response && MORE.told?.responseText(outcome.response) : undefined,
    duration: takes.includes("consumed") ? MORE.films?.consumed(video) : takes.includes("duration") && elapsed !== undefined ? durationText(elapsed) : undefined,
    extensions: Object.keys(extensions).length > 0 ? extensions : undefined,
  };
}

function scoreOf({ max = 0 }: Template, { points, result }: Outcome): JsonObject | undefined {
  const earned = points ?? (result === undefined ? undefined : result === "right" ? max : 0);
  if (earned === undefined || max <= 0) return undefined;
  const raw = Math.min(Math.max(earned, 0), max);
  return { scaled: rounded(raw / max), raw: rounded(raw), min: 0, max: rounded(max) };
}

/** Halves go up. */
function rounded(number: number): number {
  const scale = 10 ** SCALED_PLACES;
  return Math.floor(number * scale + 0.5) / scale;
}

/** Rounded down: 100 is said only when all is done. */
export function percentOf(share: number): number {
  return Math.floor(100 * Math.min(Math.max(share, 0), 1) + DUST);
}

/** A length of time in ISO 8601, to a hundredth of a second: `PT1H2M3.5S`. */
export function durationText(milliseconds: number): string {
  const all = Math.max(0, Math.floor(milliseconds / 10 + 0.5));
  const hours = Math.floor(all / 360_000);
  const minutes = Math.floor(all / 6000) % 60;
  const rest = all % 6000;
  const seconds = rest > 0 || (hours === 0 && minutes === 0) ? `${rest / 100}S` : "";
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${seconds}`;
}

/** What the LMS asks for comes first and stays as it is; lists are made longer. */
function contextOf(vocabulary: Vocabulary, template: Template, outcome: Outcome, sending: Sending): JsonObject {
  const { context = {}, registration, session } = sending;
  const extensions = {
    ...(context["extensions"] as JsonObject | undefined),
    ...template.extensions,
    ...MORE.films?.contextExtensions(template.takes ?? [], outcome.video ?? {}, session),
  };
  const own = {
    parent: template.parent.map((key) => idOf(vocabulary, key, sending)),
    grouping: template.grouping.map((key) => idOf(vocabulary, key, sending)),
    category: [vocabulary.profile, ...(template.category ?? [])],
  };
  return {
    revision: vocabulary.revision,
    language: vocabulary.language,
    ...context,
    ...(registration === undefined ? {} : { registration }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    contextActivities: longerLists((context["contextActivities"] ?? {}) as JsonObject, own),
  };
}

/** Lists of activities, made longer by ids; empty ones are left out. */
export function longerLists(given: JsonObject, more: Readonly<Record<string, readonly string[]>>): JsonObject {
  const lists = Object.entries(more).map(([name, ids]): [string, Json[]] => [name, longer(given[name], ids)]);
  return { ...given, ...Object.fromEntries(lists.filter(([, list]) => list.length > 0)) };
}

/** A list of activities and more of them, each once. xAPI allows a single one for a list. */
function longer(given: Json | undefined, more: readonly string[]): Json[] {
  const found = Array.isArray(given) ? (given as Json[]).filter((one) => one !== null) : given ? [given] : [];
  const known = found.map((one) => (one as JsonObject)["id"]);
  const added = [...new Set(more)].filter((id) => !known.includes(id));
  return [...found, ...added.map((id) => ({ objectType: "Activity", id }))];
}
