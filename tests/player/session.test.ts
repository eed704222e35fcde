// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decode, encode } from "../../builder/player/src/codec";
import { LATER, RETRY, SOON } from "../../builder/player/src/keeping/saver";
import { follow } from "../../builder/player/src/lifecycle";
import { Session } from "../../builder/player/src/session";
import { FRESH, type State } from "../../builder/player/src/state";
import type { Event } from "../../builder/player/src/step";
import type { Start } from "../../builder/player/src/tracker";
import { Device, FakePage } from "./fake-page";
import { course, Notebook } from "./help";
import vectors from "./state-vectors.json";

const on = course({ "m.a": ["q1", "w1"], "m.b": [] }, { gates: ["m.a"], tries: 3, secret: ["w1"] });
const open = (page: string): Event => ({ type: "opened", page });
const answer = (pick: string): Event => ({ type: "block", item: "m.a.q1", event: { type: "answer", pick } as never });
const write = (text: string): Event => ({ type: "block", item: "m.a.w1", event: { type: "text", text } as never });
const kept: State = {
  ...FRESH, attempt: 5, count: 8, last: 1, seen: new Set([0, 1]), rows: [0], values: new Map([[0, { type: "set", slots: [1] }]]),
};
const newer: State = { ...kept, count: 12, rows: [0], best: 100, values: new Map([[0, { type: "set", slots: [0] }], [2, { type: "number", number: 1 }]]) };
const future = vectors.refused.find(({ refusal }) => refusal === "newer")?.string ?? "";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Stage {
  readonly book: Notebook;
  readonly page: FakePage;
  readonly session: Session;
}

/** A session that has just started. Those of one device share its journal. */
function starts(start: Partial<Start> = {}, device = new Device(), release = on): Stage {
  const book = new Notebook(start);
  const page = new FakePage(device);
  const session = new Session(release, book, page.window);
  session.start();
  return { book, page, session };
}

/** A session that has settled, with nothing to do. */
async function settled(start: Partial<Start> = {}, device = new Device()): Promise<Stage> {
  const stage = starts(start, device);
  await vi.advanceTimersByTimeAsync(LATER);
  stage.book.take();
  return stage;
}

const wait = (time: number) => vi.advanceTimersByTimeAsync(time);
const stateOf = ({ book }: Stage) => decode(book.told.filter(({ now }) => now).pop()?.now?.state ?? "") as State;

describe("the start", () => {
  test("restores what was kept, and saves it once, together with the page that is opened first", async () => {
    const stage = starts({ state: encode(kept) });
    stage.session.send(open("m.b"));
    expect([stage.book.log, stage.session.saver.saving]).toEqual(["", "saving"]);
    await wait(LATER);
    expect([stage.book.log, stage.session.saver.saving]).toEqual(["record save arrived", "saved"]);
    expect(stage.session.state).toEqual({ ...kept, count: 9, best: 0 });
    expect(stage.book.told[0]).toMatchObject({ facts: [{ fact: "viewed" }], now: { page: "m.b", rows: [0], score: 0 } });
  });

  test("sends what the other side turns out to lack, and nothing that it has", async () => {
    const { book, session } = starts({ state: encode(kept) });
    await wait(LATER);
    expect(book.told[0]?.facts).toEqual([]);
    session.finish();
    const second = new Notebook({ state: encode(kept) });
    second.lacking = () => true;
    new Session(on, second, new FakePage().window).start();
    await wait(LATER);
    expect(second.told[0]?.facts).toMatchObject([{ item: "m.a.q1", response: { picked: ["b"] } }]);
  });

  test("draws a number for an attempt that begins", () => {
    const attempts = [starts(), starts()].map(({ session }) => session.state.attempt);
    expect(new Set([...attempts, 0]).size).toBe(3);
  });

  test("begins afresh when what was kept is damaged, and says so", () => {
    const { session } = starts({ state: `${encode(kept)}x` });
    expect([session.state.values.size, session.notices, session.writes]).toEqual([0, ["damaged"], true]);
  });

  test("leaves the state of a newer player alone", async () => {
    const { book, session } = await settled({ state: future });
    session.send(answer("a"));
    session.finish();
    await wait(60_000);
    expect([session.notices, session.writes, session.saver.saving, book.log]).toEqual([["newer"], false, "off", ""]);
  });
});

