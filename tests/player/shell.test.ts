import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Course } from "../../builder/player/src/course";
import { LEAVING } from "../../builder/player/src/dom";
import { PlayerHost } from "../../builder/player/src/host";
import { BlockElement } from "../../builder/player/src/element";
import { showNotices } from "../../builder/player/src/notices";
import { textOf, type Values } from "../../builder/player/src/logic";
import { LATER } from "../../builder/player/src/later";
import { MORE } from "../../builder/player/src/registry";
import { Router } from "../../builder/player/src/router";
import { SaveLine } from "../../builder/player/src/saveline";
import { Session } from "../../builder/player/src/session";
import { Shell } from "../../builder/player/src/shell";
import type { Start } from "../../builder/player/src/tracker";
import { lookUp } from "../../builder/player/src/words";
import { FakePage } from "./fake-page";
import { course, Notebook } from "./help";

class WriteElement extends BlockElement {
  protected override setUp(): void {
    this.all("button").forEach((button) => (button.onclick = () => this.send({ type: "text", text: "hello" } as never)));
  }

  override show(values: Values): void {
    this.one("p").textContent = textOf(values, "text");
  }
}

const said: string[] = [];
const WORDS = { "player.gate": "{page} after:", "player.gate-open": "{page} open", "player.title": "{page} – {course}" };
const BAR = `
  <a href="#content" data-bc-skip>Skip</a>
  <p data-bc-save hidden></p>
  <button data-bc-menu-button aria-expanded="false" hidden></button><button data-bc-exit hidden></button>
  <div data-bc-progress hidden><span data-bc-progress-fill></span></div>`;
const FOOT = `
  <div data-bc-gate role="alert" hidden></div>
  <nav data-bc-steps hidden><button data-bc-previous></button><p data-bc-where></p><button data-bc-next></button></nav>`;

function html(on: Course): string {
  const links = on.plan.pages.map(({ id }) => `<a href="#${id}" data-page="${id}"><i data-bc-state></i></a>`).join("");
  const pages = on.plan.pages.map(({ id, title, items, module }) => {
    const blocks = items.map((item) => `<bc-write data-item="${item}"><p></p><button></button></bc-write>`).join("");
    return `<section data-module="${module}"><section data-page="${id}"><h3>${title}</h3>${blocks}</section></section>`;
  });
  return `${BAR}<nav data-bc-menu>${links}</nav><main id="content">${pages.join("")}${FOOT}</main>`;
}

function begin(on: Course, start: Partial<Start> = {}): { session: Session; shell: Shell; book: Notebook } {
  document.documentElement.className = "no-script";
  document.body.innerHTML = html(on);
  const book = new Notebook(start);
  const session = new Session(on, book, new FakePage().window);
  const word = lookUp(WORDS, "en");
  const announce = (text: string) => said.push(text);
  session.start();
  const shell = new Shell(session, new Router(window), word, announce, (page) => host.connect(page));
  const host: PlayerHost = new PlayerHost(session, word, shell.open, announce, { write: WriteElement });
  new SaveLine(session, word, announce);
  shell.start();
  shell.update();
  shell.address();
  showNotices(session, word);
  return { session, shell, book };
}

const get = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const part = (name: string) => get(`[data-bc-${name}]`);
const shown = () => [...document.querySelectorAll<HTMLElement>("section[data-page]")].filter((page) => !page.hidden).map((page) => page.dataset["page"]);
const state = (page: string) => [get(`a[data-page="${page}"]`).dataset["state"], get(`a[data-page="${page}"]`).getAttribute("aria-current")];

/** Takes the listeners of the page before from what outlives it. */
let before = new AbortController();
for (const target of [document, window]) {
  const listen = target.addEventListener.bind(target) as EventTarget["addEventListener"];
  target.addEventListener = (type: string, heard: EventListenerOrEventListenerObject | null) =>
    listen(type, heard, { signal: before.signal });
}

beforeEach(() => {
  before.abort();
  before = new AbortController();
  vi.useFakeTimers();
  window.history.replaceState(null, "", "#");
  window.scrollTo = () => undefined;
  said.length = 0;
});

const free = course({ "m.a": ["w1"], "m.b": [], "n.c": [] });
const gated = course({ "m.a": ["w1"], "m.b": [], "n.c": [] }, { gates: ["m.a"] });

