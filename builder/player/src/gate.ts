/**
 * What is said when a page does not open yet (format.md, "Gating"): what is missing, as links to it.
 * Nothing is hidden, and nothing is disabled: the learner learns why when asking.
 */
import { missing } from "./derive";
import { make, part } from "./dom";
import { firstHolder } from "./held";
import type { PlannedPage } from "./plan";
import { decoded } from "./router";
import type { Session } from "./session";
import type { Word } from "./words";

export class Gate {
  private readonly box = part("gate");
  private wanted: PlannedPage | null = null;
  private lead = "";

  constructor(
    private readonly session: Session,
    private readonly word: Word,
    private readonly announce: (text: string) => void,
  ) {}

  /** Says what holds the wanted page back, and moves the focus to the first thing missing. */
  explain(wanted: PlannedPage): void {
    this.wanted = wanted;
    this.draw();
    this.box?.querySelector("a")?.focus();
  }

  /** After a change: takes what was done from the list; says so when the page is open. */
  update(): void {
    if (!this.wanted) return;
    if (this.session.held().has(this.wanted)) return this.draw();
    this.announce(this.word("player.gate-open", { page: this.wanted.title }));
    this.close();
  }

  close(): void {
    this.wanted = null;
    if (this.box) this.box.hidden = true;
  }

  private draw(): void {
    const holder = this.wanted && firstHolder(this.session.held(), this.wanted);
    if (!this.box || !this.wanted || !holder) return;
    const { spoken: course, state } = this.session;
    const items = missing(course, state, holder);
    const lead = this.word(items.length > 0 ? "player.gate" : "player.gate-first", { page: this.wanted.title });
    const wanted = items.length > 0 ? items.map(({ id, label }) => [id, label] as const) : [[holder.id, holder.title] as const];
    if (this.shorten(lead, wanted.map(([id]) => id))) return;
    this.lead = lead;
    this.box.hidden = false;
    this.box.replaceChildren(make("p", "", lead), make("ul", "", ...wanted.map(([id, label]) => link(id, label))));
  }

  /** Takes away what was done, where that is all: whatever is put into an alert is said anew, all of it. */
  private shorten(lead: string, wanted: readonly string[]): boolean {
    const entries = [...(this.box?.querySelectorAll("li") ?? [])];
    const shown = entries.map((entry) => decoded(entry.querySelector("a")?.getAttribute("href") ?? ""));
    if (this.box?.hidden || lead !== this.lead || !wanted.every((id) => shown.includes(id))) return false;
    entries.forEach((entry, at) => {
      if (!wanted.includes(shown[at] ?? "")) entry.remove();
    });
    return true;
  }
}

function link(target: string, label: string): HTMLElement {
  const anchor = make("a", "", label);
  anchor.href = `#${target}`;
  return make("li", "", anchor);
}
