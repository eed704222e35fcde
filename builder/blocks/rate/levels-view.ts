/** Behaviours on a scale of levels: boxes to tick, where one stands, what to grow into. */
import { focusOn } from "../../player/src/dom";
import type { Host } from "../../player/src/element";
import { idsOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import type { MarkEvent, NextEvent, ShowEvent } from "./data";
import {
  growsInto,
  isShown,
  levelResults,
  nextChoices,
  optionOf,
  standsOn,
  wordsOf,
} from "./levels";
import type { LevelResult } from "./levels";
import { tableOf } from "./table";
import { chartOf, drawBar, tableElement } from "./view";

type Send = (event: MarkEvent | ShowEvent | NextEvent) => void;

export class LevelsView {
  constructor(
    private readonly form: HTMLElement,
    private readonly item: PlannedItem,
    private readonly host: Host,
    private readonly send: Send,
  ) {
    const button = this.part("[data-show]");
    if (button) button.hidden = false;
    form.addEventListener("change", (event) => this.changed(event.target as HTMLInputElement));
    form.addEventListener("submit", () => {
      send({ type: "show" });
      const title = this.part("[data-summary-title]");
      if (title) focusOn(title);
    });
  }

  show(values: Values, before: Values): void {
    this.showMarks(values);
    const shown = isShown(values);
    const button = this.part("[data-show]");
    const summary = this.part("[data-summary]");
    if (button) button.hidden = shown;
    if (summary) summary.hidden = !shown;
    if (!shown) return;
    const levels = levelResults(this.item, values);
    this.say("[data-stands]", this.standing(levels));
    const earlier = isShown(before) ? levelResults(this.item, before) : [];
    levels.forEach((level, at) => this.showResult(level, earlier[at]));
    this.showChart(values, before);
    this.showNext(values, levels);
  }

  private part(selector: string): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(selector);
  }

  private changed(input: HTMLInputElement): void {
    const [level = "", indicator = ""] = input.value.split("/");
    if (input.type === "radio") return this.send({ type: "next", level, indicator });
    const own = input.closest<HTMLElement>("[data-level]")?.dataset["level"] ?? "";
    this.send({ type: "mark", level: own, indicator: input.value, marked: input.checked });
  }

  private showMarks(values: Values): void {
    const marked = idsOf(values, "marked");
    for (const level of this.form.querySelectorAll<HTMLElement>("[data-level]")) {
      for (const box of level.querySelectorAll<HTMLInputElement>("[data-mark]")) {
        box.checked = marked.includes(optionOf(level.dataset["level"] ?? "", box.value));
      }
    }
  }

  private standing(levels: readonly LevelResult[]): string {
    const level = standsOn(levels)?.title ?? "";
    const into = growsInto(levels);
    if (!into) return this.host.word("rate.stands-all");
    const all = levels.every(({ most }) => most);
    const key = all ? "stands-more" : level === "" ? "stands-none" : "stands-on";
    return this.host.word(`rate.${key}`, { level, into: into.title });
  }

  private showResult(level: LevelResult, before: LevelResult | undefined): void {
    const drawn = this.part(`[data-result="${level.id}"]`);
    const mean = drawn?.querySelector<HTMLElement>("[data-mean]");
    if (!drawn || !mean) return;
    const all = level.marked.length + level.unmarked.length;
    const words = { n: level.marked.length, all, before: before?.marked.length ?? 0 };
    mean.textContent = this.host.word(before ? "rate.mean-before" : "rate.mean", words);
    drawBar(drawn, level.score / 100, before ? before.score / 100 : null, 0);
  }

  private showChart(values: Values, before: Values): void {
    const { item } = this;
    const compared = isShown(before);
    const key = this.part("[data-key]");
    if (key) key.hidden = !compared;
    const table = tableOf({ item, values }, compared ? { item, values: before } : undefined);
    this.part("[data-chart]")?.replaceChildren(...chartOf(table, this.host));
    this.part("[data-table]")?.replaceChildren(tableElement(table, this.host));
  }

  private showNext(values: Values, levels: readonly LevelResult[]): void {
    const next = this.part("[data-next]");
    if (!next) return;
    const choices = nextChoices(this.item, values);
    const [picked = ""] = idsOf(values, "next");
    next.hidden = choices.length === 0;
    this.say("[data-next-ask]", this.host.word("rate.next", { into: growsInto(levels)?.title ?? "" }));
    for (const choice of next.querySelectorAll<HTMLElement>("[data-next-choice]")) {
      const option = choice.dataset["nextChoice"] ?? "";
      choice.hidden = option !== picked && !choices.includes(option);
      const radio = choice.querySelector("input");
      if (radio) radio.checked = option === picked;
    }
    const say = wordsOf(this.item, picked);
    this.say("[data-picked]", say === "" ? "" : this.host.word("rate.picked", { say }));
  }

  /** A text that is there already is not said again. */
  private say(selector: string, text: string): void {
    const place = this.part(selector);
    if (place && place.textContent !== text) place.textContent = text;
  }
}
