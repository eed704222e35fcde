import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encode } from "../../builder/player/src/codec";
import { Session } from "../../builder/player/src/session";
import { supportReport } from "../../builder/player/src/support";
import type { Start } from "../../builder/player/src/tracker";
import { FakePage } from "./fake-page";
import { course, Notebook } from "./help";

const on = course({ "m.a": ["q1", "w1"] });
const answer = { type: "block", item: "m.a.q1", event: { type: "answer", pick: "a" } } as never;
const write = { type: "block", item: "m.a.w1", event: { type: "text", text: "my secret" } } as never;
const wait = (time: number) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 4, 1, 12, 5, 9) });
  document.head.innerHTML = '<meta name="generator" content="build-course 0.1.0">';
});
afterEach(() => {
  vi.useRealTimers();
});

function begin(start: Partial<Start> = {}): { page: FakePage; session: Session } {
  const page = new FakePage();
  const session = new Session(on, new Notebook(start), page.window);
  session.start();
  return { page, session };
}

describe("the report for a help desk", () => {
  test("has what one needs to know", async () => {
    document.body.dataset["bcTarget"] = "scorm12";
    const { page, session } = begin({ room: 4096 });
    page.reply = "down";
    session.send({ type: "opened", page: "m.a" });
    session.send(answer);
    await wait(1000);
    const lines = supportReport(session, window).split("\n");
    expect(lines).toEqual([
      "Course: Test (test 1)",
      "Made with: build-course 0.1.0, scorm12",
      "Page: m.a",
      "Session: running, mode normal",
      "Saving: unsaved (offline), last saved never",
      "Copy on this device: yes",
      "Server of this page: no answer",
      "Status: incomplete, score 100",
      expect.stringMatching(/^State: attempt \d+, change 2, \d+ of 4096 characters$/),
      `State without texts: ${encode(session.state)}`,
      "Notices: none",
      expect.stringMatching(/^Browser: ./),
      expect.stringMatching(/^Window: \d+ x \d+, a window of its own, online$/),
      expect.stringMatching(/^Time: 2026-/),
      "Connection:",
      "  Notebook",
    ]);
  });

  test("has nothing that the learner wrote, and not who it is", async () => {
    const { session } = begin({ learner: "anna Anna Muster", learnerName: "Anna Muster" });
    session.send(write);
    await wait(1000);
    expect(supportReport(session, window)).not.toMatch(/secret|anna|muster/i);
  });

  test("says when nothing can be copied, or nothing is kept", () => {
    expect(supportReport(begin({ learner: "" }).session, window)).toContain("Copy on this device: not possible");
    expect(supportReport(begin({ mode: "review" }).session, window)).toContain("Session: running, mode review");
  });
});
