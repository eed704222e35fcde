/**
 * The frame around the blocks: one page at a time, the way from page to page, and what the learner is
 * told on the way.
 *
 * # What the shell needs of the HTML
 *
 * Required:
 *
 * - `<html class="no-script">`; the class becomes `script` when the player runs.
 * - `#bc-plan` and `#bc-words`: `<script type="application/json">` with the plan and the words.
 * - `<main id="content">`; notices are put at its start (`<div class="notice" role="status">`).
 * - Pages: `<section data-page="MODULE.PAGE">`, each with one heading that says its
 *   title (the first of `h1` to `h4`). All are shown in the HTML; the shell sets `hidden` on those
 *   that are not open, and on each `section[data-module]` without the open page. Print shows all.
 * - Blocks that a learner uses: `<bc-KIND data-item="MODULE.PAGE.BLOCK">`.
 * - `button[data-bc-previous]`, `button[data-bc-next]`; the shell hides them where there is no page.
 *
 * Optional, each at most once; those marked * carry `hidden` in the HTML, and the shell shows them:
 *
 * - `[data-bc-bar]` what stays at the top of the window: how much it covers is told to styles as `--bc-top`.
 * - `[data-bc-skip]` the skip link; leads to the open page's heading.
 * - `[data-bc-menu]` the navigation, with links `a[href="#MODULE.PAGE"][data-page="MODULE.PAGE"]`. The shell
 *   sets on them `aria-current="page"`, `data-state` = `new` `seen` `done` `locked`, and the same in
 *   words in a `[data-bc-state]` inside (for screen readers); links that are `new` in the HTML cost nothing. `data-open` on it: folded out.
 * - `[data-bc-menu-module="MODULE"]` around what the menu has of a module, and `[data-bc-credits]`, the credits of the
 *   course: where one module was launched by itself (pruning.ts), the others go, and the credits move to its last page.
 * - `[data-bc-menu-button]`* folds the menu out on narrow screens; `aria-expanded`, `aria-controls`.
 * - `[data-bc-progress]`* with `role="progressbar"`, and `[data-bc-progress-fill]`, whose width is set.
 * - `[data-bc-steps]`* around previous and next; `[data-bc-where]` for "Page 2 of 9".
 * - `[data-bc-gate]`* with `role="alert"`: gets a `p` and a `ul` of links to what is missing.
 * - `[data-bc-save]`* the save line; no live region. `data-state` = `off` `saved` `saving` `unsaved`.
 * - `[data-bc-trouble]`* gets a `p` with the reason when work is not saved, and a `p` with buttons.
 * - `[data-bc-help-button]`* opens `dialog[data-bc-help]`, with `[data-bc-help-close]`, `[data-bc-help-saving]`
 *   (what has become of the work), `[data-bc-help-how]` (how it is kept), `[data-bc-report-copy]`,
 *   `[data-bc-report-state]` (a status), and `textarea[data-bc-report]` inside a `details`.
 * - `[data-bc-exit]`* is shown where the course stands in a window of its own, or the LMS wants its learners back.
 * - `[data-bc-languages]`* where there are several languages (languages.ts): with `[data-bc-languages-button]`, which
 *   folds out `[data-bc-languages-list]`*, where `button[data-bc-choose-language="fr"]` stands for each; `aria-current`
 *   is on the one that is shown.
 * - `template[data-bc-language][lang][dir]` for each further language: all that the body has of it. In another language
 *   all children of the body are replaced but scripts, templates and `[data-bc-live]`.
 * - `[data-bc-live]` an empty, visually hidden `aria-live="polite"`.
 *
 * `<html data-bc-alive>` is set by the player once all blocks work, on all pages.
 *
 * `main.end` is made by the player, shown alone while it waits, after leaving, or when the page must be loaded anew.
 * Links to `#MODULE`, `#MODULE.PAGE` and `#MODULE.PAGE.BLOCK` anywhere lead there; other `#…` are the browser's.
 */
import { watchBar } from "./bar";
import type { Place } from "./course";
import { progress } from "./derive";
import { OPENING, focusOn, mute, part, showIf, tellLeaving } from "./dom";
import type { Gate } from "./gate";
import { listen } from "./living";
import { Menu } from "./menu";
import { askReload, showEnd } from "./notices";
import type { PlannedPage } from "./plan";
import { MORE } from "./registry";
import { decoded, type Router } from "./router";
import type { Session } from "./session";
import type { Word } from "./words";

/** How a page is opened: as a step of the history, in place of this one, or where the history already is. */
type How = "push" | "replace";

export class Shell {
  private readonly menu: Menu;
  private readonly gate: Gate | undefined;
  private current: PlannedPage | null = null;
  /** Where the learner wanted to go last: a page may be on its way still. */
  private wanted: Place | undefined;

  constructor(
    private readonly session: Session,
    private readonly router: Router,
    private readonly word: Word,
    announce: (text: string) => void,
    private readonly bring: (page: HTMLElement) => void,
  ) {
    this.menu = new Menu(session, word);
    this.gate = MORE.gates && new MORE.gates.Gate(session, word, announce);
  }

  /**
   * Shows the page that the address names, or else the one that was open last; `again`: the one that is open, in
   * another language. To be followed by `update` and `address`.
   */
  start(again = false): void {
    document.documentElement.classList.replace("no-script", "script");
    this.listen();
    for (const name of ["steps", "progress"]) showIf(part(name), true);
    showIf(part("exit"), this.mayLeave);
    watchBar(part("bar"));
    const place = this.firstPlace();
    if (again) this.stay();
    else if (place) this.show(place, "replace");
    this.session.onChange(() => this.update());
  }

