/**
 * The learner's progress in the State API, one document for each registration: the state string, and what
 * was told of the course. Written only over what this session knows of (ETag, xAPI-Communication.md, 3.1).
 */
import type { Launch } from "./launch";
import { objectOf, verdictOn, type Reply, type Verdict } from "./lrs";
import { NOTHING_TOLD, type Told } from "./queue";

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
  /** What was written without an answer: it may be there. */
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
    const absent = reply.status === 404;
    if (!absent && verdictOn(reply) !== "taken") return verdictOn(reply);
    this.exists = !absent;
    this.held = absent ? EMPTY : contentOf(reply);
    this.condition = absent ? NEW : ifMatch(reply.etag);
    return "taken";
  }

  /** Whether the store lets this session in. */
  async admits(): Promise<boolean> {
    const reply = await this.launch.lrs.readState(this.query);
    return reply.status === 404 || verdictOn(reply) === "taken";
  }

  /** `stale`: someone else has written since this session read or wrote it. */
  async write(content: Content): Promise<Verdict> {
    if (this.conditions && this.condition === null && (await this.isForeign())) return "stale";
    const verdict = await this.put(content, this.conditions ? (this.condition ?? NONE) : NONE);
    if (verdict === "stale" && !(await this.isForeign())) return this.put(content, this.condition ?? NONE);
    return verdict === "gone" && this.hasCondition ? this.withoutCondition(content) : verdict;
  }

  /** Writes while the page goes away: there is no time for questions. */
  writeLast(content: Content): void {
    void this.send(content, this.conditions ? (this.condition ?? NONE) : NONE, true);
  }

  private get hasCondition(): boolean {
    return this.conditions && Object.keys(this.condition ?? NONE).length > 0;
  }

  /** Whether the store now holds what this session has not written. */
  private async isForeign(): Promise<boolean> {
    const known = new Set([...this.tried, this.held.state]);
    return (await this.read()) === "taken" && !known.has(this.held.state);
  }

  /** A server that does not let scripts of other sites send conditions looks as if it were not there. */
  private async withoutCondition(content: Content): Promise<Verdict> {
    const verdict = await this.put(content, NONE);
    if (verdict === "taken") this.conditions = false;
    return verdict;
  }

  private async put(content: Content, condition: Condition): Promise<Verdict> {
    const reply = await this.send(content, condition, false);
    const verdict = verdictOn(reply);
    if (verdict === "gone") this.tried.add(content.state);
    if (verdict !== "taken") return verdict;
    this.held = content;
    this.exists = true;
    this.condition = reply.etag === null ? null : ifMatch(reply.etag);
    return verdict;
  }

  private send(content: Content, condition: Condition, keepalive: boolean): Promise<Reply> {
    const { state, told } = content;
    return this.launch.lrs.writeState(this.query, { format: 1, state, told: { ...told } }, condition, keepalive);
  }
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
