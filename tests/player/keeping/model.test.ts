// @vitest-environment node
/**
 * The whole way of a learner's work, from the click to Moodle and back, through every misfortune that
 * chance comes up with. What must hold at any time, and after it, stands in `World.check` and `World.end`.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decode } from "../../../builder/player/src/codec";
import { ROWS } from "../../../builder/player/src/keeping/outbox";
import { follow } from "../../../builder/player/src/lifecycle";
import { Session } from "../../../builder/player/src/session";
import type { State } from "../../../builder/player/src/state";
import { recall } from "../../../builder/player/src/using";
import { Scorm12 } from "../../../builder/player/src/trackers/scorm12";
import { FakeMoodle, type Launch } from "../fake-moodle";
import { nested } from "../fake-lms";
import { Device, FakePage } from "../fake-page";
import { course } from "../help";

const PAGES = {
  "m.a": Array.from({ length: 10 }, (_, n) => `q${n}`),
  "m.b": ["w0", "w1", "j0"],
  "m.c": ["q0", "q1", "q2"],
};
const ON = course(PAGES, { tries: 9, passMark: 60, status: "passed", optional: ["q7", "q8", "q9", "w1"] });
const ITEMS = ON.plan.items.map(({ id }) => id);
const RUNS = 200;
const WORTH = ["not attempted", "browsed", "incomplete", "failed", "completed", "passed"];

interface Visit {
  readonly page: FakePage;
  readonly launch: Launch;
  readonly session: Session;
}

class World {
  readonly moodle = new FakeMoodle();
  readonly device = new Device();
  readonly visits: Visit[] = [];
  /** What should never have been said. */
  readonly lies: unknown[] = [];
  private wantsNetwork = true;
  private signedOutSeen = false;

  constructor() {
    this.visit();
  }

  get now(): Visit {
    return this.visits[this.visits.length - 1]!;
  }

  /** Someone opens the course; for that the server must be there. `data` is what the page was given. */
  visit(data?: ReadonlyMap<string, string>): void {
    this.moodle.network = "up";
    this.moodle.busy = false;
    this.moodle.hiccups = [];
    if (this.moodle.session === 0) this.moodle.signIn();
    Object.assign(this, { wantsNetwork: true, signedOutSeen: false });
    const page = new FakePage(this.device);
    const launch = this.moodle.open(page, data);
    const win = Object.assign(page.window, nested({ API: launch.api }));
    page.latency = 30;
    const session = new Session(ON, new Scorm12(win), win);
    session.start();
    session.onSaving(() => this.check(session));
    follow(session, win, () => undefined);
    session.send({ type: "opened", page: "m.a" });
    this.visits.push({ page, launch, session });
  }

  async wait(time: number): Promise<void> {
    const span = Math.max(10, Math.ceil(time / 20));
    for (let past = 0; past < time; past += span) {
      await vi.advanceTimersByTimeAsync(span);
      this.settle();
    }
  }

  /**
   * An outage lasts until someone has noticed: within one that nothing but a lost commit has met, no player
   * can know, and only the journal helps. The same holds for one who was signed out.
   */
  settle(): void {
    const { moodle } = this;
    if (this.wantsNetwork && !moodle.unseen) moodle.network = "up";
    if (moodle.session === 0 && this.now.session.saver.trouble === "signed-out") this.signedOutSeen = true;
  }

  network(up: boolean): void {
    this.wantsNetwork = up;
    if (!up) this.moodle.network = "down";
    this.settle();
  }

  signIn(): void {
    if (this.signedOutSeen) this.moodle.signIn();
  }

  /** "Saved" is never said while the state stands nowhere. */
  check({ saver, state }: Session): void {
    if (saver.saving !== "saved") return;
    this.claim(state);
  }

  /** Someone was told that this is safe. */
  claim(state: State): void {
    const { attempt, count } = decode(this.moodle.stored.get("cmi.suspend_data") ?? "") as State;
    if (attempt !== state.attempt || count < state.count) this.lies.push(state);
  }

  /** Leaves by the button; what is said then comes when it comes. */
  leave(): void {
    const { session, page } = this.now;
    void session.leave().then((safe) => safe && session.phase === "finished" && this.claim(session.state));
    page.kill();
  }

  /** The page is gone without a word, and its timers with it. */
  kill(): void {
    this.now.page.kill();
    this.now.session.saver.stop();
  }

  /** The LMS is well again, and the learner comes once more: then it holds all that was ever done. */
  async end(): Promise<void> {
    const { values } = this.now.session.state;
    this.kill();
    this.visit();
    await this.wait(15_000);
    const { session } = this.now;
    expect([session.saver.saving, session.saver.trouble]).toEqual(["saved", null]);
    expect(session.state.values).toEqual(values);
    this.holds(session.state);
    this.now.page.close();
    this.holds(session.state);
    expect(this.lies).toEqual([]);
    for (const { launch } of this.visits) expect([launch.finished <= 1, launch.late, launch.mostRows <= ROWS]).toEqual([true, 0, true]);
  }

  private holds(state: State): void {
    const { stored } = this.moodle;
    const get = (name: string) => stored.get(`cmi.${name}`);
    expect(decode(get("suspend_data") ?? "")).toEqual(state);
    expect([get("core.lesson_status"), get("core.exit")]).toEqual([state.status, "suspend"]);
    expect(Number(get("core.score.raw") || -1)).toBe(state.best ?? -1);
    for (const fact of recall(ON, state)) {
      if (fact.fact !== "answered") continue;
      const row = state.rows.indexOf(ON.interaction(fact.item, "")?.slot ?? -1);
      const { response } = fact;
      const said = "text" in response ? response.text : "picked" in response && response.picked[0] === "a" ? "First" : "Second";
      const wanted = { id: fact.item, student_response: said, type: "text" in response ? "fill-in" : "choice" };
      const found = (name: string) => get(`interactions.${row}.${name}`);
      expect({ id: found("id"), student_response: found("student_response"), type: found("type") }).toEqual(wanted);
      expect(found("result")).toBe({ right: "correct", wrong: "wrong", neutral: "neutral" }[fact.result]);
    }
    const objectives = [...stored].filter(([name]) => /objectives\.\d+\.id/.test(name)).map(([, id]) => id);
    const written = ["m.b.w0", "m.b.w1"].filter((id) => recall(ON, state).some((fact) => fact.fact === "objective" && fact.item === id));
    expect(objectives.sort()).toEqual(written);
    objectives.forEach((_id, row) => expect([get(`objectives.${row}.status`), get(`objectives.${row}.score.raw`)]).toEqual(["completed", "50"]));
  }
}

