/** The table of contents: which pages are done, and a fold-out on narrow screens. */
import type { Course } from "./course";
import { pageDone } from "./derive";
import { part } from "./dom";
import { listen } from "./living";
import type { PlannedPage } from "./plan";
import type { Session } from "./session";
import type { State } from "./state";
import type { Word } from "./words";

export class Menu {
  private readonly nav = part("menu");
  private readonly button = part("menu-button");
  private current: PlannedPage | null = null;

  constructor(
    private readonly session: Session,
    private readonly word: Word,
  ) {
    if (this.button) this.button.hidden = false;
    this.button?.addEventListener("click", () => this.fold(this.isOpen));
    listen<KeyboardEvent>(document, "keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) this.close(true);
    });
    // It lies over the page, and would cover whatever has the focus there.
    listen(document, "focusin", ({ target }) => {
      if (this.isOpen && (target as Element).closest("main")) this.close();
    });
  }

  /** Folds the menu in; with `back`, the focus returns to its button. */
  close(back = false): void {
    this.fold(true);
    if (back) this.button?.focus();
  }

  show(current: PlannedPage): void {
    const { spoken: course, state } = this.session;
    const held = this.session.held();
    for (const link of this.nav?.querySelectorAll<HTMLElement>("a[data-page]") ?? []) {
      const page = course.page(link.dataset["page"] ?? "");
      this.mark(link, held.has(page) ? "locked" : marked(course, state, page));
      if (page === current) link.setAttribute("aria-current", "page");
      else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
      if (page === current && page !== this.current) link.scrollIntoView?.({ block: "nearest" });
    }
    this.current = current;
  }

  /** What is so already is not touched: a large course has hundreds of pages. */
  private mark(link: HTMLElement, state: string): void {
    if (link.dataset["state"] === state) return;
    link.dataset["state"] = state;
    const text = part("state", link);
    if (text) text.textContent = `(${this.word(`player.state-${state}`)})`;
  }

  private get isOpen(): boolean {
    return this.nav?.hasAttribute("data-open") ?? false;
  }

  private fold(folded: boolean): void {
    this.nav?.toggleAttribute("data-open", !folded);
    this.button?.setAttribute("aria-expanded", String(!folded));
  }
}

function marked(course: Course, state: State, page: PlannedPage): string {
  if (!state.seen.has(page.slot)) return "new";
  return pageDone(course, state, page) ? "done" : "seen";
}
