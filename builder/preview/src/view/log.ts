/** The log: the latest on top, each entry in words and as it was said, to fold out. */
import type { Entry, Log } from "../log";
import { make, part, time } from "./dom";

export type Filter = "all" | "write" | "bad";

export class LogView {
  private readonly list = part("log");
  private readonly empty = part("log-empty");
  private readonly filter = part<HTMLSelectElement>("log-filter");
  private waiting: Entry[] = [];

  constructor(private readonly log: Log) {
    this.filter.addEventListener("change", () => this.redraw());
    part("log-clear").addEventListener("click", () => log.clear());
  }

  /** Draws a new entry with the next picture; null: there is nothing any more. */
  add(entry: Entry | null): void {
    if (entry === null) return this.redraw();
    this.waiting.push(entry);
    if (this.waiting.length === 1) requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const fresh = this.waiting.filter((entry) => this.wants(entry)).map(row).reverse();
    this.waiting = [];
    this.list.prepend(...fresh);
    this.empty.hidden = this.list.childElementCount > 0;
  }

  private redraw(): void {
    this.list.replaceChildren();
    this.waiting = [...this.log.entries];
    this.draw();
  }

  private wants({ kind, bad }: Entry): boolean {
    const filter = this.filter.value as Filter;
    return filter === "all" || bad || (filter === "write" && kind !== "read");
  }
}

function row(entry: Entry): HTMLElement {
  const words = make("span", "entry__words", entry.words);
  const head = [make("time", "entry__time", time(entry.at)), words];
  const code = entry.code ? [make("code", "entry__code", entry.code)] : [];
  const item = make("li", "entry");
  item.dataset["kind"] = entry.kind;
  if (entry.bad) item.dataset["bad"] = "";
  item.append(entry.whole ? fold(make("summary", "entry__head", ...head, ...code), entry.whole) : make("div", "entry__head", ...head, ...code));
  return item;
}

function fold(summary: HTMLElement, whole: string): HTMLElement {
  return make("details", "", summary, make("pre", "entry__whole", whole));
}
