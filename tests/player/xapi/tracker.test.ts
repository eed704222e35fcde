// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RETRY } from "../../../builder/player/src/keeping/saver";
import { Device } from "../fake-page";
import { course } from "../help";
import { FakeStore, type Mood } from "./fake-store";
import { answer, launchAddress, open, opened, settle, write, type Stage } from "./stage";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const WHOLE = [
  "initialized", "experienced page/m.a", "progressed",
  "answered interaction/m.a.q1 a 1", "progressed", "scored 50",
  "answered interaction/m.a.q2 b 0", "answered interaction/m.a.q2 a 1", "progressed", "scored 100",
  "experienced page/m.b", "progressed", "answered interaction/m.b.w1 well", "progressed", "completed", "passed 100",
];

/** Takes its time. */
class SlowStore extends FakeStore {
  slow = 0;

  protected override async request(address: string, init: RequestInit): Promise<Response> {
    if (this.slow) await new Promise((done) => setTimeout(done, this.slow));
    return super.request(address, init);
  }
}

async function work({ session }: Stage): Promise<void> {
  const events = [open("m.a"), answer("m.a.q1", "a"), answer("m.a.q2", "b"), answer("m.a.q2", "a"), open("m.b"), write("m.b.w1", "well")];
  for (const event of events) {
    session.send(event);
    await settle(100);
  }
  await settle();
}

describe("a whole visit", () => {
  test("tells everything once, in its order", async () => {
    const stage = await opened();
    await work(stage);
    expect(stage.store.told).toEqual(WHOLE);
    expect([stage.session.saver.saving, stage.session.state.status]).toEqual(["saved", "passed"]);
  });

  test("ends with terminated, and before that suspended if it is not done", async () => {
    const stage = await opened();
    stage.session.send(open("m.a"));
    await settle();
    expect(await stage.session.leave()).toBe(true);
    expect(stage.store.told.slice(-2)).toEqual(["suspended", "terminated"]);
  });

  test("that ends with the page sends what is left so that it outlives the page", async () => {
    const stage = await opened();
    stage.session.send(answer("m.a.q1", "a"));
    stage.page.close();
    await settle();
    expect(stage.store.told).toContain("answered interaction/m.a.q1 a 1");
    expect(stage.store.told.slice(-1)).toEqual(["terminated"]);
    expect(stage.store.log.filter((line) => line.endsWith("keepalive"))).toContain("POST statements keepalive");
  });

  test("that ends with the page sends no more at once than browsers let outlive a page", async () => {
    const stage = await opened();
    const sent: number[] = [];
    const fetch = (asked: string, init: RequestInit): Promise<Response> => {
      if (init.keepalive) sent.push(new TextEncoder().encode(String(init.body)).length);
      return stage.store.fetch(asked, init);
    };
    Object.assign(stage.page.window, { fetch });
    for (let at = 0; at < 50; at += 1) stage.session.send(write("m.b.w1", `${at} ${"дальше ".repeat(800)}`));
    stage.page.close();
    await settle();
    expect(sent.length).toBe(2);
    expect(sent[0]! + sent[1]!).toBeLessThan(64 * 1024);
  });

  test("goes on where it was, and tells nothing again", async () => {
    const first = await opened();
    await work(first);
    await first.session.leave();
    const second = await opened({ store: first.store });
    expect(second.session.state.status).toBe("passed");
    expect([...second.session.state.seen]).toEqual([0, 1]);
    expect(second.store.told.slice(WHOLE.length)).toEqual(["terminated", "initialized", "resumed"]);
  });

  test.each([10, 150])("to come back takes the same few requests after %d answers", async (answers) => {
    const release = course(Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`m.p${at}`, [`q${at}`]])));
    const first = await opened({ release });
    for (let at = 0; at < answers; at++) {
      first.session.send(open(`m.p${at}`));
      first.session.send(answer(`m.p${at}.q${at}`, "a"));
      await settle();
    }
    await first.session.leave();
    first.store.log.length = 0;
    const second = await opened({ store: first.store, release });
    expect(second.session.state.rows).toHaveLength(answers);
    expect(first.store.log).toEqual(["GET activities/state", "POST statements", "PUT activities/state"]);
  });
});

