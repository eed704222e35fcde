/** The learner's own page: drawn anew whenever something that it gathers changes, and given as files. */
import { make, showIf } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import { listed } from "../../player/src/listing";
import { listen } from "../../player/src/living";
import type { Values } from "../../player/src/logic";
import { MORE } from "../../player/src/registry";
import { language } from "../../player/src/words";
import { ofStanding } from "../rate/points";
import { chartOf, keyOf, remark, rounded, tableElement } from "../rate/view";
import { calendar } from "./calendar";
import { dayOf, firstOfWeek, isoOf, weekWritten } from "./days";
import { download, savedPage } from "./file";
import { firstWeek, judged, levelStandings, plans, ratings, reflections } from "./gather";
import type { PlannedAction } from "./gather";
import { startOf } from "./logic";
import type { SheetEvent } from "./logic";
import { printOnly } from "./print";

const GATHERED = ["rate", "reflect", "plan", "question", "scenario"];

/** The kind of block that each part of the sheet comes from. */
const SOURCES = { ratings: "rate", strengths: "rate", grow: "rate", reflections: "reflect", plan: "plan" };

export class SheetElement extends BlockElement {
  private waiting = false;

  protected setUp(): void {
    void MORE.later?.whole().then(() => this.drawSoon());
    for (const item of this.host.items) {
      if (GATHERED.includes(item.kind)) this.host.watch(item.id, () => this.drawSoon());
    }
    for (const [part, kind] of Object.entries(SOURCES)) {
      this.section(part).hidden = !this.host.items.some((item) => item.kind === kind);
    }
    this.section("score").hidden = !this.host.items.some(({ points }) => points > 0);
    this.onPress("[data-print]", () => printOnly(this));
    this.onPress("[data-save]", () => this.save());
    this.onPress("[data-save-calendar]", () => this.saveCalendar());
    this.one("[data-start-label]").textContent = this.host.word("sheet.start", { n: firstWeek(this.host) });
    const start = this.one<HTMLInputElement>("[data-start]");
    start.addEventListener("change", () => this.choose(start.value));
    listen(window, "beforeprint", () => this.draw());
  }

  show(_values: Values): void {
    this.draw();
  }

  private section(name: string): HTMLElement {
    return this.one(`[data-part="${name}"]`);
  }

  private onPress(selector: string, pressed: () => void): void {
    const button = this.one(selector);
    button.hidden = false;
    button.addEventListener("click", pressed);
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
    this.showWhose();
    this.fill("ratings", this.ratings());
    this.fill("strengths", [...this.standings("strength"), ...this.levels()]);
    this.fill("grow", [...this.standings("grow"), ...this.goals()]);
    this.fill("reflections", this.reflections());
    this.fill("plan", this.plan());
    this.fill("score", this.score());
    this.showStart();
  }

  /** Whose sheet it is, of which course, and of which day: on paper nobody knows it otherwise. */
  private showWhose(): void {
    const line = this.one("[data-whose]");
    const day = new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(new Date());
    const { learnerName, course } = this.host;
    line.hidden = false;
    line.textContent = [learnerName, course.title, day].filter((part) => part !== "").join(" · ");
  }

  /** Nothing to show: a sentence says what will stand there. */
  private fill(part: string, content: readonly Node[]): void {
    const empty = make("p", "hint", this.host.word(`sheet.empty-${part}`));
    const shown = content.length > 0 ? content : [empty];
    this.one(`[data-part="${part}"] [data-content]`).replaceChildren(...shown);
  }

  private ratings(): Node[] {
    return ratings(this.host).map((table) => {
      const key = table.compared ? [keyOf(this.host)] : [];
      const chart = make("div", "sheet__chart", ...chartOf(table, this.host), ...key);
      const drawn = table.chart === "radar" ? [chart] : [];
      return make("div", `sheet__rating sheet__rating--${table.chart ?? "plain"}`, ...drawn, tableElement(table, this.host));
    });
  }

