/** Plays a branching story: one scene at a time, what was chosen above it, the debrief at the end. */
import { focusOn, showIf } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { isStuck, offered, reached, run, scenarioData } from "./logic";
import type { Run, ScenarioEvent } from "./logic";

const CLOSED = "is-closed";

export class ScenarioElement extends BlockElement {
  protected setUp(): void {
    this.classList.add("is-played");
    for (const button of this.all("[data-choose]")) {
      button.addEventListener("click", () => this.choose(button));
    }
    this.one("[data-restart]").addEventListener("click", () => this.move({ type: "restart" }));
  }

  show(values: Values): void {
    const now = run(this.item, values);
    for (const scene of this.all("[data-scene]")) this.showScene(scene, now, values);
    this.showAnswer(now);
    this.showWay(now);
    this.showEnd(now, values);
  }

  private choose(button: HTMLElement): void {
    const scene = button.closest<HTMLElement>("[data-scene]")?.dataset["scene"] ?? "";
    const choice = button.closest<HTMLElement>("[data-choice]")?.dataset["choice"] ?? "";
    this.move({ type: "choose", scene, choice });
  }

  /** After a move reading goes on at the top of what is new: the answer to the choice, or the scene. */
  private move(event: ScenarioEvent): void {
    this.send(event);
    const answer = this.one("[data-answer]");
    const scene = this.all("[data-scene]").find((one) => !one.classList.contains(CLOSED));
    const heading = scene?.querySelector<HTMLElement>("[data-heading]");
    if (!heading) return;
    if (!answer.hidden) this.host.announce(this.spoken(answer));
    focusOn(heading);
    (answer.hidden ? heading : answer).scrollIntoView?.({ block: "nearest" });
  }

  /** The words that stand above the new scene. */
  private spoken(answer: HTMLElement): string {
    const shown = [...answer.children].filter((part) => !(part as HTMLElement).hidden);
    return shown.map((part) => part.textContent?.trim() ?? "").join(" ");
  }

  private showScene(scene: HTMLElement, now: Run, values: Values): void {
    const isNow = scene.dataset["scene"] === now.scene;
    scene.classList.toggle(CLOSED, !isNow);
    const stuck = isStuck(this.item, values);
    const choices = isNow && !stuck ? offered(scenarioData(this.item), now) : {};
    for (const choice of scene.querySelectorAll<HTMLElement>("[data-choice]")) {
      choice.classList.toggle(CLOSED, isNow && !((choice.dataset["choice"] ?? "") in choices));
    }
    const step = scene.querySelector<HTMLElement>("[data-step]");
    if (!step) return;
    step.hidden = !isNow;
    step.textContent = this.host.word("scenario.step", { n: now.path.length + 1 });
  }

  private showAnswer(now: Run): void {
    const last = now.path[now.path.length - 1];
    showIf(this.querySelector<HTMLElement>("[data-answer]"), last !== undefined);
    for (const feedback of this.all("[data-feedback]")) {
      feedback.hidden = feedback.dataset["feedback"] !== last;
    }
    this.one("[data-chose]").textContent =
      last === undefined ? "" : this.host.word("scenario.chose", { say: this.said(last) });
  }

  private said(step: string): string {
    const [scene = "", choice = ""] = step.split("/");
    const row = this.item.interactions.find(({ key }) => key === scene);
    return row?.options.find(({ id }) => id === choice)?.text ?? "";
  }

  private showWay(now: Run): void {
    this.one("[data-way]").hidden = now.path.length < 2;
    const steps = now.path.map((step) => {
      const line = document.createElement("li");
      line.textContent = this.said(step);
      return line;
    });
    this.one("[data-steps]").replaceChildren(...steps);
  }

  private showEnd(now: Run, values: Values): void {
    const data = scenarioData(this.item);
    const atEnd = data.scenes[now.scene]?.ending !== undefined;
    const stuck = isStuck(this.item, values);
    this.one("[data-stuck]").hidden = !stuck;
    this.one("[data-again]").hidden = !(stuck || (data.replay && now.path.length > 0));
    this.one("[data-restart]").textContent = this.host.word(
      atEnd ? "scenario.again" : "scenario.begin-again",
    );
    this.one("[data-counts]").hidden = !(atEnd && this.item.points > 0);
    const debrief = this.querySelector<HTMLElement>("[data-debrief]");
    debrief?.classList.toggle(CLOSED, reached(this.item, values) === "");
  }
}
