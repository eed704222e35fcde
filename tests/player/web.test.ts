// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Session } from "../../builder/player/src/session";
import { Web } from "../../builder/player/src/trackers/web";
import { Device, FakePage } from "./fake-page";
import { course } from "./help";

const on = course({ "m.a": ["q1"], "m.b": [] });
const answer = { type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } } as never;

function session(device: Device, address = "https://site.test/course/index.html"): Session {
  const page = new FakePage(device, address);
  const made = new Session(on, new Web(page.window), page.window);
  made.start();
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("without an LMS", () => {
  test("progress comes back in this browser, after the end or without one", async () => {
    const device = new Device();
    const first = session(device);
    first.send({ type: "opened", page: "m.b" });
    first.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.saver.saving).toBe("saved");
    first.send(answer);
    first.finish();
    const second = session(device);
    expect([second.state.best, second.state.last, [...second.state.seen]]).toEqual([100, 1, [1]]);
  });

  test("each address has a progress of its own", () => {
    const device = new Device();
    const first = session(device, "https://site.test/one/index.html");
    first.send(answer);
    first.finish();
    expect(session(device, "https://site.test/two/index.html").state.best).toBeNull();
  });

  test("no server is asked, and nothing else is kept of the learner", async () => {
    const device = new Device();
    const made = session(device);
    made.send(answer);
    await vi.advanceTimersByTimeAsync(2000);
    made.finish();
    expect([[...device.kept.keys()], made.probe]).toEqual([["build-course:test:/course/index.html"], null]);
  });

  test.each(["denied", "full"] as const)("storage %s: the course works, and nothing is kept", (how) => {
    const device = new Device();
    Object.assign(device, how === "full" ? { room: 0 } : { denied: true });
    const made = session(device);
    made.send(answer);
    made.flush();
    made.finish();
    expect([made.info.mode, made.saver.saving, made.state.best, device.kept.size]).toEqual(["none", "off", 100, 0]);
  });

  test("storage that fills up on the way is told, and tried again", async () => {
    const device = new Device();
    const made = session(device);
    device.room = 0;
    made.send(answer);
    await vi.advanceTimersByTimeAsync(100);
    expect([made.saver.saving, made.saver.trouble]).toEqual(["unsaved", "refused"]);
    device.room = Infinity;
    await vi.advanceTimersByTimeAsync(10_000);
    expect([made.saver.saving, session(device).state.best]).toEqual(["saved", 100]);
  });

  test("two tabs: the older one stops", async () => {
    const device = new Device();
    const one = session(device);
    one.send(answer);
    await vi.advanceTimersByTimeAsync(100);
    const two = session(device);
    await vi.advanceTimersByTimeAsync(100);
    expect([one.phase, two.phase, two.state.best]).toEqual(["ceded", "running", 100]);
  });
});
