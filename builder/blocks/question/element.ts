/** A question: takes the answer, says whether it is right, and locks when the answer stands. */
import { focusOn } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { judgeOf, questionData } from "./judge";
import { isAnswered, isFinal, outcomeOf, pointsFor, triesLeft } from "./logic";
import { VIEWS, all, type View } from "./view";

/** How a verdict looks; "" is neither good nor bad. */
type Look = "" | "right" | "partly" | "wrong" | "again";

export class QuestionElement extends BlockElement {
  private view!: View;

  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    const { form: kind } = questionData(this.item);
    const View = VIEWS[kind];
    if (!View) throw new Error(`The player came without questions of kind ${kind}`);
    this.view = new View({ form, item: this.item, host: this.host });
    for (const part of this.all("[data-check], [data-how]")) part.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    form.addEventListener("input", () => this.takeBack());
  }

  show(values: Values): void {
    if (!isAnswered(this.item, values)) return;
    this.view.fill(values);
    this.showFeedback(values);
    if (isFinal(this.item, values)) this.lock(values);
  }

  /** The answer as it stands there, checked or not. */
  override draft(): Values {
    return judgeOf(this.item).kept(this.view.read());
  }

  override takeUp(draft: Values): void {
    if (isFinal(this.item, this.values) || JSON.stringify(draft) === JSON.stringify(this.draft())) return;
    this.view.fill(draft);
    this.takeBack();
  }

  private check(): void {
    if (isFinal(this.item, this.values)) return;
    const fault = this.view.fault();
    if (fault !== "") return this.say(fault);
    this.send(this.view.read());
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

  private showFeedback(values: Values): void {
    this.draw(this.look(values), this.verdict(values));
    const causes = this.causes(values);
    for (const why of this.all("[data-cause]")) {
      why.hidden = !causes.includes(why.dataset["cause"] ?? "");
    }
  }

  private look(values: Values): Look {
    const outcome = outcomeOf(this.item, values);
    if (outcome === "answered" || outcome === "right") return outcome === "right" ? "right" : "";
    return isFinal(this.item, values) ? outcome : "again";
  }

  private draw(look: Look, verdict: string): void {
    const feedback = this.one("[data-feedback]");
    for (const one of ["right", "partly", "wrong", "again"]) {
      feedback.classList.toggle(`feedback--${one}`, look === one);
    }
    this.one("[data-verdict]").textContent = verdict;
    feedback.hidden = false;
  }

  private verdict(values: Values): string {
    const outcome = outcomeOf(this.item, values);
    if (outcome === "answered" || outcome === "right") return this.host.word(`question.${outcome}`);
    const n = triesLeft(this.item, values);
    if (n === 0) return this.lastVerdict(outcome, values);
    if (n === Infinity) return this.host.word("question.again");
    return this.host.word("question.again-left", { n });
  }

  /** Where parts count, with the points; the best try may have been an earlier one. */
  private lastVerdict(outcome: "partly" | "wrong", values: Values): string {
    const verdict = this.host.word(`question.${outcome}`);
    const got = Math.round(pointsFor(this.item, values) * 100) / 100;
    if (got === 0) return verdict;
    return `${verdict} ${this.host.word("question.points", { got, all: this.item.points })}`;
  }

  /**
   * Feedback by outcome and by choice. While there are tries left, a part of the answer that is right
   * keeps silent, so that it is not given away. Who wrote nothing for "partly" meant "wrong".
   */
  private causes(values: Values): readonly string[] {
    const outcome = outcomeOf(this.item, values);
    const told = outcome === "partly" && !this.hasFeedback("partly") ? "wrong" : outcome;
    const judge = judgeOf(this.item);
    const right = isFinal(this.item, values) ? [] : judge.right(this.item, values);
    return [told, ...judge.parts(this.item, values).filter((id) => !right.includes(id))];
  }

  private hasFeedback(cause: string): boolean {
    return this.all("[data-cause]").some((why) => why.dataset["cause"] === cause);
  }

  private lock(values: Values): void {
    const focused = document.activeElement;
    this.view.lock(values);
    const button = this.one("[data-check]");
    button.setAttribute("aria-disabled", "true");
    button.textContent = this.host.word("question.checked");
    this.keepFocus(focused);
    for (const part of all(this, "[data-how]")) part.hidden = true;
  }

  /** A control that is locked while it has the focus hands it to the result. */
  private keepFocus(focused: Element | null): void {
    const isGone = focused?.matches("input[type=radio], input[type=checkbox], select, [data-move]") ?? false;
    if (isGone && this.contains(focused)) focusOn(this.one("[data-result]"));
  }
}
