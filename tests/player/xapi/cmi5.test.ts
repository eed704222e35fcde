// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RETRY } from "../../../builder/player/src/keeping/saver";
import { CMI5 } from "../../../builder/player/src/trackers/xapi/cmi5";
import type { JsonObject, Statement } from "../../../builder/player/src/trackers/xapi/statement";
import { Device } from "../fake-page";
import { course } from "../help";
import { FakeStore } from "./fake-store";
import { ACTOR, answer, IRI, on, open, opened, REGISTRATION, settle, write, type Stage } from "./stage";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ACTIVITY = "https://lms.test/launched/77";
const SESSIONID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";

/** An LMS that launches by cmi5: gives a token once, until `terminated`, and has a document of what it wants. */
class FakeLms extends FakeStore {
  readonly given = new Set<string>();
  readonly ended = new Set<string>();
  /** Milliseconds that it takes for an answer. */
  slow = 0;
  session = "session-1";
  data: JsonObject = {};
  preferences: JsonObject | null = null;

  protected override async request(address: string, init: RequestInit): Promise<Response> {
    const url = new URL(address);
    if (this.slow) await new Promise((done) => setTimeout(done, this.slow));
    if (url.pathname === "/token") return this.token(address, init);
    const token = new Headers(init.headers).get("Authorization") ?? "";
    if (this.ended.has(token)) return new Response("", { status: 403 });
    if (url.searchParams.get("stateId") === "LMS.LaunchData") return this.answers("GET launch data", this.launchData);
    if (url.pathname.endsWith("agents/profile")) return this.answers("GET preferences", this.preferences);
    return super.request(address, init).finally(() => {
      if (this.told.includes("terminated") && String(init.body).includes("/terminated")) this.ended.add(token);
    });
  }

  private token(address: string, init: RequestInit): Promise<Response> {
    const body = this.given.has(address) ? { "error-code": "1", "error-text": "given before" } : { "auth-token": btoa(address) };
    this.given.add(address);
    return this.answers(`${init.method} token`, body);
  }

  private get launchData(): JsonObject {
    const contextActivities = { grouping: [{ objectType: "Activity", id: `${IRI}#cmi5/au` }] };
    const contextTemplate = { extensions: { [SESSIONID]: this.session }, contextActivities };
    return { contextTemplate, launchMode: "Normal", moveOn: "CompletedAndPassed", ...this.data };
  }

  private answers(asked: string, body: object | null): Promise<Response> {
    this.log.push(asked);
    return Promise.resolve(new Response(body ? JSON.stringify(body) : "", { status: body ? 200 : 404 }));
  }
}

/** What one tab keeps, over all its pages. */
class Tab {
  readonly kept = new Map<string, string>();
  readonly navigation = new EventTarget();

  get browser(): object {
    const { kept, navigation } = this;
    const sessionStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    return { sessionStorage, navigation };
  }

  /** The page goes while it is looked at, and nobody says why. */
  reload({ page }: Stage): void {
    page.fire("pagehide");
    page.kill();
  }

  /** A link leads to another page. */
  follow({ page }: Stage): void {
    this.navigate("push");
    page.fire("pagehide");
    page.kill();
  }

  navigate(navigationType: string, downloadRequest: string | null = null): void {
    const navigation = { navigationType, destination: { sameDocument: false }, downloadRequest };
    this.navigation.dispatchEvent(Object.assign(new Event("navigate"), navigation));
  }
}

function address(session = "1"): string {
  const query = new URLSearchParams({
    endpoint: "https://lrs.test/xapi/", fetch: `https://lms.test/token?${session}`, actor: JSON.stringify(ACTOR), registration: REGISTRATION,
    activityId: ACTIVITY,
  });
  return `https://files.test/course/index.html?${query}`;
}

interface More {
  readonly device?: Device;
  readonly address?: string;
  readonly browser?: object;
  readonly release?: typeof on;
}

const launched = (store: FakeLms, tab = new Tab(), more: More = {}): Promise<Stage> =>
  opened({ store, standard: CMI5, address: address(), browser: tab.browser, ...more });

async function work({ session }: Stage): Promise<void> {
  for (const event of [open("m.a"), answer("m.a.q1", "a"), answer("m.a.q2", "a"), open("m.b"), write("m.b.w1", "well")]) session.send(event);
  await settle();
}

const verbs = ({ store }: Stage) => store.told.map((line) => line.split(" ")[0]);
const said = (stage: Stage, verb: string) =>
  [...stage.store.statements.values()].find((one) => String((one["verb"] as JsonObject)["id"]).endsWith(verb)) as Statement;
