/** Actions to pick and to write, each with its week; every change counts at once. */
import { CountedField } from "../../player/src/counter";
import { BlockElement } from "../../player/src/element";
import { idsOf, textOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import { ownWeekOf, planned, weekOf } from "./logic";
import type { PlanEvent } from "./logic";

type Control = HTMLInputElement | HTMLSelectElement;

export class PlanElement extends BlockElement {
  private readonly own = new Map<string, CountedField>();

  protected setUp(): void {
    for (const row of this.all("[data-own]")) this.own.set(row.dataset["own"] ?? "", this.counted(row));
    const form = this.one<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => this.told(event as InputEvent));
  }

  show(values: Values): void {
    for (const row of this.all("[data-action]")) this.showSuggestion(row, values);
    for (const row of this.all("[data-own]")) this.showOwn(row, values);
    const n = planned(this.item, values).length;
    this.one("[data-count]").textContent = n === 0 ? "" : this.host.word("plan.count", { n });
  }

  private counted(row: HTMLElement): CountedField {
    const input = found<HTMLInputElement>(row, "[data-text]");
    return new CountedField(this.host, "plan", input, found(row, "[data-left]"));
  }

  private told(event: InputEvent): void {
    const control = event.target as Control;
    const row = control.closest<HTMLElement>("[data-action], [data-own]");
    if (!row) return;
    if (control.matches("[data-text]")) this.own.get(row.dataset["own"] ?? "")?.typed(event.isComposing);
    this.send(eventOf(row, control));
  }

  private showSuggestion(row: HTMLElement, values: Values): void {
    const action = row.dataset["action"] ?? "";
    const picked = idsOf(values, "picked").includes(action);
    const box = row.querySelector<HTMLInputElement>("[data-pick]");
    if (box) box.checked = picked;
    this.showWeek(row, weekOf(this.item, values, action), picked);
  }

  private showOwn(row: HTMLElement, values: Values): void {
    const number = Number(row.dataset["own"]);
    const text = textOf(values, `own.${number}`);
    this.own.get(String(number))?.show(text);
    this.showWeek(row, ownWeekOf(this.item, values, number), text.trim() !== "");
  }

  private showWeek(row: HTMLElement, week: number, used: boolean): void {
    const select = row.querySelector<HTMLSelectElement>("[data-week]");
    if (!select) return;
    select.value = String(week);
    select.disabled = !used;
    row.dataset["used"] = String(used);
  }
}

function found<E extends HTMLElement>(row: HTMLElement, selector: string): E {
  const element = row.querySelector<E>(selector);
  if (!element) throw new Error(`A line of the plan has no ${selector}`);
  return element;
}

function eventOf(row: HTMLElement, control: Control): PlanEvent {
  const { action, own } = row.dataset;
  const week = Number(control.value);
  if (action !== undefined) {
    const isWeek = control.matches("[data-week]");
    const picked = (control as HTMLInputElement).checked;
    return isWeek ? { type: "week", action, week } : { type: "pick", action, picked };
  }
  const number = Number(own);
  if (control.matches("[data-week]")) return { type: "own-week", number, week };
  return { type: "own", number, text: control.value };
}
