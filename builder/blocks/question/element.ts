/** A question: takes the answer, says whether it is right, and locks when the answer stands. */
import { Counter } from "../../player/src/counter";
import { focusOn } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { numberFrom } from "./answer";
import { isFinal, isRight, lastAnswer, questionData, triesLeft, triesMade } from "./logic";
import type { QuestionEvent } from "./logic";

export class QuestionElement extends BlockElement {
  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    this.one("[data-check]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    form.addEventListener("input", () => this.takeBack());
    this.countLetters(form);
  }

  /** Only words are counted: no number comes near its limit. */
  private countLetters(form: HTMLFormElement): void {
    const { written } = this;
    const place = this.querySelector<HTMLElement>("[data-left]");
    if (!written || !place) return;
    const counter = new Counter(this.host, "question", place, written.maxLength);
    form.addEventListener("input", () => counter.typed(written.value));
  }

  show(values: Values): void {
    if (triesMade(values) === 0) return;
    this.fill(values);
    this.showFeedback(values);
    if (isFinal(this.item, values)) this.lock(values);
  }

  private get inputs(): HTMLInputElement[] {
    return this.all<HTMLInputElement>("input");
  }

  private get written(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(".question__input");
  }

  private check(): void {
    if (isFinal(this.item, this.values)) return;
    const fault = this.fault();
    if (fault !== "") return this.say(fault);
    this.send(this.answer());
  }

  private answer(): QuestionEvent {
    if (this.written) return { type: "write", text: this.written.value };
    return { type: "pick", picked: this.inputs.filter(({ checked }) => checked).map(({ value }) => value) };
  }

  /** Why this is no answer yet, as a key of the words; "" if it is one. */
  private fault(): string {
    if (!this.written) return this.inputs.some(({ checked }) => checked) ? "" : "question.choose-first";
    const text = this.written.value.trim();
    if (text === "") return "question.write-first";
    const number = questionData(this.item).form !== "number" || numberFrom(text) !== null;
    return number ? "" : "question.no-number";
  }

  /** Says what is missing; that costs no try. */
  private say(key: string): void {
    this.draw("", this.host.word(key));
    for (const why of this.all("[data-cause]")) why.hidden = true;
  }

  /** A changed answer takes the old verdict away. */
  private takeBack(): void {
    this.one("[data-feedback]").hidden = true;
  }

  private fill(values: Values): void {
    const { picked, text } = lastAnswer(values);
    if (this.written) this.written.value = text;
    else for (const input of this.inputs) input.checked = picked.includes(input.value);
  }

  private showFeedback(values: Values): void {
    const right = isRight(values);
    const again = !isFinal(this.item, values);
    this.draw(right ? "right" : again ? "again" : "wrong", this.verdict(values));
    const causes = this.causes(values);
    for (const why of this.all("[data-cause]")) {
      why.hidden = !causes.includes(why.dataset["cause"] ?? "");
    }
  }

  private draw(outcome: "" | "right" | "wrong" | "again", verdict: string): void {
    const feedback = this.one("[data-feedback]");
    for (const one of ["right", "wrong", "again"]) {
      feedback.classList.toggle(`feedback--${one}`, outcome === one);
    }
    this.one("[data-verdict]").textContent = verdict;
    feedback.hidden = false;
  }

  private verdict(values: Values): string {
    if (isRight(values)) return this.host.word("question.right");
    const n = triesLeft(this.item, values);
    if (n === 0) return this.host.word("question.wrong");
    if (n === Infinity) return this.host.word("question.again");
    return this.host.word(n === 1 ? "question.again-one" : "question.again-many", { n });
  }

  /**
   * Feedback by outcome and by choice. While there are tries left, a picked choice that is right
   * keeps silent, so that the answer is not given away.
   */
  private causes(values: Values): readonly string[] {
    const { picked } = lastAnswer(values);
    const correct = this.item.interactions[0]?.correct ?? [];
    const final = isFinal(this.item, values);
    const told = picked.filter((id) => final || !correct.includes(id));
    return [isRight(values) ? "right" : "wrong", ...told];
  }

  private lock(values: Values): void {
    this.keepFocus();
    for (const input of this.inputs) {
      if (input === this.written) input.readOnly = true;
      else input.disabled = true;
    }
    const button = this.one("[data-check]");
    button.setAttribute("aria-disabled", "true");
    button.textContent = this.host.word("question.checked");
    this.markChoices(values);
    const solution = this.querySelector<HTMLElement>("[data-solution]");
    if (solution) solution.hidden = isRight(values);
  }

  /** A control that is locked while it has the focus hands it to the result. */
  private keepFocus(): void {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement && focused !== this.written && this.contains(focused)) {
      focusOn(this.one("[data-result]"));
    }
  }

  private markChoices(values: Values): void {
    const correct = this.item.interactions[0]?.correct ?? [];
    const { picked } = lastAnswer(values);
    for (const choice of this.all("[data-choice]")) {
      const id = choice.dataset["choice"] ?? "";
      const key = markOf(correct.includes(id), picked.includes(id));
      const mark = choice.querySelector<HTMLElement>("[data-mark]");
      choice.dataset["state"] = key;
      if (!mark) continue;
      mark.hidden = key === "";
      mark.textContent = key === "" ? "" : this.host.word(`question.mark-${key}`);
    }
  }
}

function markOf(right: boolean, yours: boolean): string {
  if (right) return yours ? "yours-right" : "right";
  return yours ? "yours" : "";
}