const categories = (statement: Statement) =>
  ((statement["context"] as { contextActivities: { category: { id: string }[] } }).contextActivities.category ?? [])
    .map(({ id }) => id)
    .filter((id) => id.startsWith(CATEGORY))
    .map((id) => id.slice(CATEGORY.length));

describe("a session", () => {
  test("begins as the standard asks: token, launch data, preferences, and then statements", async () => {
    const stage = await launched(new FakeLms());
    expect(stage.store.log.slice(0, 5)).toEqual([
      "POST token", "GET launch data", "GET preferences", "GET activities/state", "POST statements",
    ]);
    expect(verbs(stage)).toEqual(["initialized"]);
  });

  test("has the categories and the mark where they belong, and keeps the template", async () => {
    const store = new FakeLms();
    store.data = { masteryScore: 0.75 };
    const stage = await launched(store);
    await work(stage);
    await stage.session.leave();
    expect(Object.fromEntries(["initialized", "answered", "completed", "passed", "terminated"].map((verb) => [verb, categories(said(stage, verb))]))).toEqual({
      initialized: ["cmi5"], answered: [], completed: ["cmi5", "moveon"], passed: ["cmi5", "moveon"], terminated: ["cmi5"],
    });
    const context = said(stage, "passed")["context"] as { extensions: JsonObject; contextActivities: { grouping: { id: string }[] } };
    expect(context.extensions).toEqual({ [SESSIONID]: "session-1", [MASTERY]: 0.75 });
    expect(context.contextActivities.grouping[0]?.id).toBe(`${IRI}#cmi5/au`);
    expect((said(stage, "passed")["object"] as JsonObject)["id"]).toBe(ACTIVITY);
  });

  test("has the pass mark of the LMS", async () => {
    const store = new FakeLms();
    store.data = { masteryScore: 0.4 };
    const stage = await launched(store);
    expect(stage.session.course.plan.rules.completion.passMark).toBe(40);
    expect(on.plan.rules.completion.passMark).toBe(50);
  });

  test("goes on when the page is loaded anew: one token, one initialized, one terminated, all of its time", async () => {
    const [store, tab, device] = [new FakeLms(), new Tab(), new Device()];
    const first = await launched(store, tab, { device });
    first.session.send(open("m.a"));
    await settle(60_000);
    tab.reload(first);
    await settle();
    const second = await launched(store, tab, { device });
    await settle(60_000);
    await second.session.leave();
    expect(store.log.filter((line) => line === "POST token")).toHaveLength(1);
    expect(verbs(second).filter((verb) => verb === "initialized" || verb === "terminated")).toEqual(["initialized", "terminated"]);
    expect((said(second, "terminated")["result"] as JsonObject)["duration"]).toMatch(/^PT2M/);
  });

  test("can be begun at a second try where the browser keeps nothing", async () => {
    const store = new FakeLms();
    store.mood = "down";
    const stage = await launched(store, new Tab(), { browser: {} });
    store.mood = "well";
    expect(await stage.tracker.connect()).toBeNull();
    expect(store.log.filter((line) => line === "POST token")).toHaveLength(1);
  });

  test("is left to the LMS where progress is on its way: nothing must be written after the end", async () => {
    const [store, tab] = [new FakeLms(), new Tab()];
    const stage = await launched(store, tab);
    stage.session.send(open("m.a"));
    stage.page.close();
    await settle();
    expect([verbs(stage).includes("terminated"), store.documents.size]).toEqual([false, 1]);
  });

  test("that has ended needs a new launch, and says so", async () => {
    const [store, tab] = [new FakeLms(), new Tab()];
    const first = await launched(store, tab);
    first.session.send(open("m.a"));
    await settle();
    first.page.close();
    await settle();
    expect(verbs(first).slice(-2)).toEqual(["suspended", "terminated"]);
    expect(tab.kept.size).toBe(0);
    const again = await launched(store, tab);
    expect([again.session.info.mode, again.session.info.over]).toEqual(["none", "launch"]);
  });

  test("that the learner could not end goes on when the page is loaded anew", async () => {
    const [store, tab, device] = [new FakeLms(), new Tab(), new Device()];
    const first = await launched(store, tab, { device });
    first.session.send(open("m.a"));
    await settle();
    store.mood = "down";
    expect(await first.session.leave()).toBe(false);
    first.page.kill();
    store.mood = "well";
    const second = await launched(store, tab, { device });
    second.session.send(answer("m.a.q1", "a"));
    await settle();
    expect(verbs(second).slice(-3)).toEqual(["answered", "progressed", "scored"]);
    expect([second.session.saver.saving, verbs(second).filter((verb) => /suspended|terminated/.test(String(verb)))]).toEqual(["saved", []]);
  });

  test("that the learner ends while something is on its way has the progress before its end", async () => {
    const stage = await launched(new FakeLms());
    Object.assign(stage.store, { slow: 300 });
    stage.session.send(answer("m.a.q1", "a"));
    await settle(100);
    const left = stage.session.leave();
    await settle(3000);
    expect(await left).toBe(true);
    expect(verbs(stage).slice(-1)).toEqual(["terminated"]);
    expect([...stage.store.documents.values()][0]?.text).toContain(stage.session.snapshot().state);
  });

  test("that the learner ends has its end also where a statement is refused meanwhile", async () => {
    const stage = await launched(new FakeLms());
    Object.assign(stage.store, { slow: 300 });
    stage.store.dislikes = (one) => (JSON.stringify(one).includes("m.a.q1") ? 400 : null);
    stage.session.send(answer("m.a.q1", "a"));
    await settle(100);
    const left = stage.session.leave();
    await settle(6000);
    expect(await left).toBe(false);
    expect(verbs(stage).slice(-1)).toEqual(["terminated"]);
  });

  test("has ended when a link leads away", async () => {
    const tab = new Tab();
    const stage = await launched(new FakeLms(), tab);
    stage.session.send(open("m.a"));
    await settle();
    tab.follow(stage);
    await settle();
    expect(verbs(stage).slice(-2)).toEqual(["suspended", "terminated"]);
  });

  test.each([
    ["a link to a file that is kept", (tab: Tab) => tab.navigate("push", "film.pdf")],
    ["a link that led nowhere, and then a reload", (tab: Tab) => (tab.navigate("push"), tab.navigate("reload"))],
  ])("has not ended by %s", async (_name, happens) => {
    const [store, tab, device] = [new FakeLms(), new Tab(), new Device()];
    const first = await launched(store, tab, { device });
    first.session.send(open("m.a"));
    await settle();
    happens(tab);
    tab.reload(first);
    await settle();
    const second = await launched(store, tab, { device });
    expect([second.session.info.over, verbs(second).includes("terminated")]).toEqual([null, false]);
  });
});