  /** A group's title, and the author's words for its band, which the rating's own page holds. */
  private standings(wanted: "strength" | "grow"): HTMLElement[] {
    return judged(this.host).flatMap(({ item, results, few }) => {
      MORE.later?.unfold(item.page.split(".")[0]);
      const found = ofStanding(results, wanted).map(({ id, title, band }) => {
        const words = document.querySelector(`[data-item="${item.id}"] [data-result="${id}"] [data-band="${band}"]`);
        const said = [...(words?.children ?? [])].map((part) => part.cloneNode(true));
        return make("div", "sheet__item", make("p", "sheet__item-title", title), ...said);
      });
      const titles = wanted === "grow" ? few.map(({ title }) => title) : [];
      const unknown = titles.length > 0 ? this.host.word("rate.few", { titles: listed(titles) }) : "";
      const said = [remark(results, wanted, this.host), unknown].filter((text) => text !== "");
      return [...found, ...said.map((text) => make("p", "sheet__item", text))];
    });
  }

  private levels(): HTMLElement[] {
    return levelStandings(this.host).map(({ on, marked }) => {
      const text = on === "" ? this.host.word("sheet.begins", { n: marked }) : this.host.word("sheet.level", { level: on });
      return make("p", "sheet__item", text);
    });
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

  private get start(): number {
    return startOf(this.item, this.values);
  }

  private plan(): HTMLElement[] {
    const lines = plans(this.host).map(({ week, say }) => {
      const when = make("span", "sheet__week", this.host.word("sheet.week", { n: week }), ...this.dates(week));
      return make("li", "", when, " ", make("span", "", say));
    });
    const list = make("ul", this.start === 0 ? "sheet__plan" : "sheet__plan sheet__plan--dated", ...lines);
    list.setAttribute("role", "list");
    return lines.length > 0 ? [list] : [];
  }

  private dates(week: number): Node[] {
    if (this.start === 0) return [];
    const written = weekWritten(firstOfWeek(this.start, week), language());
    return [make("span", "sheet__dates", " ", written)];
  }

  private score(): HTMLElement[] {
    const { score } = this.host;
    if (score === null) return [];
    return [make("p", "", this.host.word("sheet.points", { n: rounded(score) }))];
  }

  private showStart(): void {
    showIf(this.one("[data-calendar]"), plans(this.host).length > 0);
    const input = this.one<HTMLInputElement>("[data-start]");
    const text = this.start === 0 ? "" : isoOf(firstOfWeek(this.start, firstWeek(this.host)));
    if (input !== document.activeElement && input.value !== text) input.value = text;
  }

  /** Asked for is the first week that there is anything to plan for; kept is when week 1 would have begun. */
  private choose(text: string): void {
    const chosen = dayOf(text);
    const day = chosen === 0 ? 0 : firstOfWeek(chosen, 2 - firstWeek(this.host));
    const event: SheetEvent = { type: "start", day };
    this.send(event);
  }

  /** Said beside the button that was pressed. */
  private say(where: "file" | "calendar", text: string): void {
    this.one(`[data-said="${where}"]`).textContent = text;
  }

  private save(): void {
    this.draw();
    const title = this.one(".sheet__title").textContent ?? "";
    const name = this.fileName("sheet", "html");
    const whole = `${title} · ${this.host.course.title}`;
    download(name, "text/html", savedPage(this.one(".sheet"), whole, document));
    this.say("file", this.host.word("sheet.saved", { name }));
  }

  private saveCalendar(): void {
    if (this.start === 0) {
      this.say("calendar", this.host.word("sheet.start-first", { n: firstWeek(this.host) }));
      this.one("[data-start]").focus();
      return;
    }
    const name = this.fileName("plan", "ics");
    const entries = plans(this.host).map((action) => this.entry(action));
    download(name, "text/calendar", calendar(entries, this.host.course.title, this.start, new Date()));
    this.say("calendar", this.host.word("sheet.saved-calendar", { name }));
  }

  private entry({ item, id, say, week }: PlannedAction): { uid: string; say: string; week: number; about: string } {
    const { course } = this.host;
    const from = this.host.word("sheet.from-course", { course: course.title });
    const about = `${this.host.word("sheet.week", { n: week })}. ${from}`;
    return { uid: `${item}.${id}@${course.id}.build-course`, say, week, about };
  }

  /** `high-quality-connections-sheet.html`: says what it is, and whose is nobody's business. */
  private fileName(what: "sheet" | "plan", ending: string): string {
    return `${this.host.course.id}-${this.host.word(`sheet.file-${what}`)}.${ending}`;
  }
}
