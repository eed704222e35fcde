/** The sheet as files that a learner keeps: made in the page, sent nowhere. */
import { make } from "../../player/src/dom";

/** Nothing in a saved sheet runs, and nothing is loaded from anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

const CONTROLS = "button, input, select, label, [data-calendar], [data-said], script";

/** A whole HTML document with a copy of the sheet and the looks of the page. Everything in it is text or markup that stood on the page. */
export function savedPage(sheet: HTMLElement, title: string, page: Document): string {
  const saved = page.implementation.createHTMLDocument(title);
  saved.title = title;
  const { lang, dir } = page.documentElement;
  saved.documentElement.lang = lang;
  saved.documentElement.dir = dir;
  saved.head.append(
    meta({ charset: "utf-8" }),
    meta({ "http-equiv": "Content-Security-Policy", content: POLICY }),
    meta({ name: "viewport", content: "width=device-width, initial-scale=1" }),
    meta({ name: "color-scheme", content: "light dark" }),
    ...[...page.querySelectorAll("style")].map((style) => style.cloneNode(true)),
  );
  saved.body.append(make("main", "sheet-file", copyOf(sheet)));
  // First of all comes how the file is to be read.
  saved.head.prepend(saved.head.querySelector("[charset]") ?? "");
  return `<!doctype html>\n${saved.documentElement.outerHTML}\n`;
}

/** Only what is to be read; links that lead into the course lead nowhere from here. */
function copyOf(sheet: HTMLElement): HTMLElement {
  const copy = sheet.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll(`${CONTROLS}, [hidden]`)) part.remove();
  for (const link of copy.querySelectorAll("a[href^='#']")) link.replaceWith(...link.childNodes);
  for (const fold of copy.querySelectorAll("details")) fold.open = true;
  retitle(copy, "h4", "h1");
  retitle(copy, "h5", "h2");
  for (const part of copy.querySelectorAll("*")) {
    for (const { name } of [...part.attributes]) {
      if (name.startsWith("data-") || name.startsWith("on")) part.removeAttribute(name);
    }
  }
  return copy;
}

/** On its own the sheet begins its own outline. */
function retitle(copy: HTMLElement, from: "h4" | "h5", to: "h1" | "h2"): void {
  for (const heading of copy.querySelectorAll(`${from}.sheet__title, ${from}.sheet__part-title`)) {
    const other = make(to, heading.className, ...heading.childNodes);
    if (heading.id) other.id = heading.id;
    heading.replaceWith(other);
  }
}

function meta(facts: Readonly<Record<string, string>>): HTMLElement {
  const element = make("meta", "");
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
  return element;
}

/**
 * Gives the learner a file. A frame that forbids downloads ignores this without a word, so whoever
 * calls it says what to do then.
 */
export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = make("a", "");
  link.href = address;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the file only a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
