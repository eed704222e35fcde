/** A word or a number to write. */
import { Counter } from "../../player/src/counter";
import { showIf } from "../../player/src/dom";
import type { Values } from "../../player/src/logic";
import { questionData } from "./judge";
import { isRight } from "./logic";
import type { Asked, View } from "./view";
import { numbersFrom, writtenIn, type WrittenEvent } from "./write";

export class WriteView implements View {
  private readonly input: HTMLInputElement | null;

  constructor(private readonly asked: Asked) {
    this.input = asked.form.querySelector<HTMLInputElement>(".question__input");
    this.countLetters();
  }

  read(): WrittenEvent {
    return { type: "write", text: this.text };
  }

  fault(): string {
    if (this.text.trim() === "") return "question.write-first";
    const number = questionData(this.asked.item).form !== "number" || numbersFrom(this.text).length > 0;
    return number ? "" : "question.no-number";
  }

  fill(values: Values): void {
    if (this.input) this.input.value = writtenIn(values);
  }

  lock(values: Values): void {
    if (this.input) this.input.readOnly = true;
    showIf(this.asked.form.querySelector<HTMLElement>("[data-solution]"), !isRight(values));
  }

  /** Only words are counted: no number comes near its limit. */
  private countLetters(): void {
    const { form, host } = this.asked;
    const place = form.querySelector<HTMLElement>("[data-left]");
    const { input } = this;
    if (!input || !place) return;
    const counter = new Counter(host, "question", place, input.maxLength);
    form.addEventListener("input", () => counter.typed(input.value));
  }

  private get text(): string {
    return this.input?.value ?? "";
  }
}