describe("misfortunes", () => {
  test.each<[Mood, string]>([
    ["down", "offline"],
    ["lost", "offline"],
    ["broken", "offline"],
    ["half", "offline"],
    ["denied", "signed-out"],
  ])("%s: the learner is told, and in the end all is there once", async (mood, trouble) => {
    const stage = await opened();
    stage.store.mood = mood;
    await work(stage);
    expect([stage.session.saver.saving, stage.session.saver.trouble]).toEqual(["unsaved", trouble]);
    stage.store.mood = "well";
    await settle(2 * RETRY);
    expect(stage.store.told).toEqual(WHOLE);
    expect(stage.session.saver.saving).toBe("saved");
  });

  test.each<Mood>(["down", "lost", "half", "denied"])("%s to the end: the next visit on this device sends it, once", async (mood) => {
    const stage = await opened();
    stage.store.mood = mood;
    await work(stage);
    stage.page.kill();
    stage.store.mood = "well";
    const next = await opened({ store: stage.store, device: stage.device });
    await settle();
    expect(next.session.state.status).toBe("passed");
    expect(next.store.told.filter((line) => line !== "initialized" && line !== "resumed")).toEqual(WHOLE.slice(1));
  });

  test("one statement that is refused holds up no other, and is not called saved", async () => {
    const stage = await opened();
    stage.store.dislikes = (one) => (JSON.stringify(one).includes("m.a.q1") ? 400 : null);
    await work(stage);
    await settle(2 * RETRY);
    expect(stage.store.told).toEqual(WHOLE.filter((line) => !line.includes("m.a.q1")));
    expect([stage.session.saver.saving, stage.session.saver.trouble]).toEqual(["unsaved", "refused"]);
  });

  test("a batch that is too large is sent in parts", async () => {
    const stage = await opened();
    stage.store.mood = "down";
    await work(stage);
    stage.store.mood = "well";
    stage.store.largest = 1500;
    await settle(2 * RETRY);
    expect(stage.store.told).toEqual(WHOLE);
  });

  test("without storage the page itself remembers", async () => {
    const device = new Device();
    device.denied = true;
    const stage = await opened({ device });
    stage.store.mood = "down";
    await work(stage);
    stage.store.mood = "well";
    await settle(2 * RETRY);
    expect(stage.store.told).toEqual(WHOLE);
  });
});

test("what this release cannot say any more waits for one that can", async () => {
  const [store, device] = [new FakeStore(), new Device()];
  const first = await opened({ store, device });
  store.mood = "down";
  first.session.send(answer("m.a.q1", "a"));
  first.page.kill();
  store.mood = "well";
  const without = course({ "m.a": ["q2"], "m.b": ["w1"] }, { tries: 3, passMark: 50, status: "passed" });
  const second = await opened({ store, device, release: without });
  expect([second.session.saver.saving, store.told.some((line) => line.includes("m.a.q1"))]).toEqual(["saved", false]);
  second.page.kill();
  await opened({ store, device });
  expect(store.told.filter((line) => line.includes("m.a.q1"))).toEqual(["answered interaction/m.a.q1 a 1"]);
});

