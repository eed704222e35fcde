/**
 * Facts that wait to be handed over. A commit blocks the learner's page, and 100 rows take two seconds
 * (lms-facts.md, O3), so each takes what one page has to tell, and of a long page only a part.
 */
import type { Fact } from "../logic";

/**
 * Rows of one commit, and rows underway at a time, for what is lost goes out again in one commit. With
 * 255 characters each, two such commits and two states fit into a beacon (1.4).
 */
export const ROWS = 8;

export class Outbox {
  private readonly waiting = new Map<string, Fact>();
  /** Names of what went out and is not known to have arrived. */
  private readonly underway = new Set<string>();

  /** A later fact about the same thing replaces the earlier, and takes its place in the queue. */
  add(facts: readonly Fact[]): void {
    for (const fact of facts) if (isRow(fact)) this.waiting.set(nameOf(fact), fact);
  }

  get empty(): boolean {
    return this.waiting.size === 0;
  }

  /** Names of all that is not known to have arrived. */
  get names(): string[] {
    return [...new Set([...this.underway, ...this.waiting.keys()])];
  }

  /** What goes out next. */
  take(): Fact[] {
    const taken: Fact[] = [];
    let page = "";
    for (const [name, fact] of this.waiting) {
      const at = pageOf(fact);
      page ||= at;
      const full = this.underway.size >= ROWS && !this.underway.has(name);
      if (full || (at !== "" && at !== page)) break;
      taken.push(fact);
      this.waiting.delete(name);
      this.underway.add(name);
    }
    return taken;
  }

  /** All that went out is known to have arrived. */
  arrived(): void {
    this.underway.clear();
  }
}

/** What a fact is about; nothing of the answer is in it. */
export function nameOf(fact: Fact): string {
  if (fact.fact === "viewed") return fact.fact;
  const part = fact.fact === "answered" ? fact.interaction : fact.fact === "objective" ? fact.objective : "";
  return `${fact.fact} ${fact.item} ${part}`;
}

/** Whether a fact has a place in the record of an LMS; moments of watching, and what a block came to, have none. */
function isRow({ fact }: Fact): boolean {
  return fact === "viewed" || fact === "answered" || fact === "objective";
}

/** `module.page`: the first two parts of an item's id; "" for what costs nothing. */
function pageOf(fact: Fact): string {
  return fact.fact === "viewed" ? "" : fact.item.split(".").slice(0, 2).join(".");
}