describe("modes in which nothing is written", () => {
  test.each(["review", "browse", "none"] as const)("%s: shows everything, writes nothing", async (mode) => {
    const device = new Device();
    const { book, page, session } = await settled({ mode, state: encode(kept) }, device);
    follow(session, page.window, () => undefined);
    session.send(answer("a"));
    session.flush();
    session.wake();
    await wait(60_000);
    expect([session.writes, session.saver.saving, session.held().size]).toEqual([false, "off", 0]);
    expect(session.state.values.get(0)).toEqual({ type: "set", slots: [0] });
    page.close();
    expect(await session.leave()).toBe(true);
    expect([book.log, device.kept.size, page.probes.length]).toEqual(["", 0, 0]);
  });
});

describe("the work of one learner, on this device", () => {
  const start = { state: encode(kept), learner: "anna Anna Muster" };
  const visit = (device: Device, change: Partial<Start> = {}) => starts({ ...start, ...change }, device);
  /** The device has a newer state of the same attempt than the LMS. */
  async function lost(finished = true): Promise<Device> {
    const device = new Device();
    const first = starts({ ...start, state: encode(newer) }, device);
    await wait(LATER);
    if (finished) first.session.finish();
    return device;
  }

  test("is kept at once, and marked when it is confirmed", async () => {
    const device = new Device();
    const stage = visit(device);
    const confirmed = () => device.of("journal").map((text) => (JSON.parse(text) as { confirmed: boolean }).confirmed);
    expect([confirmed(), stage.session.saver.copied]).toEqual([[false], true]);
    await wait(LATER);
    expect(confirmed()).toEqual([true]);
    stage.session.send(write("mine"));
    expect(confirmed()).toEqual([false]);
  });

  test("wins where the LMS has older things, and the LMS gets it with all rows that differ", async () => {
    const stage = visit(await lost());
    expect([stage.session.state.best, stage.session.notices]).toEqual([100, []]);
    await wait(LATER);
    expect(stage.book.told[0]?.facts).toMatchObject([{ item: "m.a.q1", response: { picked: ["a"] } }]);
    expect(stateOf(stage).count).toBeGreaterThan(newer.count);
  });

  test("is found where the LMS has nothing, and the learner is told", async () => {
    const { session } = visit(await lost(), { state: "" });
    expect([session.state.best, session.notices]).toEqual([100, ["from-device"]]);
  });

  test("is found where what the LMS has is damaged, and nobody is frightened", async () => {
    const { session } = visit(await lost(), { state: "junk" });
    expect([session.state.best, session.notices]).toEqual([100, ["from-device"]]);
  });

  test.each([
    ["another learner", { learner: "bert Bert Muster" }],
    ["a learner whom nobody names", { learner: "" }],
  ])("is not for %s", async (_name, who) => {
    const { session } = visit(await lost(), { ...who, state: "" });
    expect([session.state.best, session.state.values.size, session.notices]).toEqual([null, 0, []]);
  });

  test("is never kept where nobody says whose it is", () => {
    const device = new Device();
    const { session } = visit(device, { learner: "" });
    session.send(write("mine"));
    expect([device.of("journal"), session.copies, session.saver.copied]).toEqual([[], false, false]);
  });

  test.each(["denied", "full"])("storage %s: everything else goes on", async (how) => {
    const device = new Device();
    Object.assign(device, how === "full" ? { room: 0 } : { denied: true });
    const { session } = visit(device);
    session.send(answer("a"));
    await wait(LATER);
    expect([session.saver.saving, session.saver.copied, session.copies]).toEqual(["saved", false, false]);
  });

  test("is found in a storage that has been filled up since", async () => {
    const device = await lost();
    device.kept.set("another", "thing");
    device.room = 1;
    expect(visit(device, { state: "" }).session.state.best).toBe(100);
  });

  test("has rows that may be missing, although the LMS has the state: those are sent again", async () => {
    const device = new Device();
    const first = visit(device);
    await wait(LATER);
    first.session.send(answer("a"));
    await wait(SOON - 1);
    first.session.finish(); // sent; nobody knows whether it arrived
    const second = visit(device, { state: encode(first.session.state) });
    await wait(LATER);
    expect(second.book.told[0]?.facts).toMatchObject([{ item: "m.a.q1", response: { picked: ["a"] } }]);
  });

  test("is confirmed as well when it is read back in a visit that only looks", async () => {
    const device = new Device();
    const done = encode({ ...newer, status: "completed" });
    starts({ ...start, state: encode(newer) }, device).page.kill();
    const key = [...device.kept.keys()].find((name) => name.includes("journal")) ?? "";
    device.kept.set(key, JSON.stringify({ ...JSON.parse(device.kept.get(key) ?? ""), state: done, confirmed: false }));
    visit(device, { mode: "review", state: done });
    const { session } = visit(device, { state: "" });
    expect([session.state.values.size, session.earlier?.status]).toEqual([0, "completed"]);
  });
});

