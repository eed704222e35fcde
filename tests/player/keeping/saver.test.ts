// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LATER, RETRY, Saver, SOON } from "../../../builder/player/src/keeping/saver";
import type { Health } from "../../../builder/player/src/keeping/probe";
import type { Fact } from "../../../builder/player/src/logic";
import type { Snapshot } from "../../../builder/player/src/tracker";
import { Notebook } from "../help";

const answered = (item = "m.a.q1"): Fact => ({ fact: "answered", item, interaction: "", response: { picked: ["a"] }, result: "right" });
const viewed: Fact = { fact: "viewed", page: "m.a" };
const rows = (count: number, page = "m.a"): Fact[] => Array.from({ length: count }, (_, n) => answered(`${page}.q${n}`));

/** A saver with everything around it played: the other side, the server and the session. */
class Stage {
  readonly book = new Notebook();
  readonly told: string[] = [];
  health: Health = "well";
  /** How long a probe takes. */
  latency = 20;
  probes = 0;
  touched = 0;
  noted: readonly string[] | "confirmed" | null = null;
  room = true;
  another = false;
  visible = true;
  readonly saver: Saver;

  constructor() {
    const probe = { check: () => this.check() };
    const work = {
      snapshot: () => ({ state: `${this.touched}` }) as Snapshot,
      touch: () => void (this.touched += 1),
      mine: () => !this.another,
      seen: () => this.visible,
      note: (waiting: readonly string[]) => ((this.noted = this.room ? waiting : this.noted), this.room),
      confirmed: () => void (this.noted = "confirmed"),
    };
    this.saver = new Saver(this.book, probe, work, () => this.told.push(this.saver.saving));
  }

  /** What a probe finds is what is true when it is answered. */
  private async check(): Promise<Health> {
    this.probes += 1;
    await new Promise((done) => setTimeout(done, this.latency));
    return this.health;
  }

  get now(): string {
    return [this.saver.saving, this.saver.trouble].filter(Boolean).join(" ");
  }

