import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decode, encode } from "../../builder/player/src/codec";
import { follow } from "../../builder/player/src/lifecycle";
import { LATER, RETRY, Session, SOON } from "../../builder/player/src/session";
import { FRESH, type State } from "../../builder/player/src/state";
import type { Event } from "../../builder/player/src/step";
import { course, Notebook } from "./help";
import vectors from "./state-vectors.json";

const on = course({ "m.a": ["q1", "w1"], "m.b": [] }, { gates: ["m.a"], tries: 3, secret: ["w1"] });
const open = (page: string): Event => ({ type: "opened", page });
const answer = (pick: string): Event => ({ type: "block", item: "m.a.q1", event: { type: "answer", pick } as never });
const write = (text: string): Event => ({ type: "block", item: "m.a.w1", event: { type: "text", text } as never });
const kept: State = { ...FRESH, count: 8, last: 1, seen: new Set([0, 1]), rows: [0], values: new Map([[0, { type: "set", slots: [1] }]]) };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function begun(book = new Notebook()): { book: Notebook; session: Session } {
  const session = new Session(on, book);
  session.start();
  vi.advanceTimersByTime(LATER);
  book.told.length = 0;
  return { book, session };
}

describe("the start", () => {
  test("restores what was kept, and tells the tracker what the record should hold", () => {
    const book = new Notebook({ state: encode(kept) });
    const session = new Session(on, book);
    session.start();
    expect(session.state).toEqual({ ...kept, count: 9, best: 0 });
    expect(book.told[0]).toMatchObject({ what: "resume", now: { page: "m.b", rows: [0], score: 0 } });
    expect(book.told[0]?.facts).toMatchObject([{ item: "m.a.q1", response: { picked: ["b"] } }]);
  });

  test("saves once, together with the page that is opened first", () => {
    const book = new Notebook();
    const session = new Session(on, book);
    session.start();
    session.send(open("m.a"));
    expect([book.log, session.saving]).toEqual(["resume", "saving"]);
    vi.advanceTimersByTime(LATER);
    expect([book.log, session.saving]).toEqual(["resume record save", "saved"]);
  });

  test("begins afresh when what was kept is damaged, and says so", () => {
    const session = new Session(on, new Notebook({ state: `${encode(kept)}x` }));
    session.start();
    expect([session.state, session.refused, session.writes]).toEqual([FRESH, "damaged", true]);
  });

  test("leaves the state of a newer player alone", () => {
    const { book, session } = begun(new Notebook({ state: vectors.newer }));
    session.send(answer("a"));
    session.finish();
    expect([session.refused, session.writes, session.saving, book.log]).toEqual(["newer", false, "off", ""]);
  });
});

describe("modes in which nothing is written", () => {
  test.each(["review", "browse", "none"] as const)("%s: shows everything, writes nothing", (mode) => {
    const book = new Notebook({ mode, state: encode(kept) });
    const session = new Session(on, book);
    session.start();
    session.send(answer("a"));
    session.flush();
    vi.advanceTimersByTime(60_000);
    session.finish();
    expect(book.log).toBe("");
    expect(session.writes).toBe(false);
    expect(session.saving).toBe("off");
    expect(session.held().size).toBe(0);
    expect(session.state.values.get(0)).toEqual({ type: "set", slots: [0] });
  });
});

