import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LEAVING } from "../../builder/player/src/dom";
import { BlockElement } from "../../builder/player/src/element";
import { Languages, bestOf, merged } from "../../builder/player/src/languages";
import { endLife, listen } from "../../builder/player/src/living";
import { textOf, type Values } from "../../builder/player/src/logic";
import { run } from "../../builder/player/src/main";
import "../../builder/player/src/piece-languages";
import { register } from "../../builder/player/src/kinds";
import { course, Notebook } from "./help";

describe("the language that serves best", () => {
  test.each([
    [["fr"], "fr"],
    [["fr-CA"], "fr"],
    [["pt"], "pt-BR"],
    [["pt-PT"], "pt-BR"],
    [["zh-Hant-TW"], "zh-Hant"],
    [["ZH-hant"], "zh-Hant"],
    [["de", "fr-BE", "ar"], "fr"],
    [["", "ar"], "ar"],
    [["de"], "en"],
    [[], "en"],
    [["-", "x-"], "en"],
  ])("for %j is %s", (wanted, best) => {
    expect(bestOf(wanted, ["en", "fr", "ar", "pt-BR", "zh", "zh-Hant"])).toBe(best);
  });
});

test("words are put over a plan, and all else stays", () => {
  const own = { title: "One", list: ["a", "b"], deep: [{ id: "x", text: "X" }, { id: "y", text: "Y" }] };
  const words = { title: "Un", list: ["a", "c", "d"], deep: { 1: { text: "Z" } } };
  expect(merged(own, words)).toEqual({
    title: "Un", list: ["a", "c", "d"], deep: [{ id: "x", text: "X" }, { id: "y", text: "Z" }],
  });
  expect(merged(own, {})).toEqual(own);
  expect(own.deep[1]).toEqual({ id: "y", text: "Y" });
});

/** A field to write in, which is sent when the button is pressed, and says what is kept. */
class WriteElement extends BlockElement {
  private get field(): HTMLInputElement {
    return this.one<HTMLInputElement>("input");
  }

  protected override setUp(): void {
    listen(document, LEAVING, () => left.push(this.item.label));
    this.one("button").addEventListener("click", () => this.send({ type: "text", text: this.field.value } as never));
  }

  override show(values: Values): void {
    this.one("p").textContent = `${this.item.label}: ${textOf(values, "text")}`;
  }

  override draft(): unknown {
    return this.field.value;
  }

  override takeUp(draft: unknown): void {
    this.field.value = String(draft);
  }
}

const left: string[] = [];
const plan = course({ "m.a": ["w1", "w2"], "m.b": ["w1"] });
register("write", WriteElement, plan.logic(plan.item("m.a.w1")));

const WORDS: Readonly<Record<string, object>> = {
  en: { "player.title": "{page} in {course}", "player.language-now": "Now {language}" },
  ar: { "player.title": "{page} fi {course}", "player.language-now": "Al-an {language}" },
};
const ARABIC = { course: { title: "Ikhtibar" }, pages: { 0: { title: "ALIF" } }, items: { 0: { label: "Wasm" } } };

function body(language: string, title: string, planned: object): string {
  const pages = plan.plan.pages.map(({ id, items }) => {
    const blocks = items.map((item) => `<bc-write data-item="${item}"><p></p><input><button></button></bc-write>`);
    return `<section data-module="m"><section data-page="${id}"><h3>${title} ${id}</h3>${blocks.join("")}</section></section>`;
  });
  const choices = ["en", "ar", "fr"].map(
    (one) => `<li><button data-bc-choose-language="${one}"${one === language ? ' aria-current="true"' : ""}>${one}!</button></li>`,
  );
  const links = plan.plan.pages.map(({ id }) => `<a href="#${id}" data-page="${id}" data-state="new"><i data-bc-state></i></a>`);
  return `<header data-bc-bar><p data-bc-save hidden></p>
    <div data-bc-languages hidden><button data-bc-languages-button aria-expanded="false">${language}</button>
    <ul data-bc-languages-list hidden>${choices.join("")}</ul></div></header>
    <nav data-bc-menu>${links.join("")}</nav><main id="content">${pages.join("")}
    <nav data-bc-steps hidden><button data-bc-next></button></nav></main>
    <div data-bc-live lang="${language}"></div>
    <script type="application/json" id="bc-words" lang="${language}">${JSON.stringify(WORDS[language] ?? {})}</script>
    <script type="application/json" id="bc-plan">${JSON.stringify(planned)}</script>`;
}

