/** The ARIA tabs pattern over headings and sections: arrow keys, Home and End choose a tab. */

const CLOSED = "is-closed";

export class Tabs {
  private readonly tabs: readonly HTMLButtonElement[];

  constructor(
    private readonly list: HTMLElement,
    private readonly panels: readonly HTMLElement[],
    private readonly opened: (piece: string) => void,
  ) {
    list.setAttribute("role", "tablist");
    this.tabs = panels.map((panel) => this.tabFor(panel));
    list.append(...this.tabs);
    list.addEventListener("keydown", (event) => this.key(event));
    this.select(0);
  }

  /** Shows which were opened; the mark is part of the tab's name. */
  mark(seen: readonly string[], word: string): void {
    this.tabs.forEach((tab, at) => {
      const mark = tab.querySelector<HTMLElement>(".reveal__seen");
      const isSeen = seen.includes(this.pieceAt(at));
      if (!mark || mark.hidden !== isSeen) return;
      mark.hidden = !isSeen;
      mark.lastElementChild?.replaceChildren(` ${word}`);
    });
  }

  private pieceAt(at: number): string {
    return this.panels[at]?.dataset["piece"] ?? "";
  }

  private tabFor(panel: HTMLElement): HTMLButtonElement {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "reveal__tab";
    tab.id = `${panel.id}-tab`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    const mark = document.createElement("span");
    mark.className = "reveal__seen";
    mark.hidden = true;
    mark.innerHTML = '<span aria-hidden="true"> ✓</span><span class="visually-hidden"></span>';
    const title = document.createElement("span");
    title.textContent = panel.querySelector("[data-title]")?.textContent ?? "";
    tab.append(title, mark);
    tab.addEventListener("click", () => this.choose(this.tabs.indexOf(tab)));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    return tab;
  }

  private select(chosen: number): void {
    this.tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
    });
    this.panels.forEach((panel, at) => panel.classList.toggle(CLOSED, at !== chosen));
  }

  /** The panel that stood open from the start was read by whoever chooses another one. */
  private choose(at: number): void {
    const before = this.tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
    this.opened(this.pieceAt(before));
    this.select(at);
    this.tabs[at]?.focus();
    this.opened(this.pieceAt(at));
  }

  private key(event: KeyboardEvent): void {
    const now = this.tabs.indexOf(document.activeElement as HTMLButtonElement);
    const next = now < 0 ? undefined : this.target(event.key, now);
    if (next === undefined) return;
    event.preventDefault();
    this.choose(next);
  }

  private target(key: string, now: number): number | undefined {
    const last = this.tabs.length - 1;
    const forward = getComputedStyle(this.list).direction === "rtl" ? -1 : 1;
    const steps: Readonly<Record<string, number>> = { ArrowRight: forward, ArrowLeft: -forward };
    if (key === "Home") return 0;
    if (key === "End") return last;
    const step = steps[key];
    return step === undefined ? undefined : (now + step + last + 1) % (last + 1);
  }
}
