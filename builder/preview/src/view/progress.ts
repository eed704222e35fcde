/** The learner's progress in words, as `build-course inspect-state --texts` has it. */
import type { Explained, ExplainedItem } from "../server";
import { make, part } from "./dom";

export class ProgressView {
  private readonly place = part("progress");

  show(found: Explained | null): void {
    this.place.replaceChildren(...(found === null ? [make("p", "quiet", "Nothing is recorded of this learner’s progress yet.")] : parts(found)));
  }
}

/** What an LMS holds of a learner, in a few words. */
export function summaryOf(found: Explained | null): readonly (readonly [string, string])[] {
  if (!found?.ok) return [["Progress", found?.message ?? "nothing recorded"]];
  const opened = found.pages.filter((page) => page.opened).length;
  return [
    ["Status", found.status],
    ["Best score", found.best_score === null ? "none yet" : `${found.best_score} of 100`],
    ["Pages", `${opened} of ${found.pages.length} opened`],
    ["Activities", `${found.items.filter((item) => item.begun).length} begun`],
    ["Last page", found.pages.find((page) => page.id === found.last_page)?.title ?? "none"],
    ["Changes", String(found.changes)],
  ];
}

export function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  return make("dl", "facts", ...rows.map(([name, value]) => make("div", "", make("dt", "", name), make("dd", "", value))));
}

function parts(found: Explained): HTMLElement[] {
  if (!found.ok) return [make("p", "", found.message), make("p", "quiet", found.help)];
  const begun = found.items.filter((item) => item.begun);
  const pages = found.pages.filter((page) => page.opened || begun.some((item) => item.page === page.id));
  return [
    facts(summaryOf(found)),
    ...pages.map((page) => make("section", "progress__page", make("h3", "", page.title), ...itemsOn(page.id, begun))),
  ];
}

function itemsOn(page: string, begun: readonly ExplainedItem[]): HTMLElement[] {
  const items = begun.filter((item) => item.page === page).map(item);
  return items.length > 0 ? items : [make("p", "quiet", "Opened; nothing else is recorded.")];
}

function item({ kind, label, says, private: own }: ExplainedItem): HTMLElement {
  const head = make("p", "progress__item", make("span", "tag", kind), ` ${label}`);
  if (own) head.append(" ", make("span", "tag tag--private", "for the learner alone"));
  return make("div", "", head, make("ul", "", ...says.map((line) => make("li", "", line))));
}
