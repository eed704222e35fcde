/** What the views of both sorts of scale, and the sheet, share. */
import { make } from "../../player/src/dom";
import type { Host } from "../../player/src/element";
import { listed } from "../../player/src/listing";
import { numeral } from "../../player/src/words";
import { bar } from "./bars";
import { nearest, ofStanding } from "./points";
import type { Result } from "./points";
import { radar } from "./radar";
import type { Figure, RatingRow, RatingTable } from "./table";

/** A number with one decimal at most. */
export function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Draws a result's bar anew: now, and above it the one of an earlier rating. */
export function drawBar(result: HTMLElement, now: number | null, before: number | null, steps: number): void {
  result.querySelector("[data-bar]")?.replaceChildren(bar(now, before, steps));
}

/** The chart that the author chose, or nothing. */
export function chartOf(table: RatingTable, host: Host): Element[] {
  if (table.chart === "bars") return [bars(table, host)];
  return table.chart === "radar" ? [radar(table, radarWords(table, host))] : [];
}

function bars(table: RatingTable, host: Host): HTMLElement {
  const rows = table.rows.map((row) => {
    const mean = make("span", "rate__mean", figureText(row.now, host));
    const head = make("p", "rate__result-title", make("strong", "", row.title), " ", mean);
    const line = make("span", "rate__bar", bar(share(row.now), share(row.before), table.steps));
    return make("div", "rate__result", head, line);
  });
  return make("div", "rate__bars", ...rows);
}

/** Which is before and which is now, by the same shapes as in the chart. */
export function keyOf(host: Host): HTMLElement {
  const swatch = (name: string): HTMLElement => {
    const shape = make("span", name);
    shape.setAttribute("aria-hidden", "true");
    return shape;
  };
  return make(
    "p",
    "hint rate__key",
    swatch("rate__swatch rate__swatch--before"),
    host.word("rate.before"),
    swatch("rate__swatch"),
    host.word("rate.now"),
  );
}

/** What the picture says, for those who cannot see it. */
function radarWords({ rows }: RatingTable, host: Host): string {
  const facts = rows
    .filter(({ axis }) => axis > 0)
    .map(({ title, now, before }) => {
      const key = before ? "rate.fact-before" : "rate.fact";
      return host.word(key, { title, now: figureText(now, host), before: figureText(before, host) });
    });
  return host.word("rate.radar", { facts: facts.reduce((first, second) => (first ? host.word("rate.fact-and", { first, second }) : second), "") });
}

/** The same as a real table; the axes of a radar have their numbers. */
export function tableElement(table: RatingTable, host: Host): HTMLElement {
  const heads = ["what", ...(table.compared ? ["before"] : []), "now"].map((key) => {
    const head = make("th", "", host.word(`rate.${key}`));
    head.scope = "col";
    return head;
  });
  const body = table.rows.map((row) => rowElement(table, row, host));
  return make(
    "table",
    "rating-table",
    make("caption", "", table.title),
    make("thead", "", make("tr", "", ...heads)),
    make("tbody", "", ...body),
  );
}

function rowElement(table: RatingTable, row: RatingRow, host: Host): HTMLElement {
  const numbered = table.chart === "radar" && row.axis > 0;
  const number = numbered ? [make("span", "rate__number", numeral(row.axis)), " "] : [];
  const name = make("th", "", ...number, row.title);
  name.scope = "row";
  const figures = table.compared ? [row.before, row.now] : [row.now];
  return make("tr", "", name, ...figures.map((figure) => make("td", "", figureText(figure, host))));
}

export function figureText(figure: Figure | null, host: Host): string {
  return figure ? host.word("rate.mean", { n: rounded(figure.n), all: figure.all }) : host.word("rate.nothing");
}

export function share(figure: Figure | null): number | null {
  return figure && figure.n / figure.all;
}

/** What is said where nothing has a standing: what comes nearest to it, or that all is level. */
export function remark(all: readonly Result[], standing: "strength" | "grow", host: Host): string {
  if (all.length < 2 || ofStanding(all, standing).length > 0) return "";
  const named = nearest(all, standing).map(({ title }) => title);
  if (named.length === 0) return host.word("rate.level");
  return host.word(`rate.nearest-${standing}`, { titles: listed(named) });
}