describe("the document", () => {
  const state = (store: FakeStore): { state: string } => JSON.parse([...store.documents.values()][0]?.text ?? "{}") as never;

  test.each([
    ["hides its tags", { showsTags: false }],
    ["does not take conditions from other sites", { takesConditions: false }],
    ["has its tags changed on the way", { changesTags: true }],
  ])("is written by a store that %s", async (_name, change) => {
    const store = Object.assign(new FakeStore(), change);
    const stage = await opened({ store });
    await work(stage);
    expect(stage.session.saver.saving).toBe("saved");
    expect(state(store).state).toBe(stage.session.snapshot().state);
  });

  test("is written also where a statement is refused, but does not say that it was told", async () => {
    const stage = await opened();
    stage.store.dislikes = (one) => (JSON.stringify(one).includes("verbs/completed") ? 400 : null);
    await work(stage);
    expect(state(stage.store)).toMatchObject({ state: stage.session.snapshot().state, told: { status: "incomplete" } });
    expect([stage.session.saver.saving, stage.session.saver.trouble]).toEqual(["unsaved", "refused"]);
  });

  test("that another device has written is left alone, and the session stops", async () => {
    const store = new FakeStore();
    const here = await opened({ store });
    here.session.send(open("m.a"));
    await settle();
    const there = await opened({ store });
    await work(there);
    const kept = state(store).state;
    here.session.send(answer("m.a.q1", "b"));
    await settle();
    expect([here.session.phase, state(store).state]).toEqual(["ceded", kept]);
    expect(store.told).toContain("answered interaction/m.a.q1 b 0");
  });

  test("is left alone also by what the learner does before that is known", async () => {
    const store = new SlowStore();
    const here = await opened({ store });
    here.session.send(open("m.a"));
    await settle();
    const there = await opened({ store });
    await work(there);
    const kept = state(store).state;
    store.slow = 300;
    here.session.send(answer("m.a.q1", "b"));
    await settle(400);
    here.session.send(answer("m.a.q2", "b"));
    await settle(5000);
    expect([here.session.phase, state(store).state]).toEqual(["ceded", kept]);
  });

  test.each([
    ["after a request that got lost", {}],
    ["where conditions cannot be sent", { takesConditions: false }],
    ["where tags are hidden", { showsTags: false }],
    ["where tags are changed on the way", { changesTags: true }],
  ])("is left alone also %s", async (_name, change) => {
    const store = Object.assign(new FakeStore(), change);
    const here = await opened({ store });
    let lost = 1;
    store.loses = (asked) => asked === "PUT activities/state" && lost-- > 0;
    here.session.send(open("m.a"));
    await settle();
    const there = await opened({ store });
    await work(there);
    const kept = state(store).state;
    here.session.send(answer("m.a.q1", "b"));
    await settle(2 * RETRY);
    expect([here.session.phase, state(store).state]).toEqual(["ceded", kept]);
  });

  test("is this device's own where the last word of a page arrives after the next one has begun", async () => {
    const [store, device] = [new FakeStore(), new Device()];
    const first = await opened({ store, device });
    first.session.send(open("m.a"));
    await settle();
    const late: (() => void)[] = [];
    const fetch = (...asked: [string, RequestInit]): Promise<Response> =>
      new Promise((done) => late.push(() => void store.fetch(...asked).then(done)));
    Object.assign(first.page.window, { fetch });
    first.session.send(answer("m.a.q1", "a"));
    first.page.close();
    const second = await opened({ store, device });
    for (const arrive of late) arrive();
    second.session.send(answer("m.a.q2", "a"));
    await settle(2 * RETRY);
    expect([second.session.phase, second.session.saver.saving]).toEqual(["running", "saved"]);
    expect(store.told.filter((line) => line.includes("q1"))).toEqual(["answered interaction/m.a.q1 a 1"]);
  });

  test("is noticed also while there is trouble, and nothing is done", async () => {
    const store = new FakeStore();
    const here = await opened({ store });
    here.session.send(open("m.a"));
    await settle();
    store.mood = "down";
    here.session.send(answer("m.a.q1", "b"));
    await settle();
    store.mood = "well";
    await work(await opened({ store }));
    await settle(2 * RETRY);
    expect(here.session.phase).toBe("ceded");
  });
});

describe("the launch", () => {
  test("by someone else's store gets nothing of what waits for the right one", async () => {
    const [device, store, other] = [new Device(), new FakeStore(), new FakeStore()];
    const first = await opened({ device, store });
    store.mood = "down";
    await work(first);
    first.page.kill();
    const next = await opened({ device, store: other, address: launchAddress({ endpoint: "https://elsewhere.test/xapi" }) });
    expect([next.session.state.values.size, other.told]).toEqual([0, ["initialized"]]);
  });

  test("of a store that has an empty answer for what it has not is a first visit", async () => {
    const store = new FakeStore();
    const request = store.fetch;
    const empty = (address: string, init: RequestInit): Promise<Response> =>
      address.includes("activities/state") && init.method === "GET" ? Promise.resolve(new Response("")) : request(address, init);
    const stage = await opened({ store, browser: { fetch: empty } });
    expect([stage.session.info.begun, store.told]).toEqual([false, ["initialized"]]);
  });

  test("without an address is none: everything is shown, nothing is told", async () => {
    const stage = await opened({ address: "https://files.test/course/index.html" });
    expect([stage.session.info.mode, stage.session.notices]).toEqual(["none", ["none"]]);
    await work(stage);
    expect([stage.store.log, stage.store.told]).toEqual([[], []]);
  });

  test("of a store that does not answer can be tried again", async () => {
    const store = new FakeStore();
    store.mood = "down";
    const stage = await opened({ store });
    expect(await stage.tracker.connect()).toBe("offline");
    store.mood = "denied";
    expect(await stage.tracker.connect()).toBe("refused");
    store.mood = "well";
    expect(await stage.tracker.connect()).toBeNull();
  });

  test("has its activity and registration in all that is said, and its own place for the state", async () => {
    const stage = await opened({ address: launchAddress({ activity_id: "https://lms.test/activity/9" }) });
    await work(stage);
    const said = [...stage.store.statements.values()].map((one) => JSON.stringify(one));
    expect(said.every((one) => one.includes('"registration":"0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a"'))).toBe(true);
    expect(said.filter((one) => one.includes('"id":"https://lms.test/activity/9","definition"')).length).toBeGreaterThan(0);
    expect([...stage.store.documents.keys()][0]).toContain("activityId=https://lms.test/activity/9");
  });
});
