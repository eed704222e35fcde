/** Everything that happened between the course and its LMS, the latest last. */

export interface Entry {
  readonly at: Date;
  /** `read` changes nothing, `write` does; `note` is of the LMS itself. */
  readonly kind: "read" | "write" | "note";
  readonly bad: boolean;
  /** In words. */
  readonly words: string;
  /** As it was said: a call, a request. */
  readonly code: string;
  /** All of it, to fold out; "" where there is nothing more. */
  readonly whole: string;
}

/** Older ones are forgotten. */
const MOST = 1500;

export class Log {
  private kept: Entry[] = [];

  constructor(private readonly told: (entry: Entry | null) => void) {}

  get entries(): readonly Entry[] {
    return this.kept;
  }

  add(entry: Omit<Entry, "at">): void {
    const made = { ...entry, at: new Date() };
    this.kept.push(made);
    if (this.kept.length > MOST) this.kept.shift();
    this.told(made);
  }

  note(words: string, bad = false): void {
    this.add({ kind: "note", bad, words, code: "", whole: "" });
  }

  clear(): void {
    this.kept = [];
    this.told(null);
  }
}