describe("finished work of an earlier attempt", () => {
  const short = course({ "m.a": ["q1"] });
  const begun = { learner: "anna Anna Muster" };

  async function finished(device: Device): Promise<void> {
    const { session } = starts(begun, device, short);
    session.send(open("m.a"));
    session.send(answer("a"));
    await wait(LATER);
    session.finish();
  }

  test("is offered, and not taken up by itself", async () => {
    const device = new Device();
    await finished(device);
    const { session } = starts(begun, device, short);
    expect([session.state.best, session.earlier?.best, session.notices]).toEqual([null, 100, []]);
  });

  test.each([0, 3])("comes back on demand, whatever was done since (%s changes)", async (changes) => {
    const device = new Device();
    await finished(device);
    const { book, session } = starts(begun, device, short);
    for (let n = 0; n < changes; n++) session.send({ type: "opened", page: "m.a" });
    session.send(answer("b"));
    book.answer = "failed";
    await wait(5 * RETRY); // each try counts the state up
    session.bringBack();
    const again = starts({ ...begun, state: encode(session.state) }, device, short);
    expect([again.session.state.best, again.session.state.attempt]).toEqual([100, session.state.attempt]);
    await wait(LATER);
    expect(again.book.told[0]?.facts).toMatchObject([{ result: "right" }]);
  });
});

test("finished work brings all rows along where they had another order since", async () => {
  const device = new Device();
  const release = course({ "m.a": ["q1", "q2"] });
  const visit = async (state: string, items: readonly string[]): Promise<Stage> => {
    const stage = starts({ state }, device, release);
    stage.session.send(open("m.a"));
    for (const item of items) stage.session.send({ type: "block", item, event: { type: "answer", pick: "a" } as never });
    await wait(2 * LATER);
    return stage;
  };
  (await visit("", ["m.a.q2", "m.a.q1"])).session.finish();
  const { session } = await visit("", ["m.a.q1", "m.a.q2"]);
  session.bringBack();
  const { book } = await visit(encode(session.state), []);
  expect(book.told[0]?.facts.filter(({ fact }) => fact === "answered")).toMatchObject([{ item: "m.a.q2" }, { item: "m.a.q1" }]);
});

