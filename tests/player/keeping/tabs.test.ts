// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Tabs } from "../../../builder/player/src/keeping/tabs";
import { Device, FakePage } from "../fake-page";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Tab {
  readonly heard: string[] = [];
  readonly page: FakePage;
  readonly tabs: Tabs;

  constructor(device: Device, attempt = "test:7") {
    this.page = new FakePage(device);
    this.tabs = new Tabs(this.page.window.localStorage, this.page.window, attempt, {
      taken: () => this.heard.push("taken"),
      otherStopped: () => this.heard.push("other stopped"),
    });
  }
}

const wait = () => vi.advanceTimersByTimeAsync(100);

describe("two tabs of one attempt", () => {
  test("the last to come has it; both are told, once", async () => {
    const device = new Device();
    const [one, two] = [new Tab(device), new Tab(device)];
    await wait();
    expect([one.heard, two.heard]).toEqual([["taken"], ["other stopped"]]);
    expect([one.tabs.mine, two.tabs.mine]).toEqual([false, true]);
  });

  test("a frozen tab hears nothing, and finds out when it asks", async () => {
    const device = new Device();
    const one = new Tab(device);
    one.page.frozen = true;
    const two = new Tab(device);
    await wait();
    expect([one.heard, two.heard]).toEqual([[], []]);
    expect(one.tabs.mine).toBe(false);
  });

  test("three tabs: the last has it, and is told of the others once", async () => {
    const device = new Device();
    const tabs = [new Tab(device), new Tab(device)];
    await wait();
    tabs.push(new Tab(device));
    await wait();
    expect(tabs.map(({ tabs: one }) => one.mine)).toEqual([false, false, true]);
    expect(tabs[2]?.heard).toEqual(["other stopped"]);
  });

  test("a tab that leaves takes nothing away from the one that goes on", async () => {
    const device = new Device();
    const [one, two] = [new Tab(device), new Tab(device)];
    await wait();
    one.tabs.leave();
    expect(two.tabs.mine).toBe(true);
    const three = new Tab(device);
    await wait();
    expect([two.tabs.mine, three.tabs.mine]).toEqual([false, true]);
  });
});

describe("an old tab that was frozen, and hears late of what is long over", () => {
  /** A frozen tab; one that took over from it and has left; one that goes on. What was told is still underway. */
  function late(): [Tab, Tab, Device] {
    const device = new Device();
    const old = new Tab(device);
    new Tab(device).tabs.leave();
    return [old, new Tab(device), device];
  }

  test("stops itself, and not the one that goes on", async () => {
    const [old, now] = late();
    await wait();
    expect([old.tabs.mine, now.tabs.mine, now.heard]).toEqual([false, true, ["other stopped"]]);
  });

  test("leaves the number of the one that goes on alone", () => {
    const [old, , device] = late();
    const [key = ""] = device.kept.keys();
    old.page.hear({ key, newValue: "2" });
    expect([old.heard, device.kept.get(key)]).toEqual([["taken"], "3"]);
  });

  test("does not get in the way of those that come later", async () => {
    const [, now, device] = late();
    await wait();
    const next = new Tab(device);
    await wait();
    expect([now.tabs.mine, next.tabs.mine]).toEqual([false, true]);
  });
});

test("tabs of different attempts do not mind each other", async () => {
  const device = new Device();
  const [one, two] = [new Tab(device, "test:7"), new Tab(device, "test:8")];
  await wait();
  expect([one.heard, two.heard, one.tabs.mine, two.tabs.mine]).toEqual([[], [], true, true]);
});

test.each([
  ["left", (tab: Tab) => tab.tabs.leave()],
  ["killed without a word", (tab: Tab) => tab.page.kill()],
])("after one that was %s the next goes on undisturbed", async (_name, go) => {
  const device = new Device();
  const one = new Tab(device);
  go(one);
  const two = new Tab(device);
  await wait();
  expect([two.tabs.mine, two.heard]).toEqual([true, []]);
});

test("leaves nothing behind", () => {
  const device = new Device();
  new Tab(device).tabs.leave();
  expect(device.kept.size).toBe(0);
});

test("a full storage: the tabs do not notice each other, and go on", () => {
  const device = new Device();
  device.room = 0;
  expect([new Tab(device), new Tab(device)].map(({ tabs }) => tabs.mine)).toEqual([true, true]);
});
