/**
 * A copy of the learner's state on this device, until the LMS has shown that it holds it. "Shown" means
 * read back at a later start: what an LMS says at once proves nothing (lms-facts.md, O1.1).
 *
 * Packages of one site share one storage, and learners share devices (1.3). So every entry bears the
 * course, the learner and the attempt, is compared whole, and is read for nobody else. There are few of
 * them, and when another learner comes, those go that were confirmed; the rest is never shown.
 */
import { decode } from "../codec";
import type { State } from "../state";

const PREFIX = "build-course:journal:";
/** At most so many entries, and so many UTF-16 units of all states together. */
export const MOST = 12;
export const MOST_UNITS = 200_000;

interface Kept {
  readonly course: string;
  readonly learner: string;
  readonly attempt: number;
  /** Address of the launch page: a course that is used twice on a site has two. */
  readonly place: string;
  readonly state: string;
  /** Whether the LMS said that it holds this, and its server was there. */
  readonly confirmed: boolean;
  /** Names of the facts that may not have arrived (outbox.ts). */
  readonly waiting: readonly string[];
  /** Grows from session to session; no clock is asked, for clocks are changed. */
  readonly order: number;
}

export interface Entry {
  readonly state: State;
  readonly confirmed: boolean;
  readonly waiting: readonly string[];
  /** Whether it was written at this very place of the site. */
  readonly here: boolean;
}

export class Journal {
  private readonly order: number;

  /** `learner` must not be empty: nothing may be kept by course alone. */
  constructor(
    private readonly storage: Storage,
    private readonly course: string,
    private readonly learner: string,
    private readonly place: string,
  ) {
    const all = this.read();
    this.order = Math.max(0, ...all.map(([, { order }]) => order)) + 1;
    this.tidy(all);
  }

  /** What is kept of this learner in this course, the latest first. */
  entries(): Entry[] {
    const mine = this.read().filter(([, kept]) => this.isMine(kept));
    mine.sort(([, one], [, other]) => other.order - one.order);
    return mine.flatMap(([, { state, confirmed, waiting, place }]) => {
      const decoded = decode(state);
      return typeof decoded === "string" ? [] : [{ state: decoded, confirmed, waiting, here: place === this.place }];
    });
  }

  /** Keeps a state that the LMS has yet to confirm; returns whether that worked. */
  write(attempt: number, state: string, waiting: readonly string[]): boolean {
    const { course, learner, place, order } = this;
    const kept: Kept = { course, learner, attempt, place, state, confirmed: false, waiting, order };
    const key = this.key(attempt);
    return this.put(key, JSON.stringify(kept)) || this.squeeze(key, JSON.stringify(kept));
  }

  /** The LMS has this state. Another tab may have written a newer one meanwhile: that is left alone. */
  confirm(attempt: number, state: string): void {
    const key = this.key(attempt);
    const kept = parsed(this.storage.getItem(key));
    if (kept?.state === state) this.put(key, JSON.stringify({ ...kept, confirmed: true, waiting: [] } satisfies Kept));
  }

  private key(attempt: number): string {
    return PREFIX + JSON.stringify([this.course, this.learner, attempt]);
  }

  private isMine(kept: Kept): boolean {
    return kept.course === this.course && kept.learner === this.learner;
  }

  private put(key: string, text: string): boolean {
    try {
      this.storage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** All entries of all learners; what cannot be read is removed. */
  private read(): [string, Kept][] {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at) ?? "");
    return keys.filter((key) => key.startsWith(PREFIX)).flatMap((key): [string, Kept][] => {
      const kept = parsed(this.storage.getItem(key));
      if (!kept) this.storage.removeItem(key);
      return kept ? [[key, kept]] : [];
    });
  }

  private tidy(all: [string, Kept][]): void {
    let units = 0;
    this.byWorth(all).forEach(([key, kept], at) => {
      units += kept.state.length;
      const tooMuch = at >= MOST || units > MOST_UNITS;
      if (tooMuch || (kept.confirmed && kept.learner !== this.learner)) this.storage.removeItem(key);
    });
  }

  /** In a full storage the entries of others make room, the least precious first, and no more than must. */
  private squeeze(key: string, text: string): boolean {
    const others = this.byWorth(this.read()).filter(([, kept]) => !this.isMine(kept));
    return others.reverse().some(([other]) => {
      this.storage.removeItem(other);
      return this.put(key, text);
    });
  }

  /** First what this learner has of this course, then what the LMS may not have; the latest first. */
  private byWorth(all: readonly [string, Kept][]): [string, Kept][] {
    const worth = (kept: Kept): number => (this.isMine(kept) ? 2 : 0) + (kept.confirmed ? 0 : 1);
    return [...all].sort(([, one], [, other]) => worth(other) - worth(one) || other.order - one.order);
  }
}

/**
 * The launch page's address without what changes when an admin uploads a new release: Moodle counts
 * the releases in it (lms-facts.md, 1.3).
 */
export function placeOf(location: Location): string {
  return location.pathname.replace(/(\/mod_scorm\/content\/)\d+\//, "$1");
}

function parsed(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? "") as Partial<Kept> | null;
    const whole = typeof kept?.state === "string" && typeof kept.order === "number" && typeof kept.learner === "string";
    return whole ? { ...(kept as Kept), waiting: Array.isArray(kept.waiting) ? kept.waiting : [] } : null;
  } catch {
    return null;
  }
}
