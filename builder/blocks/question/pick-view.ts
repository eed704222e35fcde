/** Choices to tick, one or several. */
import type { Values } from "../../player/src/logic";
import { correctOf } from "./judge";
import { pickedIn, type PickedEvent } from "./pick";
import { all, arrange, learnersOrder, mark, type Asked, type View } from "./view";

export class PickView implements View {
  constructor(private readonly asked: Asked) {
    const list = asked.form.querySelector<HTMLElement>("[data-choices]");
    if (!list) return;
    const choices = new Map(this.choices.map((choice) => [choice.dataset["choice"] ?? "", choice]));
    arrange(learnersOrder(asked, list, [...choices.keys()]).flatMap((id) => choices.get(id) ?? []));
  }

  read(): PickedEvent {
    return { type: "pick", picked: this.inputs.filter(({ checked }) => checked).map(({ value }) => value) };
  }

  fault(): string {
    return this.inputs.some(({ checked }) => checked) ? "" : "question.choose-first";
  }

  fill(values: Values): void {
    const picked = pickedIn(values);
    for (const input of this.inputs) input.checked = picked.includes(input.value);
  }

  lock(values: Values): void {
    const correct = correctOf(this.asked.item);
    const picked = pickedIn(values);
    for (const input of this.inputs) input.disabled = true;
    for (const choice of this.choices) {
      const id = choice.dataset["choice"] ?? "";
      const key = markOf(correct.includes(id), picked.includes(id));
      mark(choice, key, key === "" ? "" : this.asked.host.word(`question.mark-${key}`));
    }
  }

  private get inputs(): HTMLInputElement[] {
    return all(this.asked.form, "input");
  }

  private get choices(): HTMLElement[] {
    return all(this.asked.form, "[data-choice]");
  }
}

function markOf(right: boolean, yours: boolean): string {
  if (right) return yours ? "yours-right" : "right";
  return yours ? "yours" : "";
}
