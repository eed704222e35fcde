/** Tabs as the ARIA practices have them: arrow keys, Home and End move, one tab is in the tab order. */

export class Tabs {
  private readonly tabs: HTMLElement[];

  constructor(
    list: HTMLElement,
    private readonly shown: (name: string) => void,
  ) {
    this.tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
    list.addEventListener("click", ({ target }) => this.choose((target as Element).closest<HTMLElement>("[role=tab]")));
    list.addEventListener("keydown", (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    const now = this.tabs.indexOf(document.activeElement as HTMLElement);
    const last = this.tabs.length - 1;
    const goes: Readonly<Record<string, number>> = {
      ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now <= 0 ? last : now - 1, Home: 0, End: last,
    };
    const next = goes[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.choose(this.tabs[next] ?? null);
    this.tabs[next]?.focus();
  }

  private choose(tab: HTMLElement | null): void {
    if (!tab) return;
    for (const one of this.tabs) {
      const chosen = one === tab;
      one.setAttribute("aria-selected", String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      const panel = document.getElementById(one.getAttribute("aria-controls") ?? "");
      if (panel) panel.hidden = !chosen;
    }
    this.shown(tab.dataset["tab"] ?? "");
  }
}