describe("modes", () => {
  test.each([["Browse", "browse"], ["Review", "review"]])("%s: only the beginning and the end are told", async (launchMode, mode) => {
    const store = new FakeLms();
    store.data = { launchMode, returnURL: "https://lms.test/back" };
    const stage = await launched(store);
    expect([stage.session.info.mode, stage.session.info.returnTo]).toEqual([mode, "https://lms.test/back"]);
    await work(stage);
    expect(await stage.session.leave()).toBe(true);
    expect([verbs(stage), store.documents.size]).toEqual([["initialized", "terminated"], 0]);
  });

  test.each(["Browse", "Review"])("%s: what waits of an earlier session goes on waiting for the next one", async (launchMode) => {
    const [store, device] = [new FakeLms(), new Device()];
    const first = await launched(store, new Tab(), { device });
    store.mood = "down";
    await work(first);
    first.page.kill();
    store.mood = "well";
    Object.assign(store, { session: "session-2", data: { launchMode } });
    const second = await launched(store, new Tab(), { device, address: address("2") });
    await second.session.leave();
    expect(verbs(second)).toEqual(["initialized", "initialized", "terminated"]);
    Object.assign(store, { session: "session-3", data: {} });
    const third = await launched(store, new Tab(), { device, address: address("3") });
    expect(verbs(third).filter((verb) => verb === "completed" || verb === "passed")).toEqual(["completed", "passed"]);
  });

  test("a learner who wants no sound gets none", async () => {
    const store = new FakeLms();
    store.preferences = { audioPreference: "off", languagePreference: "de-DE" };
    expect((await launched(store)).session.info.silent).toBe(true);
  });

  test.each([
    [{ languagePreference: "de-DE,fr" }, "de-DE,fr"],
    [{ languagePreference: 7 }, ""],
    [{}, ""],
  ])("with the preferences %j the language is %j", async (preferences, language) => {
    const store = new FakeLms();
    store.preferences = preferences;
    expect((await launched(store)).session.tracker.language).toBe(language);
  });
});

