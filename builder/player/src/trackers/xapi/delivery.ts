/**
 * Brings what was told to the store: statements first, then the document that says that they were told.
 * One statement that is refused does not hold up the others.
 */
import type { Trouble } from "../../keeping/saver";
import type { Launch } from "./launch";
import { bytesIn, verdictOn, type Verdict } from "./lrs";
import type { Entry, Queue } from "./queue";
import type { Statement } from "./statement";

/** Statements of one request, and bytes of it. */
export const MOST = 20;
export const MOST_BYTES = 100_000;
/** Bytes of the requests that may outlive the page: browsers give all of these together 64 KiB (Fetch, 4.6). */
const LAST_BYTES = 60_000;

/** What a delivery has to ask. */
export interface Asked {
  /** An entry as its statement; null where the course cannot say it, or it may not be said any more. */
  make(entry: Entry): Statement | null;
  /** Whether it belonged to a session that is over, and to no other. */
  isOver(entry: Entry): boolean;
  /** Whether the store lets this session in at all, so that only what was said is not to its liking. */
  admits(): Promise<boolean>;
  /** Whether the store takes nothing any more after a statement of this template. */
  ends(key: string): boolean;
}

export class Delivery {
  /** Ids of what the store would not have; asked again when all else is there. */
  private refused = new Set<string>();
  /** Ids of what went out without an answer: it may have arrived. */
  private readonly unanswered = new Set<string>();

  constructor(
    private readonly launch: Launch,
    private readonly queue: Queue,
    private readonly asked: Asked,
  ) {}

  /**
   * Sends all that waits; says why something of it did not arrive, or null. What ends the session for the store stays
   * behind until it is `ending`: the learner may leave while this is on its way.
   */
  async run(ending: boolean): Promise<Trouble | null> {
    this.refused = new Set();
    this.dropUnsayable();
    for (;;) {
      const batch = this.batch(MOST, MOST_BYTES, ending);
      if (batch.length === 0) return this.refused.size > 0 ? "refused" : null;
      const trouble = await this.deliver(batch);
      if (trouble) return trouble;
    }
  }

  /** Sends what fits into one request that may outlive the page, beside one of so many bytes. Nothing is heard of it. */
  last(beside: number): void {
    const statements = this.statements(this.batch(Infinity, LAST_BYTES - beside, true));
    if (statements.length > 0) void this.launch.lrs.post(statements, true);
  }

  /** What this release cannot say any more another may; what belonged to a session that is over nobody ever will. */
  private dropUnsayable(): void {
    const unsayable = this.queue.entries.filter((entry) => this.asked.make(entry) === null);
    const over = unsayable.filter((entry) => this.asked.isOver(entry));
    this.queue.remove(over.map(({ id }) => id));
    this.queue.setAside(unsayable.map(({ id }) => id));
  }

  private statements(batch: readonly Entry[]): Statement[] {
    return batch.map((entry) => this.asked.make(entry)).filter((made) => made !== null);
  }

  private batch(most: number, bytes: number, ending: boolean): Entry[] {
    const batch: Entry[] = [];
    let length = 0;
    for (const entry of this.queue.entries) {
      if (this.refused.has(entry.id)) continue;
      if (!ending && this.asked.ends(entry.key)) break;
      length += bytesIn(this.asked.make(entry));
      if (batch.length >= most || (length > bytes && batch.length > 0)) break;
      batch.push(entry);
    }
    return batch;
  }

  private async deliver(batch: readonly Entry[]): Promise<Trouble | null> {
    const verdict = verdictOn(await this.launch.lrs.post(this.statements(batch), false));
    if (verdict === "taken") return this.done(batch);
    if (verdict === "gone") return this.wait(batch);
    if (verdict === "denied" && this.haveEnded(batch)) return this.done(batch);
    if (batch.length > 1) return this.halves(batch, verdict);
    return this.single(batch[0] as Entry, verdict);
  }

  /** A store takes all of a request or nothing, and does not always say what it does not like. */
  private async halves(batch: readonly Entry[], verdict: Verdict): Promise<Trouble | null> {
    if (verdict === "denied" && !(await this.asked.admits())) return "signed-out";
    const half = Math.ceil(batch.length / 2);
    return (await this.deliver(batch.slice(0, half))) ?? (await this.deliver(batch.slice(half)));
  }

  /** The store may have it already, from a request without an answer, or in an earlier session's context. */
  private async single(entry: Entry, verdict: Verdict): Promise<Trouble | null> {
    if (verdict === "denied" && !(await this.asked.admits())) return "signed-out";
    if (await this.launch.lrs.has(entry.id)) return this.done([entry]);
    this.refused.add(entry.id);
    return null;
  }

  private wait(batch: readonly Entry[]): Trouble {
    for (const { id } of batch) this.unanswered.add(id);
    return "offline";
  }

  /** Whether they went out before with the end of the session, after which the store lets nobody in: so they arrived. */
  private haveEnded(batch: readonly Entry[]): boolean {
    return batch.every(({ id }) => this.unanswered.has(id)) && batch.some(({ key }) => this.asked.ends(key));
  }

  private done(batch: readonly Entry[]): null {
    this.queue.remove(batch.map(({ id }) => id));
    return null;
  }
}
