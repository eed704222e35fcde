// @vitest-environment node
/** Random misfortunes of learners, networks and stores: nothing is lost, and nothing is told twice. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RETRY } from "../../../builder/player/src/keeping/saver";
import type { State } from "../../../builder/player/src/state";
import { Device } from "../fake-page";
import { FakeStore, type Mood } from "./fake-store";
import { answer, open, opened, settle, write, type Stage } from "./stage";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Deed = { readonly answer: string } | { readonly write: string } | { readonly open: string }
  | { readonly mood: Mood } | { readonly wait: number } | { readonly leave: "close" | "kill" | "ask" };

const DEED: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ answer: fc.constantFrom("m.a.q1 a", "m.a.q1 b", "m.a.q2 a", "m.a.q2 b") }),
  fc.record({ write: fc.constantFrom("one", "two", "three") }),
  fc.record({ open: fc.constantFrom("m.a", "m.b") }),
  fc.record({ mood: fc.constantFrom<Mood>("well", "down", "lost", "half", "broken", "denied") }),
  fc.record({ wait: fc.constantFrom(10, 60, 1000, RETRY + 1000) }),
  fc.record({ leave: fc.constantFrom("close" as const, "kill" as const, "ask" as const) }),
);

/** What the learner has done that must be told: each once, in this order. */
interface Diary {
  readonly lines: string[];
}

async function live(stage: Stage, deed: Deed, diary: Diary): Promise<Stage> {
  const { store, session, page, device } = stage;
  if ("mood" in deed) store.mood = deed.mood;
  if ("wait" in deed) await settle(deed.wait);
  if ("open" in deed) done(stage, open(deed.open), diary, `experienced page/${deed.open}`);
  if ("write" in deed) done(stage, write("m.b.w1", deed.write), diary, `answered interaction/m.b.w1 ${deed.write}`);
  if ("answer" in deed) {
    const [item = "", pick = ""] = deed.answer.split(" ");
    const before = session.state;
    session.send(answer(item, pick));
    if (session.state !== before) diary.lines.push(`answered interaction/${item} ${pick} ${pick === "a" ? 1 : 0}`);
  }
  if (!("leave" in deed)) return stage;
  if (deed.leave === "ask") await leaveWithin(stage);
  if (deed.leave === "close") page.close();
  page.kill();
  store.mood = "well";
  return opened({ store, device });
}

function done({ session }: Stage, event: Parameters<Stage["session"]["send"]>[0], diary: Diary, line: string): void {
  session.send(event);
  diary.lines.push(line);
}

async function leaveWithin({ session }: Stage): Promise<void> {
  const left = session.leave();
  await settle();
  await left;
}

test("nothing is lost, nothing is told twice, and each visit goes on where the last one was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(DEED, { maxLength: 25 }), async (deeds) => {
      vi.clearAllTimers();
      const diary: Diary = { lines: [] };
      let stage = await opened({ store: new FakeStore(), device: new Device() });
      for (const deed of deeds) {
        const { state } = stage.session;
        stage = await live(stage, deed, diary);
        if ("leave" in deed) expect(values(stage.session.state)).toEqual(values(state));
      }
      stage.store.mood = "well";
      await settle(3 * RETRY);
      const told = stage.store.told.filter((line) => /^(answered|experienced)/.test(line));
      expect(told).toEqual(diary.lines);
      for (const verb of ["completed", "passed 100"]) {
        expect(stage.store.told.filter((line) => line === verb).length).toBeLessThanOrEqual(1);
      }
      expect(stage.store.told.includes("completed")).toBe(stage.session.state.status !== "incomplete" && stage.session.state.status !== "failed");
      expect(stage.session.saver.saving).toBe("saved");
    }),
    { numRuns: 300 },
  );
}, 60_000);

function values({ values: kept }: State): unknown[] {
  return [...kept].sort(([one], [other]) => one - other);
}
