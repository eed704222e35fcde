/**
 * What was told and is not known to have arrived: kept on this device, each with the id that its
 * statement will have, so that sending it again makes no second one. Statements are made when they are
 * sent, for a later session may have to send them in its own context.
 */
import type { Status } from "../../state";
import type { Outcome } from "./statement";

const PREFIX = "build-course:told:";

export interface Entry {
  /** The statement's id, a UUID. */
  readonly id: string;
  /** A template of the vocabulary. */
  readonly key: string;
  readonly outcome: Outcome;
  /** When it happened, ISO 8601 in UTC. */
  readonly at: string;
  /** The session in which it was told (`Launch.session`). */
  readonly session: string;
  /** Of a moment of watching: the id of the entry with which that viewing began. */
  readonly viewing?: string;
}

/** What has been told of the course as a whole, so that it is told once. */
export interface Told {
  readonly status: Status;
  readonly score: number | null;
  /** Whole per cent. */
  readonly progress: number;
}

export const NOTHING_TOLD: Told = { status: "incomplete", score: null, progress: 0 };

interface Kept {
  readonly told: Told;
  readonly entries: readonly Entry[];
}

export class Queue {
  private mine: Entry[];
  private readonly gone = new Set<string>();
  private readonly key: string;
  told: Told;

  /** `storage` null: this browser keeps nothing. `owner` tells courses, learners and registrations apart. */
  constructor(
    private readonly storage: Storage | null,
    owner: readonly string[],
  ) {
    this.key = PREFIX + JSON.stringify(owner);
    const { told, entries } = this.read();
    this.mine = [...entries];
    this.told = told;
  }

  /** In the order in which it happened. */
  get entries(): readonly Entry[] {
    return this.mine;
  }

  add(entries: readonly Entry[], told: Told): void {
    this.mine.push(...entries);
    this.told = told;
    this.write();
  }

  /** Before all that an earlier session has left behind: a session has to begin with its beginning (cmi5, 9.3). */
  begin(entries: readonly Entry[]): void {
    this.mine.unshift(...entries);
    this.write();
  }

  /** Leaves these on the device, and speaks of them no more in this session. */
  setAside(ids: readonly string[]): void {
    this.mine = this.mine.filter(({ id }) => !ids.includes(id));
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.gone.add(id);
    this.mine = this.mine.filter(({ id }) => !this.gone.has(id));
    this.write();
  }

  /** What another tab has put there meanwhile stays there. */
  private write(): void {
    const others = this.read().entries.filter(({ id }) => !this.gone.has(id) && !this.mine.some((one) => one.id === id));
    const kept: Kept = { told: this.told, entries: [...others, ...this.mine] };
    try {
      this.storage?.setItem(this.key, JSON.stringify(kept));
    } catch {
      // a full storage: what waits is kept as long as the page lives, and the journal tells the learner
    }
  }

  private read(): Kept {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.key) ?? "") as Partial<Kept> | null;
      if (Array.isArray(kept?.entries) && kept.told) return { told: kept.told, entries: kept.entries };
    } catch {
      // nothing, or damaged by someone else
    }
    return { told: NOTHING_TOLD, entries: [] };
  }
}