describe("a registration", () => {
  test("is told of completed and passed once, however many sessions it has", async () => {
    const [store, device] = [new FakeLms(), new Device()];
    const first = await launched(store, new Tab(), { device });
    await work(first);
    await first.session.leave();
    store.session = "session-2";
    const second = await launched(store, new Tab(), { device: new Device(), address: address("2") });
    second.session.send(open("m.a"));
    await settle();
    expect(verbs(second).filter((verb) => verb === "completed" || verb === "passed")).toEqual(["completed", "passed"]);
  });

  test("gets in the next session what was lost in the one before, but for its beginning and end", async () => {
    const [store, device] = [new FakeLms(), new Device()];
    const first = await launched(store, new Tab(), { device });
    store.mood = "down";
    await work(first);
    await first.session.leave();
    first.page.kill();
    store.mood = "well";
    store.session = "session-2";
    const second = await launched(store, new Tab(), { device, address: address("2") });
    await settle(RETRY);
    const lines = second.store.told;
    expect(lines.slice(0, 2)).toEqual(["initialized", "initialized"]);
    expect(lines.filter((line) => line === "terminated")).toEqual([]);
    expect(lines).toContain("passed 100");
    const context = said(second, "passed")["context"] as { extensions: JsonObject };
    expect(context.extensions[SESSIONID]).toBe("session-2");
  });
});

describe("a module that is launched by itself", () => {
  const release = course(
    { "m.a": ["q1"], "m.b": ["w1"], "n.a": ["q2"], "o.a": [] },
    { passMark: 50, status: "passed", units: "modules" },
  );
  const at = (module: string, session = "1"): string =>
    address(session).replace("?", `?module=${module}&`).replace(encodeURIComponent(ACTIVITY), encodeURIComponent(`${ACTIVITY}/${module}`));
  const opens = (store: FakeLms, module: string, device = new Device(), session = "1"): Promise<Stage> =>
    launched(store, new Tab(), { device, release, address: at(module, session) });
  const grouping = (statement: Statement) =>
    (statement["context"] as { contextActivities: Record<string, { id: string }[]> }).contextActivities;

  test("is all that there is, and is done by itself", async () => {
    const stage = await opens(new FakeLms(), "n");
    expect(stage.session.course.plan.pages.map(({ id }) => id)).toEqual(["n.a"]);
    for (const event of [open("n.a"), answer("n.a.q2", "a")]) stage.session.send(event);
    await settle();
    expect(verbs(stage)).toEqual(["initialized", "experienced", "progressed", "answered", "progressed", "scored", "completed", "passed"]);
  });

  test("is what its statements are about, within the course", async () => {
    const stage = await opens(new FakeLms(), "n");
    stage.session.send(open("n.a"));
    await settle();
    expect(said(stage, "initialized")["object"]).toEqual({
      objectType: "Activity", id: `${ACTIVITY}/n`, definition: { name: { en: "module/n" } },
    });
    expect(grouping(said(stage, "initialized"))["parent"]).toEqual([{ objectType: "Activity", id: IRI }]);
    expect(grouping(said(stage, "initialized"))["grouping"]?.[0]?.id).toBe(`${IRI}#cmi5/au`);
  });

  test("has the mark of the LMS if it gives points, and none if not", async () => {
    const store = new FakeLms();
    store.data = { masteryScore: 0.4 };
    const marked = await opens(store, "n");
    expect(marked.session.course.plan.rules.completion.passMark).toBe(40);
    const stage = await opens(new FakeLms(), "o");
    stage.session.send(open("o.a"));
    await settle();
    expect(verbs(stage)).toEqual(["initialized", "experienced", "progressed", "completed"]);
  });

  test("shares nothing with another of the same registration and device", async () => {
    const [store, device] = [new FakeLms(), new Device()];
    const first = await opens(store, "m", device);
    store.mood = "down";
    for (const event of [open("m.a"), answer("m.a.q1", "a")]) first.session.send(event);
    await settle();
    first.page.kill();
    store.mood = "well";
    const second = await opens(store, "n", device, "2");
    expect([second.session.notices, second.session.earlier, second.session.state.seen.size]).toEqual([[], null, 0]);
    const again = await opens(store, "m", device, "3");
    expect([again.session.notices, again.session.state.seen.size]).toEqual([[], 1]);
  });

  test("is the whole course where the address names none, or the course is one unit", async () => {
    const whole = await launched(new FakeLms(), new Tab(), { release });
    expect([whole.tracker.unit, whole.session.course.plan.pages.length]).toEqual([null, 4]);
    const one = await launched(new FakeLms(), new Tab(), { address: at("m") });
    expect([one.tracker.unit, one.session.course.plan.pages.length]).toEqual([null, 2]);
  });
});
