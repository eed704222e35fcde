// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { encode } from "../../../builder/player/src/codec";
import { Journal, MOST, placeOf } from "../../../builder/player/src/keeping/journal";
import { FRESH, type State } from "../../../builder/player/src/state";
import { Device, FakePage } from "../fake-page";

let device: Device;
let storage: Storage;
beforeEach(() => {
  device = new Device();
  storage = new FakePage(device).window.localStorage;
});

const state = (change: Partial<State> = {}): State => ({ ...FRESH, attempt: 7, count: 3, ...change });
const text = (written: string, change: Partial<State> = {}): State => state({ ...change, values: new Map([[3, { type: "text", text: written }]]) });

interface Who {
  readonly learner?: string;
  readonly course?: string;
  readonly place?: string;
}

/** A sitting opens the journal anew. */
function open({ learner = "anna Anna Muster", course = "test", place = "/a" }: Who = {}): Journal {
  return new Journal(storage, course, learner, place);
}

function write(one: State, who: Who = {}, waiting: readonly string[] = []): boolean {
  return open(who).write(one.attempt, encode(one), waiting);
}

const found = (who: Who = {}) => open(who).entries().map((entry) => [entry.state.attempt, entry.state.count, entry.confirmed]);

describe("what is kept", () => {
  test("comes back at the next visit, with what may be missing elsewhere", () => {
    write(text("mine"), {}, ["answered m.a.q1 "]);
    expect(open().entries()).toEqual([{ state: text("mine"), confirmed: false, waiting: ["answered m.a.q1 "], here: true }]);
  });

  test("is the latest of each attempt", () => {
    write(state({ count: 3 }));
    write(state({ count: 4 }));
    expect(found()).toEqual([[7, 4, false]]);
  });

  test("comes with the latest sitting first, whatever the counts", () => {
    write(state({ attempt: 1, count: 90 }));
    write(state({ attempt: 2, count: 1 }));
    expect(found().map(([attempt]) => attempt)).toEqual([2, 1]);
    write(state({ attempt: 1, count: 91 }));
    expect(found().map(([attempt]) => attempt)).toEqual([1, 2]);
  });

  test("tells whether it was written at this place", () => {
    write(state(), { place: "/a" });
    expect([open({ place: "/a" }), open({ place: "/b" })].map((journal) => journal.entries()[0]?.here)).toEqual([true, false]);
  });

  test("is confirmed as it stands, not when another tab has written on", () => {
    const journal = open();
    write(state({ count: 3 }), {}, ["answered m.a.q1 "]);
    journal.confirm(7, encode(state({ count: 2 })));
    expect(found()).toEqual([[7, 3, false]]);
    journal.confirm(7, encode(state({ count: 3 })));
    expect(open().entries()).toMatchObject([{ confirmed: true, waiting: [] }]);
    write(state({ count: 4 }));
    expect(found()).toEqual([[7, 4, false]]);
  });
});

describe("whose it is", () => {
  test.each([
    ["another learner", { learner: "bert Bert Muster" }],
    ["a learner of the same login name on a system of other people", { learner: "anna Anna Anders" }],
    ["a learner whose name goes on", { learner: "anna Anna Muster 2" }],
    ["another course", { course: "other" }],
    ["quotation marks and commas in a name", { course: 'test","anna Anna Muster', learner: "" }],
  ])("%s sees nothing of it", (_name, who) => {
    write(text("mine"));
    expect(open(who).entries()).toEqual([]);
  });

  test("a name cannot be made to look like another's key", () => {
    write(text("mine"), { course: "a", learner: 'b",7]' });
    write(text("yours"), { course: 'a","b', learner: "7]" });
    expect(found({ course: "a", learner: 'b",7]' })).toHaveLength(1);
  });

  test("when another learner comes, confirmed work goes from the device, the rest stays", () => {
    write(text("one", { attempt: 1 }));
    write(text("two", { attempt: 2 }));
    open().confirm(2, encode(text("two", { attempt: 2 })));
    open({ learner: "bert" });
    expect(found()).toEqual([[1, 3, false]]);
  });
});

describe("what cannot be read", () => {
  test.each(["", "{", "null", "7", '"x"', "{}", '{"state":1,"order":1,"learner":"anna"}'])("%j is removed", (junk) => {
    device.kept.set("build-course:journal:x", junk);
    open();
    expect(device.kept.size).toBe(0);
  });

  test("a damaged state, or one of a newer player, is passed over", () => {
    open().write(7, `${encode(state())}x`, []);
    expect(open().entries()).toEqual([]);
  });

  test("things of others in the storage are left alone", () => {
    device.kept.set("somebody:else", "{");
    open();
    expect(device.kept.get("somebody:else")).toBe("{");
  });
});

describe("bounds", () => {
  test("few entries: what the LMS has goes first, then the oldest; never what is being worked on", () => {
    write(state({ attempt: 1 }), { learner: "me" });
    for (let n = 0; n < MOST + 5; n++) {
      const other = state({ attempt: 100 + n });
      write(other, { course: `course ${n}`, learner: "me" });
      if (n >= 5) open({ course: `course ${n}`, learner: "me" }).confirm(other.attempt, encode(other));
    }
    expect(found({ learner: "me" })).toHaveLength(1);
    expect(device.of("journal")).toHaveLength(MOST);
    const kept = (n: number) => found({ course: `course ${n}`, learner: "me" }).length;
    expect([kept(0), kept(4), kept(5), kept(MOST + 4)]).toEqual([1, 1, 0, 1]);
  });

  test("few characters", () => {
    for (let n = 0; n < 8; n++) write(text("x".repeat(60_000), { attempt: n }), { learner: `learner ${n}` });
    open({ learner: "nobody" });
    expect(device.of("journal")).toHaveLength(3);
  });

  test("a full storage: others make room, what the LMS has first, and no more of it than must", () => {
    const long = (attempt: number) => text("x".repeat(1000), { attempt });
    write(long(1), { course: "c1" });
    write(long(2), { course: "c2" });
    write(long(3), { course: "c3" });
    open({ course: "c2" }).confirm(2, encode(long(2)));
    device.room = [...device.kept].reduce((sum, [key, value]) => sum + key.length + value.length, 40);
    expect(write(long(4), { course: "c4" })).toBe(true);
    expect(["c1", "c2", "c3", "c4"].map((course) => found({ course }).length)).toEqual([1, 0, 1, 1]);
  });

  test("a storage full of strangers' things: nothing is kept, and what was kept stays", () => {
    write(text("old"));
    device.room = 1;
    expect(write(text("new and longer", { count: 4 }))).toBe(false);
    expect(found()).toEqual([[7, 3, false]]);
  });
});

test.each([
  ["/pluginfile.php/5/mod_scorm/content/3/index.html", "/pluginfile.php/5/mod_scorm/content/index.html"],
  ["/pluginfile.php/5/mod_scorm/content/41/index.html", "/pluginfile.php/5/mod_scorm/content/index.html"],
  ["/course/3/index.html", "/course/3/index.html"],
])("the place of %s is %s, whatever the release", (pathname, place) => {
  expect(placeOf({ pathname } as Location)).toBe(place);
});
