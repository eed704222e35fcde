/** Statements on a scale of points: radio buttons, and the summary when all is rated. */
import type { Host } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { listed } from "../../player/src/listing";
import { rateData } from "./data";
import type { RateEvent } from "./data";
import {
  NOT_APPLICABLE,
  answerTo,
  answered,
  isComplete,
  ofStanding,
  results,
  statementsOf,
  withoutResult,
} from "./points";
import type { Result, Standing } from "./points";
import { tableOf } from "./table";
import { chartOf, drawBar, remark, rounded, tableElement } from "./view";

export class PointsView {
  private readonly rows: readonly HTMLElement[];
  private readonly summary: HTMLElement | null;
  private drawn = false;

  constructor(
    private readonly form: HTMLElement,
    private readonly item: PlannedItem,
    private readonly host: Host,
    private readonly send: (event: RateEvent) => void,
  ) {
    this.rows = [...form.querySelectorAll<HTMLElement>("[data-statement]")];
    this.summary = form.querySelector<HTMLElement>("[data-summary]");
    form.addEventListener("change", (event) => this.ticked(event.target as HTMLInputElement));
  }

  show(values: Values, before: Values): void {
    for (const row of this.rows) this.showRow(row, values);
    this.showProgress(values);
    if (this.summary) this.showSummary(this.summary, values, before);
    this.drawn = true;
  }

  private ticked(input: HTMLInputElement): void {
    const statement = input.closest<HTMLElement>("[data-statement]")?.dataset["statement"];
    if (statement === undefined) return;
    if (input.value === NOT_APPLICABLE) this.send({ type: NOT_APPLICABLE, statement });
    else this.send({ type: "rate", statement, point: Number(input.value) });
  }

  private showRow(row: HTMLElement, values: Values): void {
    const ticked = String(answerTo(values, row.dataset["statement"] ?? ""));
    for (const input of row.querySelectorAll("input")) input.checked = input.value === ticked;
  }

  private showProgress(values: Values): void {
    const line = this.form.querySelector<HTMLElement>("[data-progress]");
    if (!line) return;
    const words = { n: answered(this.item, values).length, all: statementsOf(this.item).length };
    line.hidden = false;
    line.textContent = this.host.word("rate.progress", words);
  }

  private showSummary(summary: HTMLElement, values: Values, before: Values): void {
    const complete = isComplete(this.item, values);
    if (complete && summary.hidden && this.drawn) this.host.announce(this.host.word("rate.complete"));
    summary.hidden = !complete;
    const earlier = results(this.item, before);
    const key = summary.querySelector<HTMLElement>("[data-key]");
    if (key) key.hidden = earlier.length === 0;
    const all = results(this.item, values);
    for (const result of all) {
      this.showResult(summary, result, earlier.find(({ id }) => id === result.id)?.mean ?? null);
    }
    for (const part of summary.querySelectorAll<HTMLElement>("[data-standing]")) fill(part, all);
    this.showChart(summary, values, before, earlier.length > 0);
    this.showRemarks(summary, values, all);
  }

  private showResult(summary: HTMLElement, result: Result, before: number | null): void {
    const drawn = resultOf(summary, result.id);
    if (!drawn) return;
    const { top = 1 } = rateData(this.item);
    const mean = drawn.querySelector<HTMLElement>("[data-mean]");
    const words = { n: rounded(result.mean), all: top, before: rounded(before ?? 0) };
    const key = `rate.mean${before === null ? "" : "-before"}${result.turned ? "-turned" : ""}`;
    if (mean) mean.textContent = this.host.word(key, words);
    drawBar(drawn, result.mean / top, before === null ? null : before / top, top);
    for (const band of drawn.querySelectorAll<HTMLElement>("[data-band]")) {
      band.hidden = Number(band.dataset["band"]) !== result.band;
    }
  }

  private showChart(summary: HTMLElement, values: Values, before: Values, compared: boolean): void {
    const { item } = this;
    const table = tableOf({ item, values }, compared ? { item, values: before } : undefined);
    summary.querySelector("[data-chart]")?.replaceChildren(...chartOf(table, this.host));
    summary.querySelector("[data-table]")?.replaceChildren(tableElement(table, this.host));
  }

  /** What stands nearest where nothing stands out, and what cannot be judged. */
  private showRemarks(summary: HTMLElement, values: Values, all: readonly Result[]): void {
    const remarks = (["strength", "grow"] as const).map((standing) => remark(all, standing, this.host));
    say(summary, "[data-nearest]", [...new Set(remarks)].join(" ").trim());
    const few = withoutResult(this.item, values).map(({ title }) => title);
    say(summary, "[data-few]", few.length > 0 ? this.host.word("rate.few", { titles: listed(few) }) : "");
  }
}

function say(summary: HTMLElement, selector: string, text: string): void {
  const place = summary.querySelector<HTMLElement>(selector);
  if (!place) return;
  place.textContent = text;
  place.hidden = text === "";
}

/** Puts the results of a standing under its heading; what has no result any more leaves it. */
function fill(part: HTMLElement, all: readonly Result[]): void {
  const standing = part.dataset["standing"] as Standing | "all";
  const wanted = standing === "all" ? all : ofStanding(all, standing);
  const summary = part.closest<HTMLElement>("[data-summary]");
  const list = part.querySelector<HTMLElement>("[data-list]");
  part.hidden = wanted.length === 0;
  for (const drawn of list?.querySelectorAll<HTMLElement>("[data-result]") ?? []) {
    if (!all.some(({ id }) => id === drawn.dataset["result"])) {
      summary?.querySelector("[data-results]")?.append(drawn);
    }
  }
  for (const { id } of wanted) {
    const drawn = summary ? resultOf(summary, id) : null;
    if (drawn) list?.append(drawn);
  }
}

function resultOf(summary: HTMLElement, id: string): HTMLElement | null {
  return summary.querySelector<HTMLElement>(`[data-result="${id}"]`);
}
