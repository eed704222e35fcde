/** A course of texts: the player has none of what only some packages have. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MORE } from "../../builder/player/src/registry";
import { Session } from "../../builder/player/src/session";
import { Scorm12 } from "../../builder/player/src/trackers/scorm12";
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import { FakeLms2004 } from "./fake-2004";
import { FakeLms, nested } from "./fake-lms";
import { FakePage } from "./fake-page";
import { course, Notebook } from "./help";

const TEXTS = course({ "m.a": [], "m.b": [] });
const whole = { ...MORE };

beforeEach(() => {
  vi.useFakeTimers();
  for (const name of Object.keys(MORE)) delete MORE[name as keyof typeof MORE];
});
afterEach(() => {
  Object.assign(MORE, whole);
  vi.useRealTimers();
});

async function readAll(session: Session): Promise<void> {
  session.start();
  for (const page of ["m.a", "m.b"]) session.send({ type: "opened", page });
  await vi.advanceTimersByTimeAsync(2000);
  expect([session.saver.saving, session.state.status, session.snapshot().progress]).toEqual(["saved", "completed", 1]);
  session.finish();
}

test("SCORM 1.2 hears that all was read, and is asked for no report", async () => {
  const lms = new FakeLms();
  await readAll(new Session(TEXTS, new Scorm12(nested({ API: lms.api })), new FakePage().window));
  expect(lms.set).toMatchObject({ "cmi.core.lesson_status": "completed", "cmi.core.lesson_location": "m.b" });
  expect(lms.calls.filter((call) => /interactions|objectives/.test(call))).toEqual([]);

  const again = new FakeLms({ values: { ...Object.fromEntries(lms.values), ...lms.set } });
  const resumed = new Session(TEXTS, new Scorm12(nested({ API: again.api })), new FakePage().window);
  resumed.start();
  expect([resumed.state.status, resumed.state.seen.size, resumed.held().size]).toEqual(["completed", 2, 0]);
});

test("SCORM 2004 hears the same", async () => {
  const lms = new FakeLms2004();
  await readAll(new Session(TEXTS, new Scorm2004(nested({}, { API_1484_11: lms.api } as never)), new FakePage().window));
  expect(lms.calls.filter((call) => /interactions|objectives/.test(call))).toEqual([]);
});

test("what was kept of an earlier release with questions stays", () => {
  const book = new Notebook();
  Object.assign(MORE, whole);
  const before = new Session(course({ "m.a": ["q1"], "m.b": [] }), book, new FakePage().window);
  before.start();
  before.send({ type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } as never });
  const { state } = before.snapshot();
  for (const name of Object.keys(MORE)) delete MORE[name as keyof typeof MORE];
  const session = new Session(TEXTS, new Notebook({ state }), new FakePage().window);
  session.start();
  session.send({ type: "opened", page: "m.a" });
  expect([session.state.best, session.state.values]).toEqual([100, before.state.values]);
});
