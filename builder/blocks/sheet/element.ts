/** The learner's own page: drawn anew whenever something that it gathers changes. */
import { make } from "../../player/src/dom";
import { PlayerElement } from "../../player/src/element";
import { written } from "../rate/view";
import { levelStandings, plans, ratings, reflections, standing } from "./gather";
import type { Figure, RatingTable } from "./gather";
import { printOnly } from "./print";

const GATHERED = ["rate", "reflect", "plan", "question", "scenario"];

export class SheetElement extends PlayerElement {
  private waiting = false;

  protected setUp(): void {
    for (const item of this.host.items) {
      if (GATHERED.includes(item.kind)) this.host.watch(item.id, () => this.drawSoon());
    }
    const button = this.one("[data-print]");
    button.hidden = false;
    button.addEventListener("click", () => printOnly(this));
    window.addEventListener("beforeprint", () => this.draw());
    this.draw();
  }

  /** Typing changes values with every letter; the sheet is on another page and can wait. */
  private drawSoon(): void {
    if (this.waiting) return;
    this.waiting = true;
    setTimeout(() => {
      this.waiting = false;
      this.draw();
    }, 100);
  }

  private draw(): void {
    this.fill("ratings", ratings(this.host).map((table) => this.table(table)));
    this.fill("strengths", [...this.standings("strength"), ...this.levels()]);
    this.fill("grow", [...this.standings("grow"), ...this.goals()]);
    this.fill("reflections", this.reflections());
    this.fill("plan", this.plan());
    this.fill("score", this.score());
    this.one('[data-part="score"]').hidden = !this.host.items.some(({ points }) => points > 0);
  }

  /** Nothing to show: a sentence says what will stand there. */
  private fill(part: string, content: readonly HTMLElement[]): void {
    const empty = make("p", "hint", this.host.word(`sheet.empty-${part}`));
    const shown = content.length > 0 ? content : [empty];
    this.one(`[data-part="${part}"] [data-content]`).replaceChildren(...shown);
  }

  private table({ title, compared, rows }: RatingTable): HTMLElement {
    const heads = ["what", ...(compared ? ["before"] : []), "now"].map((key) => {
      const head = make("th", "", this.host.word(`sheet.${key}`));
      head.scope = "col";
      return head;
    });
    const body = rows.map((row) => {
      const name = make("th", "", row.title);
      name.scope = "row";
      const figures = compared ? [row.before, row.now] : [row.now];
      return make("tr", "", name, ...figures.map((figure) => make("td", "", this.figure(figure))));
    });
    return make(
      "table",
      "sheet__table",
      make("caption", "", title),
      make("thead", "", make("tr", "", ...heads)),
      make("tbody", "", ...body),
    );
  }

  private figure(figure: Figure | null): string {
    if (!figure) return this.host.word("sheet.none");
    return this.host.word("sheet.of", { n: written(figure.n), all: figure.all });
  }

  /** A group's title, and the author's words for its band, which the rating's own page holds. */
  private standings(wanted: "strength" | "grow"): HTMLElement[] {
    return standing(this.host, wanted).map(({ item, result }) => {
      const title = make("p", "sheet__item-title", result.title);
      const words = document.querySelector(
        `[data-item="${item.id}"] [data-result="${result.id}"] [data-band="${result.band}"]`,
      );
      const said = [...(words?.children ?? [])].map((part) => part.cloneNode(true));
      return make("div", "sheet__item", title, ...said);
    });
  }

  private levels(): HTMLElement[] {
    return levelStandings(this.host)
      .filter(({ on }) => on !== "")
      .map(({ on }) => make("p", "sheet__item", this.host.word("sheet.level", { level: on })));
  }

  private goals(): HTMLElement[] {
    return levelStandings(this.host).flatMap(({ into, next }) => [
      ...(into === "" ? [] : [make("p", "sheet__item", this.host.word("sheet.into", { into }))]),
      ...(next === "" ? [] : [make("p", "sheet__item", this.host.word("sheet.next", { say: next }))]),
    ]);
  }

  private reflections(): HTMLElement[] {
    return reflections(this.host).map(({ texts }) =>
      make(
        "dl",
        "sheet__texts",
        ...texts.flatMap(({ prompt, text }) => [make("dt", "", prompt), make("dd", "", text)]),
      ),
    );
  }

  private plan(): HTMLElement[] {
    const lines = plans(this.host).map(({ week, say }) => {
      const when = make("span", "sheet__week", this.host.word("sheet.week", { n: week }));
      return make("li", "", when, " ", say);
    });
    return lines.length > 0 ? [make("ul", "sheet__plan", ...lines)] : [];
  }

  private score(): HTMLElement[] {
    const { score } = this.host;
    if (score === null) return [];
    return [make("p", "", this.host.word("sheet.points", { n: written(score) }))];
  }
}