describe("what is told and when", () => {
  test("an answer takes along what waits", async () => {
    const stage = await settled();
    stage.session.send(write("mine"));
    stage.session.send(answer("a"));
    await wait(SOON);
    expect(stage.book.told[0]?.facts.map(({ fact }) => fact)).toEqual(["objective", "answered"]);
    expect(stateOf(stage).values.get(13)).toEqual({ type: "text", text: "mine" });
  });

  test("what happens without a change is not sent", async () => {
    const { book, session } = await settled();
    for (let n = 0; n < 3; n++) session.send(answer("b"));
    await wait(SOON);
    book.take();
    session.send(answer("a"));
    await wait(60_000);
    expect(book.log).toBe("");
  });

  test("tries again with a state that differs", async () => {
    const { book, session } = await settled();
    book.answer = "failed";
    session.send(answer("a"));
    await wait(2 * RETRY + SOON);
    book.answer = "taken";
    await wait(RETRY);
    expect(session.saver.saving).toBe("saved");
    const states = book.told.filter(({ what }) => what === "record").map(({ now }) => now?.state);
    expect([states.length, new Set(states).size]).toEqual([4, 4]);
  });

  test("tells how long the session has lasted, whatever the clock says", async () => {
    const { book, session } = await settled();
    vi.setSystemTime(0);
    await wait(5_000 - LATER);
    session.send(answer("a"));
    session.flush();
    expect(book.told[0]?.now?.elapsed).toBeCloseTo(5_000, -1);
  });

  test("listeners hear of each event, with the item it was for", async () => {
    const { session } = await settled();
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

  test("only what is a server is asked whether it is there", async () => {
    const [near, far] = [await settled({ remote: false }), await settled()];
    expect([near.page.probes.length, far.page.probes.length > 0]).toEqual([0, true]);
  });
});

describe("the end", () => {
  test("comes once, with all that waits, and nothing after it", async () => {
    const { book, session } = await settled({ remote: true });
    session.send(answer("a"));
    session.finish();
    session.finish();
    session.flush();
    session.wake();
    session.send(answer("b"));
    await wait(60_000);
    expect([book.log, book.told[0]?.facts.length, session.phase]).toEqual(["record finish", 1, "finished"]);
  });

  test.each([
    ["taken", "there", true],
    ["failed", "there", false],
    ["taken", "down", false],
    ["taken", "login", false],
  ] as const)("by the button: %s, the server answers %s: safe %s", async (answer_, reply, safe) => {
    const { book, page, session } = await settled({ remote: true });
    Object.assign(book, { answer: answer_ });
    page.reply = reply;
    expect(await session.leave()).toBe(safe);
  });
});

describe("another tab", () => {
  const start = { state: encode(kept), learner: "anna Anna Muster" };

  test("of the same attempt: the older one stops, both are told, and nothing is mixed up", async () => {
    const device = new Device();
    const [one, two] = [starts(start, device), starts(start, device)];
    const told = vi.fn();
    one.session.onNotice(told);
    await wait(1);
    expect([one.session.phase, two.session.phase, two.session.notices, told.mock.calls.length]).toEqual(["ceded", "running", ["other-tab"], 1]);
    one.session.send(answer("a"));
    one.session.flush();
    one.session.wake();
    one.session.finish();
    await wait(60_000);
    expect([one.book.log, one.session.writes]).toEqual(["", false]);
    expect(two.session.saver.saving).toBe("saved");
  });

  test.each([
    ["a planned commit", () => undefined],
    ["an event", ({ session }: Stage) => session.send(answer("b"))],
    ["the end", ({ session }: Stage) => session.finish()],
    ["leaving", ({ session }: Stage) => void session.leave()],
  ])("of which a frozen one heard nothing: %s writes nothing, here or there", async (_name, act) => {
    const device = new Device();
    const one = starts(start, device);
    one.page.frozen = true;
    const two = starts(start, device);
    two.session.send(answer("a"));
    act(one);
    await wait(LATER);
    expect([one.book.log, one.session.phase]).toEqual(["", "ceded"]);
    const [entry = ""] = device.of("journal");
    expect(decode((JSON.parse(entry) as { state: string }).state)).toEqual(two.session.state);
  });

  test("of another learner on this device goes on by itself", async () => {
    const device = new Device();
    const stages = [starts({ learner: "anna" }, device), starts({ learner: "bert" }, device)];
    await wait(LATER);
    expect(stages.map(({ session }) => session.phase)).toEqual(["running", "running"]);
  });
});

describe("when the browser takes the page away", () => {
  async function followed(): Promise<Stage & { readonly back: ReturnType<typeof vi.fn> }> {
    const stage = await settled();
    const back = vi.fn();
    follow(stage.session, stage.page.window, back);
    return { ...stage, back };
  }

  test("hidden saves what waits, once; visible saves nothing", async () => {
    const { book, page, session } = await followed();
    page.show(false);
    expect(book.log).toBe("");
    session.send(write("mine"));
    page.show(false);
    page.show(true);
    await wait(LATER);
    expect(book.log).toBe("record save arrived");
  });

  test.each([
    ["closed", (page: FakePage) => [page.show(false), page.fire("pagehide")], "record save record finish"],
    ["left by a link", (page: FakePage) => [page.fire("pagehide"), page.show(false)], "record finish"],
  ])("%s: finishes once", async (_name, leave, log) => {
    const { book, page, session } = await followed();
    session.send(write("mine"));
    leave(page);
    await wait(60_000);
    expect(book.log).toBe(log);
  });

  test.each(["online", "visible"])("%s: tries again at once what was not saved", async (how) => {
    const { book, page, session } = await followed();
    book.answer = "failed";
    session.send(answer("a"));
    await wait(SOON);
    expect(session.saver.trouble).toBe("refused");
    book.answer = "taken";
    if (how === "online") page.fire("online");
    else page.show(true);
    await wait(0);
    expect(session.saver.saving).toBe("saved");
  });

  test("a page that comes back from the cache is to be loaded anew, and writes nothing more", async () => {
    const { book, page, session, back } = await followed();
    page.fire("pageshow", { persisted: false });
    expect(back).not.toHaveBeenCalled();
    page.fire("pagehide");
    page.fire("pageshow", { persisted: true });
    expect(back).toHaveBeenCalledOnce();
    book.take();
    session.send(answer("a"));
    page.show(true);
    await wait(60_000);
    expect(book.log).toBe("");
  });

  test("nothing listens to unload or beforeunload", async () => {
    const page = new FakePage();
    const listened = vi.spyOn(page.window, "addEventListener");
    follow((await settled()).session, page.window, () => undefined);
    expect(listened.mock.calls.map(([type]) => type).sort()).toEqual(["online", "pagehide", "pageshow"]);
  });
});
