/** The values of one visit: what the LMS held when it began, what was set since, and how many rows lists have. */
import { indexesIn, modelName, type Model } from "./formats";

export type Elements = Readonly<Record<string, string>>;

const isRow = (element: string): boolean => modelName(element) !== element;

export class Values {
  private readonly values = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  /** What was handed over last, whether or not it arrived. */
  private readonly collected = new Map<string, string>();

  constructor(
    private readonly model: Model,
    private readonly stored: Elements,
  ) {
    for (const [element, value] of Object.entries(stored)) {
      if (!this.isData(element)) continue;
      this.values.set(element, value);
      for (const [list, index] of indexesIn(element)) this.counts.set(list, Math.max(this.count(list), index + 1));
      // The first commit of a resumed visit sends all rows again (docs/lms-facts.md, O3).
      if (!isRow(element)) this.collected.set(element, value);
    }
  }

  get(element: string): string {
    return this.values.get(element) ?? "";
  }

  has(element: string): boolean {
    return this.values.has(element);
  }

  set(element: string, value: string): void {
    for (const [list, index] of indexesIn(element)) this.counts.set(list, Math.max(this.count(list), index + 1));
    this.values.set(element, value);
  }

  count(list: string): number {
    return this.counts.get(list) ?? 0;
  }

  /** Whether every index on the way exists already, or is the next one. */
  reaches(element: string): boolean {
    return indexesIn(element).every(([list, index]) => index <= this.count(list));
  }

  /** Whether the row that an element stands in would be a new one. */
  begins(element: string): boolean {
    return indexesIn(element).some(([list, index]) => index === this.count(list));
  }

  /** Forgets what stands below a group, and its rows. */
  drop(group: string): void {
    for (const element of [...this.values.keys()]) if (element.startsWith(`${group}.`)) this.values.delete(element);
    this.counts.delete(group);
  }

  /** All that there is, in the order in which it came. */
  all(): [element: string, value: string][] {
    return [...this.values];
  }

  /** Moodle's SCORM 1.2: what differs from what was collected last, which from now on counts as collected (O1.2). */
  collect(): Elements {
    const changed = this.kept().filter(([element, value]) => this.collected.get(element) !== value);
    for (const [element, value] of changed) this.collected.set(element, value);
    return Object.fromEntries(changed);
  }

  /** Moodle's SCORM 2004: what differs from the beginning of the visit, and all rows, each time anew (1.10). */
  sinceBeginning(): Elements {
    return Object.fromEntries(this.kept().filter(([element, value]) => isRow(element) || this.stored[element] !== value));
  }

  private isData(element: string): boolean {
    const rule = this.model[modelName(element)];
    return rule !== undefined && rule.access !== "keyword";
  }

  /** What an LMS keeps: all but what is its own, and the length of this visit. */
  private kept(): [string, string][] {
    return this.all().filter(
      ([element]) => this.model[modelName(element)]?.access !== "read" && !element.endsWith(".session_time"),
    );
  }
}
