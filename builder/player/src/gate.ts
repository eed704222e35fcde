/**
 * What is said when a page does not open yet (format.md, "Gating"): what is missing, as links to it.
 * Nothing is hidden, and nothing is disabled: the learner learns why when asking.
 */
import { firstHolder, missing } from "./derive";
import { make, part } from "./dom";
import type { PlannedPage } from "./plan";
import type { Session } from "./session";
import type { Word } from "./words";

export class Gate {
  private readonly box = part("gate");
  private wanted: PlannedPage | null = null;

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
    const { course, state } = this.session;
    const items = missing(course, state, holder).map((item) => link(item.id, item.label));
    const lead = items.length > 0 ? "player.gate" : "player.gate-first";
    const links = items.length > 0 ? items : [link(holder.id, holder.title)];
    this.box.hidden = false;
    this.box.textContent = "";
    this.box.append(make("p", "", this.word(lead, { page: this.wanted.title })), make("ul", "", ...links));
  }
}

function link(target: string, label: string): HTMLElement {
  const anchor = make("a", "", label);
  anchor.href = `#${target}`;
  return make("li", "", anchor);
}
