/** How an LMS launches a course that speaks xAPI: what Tin Can and cmi5 have in common. */
import type { NotConnected, Start } from "../../tracker";
import type { Lrs } from "./lrs";
import type { Told } from "./queue";
import type { Json, JsonObject, Statement } from "./statement";

/** All that a launch tells. */
export interface Launch {
  readonly lrs: Lrs;
  /** The learner, as the LMS names them; stands in every statement as it is. */
  readonly actor: JsonObject;
  readonly registration?: string;
  /** The id that the LMS has for the course; without one the course's own. */
  readonly activity?: string;
  readonly mode: Exclude<Start["mode"], "none">;
  /** What the LMS wants in every context. */
  readonly context?: JsonObject;
  /** Which of several sessions of a registration this is; "" where there is no such thing. */
  readonly session: string;
  /** The share of the points, 0 to 1, from which the LMS calls a learner passed; undefined: what the course says. */
  readonly mastery?: number;
  /** Where the LMS wants its learners back. */
  readonly returnTo?: string;
  /** Whether the LMS knows that the learner wants no sound. */
  readonly silent: boolean;
  /** The languages that the learner likes, with commas, where the LMS knows them. */
  readonly language?: string;
  /** Whether the page was loaded anew in the middle of a session, which has been told to have begun. */
  readonly again: boolean;
  /** Milliseconds that the session lasted before this page was loaded. */
  readonly before: number;
  /** When the session began, ISO 8601 in UTC, where nothing that is told in it may be earlier. */
  readonly began?: string;
}

/** One of the standards of launching. */
export interface Standard {
  readonly name: string;
  launch(win: Window): Promise<Launch | NotConnected>;
  /** The module that was launched by itself, or null for the whole course. */
  unit(win: Window): string | null;
  /** The statement with what the standard asks for besides. */
  dress(statement: Statement, key: string, launch: Launch): Statement;
  /** Whether this is said where the course is only looked at. */
  saysInReview(key: string): boolean;
  /** Whether it is said how much is done, after what was told of the course before. */
  saysProgress(told: Told): boolean;
  /** Whether what was told in an earlier session, and did not arrive, may still be told. */
  outlives(key: string): boolean;
  /** Whether this ends the session for the store as well, which then takes nothing any more. */
  endsToken(key: string): boolean;
  /** The session has been told to have begun. */
  opened(win: Window, launch: Launch): void;
  /** Whether the end of the session is told when the page goes away, and may be coming back. */
  endsOn(win: Window): boolean;
  /** The session has been told to have ended. */
  closed(win: Window, launch: Launch): void;
}

/** What a text of a launch says in JSON; null where it is no object. */
export function objectIn(text: string | null): JsonObject | null {
  try {
    const value = JSON.parse(text ?? "") as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** The name of a learner, or "". */
export function nameOf(actor: JsonObject): string {
  const name = actor["name"];
  return typeof name === "string" ? name : "";
}
