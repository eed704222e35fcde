/** A yes/no checklist: each answer counts at once, and the advice follows the last one. */
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { adviceFor, answerTo, answered } from "./logic";
import type { Answer, CheckEvent } from "./logic";

export class CheckElement extends BlockElement {
  protected setUp(): void {
    this.one("[data-progress]").hidden = false;
    for (const when of this.all(".check__when")) when.hidden = true;
    const form = this.one<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => this.answer(event.target as HTMLInputElement));
  }

  show(values: Values): void {
    for (const question of this.all("[data-question]")) {
      const answer = answerTo(values, question.dataset["question"] ?? "");
      for (const input of question.querySelectorAll("input")) input.checked = input.value === answer;
    }
    const n = answered(this.item, values);
    const all = Object.keys(this.item.options).length;
    this.one("[data-progress]").textContent = this.host.word("check.progress", { n, all });
    const shown = adviceFor(this.item, values);
    this.all("[data-advice]").forEach((advice, at) => (advice.hidden = at !== shown));
  }

  private answer(input: HTMLInputElement): void {
    const question = input.closest<HTMLElement>("[data-question]")?.dataset["question"];
    if (question === undefined) return;
    const event: CheckEvent = { type: "answer", question, answer: input.value as Answer };
    this.send(event);
  }
}
