/**
 * One package in several languages (docs/design.md, "A menu of languages"). The page stands there in the course's own;
 * each further one waits in a `<template data-bc-language="fr" lang="fr" dir="ltr">` with all that the body has of it,
 * its `#bc-words`, and in its `#bc-plan` the words alone that differ from the plan's. Another language takes the place
 * of what is shown, over the same session: the LMS hears nothing of it.
 */
import { part, tellLeaving } from "./dom";
import { endLife, listen } from "./living";
import type { Plan } from "./plan";
import type { Session } from "./session";
import type { Word } from "./words";

const PREFIX = "build-course:language:";

export class Languages {
  private readonly templates = new Map<string, HTMLTemplateElement>();
  /** The language that is shown. */
  private now = document.documentElement.lang;
  private words: unknown = {};

  /** `course` is its id: what a learner chose is kept for each course. */
  constructor(
    private readonly course: string,
    private readonly win: Window = window,
  ) {
    this.templates.set(this.now, asTemplate());
    for (const template of document.querySelectorAll<HTMLTemplateElement>("template[data-bc-language]")) {
      this.templates.set(template.lang, template);
    }
  }

  /**
   * Shows the language to begin with, before anything is alive: the one chosen here before, then one that the LMS
   * knows its learner to like (`preferred`, with commas), then one of the browser's, then the course's own.
   */
  begin(preferred = ""): void {
    const told = preferred.split(",").map((one) => one.replace(/\..*/, "").replace(/_/g, "-").trim());
    const wanted = [this.chosen, ...told, ...(this.win.navigator.languages ?? [])];
    this.show(bestOf(wanted, [...this.templates.keys()]));
  }

  /** The plan in the language that is shown; what is tracked is the same. */
  spoken(plan: Plan): Plan {
    return merged(plan, this.words) as Plan;
  }

  /** Brings the menu to life. `again` does so with all else, once the page stands there in another language. */
  connect(session: Session, again: () => Word, announce: (text: string) => void): void {
    const [root, button, list] = [part("languages"), part("languages-button"), part("languages-list")];
    if (!root || !button || !list) return;
    const unfold = (open: boolean): void => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    root.hidden = false;
    button.addEventListener("click", () => unfold(button.getAttribute("aria-expanded") !== "true"));
    root.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || list.hidden) return;
      unfold(false);
      button.focus();
    });
    root.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to && !root.contains(to as Node)) unfold(false);
    });
    listen(document, "click", ({ target }) => {
      if (!root.contains(target as Node)) unfold(false);
    });
    list.addEventListener("click", ({ target }) => {
      const choice = (target as Element).closest<HTMLElement>("[data-bc-choose-language]");
      if (!choice) return;
      unfold(false);
      const { bcChooseLanguage: language = "" } = choice.dataset;
      if (language !== this.now) this.change(language, session, again, announce);
      part("languages-button")?.focus({ preventScroll: true });
    });
  }

  private change(language: string, session: Session, again: () => Word, announce: (text: string) => void): void {
    const view = viewNow();
    tellLeaving();
    endLife();
    session.unheard();
    this.chosen = language;
    this.show(language);
    const word = again();
    view();
    const name = part("languages-list")?.querySelector("[aria-current]")?.textContent ?? language;
    announce(word("player.language-now", { language: name }));
  }

  private show(language: string): void {
    const template = this.templates.get(language);
    if (language === this.now || !template) return;
    this.now = language;
    const { lang, dir } = template;
    Object.assign(document.documentElement, { lang, dir });
    const fresh = document.importNode(template.content, true);
    const plan = fresh.querySelector("#bc-plan")?.textContent;
    this.words = plan ? JSON.parse(plan) : {};
    takeOver(fresh);
  }

  /** What the learner chose on this device, or "". */
  private get chosen(): string {
    try {
      return this.win.localStorage.getItem(PREFIX + this.course) ?? "";
    } catch {
      return "";
    }
  }

  private set chosen(language: string) {
    try {
      this.win.localStorage.setItem(PREFIX + this.course, language);
    } catch {
      // This browser keeps nothing: at the next visit the learner chooses again.
    }
  }
}

/** That of the offered languages which serves best, by what is wanted in this order; the first where none does. */
export function bestOf(wanted: readonly string[], offered: readonly string[]): string {
  const found = wanted.map((tag) => match(tag.toLowerCase(), offered)).find((tag) => tag !== undefined);
  return found ?? offered[0] ?? "";
}

/** As `best_match` in `builder/languages.py`: the same tag, one that lacks its last parts, any of the same language. */
function match(wanted: string, offered: readonly string[]): string | undefined {
  for (let tag = wanted; tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const found = offered.find((one) => one.toLowerCase() === tag);
    if (found !== undefined) return found;
  }
  const [language = ""] = wanted.split("-");
  return offered.find((one) => one.toLowerCase().split("-")[0] === language);
}

/** Puts words over a plan: of mappings and lists the entries that are given, all else whole. */
export function merged(own: unknown, words: unknown): unknown {
  const inside = typeof own === "object" && own !== null && typeof words === "object" && words !== null && !Array.isArray(words);
  if (!inside) return words;
  const made = (Array.isArray(own) ? [...own] : { ...own }) as Record<string, unknown>;
  for (const [key, value] of Object.entries(words)) made[key] = merged(made[key], value);
  return made;
}

/** What is shown of the page, without what stays: scripts, templates, the voice of the player. */
function shownIn(root: ParentNode): Element[] {
  return [...root.children].filter((one) => !one.matches("script, template, [data-bc-live]"));
}

/** The page as it came, in a document where nothing runs and no media load; added to the others. */
function asTemplate(): HTMLTemplateElement {
  const { body, documentElement: root } = document;
  const made = document.createElement("template");
  const kept = [...shownIn(body), document.getElementById("bc-words"), part("live")];
  for (const one of kept) if (one) made.content.append(made.content.ownerDocument.importNode(one, true));
  made.lang = made.dataset["bcLanguage"] = root.lang;
  made.dir = root.dir;
  body.append(made);
  return made;
}

/** Puts a page in another language in the place of what is shown, with the words of the player. */
function takeOver(fresh: DocumentFragment): void {
  const words = fresh.querySelector("#bc-words");
  if (words) document.getElementById("bc-words")?.replaceWith(words);
  const [live, spoken] = [part("live"), part("live", fresh)];
  for (const name of ["lang", "dir"] as const) if (live) live[name] = spoken?.[name] ?? "";
  for (const one of shownIn(document.body)) one.remove();
  document.body.prepend(...shownIn(fresh));
}

/** Where the learner is on the page, and what is folded out; called, it makes it so again in what took its place. */
function viewNow(): () => void {
  const folds = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("main details")];
  const blocks = (): Element[] => [...document.querySelectorAll("section[data-page]:not([hidden]) > *")];
  const open = folds().map((one) => one.open);
  const covered = part("bar")?.getBoundingClientRect().bottom ?? 0;
  const at = blocks().findIndex((one) => one.getBoundingClientRect().bottom > covered);
  const before = blocks()[at]?.getBoundingClientRect().top ?? 0;
  return () => {
    folds().forEach((one, number) => (one.open = open[number] ?? one.open));
    const after = blocks()[at]?.getBoundingClientRect().top ?? 0;
    if (window.scrollY > 0) window.scrollBy(0, after - before);
  };
}