function arrive(): void {
  const root = document.documentElement;
  Object.assign(root, { lang: "en", dir: "ltr", className: "no-script" });
  document.title = "";
  document.body.innerHTML = body("en", "Page", plan.plan) +
    `<template data-bc-language="ar" lang="ar" dir="rtl">${body("ar", "Safha", ARABIC)}</template>
     <template data-bc-language="fr" lang="fr" dir="ltr">${body("fr", "Page", {})}</template>`;
  window.history.replaceState(null, "", "#");
}

const get = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const part = (name: string) => get(`[data-bc-${name}]`);
const item = (id: string) => get(`[data-item="${id}"]`);
const html = document.documentElement;

function write(id: string, text: string, press = true): void {
  item(id).querySelector("input")!.value = text;
  if (press) item(id).querySelector("button")!.click();
}

function choose(language: string): void {
  part("languages-button").click();
  get(`[data-bc-choose-language="${language}"]`).click();
}

class Speaking extends Notebook {
  constructor(readonly language = "") {
    super();
  }
}

async function open(tracker = new Speaking()): Promise<Notebook> {
  arrive();
  const done = run(tracker);
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  return tracker;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  localStorage.clear();
  left.length = 0;
  window.scrollTo = () => undefined;
  vi.spyOn(window.navigator, "languages", "get").mockReturnValue(["en-CA", "fr"]);
});
afterEach(() => {
  endLife();
  vi.useRealTimers();
});

describe("the language to begin with", () => {
  const browser = (...languages: string[]) => vi.spyOn(window.navigator, "languages", "get").mockReturnValue(languages);
  const chosen = (language: string) => localStorage.setItem("build-course:language:test", language);

  test("is the course's own, where nothing else is known", async () => {
    browser("de", "ja");
    await open();
    expect([html.lang, html.dir]).toEqual(["en", "ltr"]);
  });

  test("is one of the browser's, in their order", async () => {
    browser("de", "ar-EG", "fr");
    await open();
    expect([html.lang, html.dir, document.title]).toEqual(["ar", "rtl", "ALIF fi Ikhtibar"]);
  });

  test("is what the LMS knows, before the browser", async () => {
    browser("en");
    await open(new Speaking("de,ar_EG.UTF-8, fr"));
    expect(html.lang).toBe("ar");
  });

  test("is what was chosen here, before all", async () => {
    browser("en");
    chosen("fr");
    await open(new Speaking("ar"));
    expect(html.lang).toBe("fr");
  });

  test("is found without what was chosen, where that has gone or nothing is kept", async () => {
    chosen("ja");
    await open(new Speaking("fr"));
    expect(html.lang).toBe("fr");

    vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    await open(new Speaking("ar"));
    expect(html.lang).toBe("ar");
  });

  test("takes the place of the own one before anything is alive or told", async () => {
    browser("ar");
    const book = await open();
    expect(item("m.a.w1").textContent).toContain("Wasm:");
    expect(left).toEqual([]);
    expect(book.told.flatMap(({ facts }) => facts)).toEqual([{ fact: "viewed", page: "m.a" }]);
    choose("en");
    expect([html.lang, item("m.a.w1").textContent]).toEqual(["en", "Label w1: "]);
  });
});

