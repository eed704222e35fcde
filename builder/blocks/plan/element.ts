/** Actions to pick and to write, each with its week; every change counts at once. */
import { BlockElement } from "../../player/src/element";
import { idsOf, textOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import { ownWeekOf, planned, weekOf } from "./logic";
import type { PlanEvent } from "./logic";

type Control = HTMLInputElement | HTMLSelectElement;

export class PlanElement extends BlockElement {
  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => this.told(event.target as Control));
  }

  show(values: Values): void {
    for (const row of this.all("[data-action]")) this.showSuggestion(row, values);
    for (const row of this.all("[data-own]")) this.showOwn(row, values);
    const n = planned(this.item, values).length;
    const key = n === 1 ? "plan.count-one" : "plan.count-many";
    this.one("[data-count]").textContent = n === 0 ? "" : this.host.word(key, { n });
  }

  private told(control: Control): void {
    const row = control.closest<HTMLElement>("[data-action], [data-own]");
    if (row) this.send(eventOf(row, control));
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
    const input = row.querySelector<HTMLInputElement>("[data-text]");
    if (input && input !== document.activeElement && input.value !== text) input.value = text;
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