describe("one page at a time", () => {
  test("the first page at first, with a title, an address and the way on", () => {
    begin(free);
    expect(shown()).toEqual(["m.a"]);
    expect([document.title, location.hash, document.documentElement.className]).toEqual(["M.A – Test", "#m.a", "script"]);
    expect([part("previous").hidden, part("next").hidden, part("steps").hidden]).toEqual([true, false, false]);
    expect(document.activeElement).toBe(document.body);
  });

  test("next and previous turn the page and move the focus to its heading", () => {
    begin(free);
    part("next").click();
    expect([shown(), location.hash, document.activeElement?.textContent]).toEqual([["m.b"], "#m.b", "M.B"]);
    expect(get("section[data-module='n']").hidden).toBe(true);
    part("next").click();
    expect(part("next").hidden).toBe(true);
    part("previous").click();
    expect(shown()).toEqual(["m.b"]);
  });

  test("who goes elsewhere while a page is on its way stays there", async () => {
    vi.useRealTimers();
    MORE.later = LATER;
    const loading = vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
    const { shell, session } = begin(free);
    const late = get("section[data-module='n']");
    late.remove();
    shell.open("n.c");
    shell.open("m.b");
    part("steps").before(late);
    loading.mockRestore();
    document.dispatchEvent(new Event("DOMContentLoaded"));
    await new Promise((resolve) => setTimeout(resolve));
    delete MORE.later;
    expect([shown(), location.hash]).toEqual([["m.b"], "#m.b"]);
    expect(session.state.seen.has(free.page("n.c").slot)).toBe(false);
  });

  test("blocks hear of it before the page is turned, or the course is left", () => {
    const { session, shell } = begin(course({ "m.a": [], "m.b": [] }), { exit: true });
    const heard: string[] = [];
    document.addEventListener(LEAVING, () => heard.push(`${shown().join()} ${session.phase} ${session.state.seen.size}`));
    shell.open("m.a");
    expect(heard).toEqual([]);
    shell.open("m.b");
    part("exit").click();
    expect(heard).toEqual(["m.a running 1", "m.b running 2"]);
  });

  test("an address leads to its page; an unknown one to the page that was open last", () => {
    window.history.replaceState(null, "", "#m.b");
    const { session } = begin(free);
    expect(shown()).toEqual(["m.b"]);
    window.history.replaceState(null, "", "#nowhere");
    begin(free, { state: encodeOf(session) });
    expect(shown()).toEqual(["m.b"]);
  });

  test("back and forward of the browser lead through the pages", () => {
    begin(free);
    part("next").click();
    window.history.replaceState(null, "", "#m.a");
    window.dispatchEvent(new Event("hashchange"));
    expect(shown()).toEqual(["m.a"]);
  });

  test("a history that is closed to scripts does not matter", () => {
    vi.spyOn(window.history, "pushState").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    begin(free);
    part("next").click();
    expect(shown()).toEqual(["m.b"]);
  });

  test.each([
    ["n.c", ["n.c"]],
    ["n", ["n.c"]],
    ["m.b", ["m.b"]],
    ["elsewhere", ["m.a"]],
  ])("a link to #%s", (target, wanted) => {
    begin(free);
    get("section").insertAdjacentHTML("beforeend", `<a id="try" href="#${target}">go</a>`);
    get("#try").click();
    expect(shown()).toEqual(wanted);
  });
});

describe("gates", () => {
  test("next says what is missing, and leads there; nothing is hidden", () => {
    begin(gated);
    expect(part("gate").hidden).toBe(true);
    part("next").click();
    expect([shown(), part("gate").hidden, part("gate").textContent]).toEqual([["m.a"], false, "M.B after:Label w1"]);
    expect(document.activeElement?.getAttribute("href")).toBe("#m.a.w1");
    (document.activeElement as HTMLElement).click();
    expect(document.activeElement).toBe(get("[data-item='m.a.w1']"));
  });

  test("opens when it is done, and says so", () => {
    begin(gated);
    part("next").click();
    get("bc-write button").click();
    expect([part("gate").hidden, said]).toEqual([true, ["M.B open"]]);
    part("next").click();
    expect(shown()).toEqual(["m.b"]);
  });

  test("an address cannot pass it", () => {
    window.history.replaceState(null, "", "#m.b");
    begin(gated);
    expect([shown(), location.hash]).toEqual([["m.a"], "#m.a"]);
    window.history.replaceState(null, "", "#m.b");
    window.dispatchEvent(new Event("hashchange"));
    expect([shown(), location.hash, part("gate").hidden]).toEqual([["m.a"], "#m.a", false]);
  });

  test("is open where the course is only looked at", () => {
    begin(gated, { mode: "review" });
    part("next").click();
    expect(shown()).toEqual(["m.b"]);
  });
});

describe("the menu", () => {
  test("says of each page what is done, in words as well", () => {
    begin(gated);
    expect([state("m.a"), state("m.b"), state("n.c")]).toEqual([["seen", "page"], ["locked", null], ["new", null]]);
    get("bc-write button").click();
    expect([state("m.a"), state("m.b")]).toEqual([["done", "page"], ["new", null]]);
    expect(get("a[data-page='m.a'] i").textContent).toBe("(player.state-done)");
    expect(part("progress").getAttribute("aria-valuenow")).toBe("50");
  });

  test("folds out and in, with Escape back to its button", () => {
    begin(free);
    part("menu-button").click();
    expect([part("menu").hasAttribute("data-open"), part("menu-button").getAttribute("aria-expanded")]).toEqual([true, "true"]);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect([part("menu").hasAttribute("data-open"), document.activeElement]).toEqual([false, part("menu-button")]);
    part("menu-button").click();
    get("a[data-page='n.c']").click();
    expect([part("menu").hasAttribute("data-open"), shown()]).toEqual([false, ["n.c"]]);
  });
});

test.each([
  ["taken", "player.end-text"],
  ["failed", "player.end-copied"],
] as const)("leaving finishes the session and shows whether one can go: %s", async (answer, text) => {
  const { book } = begin(free, { exit: true });
  book.answer = answer;
  expect(part("exit").hidden).toBe(false);
  part("exit").click();
  expect(book.log).toContain("finish");
  expect([get("main.end").textContent, get("#content").hidden]).toEqual(["player.end-titleplayer.end-wait", true]);
  await vi.advanceTimersByTimeAsync(0);
  expect(get("main.end").textContent).toBe(`player.end-title${text}`);
});

test("leaving a page whose attempt another tab has taken over says just that", async () => {
  const { session } = begin(free, { exit: true });
  vi.spyOn(session, "mine").mockImplementation(() => {
    (session as unknown as { cede(): void }).cede();
    return false;
  });
  part("exit").click();
  await vi.advanceTimersByTimeAsync(0);
  expect([session.phase, get("main.end").textContent]).toEqual(["ceded", "player.ceded-titleplayer.ceded-textplayer.ceded-here"]);
});

function encodeOf(session: Session): string {
  session.flush();
  return session.snapshot().state;
}