describe("a change of language", () => {
  test("says all in the other language, and goes on at the same place", async () => {
    await open();
    part("next").click();
    choose("ar");
    expect([html.lang, html.dir]).toEqual(["ar", "rtl"]);
    expect(document.title).toBe("M.B fi Ikhtibar");
    const shown = [...document.querySelectorAll<HTMLElement>("section[data-page]")].filter(({ hidden }) => !hidden);
    expect(shown.map((page) => page.dataset["page"])).toEqual(["m.b"]);
    expect(document.querySelectorAll("main").length).toBe(1);
    expect(part("languages").hidden).toBe(false);
    expect(part("languages-list").hidden).toBe(true);
    expect(document.activeElement).toBe(part("languages-button"));
  });

  test("tells nobody anything", async () => {
    const book = await open();
    await vi.advanceTimersByTimeAsync(20_000);
    book.take();
    const begun = vi.spyOn(book, "start");
    choose("ar");
    choose("fr");
    await vi.advanceTimersByTimeAsync(20_000);
    expect([book.log, begun.mock.calls.length]).toEqual(["", 0]);
  });

  test("keeps what was done, and what was begun, on every page", async () => {
    await open();
    write("m.a.w1", "kept");
    write("m.a.w2", "begun", false);
    write("m.b.w1", "elsewhere", false);
    choose("ar");
    choose("fr"); // before the blocks of other pages have come to life
    await vi.advanceTimersByTimeAsync(1000);
    expect(item("m.a.w1").querySelector("p")!.textContent).toBe("Label w1: kept");
    const fields = [...document.querySelectorAll("input")].map(({ value }) => value);
    expect(fields).toEqual(["kept", "begun", "elsewhere"]);
  });

  test("lets nothing run twice", async () => {
    const book = await open();
    for (const language of ["ar", "en", "ar", "fr", "en"]) choose(language);
    await vi.advanceTimersByTimeAsync(20_000);
    book.take();
    left.length = 0;
    write("m.a.w1", "once");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(book.told.flatMap(({ facts }) => facts).filter(({ fact }) => fact === "answered")).toHaveLength(1);
    part("next").click();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(left).toEqual(["Label w1", "Label w2", "Label w1"]);
    const viewed = book.told.flatMap(({ facts }) => facts).filter(({ fact }) => fact === "viewed");
    expect(viewed).toEqual([{ fact: "viewed", page: "m.b" }]);
  });

  test("takes off whatever listened to the document and the window", async () => {
    const open_ = new Map<string, number>();
    for (const target of [document, window]) {
      const count = (by: number) => (name: string) => open_.set(name, (open_.get(name) ?? 0) + by);
      vi.spyOn(target, "addEventListener").mockImplementation(count(1));
      vi.spyOn(target, "removeEventListener").mockImplementation(count(-1));
    }
    await open();
    const before = Object.fromEntries(open_);
    for (const language of ["ar", "fr", "en"]) {
      choose(language);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(Object.fromEntries(open_)).toEqual(before);
  });

  test("is said once, in the new language", async () => {
    await open();
    const said: string[] = [];
    new MutationObserver(() => said.push(part("live").textContent)).observe(part("live"), { childList: true });
    choose("ar");
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.filter(Boolean)).toEqual(["Al-an ar!"]);
    expect(part("live").lang).toBe("ar");
  });

  test("is told to the blocks, which may have something to tell", async () => {
    await open();
    choose("ar");
    expect(left).toEqual(["Label w1", "Label w2", "Label w1"]);
  });

  test("is remembered for this course", async () => {
    await open();
    choose("fr");
    await open();
    expect(html.lang).toBe("fr");
    expect(Object.keys({ ...localStorage }).filter((key) => key.includes("language"))).toEqual(["build-course:language:test"]);
  });

  test("to the language that is there changes nothing", async () => {
    await open();
    const before = item("m.a.w1");
    choose("en");
    expect(item("m.a.w1")).toBe(before);
    expect(document.activeElement).toBe(part("languages-button"));
  });
});

describe("the menu of languages", () => {
  const expanded = () => part("languages-button").getAttribute("aria-expanded");

  test("folds out by its button, and in by Escape, by a click beside it and when the focus goes on", async () => {
    await open();
    const button = part("languages-button");
    button.click();
    expect([expanded(), part("languages-list").hidden]).toEqual(["true", false]);
    get("[data-bc-choose-language]").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect([expanded(), part("languages-list").hidden]).toEqual(["false", true]);
    expect(document.activeElement).toBe(button);
    button.click();
    get("h3").click();
    expect(expanded()).toBe("false");
    button.click();
    button.dispatchEvent(new FocusEvent("focusout", { relatedTarget: part("next"), bubbles: true }));
    expect(expanded()).toBe("false");
  });

  test("is not offered where the theme has none", async () => {
    arrive();
    part("languages").remove();
    const languages = new Languages("test");
    languages.begin("ar");
    expect(html.lang).toBe("ar");
    part("languages").remove();
    expect(() => languages.connect({} as never, () => () => "", () => undefined)).not.toThrow();
  });
});