  async wait(time: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(time);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A saver that has begun, and has nothing to do. */
async function begun(): Promise<Stage> {
  const stage = new Stage();
  stage.saver.begin([]);
  await stage.wait(2000);
  stage.book.take();
  stage.told.length = 0;
  return stage;
}

describe("all is well", () => {
  test("`saved` is said after the other side took it and the server was there, and not before", async () => {
    const stage = await begun();
    expect(stage.now).toBe("saved");
    stage.saver.keep([answered()]);
    expect([stage.now, stage.noted]).toEqual(["saving", ["answered m.a.q1 "]]);
    await stage.wait(SOON);
    expect([stage.now, stage.book.take()]).toEqual(["saving", "record save"]);
    await stage.wait(20);
    expect([stage.now, stage.book.take(), stage.noted]).toEqual(["saved", "arrived", "confirmed"]);
    expect(stage.saver.savedAt).toEqual(new Date());
  });

  test.each([
    ["an answer", [answered()], SOON],
    ["a page", [viewed], LATER],
    ["something without a fact", [], LATER],
  ])("%s goes out in time, and not twice", async (_name, facts, delay) => {
    const stage = await begun();
    stage.saver.keep(facts);
    await stage.wait(delay - 1);
    expect(stage.book.take()).toBe("");
    await stage.wait(60_000);
    expect([stage.book.take(), stage.now]).toEqual(["record save arrived", "saved"]);
  });

  test("what comes within the pause goes out together, and is not put off", async () => {
    const stage = await begun();
    for (let n = 0; n < 10; n++) {
      stage.saver.keep([]);
      await stage.wait(LATER / 10);
    }
    expect(stage.book.take()).toBe("record save");
    expect(LATER + SOON).toBeLessThan(1000);
  });

  test("a change while the probe is on its way is not called saved", async () => {
    const stage = await begun();
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 10);
    stage.saver.keep([]);
    await stage.wait(10);
    expect([stage.now, stage.told]).toEqual(["saving", ["saving", "saving", "saving"]]);
    await stage.wait(LATER + 20);
    expect(stage.now).toBe("saved");
  });

  test("a slow LMS gets a tenth of the time for what is typed; answers do not wait", async () => {
    const stage = await begun();
    const save = stage.book.save.bind(stage.book);
    stage.book.save = () => (vi.advanceTimersByTime(300), save());
    stage.saver.keep([]);
    await stage.wait(2000);
    stage.book.take();
    stage.saver.keep([]);
    await stage.wait(2999);
    expect(stage.book.take()).toBe("");
    stage.saver.keep([answered()]);
    await stage.wait(SOON);
    expect(stage.book.take()).toMatch(/^record save/);
  });

  test("many rows go out in parts, the next when the last is known to have arrived", async () => {
    const stage = await begun();
    stage.latency = 500;
    stage.saver.keep([...rows(10, "m.a"), ...rows(3, "m.b")]);
    await stage.wait(20_000);
    const sizes = stage.book.told.filter(({ what }) => what === "record").map(({ facts }) => facts.length);
    expect([sizes, stage.now]).toEqual([[8, 2, 3], "saved"]);
  });
});

describe("trouble", () => {
  test.each([
    ["no answer from the server", "offline", "taken", "unsaved offline"],
    ["nobody signed in", "signed-out", "taken", "unsaved signed-out"],
    ["nobody signed in, and the LMS says so", "signed-out", "failed", "unsaved signed-out"],
    ["the LMS failed", "well", "failed", "unsaved refused"],
    ["the LMS would not have it", "well", "refused", "unsaved refused"],
  ] as const)("%s", async (_name, health, answer, told) => {
    const stage = await begun();
    stage.health = health;
    stage.book.answer = answer;
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    expect([stage.now, stage.saver.copied, stage.noted]).toEqual([told, true, ["answered m.a.q1 "]]);
    stage.health = "well";
    stage.book.answer = "taken";
    await stage.wait(RETRY + 40);
    expect([stage.now, stage.saver.trouble, stage.noted]).toEqual(["saved", null, "confirmed"]);
  });

  test("asks the server first, and sends everything again in a way that differs", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    expect(stage.book.take()).toBe("record save");
    await stage.wait(6 * (RETRY + 20));
    expect([stage.book.take(), stage.touched]).toEqual(["", 0]);
    stage.health = "well";
    await stage.wait(RETRY + 40);
    expect([stage.book.take(), stage.touched]).toEqual(["record again arrived", 1]);
    await stage.wait(60_000);
    expect(stage.book.take()).toBe("");
  });

  test("what is done meanwhile waits, and goes out after it: answers", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered("m.a.q1")]);
    await stage.wait(SOON + 20);
    stage.saver.keep([answered("m.a.q2")]);
    stage.health = "well";
    await stage.wait(20_000);
    expect(stage.book.take()).toBe("record save record again arrived record save arrived");
    expect(stage.now).toBe("saved");
  });

  test("what is done meanwhile goes out after it: a text of which nobody is told", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    stage.health = "well";
    await stage.wait(RETRY + 30); // sent again, and the probe after it is on its way
    expect(stage.book.take()).toBe("record save record again");
    stage.saver.keep([]);
    await stage.wait(20_000);
    expect([stage.now, stage.book.take()]).toEqual(["saved", "arrived record save arrived"]);
  });

  test.each(["wake", "flush"] as const)("does not wait for the next try on %s", async (name) => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    stage.health = "well";
    stage.saver[name]();
    await stage.wait(60);
    expect(stage.now).toBe("saved");
  });

  test("what was sent while a try asked for the server counts as lost too", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    stage.saver.wake();
    stage.saver.flush(); // still offline: gone, and called "taken"
    stage.health = "well";
    stage.book.take();
    await stage.wait(20);
    expect(stage.book.take()).toBe("record again");
  });

  test("what was sent before a probe that found no server is sent again, though the next found one", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered()]);
    await stage.wait(SOON);
    stage.saver.keep([answered("m.a.q2")]);
    await stage.wait(20);
    expect(stage.now).toBe("unsaved offline");
    stage.saver.flush();
    await stage.wait(10);
    stage.saver.keep([]);
    stage.saver.flush();
    await stage.wait(10);
    stage.health = "well";
    stage.book.take();
    await stage.wait(60);
    expect(stage.book.take()).toMatch(/again/);
    await stage.wait(20_000);
    expect(stage.now).toBe("saved");
  });

  test("fails again and again, and never gives up", async () => {
    const stage = await begun();
    stage.book.answers.push("failed", "failed", "refused");
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20 + 2 * (RETRY + 50));
    expect(stage.now).toBe("unsaved refused");
    await stage.wait(RETRY + 50);
    expect(stage.now).toBe("saved");
  });

  test("after a refusal the word of a hidden page counts for nothing, until it is looked at", async () => {
    const stage = await begun();
    stage.health = "signed-out";
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    stage.visible = false;
    stage.health = "well"; // signed in again in another tab, which this page's LMS does not know
    stage.saver.flush();
    stage.book.take();
    await stage.wait(3 * RETRY);
    expect([stage.now, stage.book.take()]).toEqual(["unsaved signed-out", ""]);
    stage.visible = true;
    stage.book.answer = "failed";
    stage.saver.wake();
    await stage.wait(60);
    expect(stage.now).toBe("unsaved refused");
    stage.book.answer = "taken";
    await stage.wait(RETRY + 60);
    expect(stage.now).toBe("saved");
  });

  test("says whether this device has a copy", async () => {
    const stage = await begun();
    stage.room = false;
    stage.saver.keep([]);
    expect(stage.saver.copied).toBe(false);
  });
});

