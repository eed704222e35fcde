/** Plays a branching story: one scene at a time, what was chosen above it, the debrief at the end. */
import { focusOn, make, showIf } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { endingTitle, pointsOf } from "./logic";
import type { ScenarioEvent } from "./logic";
import { PARTS } from "./parts";
import { found, isEnd, isStuck, mayRestart, mayStepBack, possible, reached, run, scenarioData } from "./story";
import type { Run } from "./story";

const CLOSED = "is-closed";

export class ScenarioElement extends BlockElement {
  protected setUp(): void {
    this.classList.add("is-played");
    for (const button of this.all("[data-choose]")) {
      button.addEventListener("click", () => this.choose(button));
    }
    this.one("[data-restart]").addEventListener("click", () => this.move({ type: "restart" }));
    this.one("[data-back]").addEventListener("click", () => this.move({ type: "back" }));
    if (this.isInHistory) PARTS.history?.follow(this.item.id, (path) => this.arrive({ type: "go", path }));
  }

  show(values: Values): void {
    const now = run(this.item, values);
    for (const scene of this.all("[data-scene]")) this.showScene(scene, now, values);
    this.showAnswer(now);
    this.showWay(now);
    this.showResult(now, values);
    this.showMoves(now, values);
    const debrief = this.querySelector<HTMLElement>("[data-debrief]");
    debrief?.classList.toggle(CLOSED, reached(this.item, values) === "");
  }

  /** Where every choice may be taken back, the browser's Back does so, too. */
  private get isInHistory(): boolean {
    const { back, replay } = scenarioData(this.item);
    return back && replay !== "false";
  }

  private choose(button: HTMLElement): void {
    const scene = button.closest<HTMLElement>("[data-scene]")?.dataset["scene"] ?? "";
    const choice = button.closest<HTMLElement>("[data-choice]")?.dataset["choice"] ?? "";
    this.move({ type: "choose", scene, choice });
  }

  private move(event: ScenarioEvent): void {
    const before = run(this.item, this.values).path;
    this.arrive(event);
    const after = run(this.item, this.values).path;
    if (this.isInHistory && after.join() !== before.join()) PARTS.history?.note(this.item.id, before, after);
  }

  /** Goes there; reading goes on at the top of the scene, and what is new is said aloud once. */
  private arrive(event: ScenarioEvent): void {
    const before = run(this.item, this.values).path.join();
    this.send(event);
    const isNew = run(this.item, this.values).path.join() !== before;
    const scene = this.all("[data-scene]").find((one) => !one.classList.contains(CLOSED));
    const heading = scene?.querySelector<HTMLElement>("[data-heading]");
    if (!isNew || !scene || !heading || this.closest("[hidden]")) return;
    const answer = this.one("[data-answer]");
    const text = scene.querySelector<HTMLElement>("[data-text]");
    const news = [answer, text, this.one("[data-result]"), this.one("[data-stuck]")];
    this.host.announce(news.map(spoken).filter(Boolean).join(" "));
    focusOn(heading);
    this.bringUp(answer.hidden ? heading : answer, scene);
  }

  /** The new scene is read from its top: if it does not fit below what is seen, it moves up. */
  private bringUp(top: HTMLElement, scene: HTMLElement): void {
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    const { scrollMarginTop } = getComputedStyle(top);
    const covered = (parseFloat(scrollPaddingTop) || 0) + (parseFloat(scrollMarginTop) || 0);
    const isSeen = top.getBoundingClientRect().top >= covered;
    if (!isSeen || scene.getBoundingClientRect().bottom > window.innerHeight) top.scrollIntoView?.({ block: "start" });
  }

  private showScene(scene: HTMLElement, now: Run, values: Values): void {
    const isNow = scene.dataset["scene"] === now.scene;
    scene.classList.toggle(CLOSED, !isNow);
    if (!isNow) for (const media of scene.querySelectorAll<HTMLMediaElement>("video, audio")) media.pause();
    const choices = isNow ? possible(this.item, values) : [];
    for (const choice of scene.querySelectorAll<HTMLElement>("[data-choice]")) {
      choice.classList.toggle(CLOSED, isNow && !choices.includes(choice.dataset["choice"] ?? ""));
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

  /** At an ending: its points, which ending counts if it is another one, and how many were found. */
  private showResult(now: Run, values: Values): void {
    const atEnd = isEnd(scenarioData(this.item), now.scene);
    const lines = atEnd ? this.resultLines(now.scene, values) : [];
    const result = this.one("[data-result]");
    result.hidden = lines.length === 0;
    result.replaceChildren(...lines.map((line) => make("p", "", line)));
  }

  private resultLines(scene: string, values: Values): string[] {
    const { points, objectives } = this.item;
    const counts = reached(this.item, values);
    const lines: string[] = [];
    const say = (key: string, about: Record<string, string | number>) =>
      lines.push(this.host.word(`scenario.${key}`, about));
    if (points > 0) say("points", { n: pointsOf(this.item, scene), all: points });
    if (counts !== scene) say("kept", { title: endingTitle(this.item, counts), n: pointsOf(this.item, counts) });
    if (scenarioData(this.item).replay !== "false" && objectives.length > 1) {
      say("found", { n: found(this.item, values).length, all: objectives.length });
    }
    return lines;
  }

  private showMoves(now: Run, values: Values): void {
    const data = scenarioData(this.item);
    const atEnd = isEnd(data, now.scene);
    const restarts = mayRestart(this.item, values);
    const goesBack = mayStepBack(this.item, values);
    this.one("[data-stuck]").hidden = !isStuck(this.item, values);
    this.one("[data-moves]").hidden = !restarts && !goesBack;
    this.one("[data-back]").hidden = !goesBack;
    const restart = this.one("[data-restart]");
    restart.hidden = !restarts;
    restart.classList.toggle("button--link", !atEnd);
    restart.textContent = this.host.word(atEnd ? "scenario.again" : "scenario.begin-again");
    const counts = this.one("[data-counts]");
    counts.hidden = !(atEnd && restarts && this.item.points > 0);
    counts.textContent = this.host.word(`scenario.counts-${data.replay === "last" ? "last" : "best"}`);
  }
}

/** The words of something that is shown. */
function spoken(part: HTMLElement | null): string {
  if (!part || part.hidden) return "";
  const shown = [...part.children].filter((child) => !(child as HTMLElement).hidden);
  const parts: readonly Element[] = part.childElementCount > 0 ? shown : [part];
  return parts.map((one) => one.textContent?.trim().replace(/\s+/g, " ") ?? "").join(" ");
}