/** One thing that happens. */
type Act = readonly [string, ...(number | boolean | boolean[])[]];

const anything: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant("answer"), fc.nat(ITEMS.length - 1), fc.nat(5)) },
  { weight: 5, arbitrary: fc.tuple(fc.constant("wait"), fc.constantFrom(10, 60, 200, 1000, 11_000)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("many"), fc.nat(1)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("network"), fc.boolean()) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("busy"), fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("slow"), fc.constantFrom(0, 30, 3000, 20_000)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("show"), fc.boolean()) },
  { weight: 1, arbitrary: fc.constantFrom<Act[]>(["signOut"], ["signIn"], ["online"], ["close"], ["kill"], ["reload"], ["leave"]) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("otherTab"), fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("hiccup"), fc.array(fc.boolean(), { maxLength: 4 })) },
);

async function happen(world: World, [what, ...more]: Act): Promise<void> {
  const { page, session } = world.now;
  const [first, second] = more as [number, number];
  const answer = (at: number, choice: number) => {
    const id = ITEMS[at] ?? "";
    const event = /q\d$/.test(id) ? { type: "answer", pick: choice % 2 ? "a" : "b" } : { type: "text", text: `text ${choice}` };
    session.send({ type: "block", item: id, event: event as never });
  };
  const acts: Record<string, () => unknown> = {
    answer: () => answer(first, second),
    many: () => ITEMS.forEach((_id, at) => answer(at, first)),
    wait: () => world.wait(first),
    network: () => world.network(Boolean(first)),
    busy: () => (world.moodle.busy = Boolean(first)),
    slow: () => (page.latency = first),
    show: () => page.show(Boolean(first)),
    signOut: () => world.moodle.signOut(),
    signIn: () => world.signIn(),
    online: () => page.fire("online"),
    close: () => (page.close(), world.visit()),
    kill: () => (world.kill(), world.visit()),
    reload: () => {
      const before = new Map(world.moodle.stored);
      page.close();
      world.visit(before);
    },
    leave: () => (world.leave(), world.visit()),
    otherTab: () => {
      page.frozen = Boolean(first);
      world.visit();
    },
    hiccup: () => (world.moodle.hiccups = [...(more[0] as boolean[])]),
  };
  await acts[what]?.();
  world.settle();
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("nothing is lost, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 30 }), async (acts) => {
      vi.clearAllTimers();
      const world = new World();
      let worth = 0;
      for (const act of acts) await happen(world, act);
      worth = Math.max(...world.visits.map(({ session }) => WORTH.indexOf(session.state.status)));
      await world.end();
      expect(WORTH.indexOf(world.moodle.stored.get("cmi.core.lesson_status") ?? "")).toBeGreaterThanOrEqual(worth);
    }),
    { numRuns: RUNS },
  );
}, 60_000);

