/** Prompts to write on: each letter is kept; a report is sent when the learner says so. */
import { CountedField } from "../../player/src/counter";
import { BlockElement } from "../../player/src/element";
import { numberOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import { CHANGED_SINCE, NOT_SENT, SENT, empty, promptsOf, written } from "./logic";
import type { ReflectEvent } from "./logic";

export class ReflectElement extends BlockElement {
  private readonly fields = new Map<string, CountedField>();

  protected setUp(): void {
    for (const area of this.areas) this.fields.set(promptOf(area), this.counted(area));
    const form = this.one<HTMLFormElement>("form");
    const button = this.querySelector<HTMLElement>("[data-send]");
    if (button) button.hidden = false;
    if (button && !this.host.reports) this.one(".reflect__who").textContent = this.word("who-nobody");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.item.private) this.sendAll();
    });
    form.addEventListener("input", (event) => this.write(event as InputEvent));
  }

  show(values: Values): void {
    for (const [prompt, field] of this.fields) field.show(written(values, prompt));
    if (!this.item.private) this.showSent(numberOf(values, "sent"));
  }

  private get areas(): HTMLTextAreaElement[] {
    return this.all<HTMLTextAreaElement>("[data-prompt]");
  }

  private counted(area: HTMLTextAreaElement): CountedField {
    return new CountedField(this.host, "reflect", area, this.one(`[id="${area.id}_count"]`));
  }

  private write(event: InputEvent): void {
    const area = event.target as HTMLTextAreaElement;
    const prompt = promptOf(area);
    this.fields.get(prompt)?.typed(event.isComposing);
    const told: ReflectEvent = { type: "write", prompt, text: area.value };
    this.send(told);
  }

  private sendAll(): void {
    const missing = empty(this.item, this.values);
    const [first] = missing;
    if (first === undefined) return this.send({ type: "send" });
    const prompt = promptsOf(this.item)[first] ?? "";
    this.say(this.host.word("reflect.missing", { prompt, n: missing.length }));
    this.fields.get(first)?.input.focus();
  }

  private showSent(sent: number): void {
    const button = this.one("[data-send]");
    button.textContent = this.word(sent === NOT_SENT ? "send" : "send-again");
    button.setAttribute("aria-disabled", String(sent === SENT));
    const words: Readonly<Record<number, string>> = {
      [SENT]: "sent",
      [CHANGED_SINCE]: "changed",
    };
    const key = words[sent];
    this.say(key === undefined ? "" : this.word(key));
  }

  /** Where nobody gets the text, no word may say that it was sent. */
  private word(key: string): string {
    const unsent = this.host.reports || key === "who-nobody" ? key : `${key}-nobody`;
    return this.host.word(`reflect.${unsent}`);
  }

  /** A text that is there already is not said again. */
  private say(text: string): void {
    const state = this.one("[data-state]");
    if (state.textContent !== text) state.textContent = text;
  }
}

function promptOf(area: HTMLTextAreaElement): string {
  return area.dataset["prompt"] ?? "";
}
