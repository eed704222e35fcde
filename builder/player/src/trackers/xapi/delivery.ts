/**
 * Brings what was told to the store: statements first, then the document that says that they were told.
 * One statement that is refused does not hold up the others.
 */
import type { Trouble } from "../../keeping/saver";
import type { Launch } from "./launch";
import { verdictOn, type Verdict } from "./lrs";
import type { Entry, Queue } from "./queue";
import type { Statement } from "./statement";

/** Statements of one request, and UTF-16 units of it. */
export const MOST = 20;
export const MOST_UNITS = 100_000;
/** Units of a request that may outlive the page: browsers give all of these together 64 KiB (Fetch, 4.6). */
const LAST_UNITS = 50_000;

/** An entry as its statement; null where the course cannot say it, or it may not be said any more. */
export type Make = (entry: Entry) => Statement | null;

export class Delivery {
  /** Ids of what the store would not have; asked again when all else is there. */
  private refused = new Set<string>();

  constructor(
    private readonly launch: Launch,
    private readonly queue: Queue,
    private readonly make: Make,
    /** Whether the store lets this session in at all, so that only what was said is not to its liking. */
    private readonly admits: () => Promise<boolean>,
  ) {}

  /** Sends all that waits; says why something of it did not arrive, or null. */
  async run(): Promise<Trouble | null> {
    this.refused = new Set();
    this.dropUnsayable();
    for (;;) {
      const batch = this.batch(MOST, MOST_UNITS);
      if (batch.length === 0) return this.refused.size > 0 ? "refused" : null;
      const trouble = await this.deliver(batch);
      if (trouble) return trouble;
    }
  }

  /** Sends what fits into one request that may outlive the page. Nothing is heard of it. */
  last(): void {
    const statements = this.statements(this.batch(Infinity, LAST_UNITS));
    if (statements.length > 0) void this.launch.lrs.post(statements, true);
  }

  private dropUnsayable(): void {
    this.queue.remove(this.queue.entries.filter((entry) => this.make(entry) === null).map(({ id }) => id));
  }

  private statements(batch: readonly Entry[]): Statement[] {
    return batch.map(this.make).filter((made) => made !== null);
  }

  private batch(most: number, units: number): Entry[] {
    const batch: Entry[] = [];
    let length = 0;
    for (const entry of this.queue.entries) {
      if (this.refused.has(entry.id)) continue;
      length += JSON.stringify(this.make(entry)).length;
      if (batch.length >= most || (length > units && batch.length > 0)) break;
      batch.push(entry);
    }
    return batch;
  }

  private async deliver(batch: readonly Entry[]): Promise<Trouble | null> {
    const verdict = verdictOn(await this.launch.lrs.post(this.statements(batch), false));
    if (verdict === "taken") return this.done(batch);
    if (verdict === "gone") return "offline";
    if (batch.length > 1) return this.halves(batch, verdict);
    return this.single(batch[0] as Entry, verdict);
  }

  /** A store takes all of a request or nothing, and does not always say what it does not like. */
  private async halves(batch: readonly Entry[], verdict: Verdict): Promise<Trouble | null> {
    if (verdict === "denied" && !(await this.admits())) return "signed-out";
    const half = Math.ceil(batch.length / 2);
    return (await this.deliver(batch.slice(0, half))) ?? (await this.deliver(batch.slice(half)));
  }

  /** The store may have it already, from a request without an answer, or in an earlier session's context. */
  private async single(entry: Entry, verdict: Verdict): Promise<Trouble | null> {
    if (verdict === "denied" && !(await this.admits())) return "signed-out";
    if (await this.launch.lrs.has(entry.id)) return this.done([entry]);
    this.refused.add(entry.id);
    return null;
  }

  private done(batch: readonly Entry[]): null {
    this.queue.remove(batch.map(({ id }) => id));
    return null;
  }
}
