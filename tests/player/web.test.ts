import { beforeEach, describe, expect, test, vi } from "vitest";
import { Session } from "../../builder/player/src/session";
import { Web } from "../../builder/player/src/trackers/web";
import { course } from "./help";

const on = course({ "m.a": ["q1"], "m.b": [] });
const answer = { type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } } as never;

/** A window at an address; storage may be denied at the first touch, or full. */
function at(pathname: string, storage: Storage | "denied" | "full" = localStorage): Window {
  const denied = () => {
    throw new DOMException("no", "SecurityError");
  };
  const made = { location: { pathname } };
  const store = storage === "full" ? { setItem: denied, getItem: () => null, removeItem: () => undefined } : storage;
  return Object.defineProperty(made, "localStorage", { get: storage === "denied" ? denied : () => store }) as never;
}

function session(win: Window): Session {
  const made = new Session(on, new Web(win));
  made.start();
  return made;
}

beforeEach(() => localStorage.clear());

describe("without an LMS", () => {
  test("progress comes back in this browser, after the end or without one", () => {
    const first = session(at("/course/index.html"));
    first.send({ type: "opened", page: "m.b" });
    first.flush();
    expect(first.saving).toBe("saved");
    first.send(answer);
    first.finish();
    const second = session(at("/course/index.html"));
    expect([second.state.best, second.state.last, [...second.state.seen]]).toEqual([100, 1, [1]]);
  });

  test("each address has a progress of its own", () => {
    const first = session(at("/one/index.html"));
    first.send(answer);
    first.finish();
    expect(session(at("/two/index.html")).state.best).toBeNull();
  });

  test.each(["denied", "full"] as const)("storage %s: the course works, and nothing is kept", (storage) => {
    const made = session(at("/", storage));
    made.send(answer);
    made.flush();
    made.finish();
    expect([made.info.mode, made.saving, made.state.best]).toEqual(["none", "off", 100]);
  });

  test("storage that fills up on the way is told", () => {
    const setItem = vi.fn();
    const made = session(at("/", { setItem, getItem: () => null, removeItem: () => undefined } as never));
    setItem.mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    made.send(answer);
    made.flush();
    expect(made.saving).toBe("unsaved");
    made.finish();
  });
});
