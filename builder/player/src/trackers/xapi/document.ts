/**
 * The learner's progress in the State API, one document for each registration: the state string, and what
 * was told of the course. Written only over what this session knows of (ETag, xAPI-Communication.md, 3.1).
 */
import type { Launch } from "./launch";
import { bytesIn, objectOf, verdictOn, type Reply, type Verdict } from "./lrs";
import { NOTHING_TOLD, type Told } from "./queue";
import type { JsonObject } from "./statement";

const STATE_ID = "build-course.state";

export interface Content {
  readonly state: string;
  readonly told: Told;
}

const EMPTY: Content = { state: "", told: NOTHING_TOLD };

/** The condition of a write: nobody else has written since (xAPI-Communication.md, 3.1). */
type Condition = Readonly<Record<string, string>>;

const NONE: Condition = {};
const NEW: Condition = { "If-None-Match": "*" };

export class StateDocument {
  /** What the store holds, as far as is known. */
  held: Content = EMPTY;
  /** Whether the store holds anything. */
  exists = false;
  /** null: the tag of what was written last is not known yet. */
  private condition: Condition | null = NONE;
  /** Whether the store, or the browser on its behalf, takes conditions. */
  private conditions = true;
  /** What this device has written without an answer: it may be there. */
  private readonly tried = new Set<string>();
  private readonly query: Readonly<Record<string, string>>;

  constructor(
    private readonly launch: Launch,
    activity: string,
  ) {
    const { actor, registration } = launch;
    this.query = {
      activityId: activity,
      agent: JSON.stringify(actor),
      ...(registration === undefined ? {} : { registration }),
      stateId: STATE_ID,
    };
  }

  /** Reads what the store holds; that it holds nothing is an answer, too. */
  async read(): Promise<Verdict> {
    const reply = await this.launch.lrs.readState(this.query);
    const absent = reply.status === 404 || (verdictOn(reply) === "taken" && reply.body === "");
    if (!absent && verdictOn(reply) !== "taken") return verdictOn(reply);
    this.exists = !absent;
    this.held = absent ? EMPTY : contentOf(reply);
    this.condition = absent ? NEW : ifMatch(reply.etag);
    return "taken";
  }

  /** The store may come to hold this, and nobody else has written it. */
  knows(state: string): void {
    this.tried.add(state);
  }

  /** Whether the store lets this session in. */
  async admits(): Promise<boolean> {
    const reply = await this.launch.lrs.readState(this.query);
    return reply.status === 404 || verdictOn(reply) === "taken";
  }

  /**
   * `stale`: someone else has written since this session read or wrote it. Where no write gets through under a condition,
   * although the store holds what this session knows of, it is the condition that does not: servers on the way
   * change tags, or do not let scripts of other sites send them. Then the store is asked before each write instead.
   */
  async write(content: Content): Promise<Verdict> {
    let verdict: Verdict | null = null;
    for (const conditional of this.conditions ? [true, true, false] : [false]) {
      const found = verdict !== null || this.isBlind ? await this.look() : "taken";
      if (found !== "taken") return found;
      const reply = await this.put(content, conditional ? (this.condition ?? NONE) : NONE);
      verdict = verdictOn(reply);
      if (verdict === "taken") this.conditions = conditional;
      if (verdict !== "stale" && reply.status !== 0) break;
    }
    return verdict ?? "gone";
  }

  /** Writes while the page goes away: there is no time for questions. Gives the bytes that this takes. */
  writeLast(content: Content): number {
    void this.send(content, this.conditions ? (this.condition ?? NONE) : NONE, true);
    return bytesIn(bodyOf(content));
  }

  /** Whether nothing would keep a write from going over what someone else has written. */
  private get isBlind(): boolean {
    return !this.conditions || this.condition === null;
  }

  /** `taken`: the store holds what this session knows of; `stale`: it holds something else. */
  private async look(): Promise<Verdict> {
    const known = new Set([...this.tried, this.held.state]);
    const verdict = await this.read();
    return verdict === "taken" && !known.has(this.held.state) ? "stale" : verdict;
  }

  private async put(content: Content, condition: Condition): Promise<Reply> {
    const reply = await this.send(content, condition, false);
    const verdict = verdictOn(reply);
    if (verdict === "gone") this.knows(content.state);
    if (verdict !== "taken") return reply;
    this.held = content;
    this.exists = true;
    this.condition = reply.etag === null ? null : ifMatch(reply.etag);
    return reply;
  }

  private send(content: Content, condition: Condition, keepalive: boolean): Promise<Reply> {
    return this.launch.lrs.writeState(this.query, bodyOf(content), condition, keepalive);
  }
}

function bodyOf({ state, told }: Content): JsonObject {
  return { format: 1, state, told: { ...told } };
}

/** A server may hide its tags from scripts of other sites: then nothing can be asked of it. */
function ifMatch(etag: string | null): Condition {
  return etag === null ? NONE : { "If-Match": etag };
}

/** What a document says; nothing, where it is none of ours. */
function contentOf(reply: Reply): Content {
  const { state, told } = objectOf(reply) ?? {};
  return {
    state: typeof state === "string" ? state : "",
    told: typeof told === "object" && told !== null ? { ...NOTHING_TOLD, ...(told as Partial<Told>) } : NOTHING_TOLD,
  };
}