describe("saving", () => {
  test.each([
    ["an answer", answer("a"), SOON],
    ["a page", open("m.b"), LATER],
    ["a private text", write("mine"), LATER],
  ])("%s goes out in time, and not twice", (_name, event, delay) => {
    const { book, session } = begun();
    session.send(event);
    vi.advanceTimersByTime(delay - 1);
    expect([book.log, session.saving]).toEqual(["", "saving"]);
    vi.advanceTimersByTime(1);
    expect([book.log, session.saving]).toEqual(["record save", "saved"]);
    vi.advanceTimersByTime(60_000);
    expect(book.log).toBe("record save");
  });

  test("collects what happens within the pause, without putting it off", () => {
    const { book, session } = begun();
    for (let n = 0; n < 10; n++) {
      session.send(write(`text ${n}`));
      vi.advanceTimersByTime(LATER / 10);
    }
    expect(book.log).toBe("record save");
  });

  test("an answer takes along what waits", () => {
    const { book, session } = begun();
    session.send(write("mine"));
    session.send(answer("a"));
    vi.advanceTimersByTime(SOON);
    expect(book.told[0]?.facts.map(({ fact }) => fact)).toEqual(["objective", "answered"]);
    const state = decode(book.told[0]?.now?.state ?? "") as State;
    expect(state.values.get(13)).toEqual({ type: "text", text: "mine" });
  });

  test("what happens without a change is not sent", () => {
    const { book, session } = begun();
    for (let n = 0; n < 3; n++) session.send(answer("b"));
    vi.advanceTimersByTime(SOON);
    book.told.length = 0;
    session.send(answer("a"));
    vi.advanceTimersByTime(60_000);
    expect(book.log).toBe("");
  });

  test("says `saved` only when it was confirmed, and tries again with a state that differs", () => {
    const { book, session } = begun();
    book.confirms = false;
    session.send(answer("a"));
    vi.advanceTimersByTime(SOON);
    expect(session.saving).toBe("unsaved");
    vi.advanceTimersByTime(RETRY);
    expect(session.saving).toBe("unsaved");
    book.confirms = true;
    vi.advanceTimersByTime(RETRY);
    expect(session.saving).toBe("saved");
    const states = book.told.filter(({ what }) => what === "record").map(({ now }) => now?.state);
    expect(new Set(states).size).toBe(3);
    vi.advanceTimersByTime(60_000);
    expect(book.log).toBe("record save record save record save");
  });

  test("tells how long the session has lasted, whatever the clock says", () => {
    const { book, session } = begun();
    vi.setSystemTime(0);
    vi.advanceTimersByTime(5_000 - LATER);
    session.send(answer("a"));
    session.flush();
    expect(book.told[0]?.now?.elapsed).toBeCloseTo(5_000, -1);
  });
});

describe("the end", () => {
  test.each([true, false])("tells whether it was confirmed: %s", (confirmed) => {
    const { book, session } = begun();
    book.confirms = confirmed;
    expect([session.finish(), session.finish()]).toEqual([confirmed, confirmed]);
  });

  test("comes once, with all that waits, and nothing after it", () => {
    const { book, session } = begun();
    session.send(answer("a"));
    session.finish();
    session.finish();
    session.flush();
    session.send(answer("b"));
    vi.advanceTimersByTime(60_000);
    expect(book.log).toBe("record finish");
    expect(book.told[0]?.facts).toHaveLength(1);
    expect(session.phase).toBe("finished");
  });
});

describe("when the browser takes the page away", () => {
  const hidden = (value: string) => {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue(value as DocumentVisibilityState);
    document.dispatchEvent(new window.Event("visibilitychange"));
  };
  const show = (persisted: boolean) =>
    window.dispatchEvent(Object.assign(new window.Event("pageshow"), { persisted }) as never);

  test("hidden saves what waits, once; visible does nothing", () => {
    const { book, session } = begun();
    follow(session, window, () => undefined);
    hidden("hidden");
    expect(book.log).toBe("");
    session.send(write("mine"));
    hidden("hidden");
    hidden("visible");
    vi.advanceTimersByTime(LATER);
    expect(book.log).toBe("record save");
    session.finish();
  });

  test.each([
    ["closed", () => [hidden("hidden"), window.dispatchEvent(new window.Event("pagehide"))], "record save record finish"],
    ["left by a link", () => [window.dispatchEvent(new window.Event("pagehide")), hidden("hidden")], "record finish"],
  ])("%s: finishes once", (_name, leave, log) => {
    const { book, session } = begun();
    follow(session, window, () => undefined);
    session.send(write("mine"));
    leave();
    expect(book.log).toBe(log);
  });

  test("a page that comes back from the cache is to be loaded anew", () => {
    const { session } = begun();
    const back = vi.fn();
    follow(session, window, back);
    show(false);
    expect(back).not.toHaveBeenCalled();
    show(true);
    expect(back).toHaveBeenCalledOnce();
  });

  test("nothing listens to unload or beforeunload", () => {
    const listened = vi.spyOn(window, "addEventListener");
    follow(begun().session, window, () => undefined);
    expect(listened.mock.calls.map(([type]) => type).sort()).toEqual(["pagehide", "pageshow"]);
  });
});

test("listeners hear of each event, with the item it was for", () => {
  const { session } = begun();
  const heard = vi.fn();
  session.onChange(heard);
  const before = session.state;
  session.send(answer("a"));
  session.send(open("m.b"));
  expect(heard.mock.calls).toEqual([
    [{ item: "m.a.q1", before }],
    [{ before: expect.objectContaining({ count: before.count + 1 }) }],
  ]);
});
