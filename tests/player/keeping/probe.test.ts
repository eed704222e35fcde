// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PATIENCE, Probe } from "../../../builder/player/src/keeping/probe";
import { Device, FakePage, type Reply } from "../fake-page";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the probe makes of these answers, one after the other. */
async function found(replies: readonly Reply[], page = new FakePage()): Promise<string[]> {
  const probe = new Probe(page.window);
  const health: string[] = [];
  for (const reply of replies) {
    page.reply = reply;
    const asked = probe.check();
    await vi.advanceTimersByTimeAsync(PATIENCE);
    health.push(await asked);
  }
  return health;
}

describe("a server that answers as it should", () => {
  test.each([
    ["is well", ["there", "there"], ["well", "well"]],
    ["is gone", ["there", "down"], ["well", "offline"]],
    ["says nothing", ["there", "silent"], ["well", "offline"]],
    ["is being mended", ["there", "broken"], ["well", "offline"]],
    ["sends to the login page", ["there", "login"], ["well", "signed-out"]],
    ["forbids", ["there", "forbidden"], ["well", "signed-out"]],
    ["has removed the course", ["there", "missing"], ["well", "well"]],
    ["comes back", ["there", "down", "login", "there"], ["well", "offline", "signed-out", "well"]],
    ["is gone from the start", ["down", "there"], ["offline", "well"]],
    ["is being mended from the start", ["broken", "there", "login"], ["offline", "well", "signed-out"]],
  ] satisfies [string, Reply[], string[]][])("%s", async (_name, replies, health) => {
    expect(await found(replies)).toEqual(health);
  });
});

describe("servers where the question makes no sense", () => {
  test.each([
    ["one that always sends elsewhere", ["login", "login", "there", "down"], ["well", "well", "well", "offline"]],
    ["one that forbids such questions", ["forbidden", "forbidden", "down"], ["well", "well", "offline"]],
    ["one that has no such page", ["missing", "missing", "broken"], ["well", "well", "offline"]],
  ] satisfies [string, Reply[], string[]][])("%s", async (_name, replies, health) => {
    expect(await found(replies)).toEqual(health);
  });

  test("one that breaks at a HEAD is asked otherwise", async () => {
    expect(await found(["head-breaks", "head-breaks", "broken"])).toEqual(["well", "well", "offline"]);
  });

  test("one that takes no HEAD is asked for one byte, and the rest of the page is not fetched", async () => {
    const page = new FakePage();
    expect(await found(["no-head", "no-head", "login"], page)).toEqual(["well", "well", "signed-out"]);
    expect(page.probes.map(({ method }) => method)).toEqual(["HEAD", "GET", "GET", "GET"]);
    expect(page.probes[1]?.headers).toEqual({ Range: "bytes=0-0" });
    expect(page.probes[1]?.signal?.aborted).toBe(true);
  });

  test.each([
    ["file:///home/anna/course/index.html", "well"],
    ["moodleappfs://localhost/course/index.html", "well"],
    ["http://localhost/course/index.html", "well"],
    ["https://lms.test/course/index.html", "offline"],
  ])("%s without an answer is %s", async (address, health) => {
    expect(await found(["down"], new FakePage(new Device(), address))).toEqual([health]);
  });

  test("pages that come from no server are never asked for", async () => {
    const page = new FakePage(new Device(), "file:///home/anna/course/index.html");
    await found(["there"], page);
    expect(page.probes).toEqual([]);
  });

  test("a server at `localhost` that has answered once is missed when it is gone", async () => {
    expect(await found(["there", "down"], new FakePage(new Device(), "http://localhost/x"))).toEqual(["well", "offline"]);
  });
});

test("asks for the page's own address, past every cache, without following", async () => {
  const page = new FakePage(new Device(), "https://lms.test/a/index.html#m.a");
  const fetched = vi.spyOn(page.window, "fetch");
  await found(["there"], page);
  expect(fetched).toHaveBeenCalledWith(
    "https://lms.test/a/index.html",
    expect.objectContaining({ method: "HEAD", cache: "no-store", redirect: "manual", credentials: "same-origin" }),
  );
});

test("leaves no timer behind", async () => {
  await found(["there", "down"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("says in words what it found", async () => {
  const page = new FakePage();
  const probe = new Probe(page.window);
  expect(probe.last).toBe("not asked yet");
  await probe.check();
  expect(probe.last).toBe("there");
  page.reply = "down";
  await probe.check();
  expect(probe.last).toBe("no answer");
});
