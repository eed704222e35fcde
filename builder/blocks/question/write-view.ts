/** A word or a number to write. */
import { showIf } from "../../player/src/dom";
import type { Values } from "../../player/src/logic";
import { numbersFrom } from "./answer";
import { lastAnswer, questionData, type QuestionEvent } from "./judge";
import { isRight } from "./logic";
import type { Asked, View } from "./view";

export class WriteView implements View {
  private readonly input: HTMLInputElement | null;

  constructor(private readonly asked: Asked) {
    this.input = asked.form.querySelector<HTMLInputElement>(".question__input");
  }

  read(): QuestionEvent {
    return { type: "write", text: this.text };
  }

  fault(): string {
    if (this.text.trim() === "") return "question.write-first";
    const number = questionData(this.asked.item).form !== "number" || numbersFrom(this.text).length > 0;
    return number ? "" : "question.no-number";
  }

  fill(values: Values): void {
    if (this.input) this.input.value = lastAnswer(values).text;
  }

  lock(values: Values): void {
    if (this.input) this.input.readOnly = true;
    showIf(this.asked.form.querySelector<HTMLElement>("[data-solution]"), !isRight(values));
  }

  private get text(): string {
    return this.input?.value ?? "";
  }
}
