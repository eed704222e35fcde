import { expect, test } from "vitest";
import type { Api } from "../../builder/player/src/trackers/api";
import { Rows } from "../../builder/player/src/trackers/rows";
import type { Sent } from "../../builder/player/src/trackers/sent";

/** An LMS that has so many rows, with these ids. */
function rowsOf(ids: string[]): Rows {
  const api = { supports: () => true, count: () => ids.length, get: (name: string) => ids[Number(name.split(".")[2])] ?? "" };
  return new Rows(api as unknown as Api, { get: () => undefined, set: () => undefined } as unknown as Sent, "cmi.interactions");
}

test("rows that are as the state says are not looked at, but for the last", () => {
  const rows = rowsOf(["a", "b"]);
  rows.expect(["a", "b"]);
  expect([rows.isOpen("a"), rows.isOpen("b")]).toEqual([false, true]);
});

test("an LMS that cannot tell ids has not told that all is there", () => {
  const rows = rowsOf(["", ""]);
  rows.expect(["a", ""], [""]);
  expect(rows.isOpen("a")).toBe(true);
});
