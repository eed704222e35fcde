/** What was handed over to an LMS in this session, so that only what differs is handed over again. */
import type { Api } from "./api";

export class Sent {
  /** What the LMS took, by element. */
  private readonly values = new Map<string, string>();
  /** What was set and is not known to have arrived. */
  private readonly open = new Set<string>();

  constructor(private readonly api: Api) {}

  /** Sets an element unless it holds that value already. Returns whether the LMS took it. */
  put(element: string, value: string): boolean {
    if (this.values.get(element) === value) return true;
    const taken = this.api.set(element, value);
    if (!taken) return false;
    this.values.set(element, value);
    this.open.add(element);
    return true;
  }

  /** What the LMS took, or was found to hold; undefined where neither is known. */
  value(element: string): string | undefined {
    return this.values.get(element);
  }

  /** The LMS turns out to hold this already. */
  holds(element: string, value: string): void {
    this.values.set(element, value);
  }

  /** The LMS has dropped what it held below these beginnings of names. */
  forget(beginning: string): void {
    for (const element of [...this.values.keys()]) if (element.startsWith(beginning)) this.values.delete(element);
  }

  /** What may not have arrived, with its values. */
  get unsettled(): readonly (readonly [element: string, value: string])[] {
    return [...this.open].map((element) => [element, this.values.get(element) ?? ""]);
  }

  /** Everything has arrived. */
  settle(): void {
    this.open.clear();
  }
}
