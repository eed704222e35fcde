/** Prompts to write on: each letter is kept; a report is sent when the learner says so. */
import { BlockElement } from "../../player/src/element";
import { numberOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";
import { CHANGED_SINCE, NOT_SENT, SENT, empty, promptsOf, written } from "./logic";
import type { ReflectEvent } from "./logic";

export class ReflectElement extends BlockElement {
  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    const button = this.querySelector<HTMLElement>("[data-send]");
    if (button) button.hidden = false;
    if (button && !this.host.reports) this.one(".reflect__who").textContent = this.word("who-nobody");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.item.private) this.sendAll();
    });
    form.addEventListener("input", (event) => this.write(event.target as HTMLTextAreaElement));
  }

  show(values: Values): void {
    for (const area of this.areas) {
      const text = written(values, area.dataset["prompt"] ?? "");
      if (area !== document.activeElement && area.value !== text) area.value = text;
      this.count(area);
    }
    if (!this.item.private) this.showSent(numberOf(values, "sent"));
  }

  private get areas(): HTMLTextAreaElement[] {
    return this.all<HTMLTextAreaElement>("[data-prompt]");
  }

  private write(area: HTMLTextAreaElement): void {
    const event: ReflectEvent = { type: "write", prompt: area.dataset["prompt"] ?? "", text: area.value };
    this.send(event);
    this.count(area);
  }

  private count(area: HTMLTextAreaElement): void {
    const count = area.parentElement?.querySelector("[data-count]");
    const words = { n: area.value.length, all: area.maxLength };
    if (count) count.textContent = this.host.word("reflect.count", words);
  }

  private sendAll(): void {
    const missing = empty(this.item, this.values);
    const [first] = missing;
    if (first === undefined) return this.send({ type: "send" });
    const prompt = promptsOf(this.item)[first] ?? "";
    const key = missing.length === 1 ? "reflect.missing-one" : "reflect.missing-many";
    this.say(this.host.word(key, { prompt, n: missing.length }));
    this.areas.find((area) => area.dataset["prompt"] === first)?.focus();
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