describe("single misfortunes", () => {
  test.each<[string, Act[]]>([
    ["nothing happens at all", []],
    ["a visit as it should be", [["answer", 0, 1], ["wait", 200], ["answer", 1, 0], ["wait", 1000], ["close"]]],
    ["an answer, and the page is gone", [["answer", 0, 1], ["kill"]]],
    ["a hundred things at once, and the page is gone in the midst of sending", [["many", 1], ["wait", 1000], ["kill"]]],
    ["answers of which all are changed, and the page is closed in the midst of sending",
      [["many", 0], ["wait", 11_000], ["many", 1], ["wait", 60], ["close"]]],
    ["an outage, then closed", [["wait", 200], ["network", false], ["many", 1], ["wait", 1000], ["close"]]],
    ["an outage that ends", [["network", false], ["many", 1], ["wait", 11_000], ["answer", 0, 0], ["network", true], ["wait", 11_000]]],
    ["a page that was reloaded, and got old data", [["wait", 1000], ["answer", 0, 0], ["reload"], ["answer", 1, 1], ["wait", 1000]]],
    ["signed out, and in again in another tab, which this page's Moodle does not know",
      [["answer", 0, 1], ["signOut"], ["wait", 1000], ["show", false], ["signIn"], ["answer", 0, 0], ["wait", 11_000], ["kill"]]],
    ["signed in again, tried in vain, and hidden",
      [["answer", 0, 1], ["signOut"], ["wait", 1000], ["signIn"], ["wait", 11_000], ["show", false], ["wait", 11_000], ["kill"]]],
    ["lost, and of the two commits that send it again only the first gets through",
      [["answer", 0, 1], ["answer", 10, 1], ["hiccup", [true, false, true]], ["wait", 11_000], ["kill"]]],
    ["the same, with nothing but a score of 0", [["hiccup", [true, false, true]], ["answer", 0, 0], ["wait", 11_000], ["kill"]]],
    ["lost, sent again, and closed while that fails as well",
      [["answer", 0, 1], ["hiccup", [true, true, true, true]], ["wait", 1000], ["close"]]],
    ["two tabs", [["answer", 0, 1], ["wait", 200], ["otherTab", false], ["answer", 1, 1], ["wait", 1000]]],
    ["two tabs, of which one hears nothing", [["answer", 0, 1], ["otherTab", true], ["answer", 1, 1], ["wait", 11_000]]],
    ["left by the button while a probe hangs", [["slow", 20_000], ["answer", 0, 1], ["network", false], ["wait", 200], ["leave"]]],
  ])("%s", async (_name, acts) => {
    const world = new World();
    for (const act of acts) await happen(world, act);
    await world.end();
  });
});
