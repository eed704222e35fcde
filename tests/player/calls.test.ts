// @vitest-environment node
/**
 * How often an LMS is called. Each call goes through slow code of the LMS, and a commit stops the page, so their
 * number must not grow with the course.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LATER } from "../../builder/player/src/keeping/saver";
import { Session } from "../../builder/player/src/session";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { FakeLms2004 } from "./fake-2004";
import { FakeLms, nested } from "./fake-lms";
import { FakePage } from "./fake-page";
import { course } from "./help";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pages with a question each. */
const sized = (pages: number) => course(Object.fromEntries(Array.from({ length: pages }, (_, at) => [`m.p${at}`, [`q${at}`]])));
const SMALL = sized(15);
const LARGE = sized(200);

type Calls = Record<"get" | "set" | "commit" | "other", number>;
type Raw = Record<string, (...texts: string[]) => unknown>;

/** The same API, counted. */
function counted(api: Raw): { api: Raw; take: () => Calls } {
  let calls: Calls = { get: 0, set: 0, commit: 0, other: 0 };
  const kind = (name: string): keyof Calls =>
    name.endsWith("GetValue") ? "get" : name.endsWith("SetValue") ? "set" : name.endsWith("Commit") ? "commit" : "other";
  const wrapped = Object.entries(api).map(([name, call]) => {
    const count = (...texts: string[]): unknown => ((calls[kind(name)] += 1), call(...texts));
    return [name, count] as const;
  });
  const take = (): Calls => {
    const taken = calls;
    calls = { get: 0, set: 0, commit: 0, other: 0 };
    return taken;
  };
  return { api: Object.fromEntries(wrapped), take };
}

const lms = (standard: "1.2" | "2004"): { readonly api: Raw } =>
  (standard === "1.2" ? new FakeLms({ keeps: true }) : new FakeLms2004()) as unknown as { readonly api: Raw };

function sessionWith(standard: "1.2" | "2004", api: Raw, on: typeof SMALL): Session {
  const tracker = standard === "1.2" ? new Scorm12(nested({}, { API: api })) : new Scorm2004(nested({}, { API_1484_11: api } as object));
  return new Session(on, tracker, new FakePage().window);
}

/** What is called when the course is opened, a page is turned, and a question is answered. */
async function visit(standard: "1.2" | "2004", on: typeof SMALL): Promise<Calls[]> {
  const { api, take } = counted(lms(standard).api);
  const session = sessionWith(standard, api, on);
  const seen: Calls[] = [];
  const settle = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(2 * LATER);
    seen.push(take());
  };
  session.start();
  session.send({ type: "opened", page: "m.p0" });
  await settle();
  session.send({ type: "opened", page: "m.p1" });
  await settle();
  session.send({ type: "block", item: "m.p1.q1", event: { type: "answer", pick: "a" } as never });
  await settle();
  return seen;
}

test.each(["1.2", "2004"] as const)("SCORM %s is called no more often in a large course than in a small one", async (standard) => {
  const small = await visit(standard, SMALL);
  for (const [at, calls] of (await visit(standard, LARGE)).entries()) {
    for (const [kind, count] of Object.entries(calls)) {
      // In a small course one page is more of the progress, so that may be told more often.
      expect(count, kind).toBeLessThanOrEqual(small[at]?.[kind as keyof Calls] ?? 0);
    }
  }
});

test("there is one commit for the start, for each page and for each answer", async () => {
  for (const standard of ["1.2", "2004"] as const) {
    expect((await visit(standard, LARGE)).map(({ commit }) => commit)).toEqual([1, 1, 1]);
  }
});

/** The calls at the start of who has written on this many pages of the large course, each with a row and an objective. */
async function comeBack(standard: "1.2" | "2004", written: number): Promise<Calls> {
  const { api, take } = counted(lms(standard).api);
  const on = course(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`m.p${at}`, [`w${at}`]])));
  const before = sessionWith(standard, api, on);
  before.start();
  for (let at = 0; at < written; at++) {
    before.send({ type: "opened", page: `m.p${at}` });
    before.send({ type: "block", item: `m.p${at}.w${at}`, event: { type: "text", text: "So it is" } as never });
    await vi.advanceTimersByTimeAsync(2 * LATER);
  }
  before.finish();
  take();
  const again = sessionWith(standard, api, on);
  again.start();
  expect(again.state.rows).toHaveLength(written);
  again.send({ type: "opened", page: "m.p0" });
  await vi.advanceTimersByTimeAsync(2 * LATER);
  return take();
}

const sum = (calls: Calls): number => Object.values(calls).reduce((all, one) => all + one);

test("the start takes few calls", async () => {
  for (const standard of ["1.2", "2004"] as const) {
    const [start] = await visit(standard, LARGE);
    expect(sum(start!)).toBeLessThanOrEqual(18);
  }
});

test.each(["1.2", "2004"] as const)("SCORM %s: to come back takes few calls, however much was done", async (standard) => {
  const little = await comeBack(standard, 10);
  expect(await comeBack(standard, 150)).toEqual(little);
  expect(sum(little)).toBeLessThanOrEqual(30);
  expect(little.commit).toBe(1);
});