  /** Names the page in the address. Apart from `start`: in a large document browsers take their time for it. */
  address(): void {
    if (this.current) this.router.write(this.current.id, "replace");
  }

  /** Opens a page, a module's first page, or the page of a block; or says what must be done before. */
  readonly open = (target: string): boolean => {
    const place = this.session.spoken.place(target);
    if (!place) return false;
    this.menu.close();
    const page = this.session.spoken.page(place.page);
    if (this.session.held().has(page)) this.gate?.explain(page);
    else this.show(place, "push", true);
    return true;
  };

  /** Whether there is somewhere to go, and something to keep before. */
  private get mayLeave(): boolean {
    const { info, writes } = this.session;
    return info.exit && (writes || info.returnTo !== undefined);
  }

  private listen(): void {
    part("previous")?.addEventListener("click", () => this.turn(-1));
    part("next")?.addEventListener("click", () => this.turn(1));
    part("exit")?.addEventListener("click", () => this.leave());
    part("skip")?.addEventListener("click", (event) => this.skip(event));
    listen<MouseEvent>(document, "click", (event) => this.follow(event));
    this.router.listen((target) => this.arrive(target));
  }

  private firstPlace(): Place | null {
    const { spoken: course, state } = this.session;
    const named = course.place(this.router.target);
    if (named && !this.session.held().has(course.page(named.page))) return named;
    const page = course.pageOfSlot(state.last) ?? course.plan.pages[0];
    return page ? { page: page.id } : null;
  }

  private show(place: Place, how: How, move = false): void {
    const page = this.session.spoken.page(place.page);
    this.wanted = place;
    const awaited = MORE.later?.awaited(page);
    if (awaited) return void awaited.then(() => this.wanted === place && (this.show(place, how, move), this.address()));
    const turned = page !== this.current;
    const before = this.current;
    if (turned && before) tellLeaving();
    this.current = page;
    this.gate?.close();
    if (turned) this.draw(page);
    if (before) this.router.write(page.id, how);
    if (turned) this.session.send({ type: "opened", page: page.id });
    if (move) this.focus(place, turned);
  }

  /** The open page was opened already: nothing is to be told of it. */
  private stay(): void {
    const { spoken: course, state } = this.session;
    this.current = course.pageOfSlot(state.last) ?? null;
    if (this.current) this.draw(this.current);
  }

  private draw(page: PlannedPage): void {
    const { spoken: course, info } = this.session;
    if (MORE.later?.unfold(page.module) && info.silent) mute();
    const section = byData("page", page.id, "section");
    if (section) this.bring(section);
    else if (MORE.later) askReload(this.word);
    showOnly("page", page.id);
    showOnly("module", page.module);
    document.getElementById(OPENING)?.remove();
    document.title = this.word("player.title", { page: page.title, course: course.plan.course.title });
  }

  private focus(place: Place, turned: boolean): void {
    if (turned) window.scrollTo(0, 0);
    const block = place.item === undefined ? null : byData("item", place.item);
    const target = block ?? this.heading();
    if (target) focusOn(target);
    block?.scrollIntoView({ block: "start" });
  }

  private heading(): HTMLElement | null {
    const page = byData("page", this.current?.id ?? "", "section");
    return page?.querySelector<HTMLElement>("h1, h2, h3, h4") ?? page;
  }

  /** At the start, and after every change. */
  update(): void {
    const { spoken: course, state } = this.session;
    if (!this.current) return;
    const number = course.plan.pages.indexOf(this.current) + 1;
    const all = course.plan.pages.length;
    this.menu.show(this.current);
    this.gate?.update();
    this.drawProgress(progress(course, state));
    showIf(part("previous"), number > 1);
    showIf(part("next"), number < all);
    const where = part("where");
    if (where) where.textContent = this.word("player.where", { n: number, all });
  }

  private drawProgress(share: number): void {
    const percent = Math.floor(share * 100);
    part("progress")?.setAttribute("aria-valuenow", String(percent));
    const fill = part("progress-fill");
    if (fill) fill.style.width = `${percent}%`;
  }

  private turn(by: number): void {
    const { pages } = this.session.spoken.plan;
    const page = this.current && pages[pages.indexOf(this.current) + by];
    if (page) this.open(page.id);
  }

  /** Back, forward or a changed address. Where it leads to a page that is held back, it is undone. */
  private arrive(target: string): void {
    const place = this.session.spoken.place(target);
    if (!place || !this.current) return;
    const page = this.session.spoken.page(place.page);
    if (!this.session.held().has(page)) return this.show(place, "replace", true);
    this.router.write(this.current.id, "replace");
    this.gate?.explain(page);
  }

  /** Links to places of the course, wherever they stand. */
  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest?.("a[href^='#']");
    const target = decoded(link?.getAttribute("href") ?? "");
    if (target && this.open(target)) event.preventDefault();
  }

  private skip(event: Event): void {
    const heading = this.heading();
    if (!heading) return;
    event.preventDefault();
    focusOn(heading);
  }

  private leave(): void {
    const { session } = this;
    tellLeaving();
    const ended = session.leave();
    if (session.phase === "finished") void showEnd(this.word, session, ended);
  }
}

/** Hides the other pages or modules. What is so already is not touched: there may be hundreds. */
function showOnly(name: "page" | "module", value: string): void {
  for (const section of document.querySelectorAll<HTMLElement>(`section[data-${name}]`)) {
    const isOther = section.dataset[name] !== value;
    if (section.hidden !== isOther) section.hidden = isOther;
  }
}

function byData(name: string, value: string, tag = ""): HTMLElement | null {
  return document.querySelector<HTMLElement>(`${tag}[data-${name}="${CSS.escape(value)}"]`);
}
