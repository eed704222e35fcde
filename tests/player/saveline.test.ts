/** What the learner is told of how the work is kept: the line, the reasons, the notices, the help panel. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encode } from "../../builder/player/src/codec";
import { part } from "../../builder/player/src/dom";
import { Help } from "../../builder/player/src/help";
import { askReload, showNotices } from "../../builder/player/src/notices";
import { SaveLine } from "../../builder/player/src/saveline";
import { Session } from "../../builder/player/src/session";
import { FRESH } from "../../builder/player/src/state";
import type { Start } from "../../builder/player/src/tracker";
import { lookUp } from "../../builder/player/src/words";
import { Device, FakePage } from "./fake-page";
import { course, Notebook } from "./help";

const HTML = `
  <p data-bc-save hidden></p><div data-bc-trouble hidden></div><button data-bc-help-button hidden></button>
  <main id="content"></main>
  <dialog data-bc-help><button data-bc-help-close></button><p data-bc-help-saving></p><p data-bc-help-how></p><button data-bc-report-copy></button>
    <span data-bc-report-state></span><details><textarea data-bc-report></textarea></details></dialog>`;
const on = course({ "m.a": ["q1", "w1"] });
const word = lookUp({ "player.saved": "saved at {time}", "player.sent": "sent at {time}", "player.unsaved-because": "not saved: {why}" }, "en");
const said: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 4, 1, 12, 5, 9) });
  document.body.innerHTML = HTML;
  said.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

interface Stage {
  readonly book: Notebook;
  readonly page: FakePage;
  readonly session: Session;
}

function begin(start: Partial<Start> = {}, device = new Device()): Stage {
  const book = new Notebook(start);
  const page = new FakePage(device);
  const session = new Session(on, book, page.window);
  session.start();
  new SaveLine(session, word, (text) => said.push(text));
  new Help(session, word);
  showNotices(session, word);
  return { book, page, session };
}

const answer = { type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } } as never;
const write = { type: "block", item: "m.a.w1", event: { type: "text", text: "my secret" } } as never;
const text = (name: string) => part(name)?.textContent;
const wait = (time: number) => vi.advanceTimersByTimeAsync(time);
const notices = () => [...document.querySelectorAll(".notice p:first-child")].map((one) => one.textContent);
const button = (name: string) => [...document.querySelectorAll("button")].find((one) => one.textContent === name);

describe("the line", () => {
  test("saving, then saved and when; nothing is said aloud", async () => {
    begin();
    expect([part("save")?.hidden, text("save"), part("save")?.dataset["state"]]).toEqual([false, "player.saving", "saving"]);
    await wait(1000);
    expect([text("save"), part("save")?.dataset["state"]]).toEqual(["saved at 12:05 PM", "saved"]);
    expect([said, part("trouble")?.hidden]).toEqual([[], true]);
  });

  test("says only that it was sent, where the LMS cannot tell of failures", async () => {
    begin({ tells: false });
    await wait(1000);
    expect(text("save")).toBe("sent at 12:05 PM");
  });

  test("says how the course ended", async () => {
    const { session } = begin();
    session.send({ type: "opened", page: "m.a" });
    session.send(answer);
    session.send(write);
    await wait(1000);
    expect(text("save")).toBe("player.status-completed saved at 12:05 PM");
  });

  test.each([
    ["review", "player.off-review", []],
    ["browse", "player.off-browse", []],
    ["none", "player.off-none", ["player.notice-none"]],
  ] as const)("nothing is kept: %s", (mode, line, told) => {
    begin({ mode });
    expect([text("save"), notices()]).toEqual([line, told]);
  });
});

describe("not saved", () => {
  test.each([
    ["there", "failed", "refused", "player.copied", true],
    ["login", "taken", "signed-out", "player.copied", true],
    ["down", "taken", "offline", "player.copied", false],
  ] as const)("the server answers %s, the LMS says %s: %s, and what to do", async (reply, answer_, trouble, kept, reload) => {
    const { book, page, session } = begin();
    await wait(1000);
    book.answer = answer_;
    page.reply = reply;
    session.send(answer);
    await wait(100);
    const reason = `player.trouble-${trouble} ${kept}`;
    expect([text("save"), part("save")?.dataset["state"], part("trouble")?.hidden]).toEqual(["player.unsaved", "unsaved", false]);
    expect(part("trouble")?.querySelector("p")?.textContent).toBe(reason);
    expect([Boolean(button("player.reload")), said]).toEqual([reload, [`not saved: ${reason}`]]);
    await wait(30_000);
    expect(said).toHaveLength(1);
    book.answer = "taken";
    page.reply = "there";
    await wait(20_000);
    expect([text("save")?.startsWith("saved"), part("trouble")?.hidden, part("trouble")?.textContent]).toEqual([true, true, ""]);
    expect([said.length, said[1]]).toEqual([2, text("save")]);
  });

  test("in this browser alone speaks of the browser, not of a platform", async () => {
    const { book, session } = begin({ remote: false });
    book.answer = "failed";
    session.send(answer);
    await wait(100);
    expect(part("trouble")?.querySelector("p")?.textContent).toBe("player.trouble-here");
  });

  test("says so when this device has no copy", async () => {
    const device = new Device();
    device.denied = true;
    const { book, session } = begin({}, device);
    book.answer = "failed";
    session.send(answer);
    await wait(100);
    expect(part("trouble")?.querySelector("p")?.textContent).toMatch(/^player\.trouble-refused player\.not-copied/);
  });

  test("can be hidden, and comes back only with another reason", async () => {
    const { book, page, session } = begin();
    book.answer = "failed";
    session.send(answer);
    await wait(1000);
    button("player.hide")?.click();
    await wait(30_000);
    expect([part("trouble")?.hidden, text("save")]).toEqual([true, "player.unsaved"]);
    page.reply = "down";
    await wait(30_000);
    expect(part("trouble")?.hidden).toBe(false);
  });
});

describe("notices", () => {
  test("of what was found on this device, of another tab, and each once", async () => {
    const device = new Device();
    begin({ learner: "anna" }, device).session.send(answer);
    document.body.innerHTML = HTML;
    const { session } = begin({ learner: "anna" }, device);
    expect(notices()).toEqual(["player.notice-from-device"]);
    await wait(10);
    expect(notices().sort()).toEqual(["player.notice-from-device", "player.notice-other-tab"]);
    expect(session.phase).toBe("running");
  });

  test("of finished work from before, which comes back on demand", async () => {
    const device = new Device();
    const first = begin({ learner: "anna" }, device);
    first.session.send({ type: "opened", page: "m.a" });
    first.session.send(answer);
    first.session.send(write);
    await wait(1000);
    first.session.finish();
    document.body.innerHTML = HTML;
    const second = begin({ learner: "anna" }, device);
    expect(notices()).toEqual(["player.notice-earlier"]);
    const back = vi.spyOn(second.session, "bringBack");
    vi.spyOn(window.location, "reload").mockImplementation(() => undefined);
    button("player.earlier-back")?.click();
    expect(back).toHaveBeenCalledOnce();
  });

  test("a page whose session the LMS has ended asks to be loaded anew", () => {
    begin({ mode: "none", over: "page" });
    expect(document.querySelector("main.end")?.textContent).toBe("player.returned-titleplayer.notice-returnedplayer.reload");
  });

  test("an ended page shows nothing but its end", async () => {
    const device = new Device();
    const one = begin({ state: encode({ ...FRESH, attempt: 5 }) }, device);
    new Session(on, new Notebook({ state: encode({ ...FRESH, attempt: 5 }) }), new FakePage(device).window).start();
    await wait(10);
    expect([one.session.phase, document.querySelector("main.end")?.textContent]).toEqual([
      "ceded", "player.ceded-titleplayer.ceded-textplayer.ceded-here",
    ]);
    askReload(word);
    expect(document.querySelectorAll("main.end")).toHaveLength(1);
    expect([...document.body.children].filter((one) => !(one as HTMLElement).hidden).map((one) => one.className)).toEqual(["main end"]);
  });
});

describe("the help panel", () => {
  test.each([
    [{}, "player.help-how"],
    [{ remote: false }, "player.help-how-here"],
    [{ mode: "review" }, "player.help-how-off"],
    [{ mode: "none" }, "player.help-how-off"],
  ] as const)("says how work is kept with %j: %s", (start, how) => {
    begin(start);
    part("help-button")?.click();
    expect(text("help-how")).toBe(how);
  });

  const dialog = () => part("help") as HTMLDialogElement;
  const report = () => (part("report") as HTMLTextAreaElement).value;

  test("says how the work is kept, now and while it is open", async () => {
    const { book, session } = begin();
    await wait(1000);
    part("help-button")?.click();
    expect([dialog().open, text("help-saving")]).toEqual([true, "saved at 12:05 PM"]);
    book.answer = "failed";
    session.send(answer);
    expect(text("help-saving")).toBe("player.saving");
    await wait(100);
    expect(text("help-saving")).toBe("player.unsaved player.trouble-refused player.copied");
    part("help-close")?.click();
    expect(dialog().open).toBe(false);
  });

  test.each([
    ["open", true, "player.report-copied"],
    ["closed to scripts", false, "player.report-by-hand"],
  ])("copies the report, with a clipboard that is %s", async (_name, works, told) => {
    begin();
    const copied: string[] = [];
    const writeText = (one: string) => (works ? Promise.resolve(void copied.push(one)) : Promise.reject(new Error("denied")));
    vi.stubGlobal("navigator", { clipboard: { writeText }, userAgent: "Test", onLine: true });
    document.execCommand = () => false;
    part("help-button")?.click();
    part("report-copy")?.click();
    await wait(0);
    expect([text("report-state"), copied.length]).toEqual([told, Number(works)]);
    expect(report()).toContain("Course: Test (test 1)");
    expect(document.querySelector("details")?.hasAttribute("open")).toBe(!works);
  });

  test("is not there where the theme has none", () => {
    part("help")?.remove();
    begin();
    expect(part("help-button")?.hidden).toBe(true);
  });
});