describe("the end", () => {
  test("comes with what waits, and nothing after it", async () => {
    const stage = await begun();
    stage.saver.keep([answered()]);
    stage.saver.end(false);
    expect([stage.book.take(), stage.noted]).toEqual(["record finish", ["answered m.a.q1 "]]);
    await stage.wait(60_000);
    expect(stage.book.take()).toBe("");
  });

  test("leaves what is confirmed confirmed", async () => {
    const stage = await begun();
    stage.saver.end(false);
    expect(stage.noted).toBe("confirmed");
  });

  test("takes along what was lost, and what waited for better times", async () => {
    const stage = await begun();
    stage.health = "offline";
    stage.saver.keep([answered("m.a.q1")]);
    await stage.wait(SOON + 20);
    stage.saver.keep([answered("m.a.q2")]);
    stage.book.take();
    stage.saver.end(false);
    expect(stage.book.told.map(({ what, facts }) => `${what} ${facts.length}`)).toEqual(["record 0", "again 0", "record 1", "finish 0"]);
  });

  test.each([
    ["taken, and the server is there", "taken", "well", true],
    ["not taken", "failed", "well", false],
    ["taken, but there is no server", "taken", "offline", false],
    ["taken, but nobody is signed in", "taken", "signed-out", false],
  ] as const)("is safe or not: %s", async (_name, answer, health, safe) => {
    const stage = await begun();
    stage.book.answer = answer;
    stage.health = health;
    stage.saver.keep([answered()]);
    stage.saver.end(false);
    const confirmed = stage.saver.confirmEnd();
    await stage.wait(20);
    expect(await confirmed).toBe(safe);
    expect(stage.noted).toEqual(safe ? "confirmed" : ["answered m.a.q1 "]);
  });

  test("is not safe when what was lost failed again, though the very last call says `true`", async () => {
    const stage = await begun();
    stage.book.answers.push("failed", "failed", "taken");
    stage.saver.keep([answered()]);
    await stage.wait(SOON + 20);
    stage.saver.end(false);
    const confirmed = stage.saver.confirmEnd();
    await stage.wait(20);
    expect([await confirmed, stage.book.take()]).toEqual([false, "record save record again record finish"]);
  });

  test("is safe with rows that wait for the next visit, but not done", async () => {
    const stage = await begun();
    stage.saver.keep(rows(10));
    stage.saver.end(false);
    const confirmed = stage.saver.confirmEnd();
    await stage.wait(20);
    expect([await confirmed, stage.noted]).toEqual([true, Array.from({ length: 10 }, (_, n) => `answered m.a.q${n} `)]);
  });

  test("another tab: nothing is written any more, whatever was planned", async () => {
    const stage = await begun();
    stage.saver.keep([answered()]);
    stage.another = true;
    await stage.wait(60_000);
    expect(stage.book.take()).toBe("");
    stage.saver.stop();
    expect(stage.now).toBe("off");
  });
});
