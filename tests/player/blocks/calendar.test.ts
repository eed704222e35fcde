import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendar } from "../../../builder/blocks/sheet/calendar";
import { dayOf, firstOfWeek, isoOf, weekWritten } from "../../../builder/blocks/sheet/days";

const NOW = new Date("2026-08-31T16:05:09.123Z");
const START = dayOf("2026-09-07");
const entry = (say: string, week = 1, uid = "m.p.plan.a@demo") => ({ uid, say, week, about: "Week 1. From the course “Demo”" });

/** The content lines of a file, as a calendar unfolds them (RFC 5545, 3.1). */
function lines(file: string): string[] {
  expect(file.endsWith("\r\n")).toBe(true);
  return file.slice(0, -2).replace(/\r\n[ \t]/g, "").split("\r\n");
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}

describe("days", () => {
  it.each([
    ["2000-01-01", 1],
    ["2000-02-29", 60],
    ["2026-09-07", 9747],
    ["2099-12-31", 36525],
  ])("%s is %s, and back", (text, day) => {
    expect(dayOf(text)).toBe(day);
    expect(isoOf(day)).toBe(text);
  });

  it.each(["", "2026-13-01", "7 September 2026", "2026-9-7", "1999-12-31", "0001-01-01"])("%j is none", (text) => {
    expect(dayOf(text)).toBe(0);
  });

  it.each([
    [1, "2026-09-07"],
    [2, "2026-09-14"],
    [18, "2027-01-04"],
    [26, "2027-03-01"],
  ])("week %s begins on %s", (week, text) => {
    expect(isoOf(firstOfWeek(START, week))).toBe(text);
  });

  it("writes a week as people do", () => {
    expect(weekWritten(START, "en-GB").replace(/\s/g, " ")).toMatch(/^7 ?– ?13 Sept? 2026$/);
    expect(weekWritten(firstOfWeek(START, 17), "en-GB").replace(/\s/g, " ")).toMatch(/^28 Dec 2026 – 3 Jan 2027$/);
  });
});

describe("a calendar file", () => {
  it("is what calendars read", () => {
    expect(calendar([entry("Write ten questions.", 18)], "Demo", START, NOW)).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//build-course//Plan//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Demo",
        "BEGIN:VEVENT",
        "UID:m.p.plan.a@demo",
        "DTSTAMP:20260831T160509Z",
        "DTSTART;VALUE=DATE:20270104",
        "DTEND;VALUE=DATE:20270111",
        "SUMMARY:Write ten questions.",
        "DESCRIPTION:Week 1. From the course “Demo”",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  it.each([
    ["commas, semicolons, backslashes", "a, b; c\\d", "a\\, b\\; c\\\\d"],
    ["lines of every sort", "a\nb\r\nc\rd", "a\\nb\\nc\\nd"],
    ["control characters", "a\u0000\u0007b\u007f", "ab"],
    ["what looks like another line", "x\r\nEND:VEVENT", "x\\nEND:VEVENT"],
    ["colons and quotes stay", 'Say: "hello"', 'Say: "hello"'],
  ])("escapes %s", (_, say, written) => {
    const file = calendar([entry(say)], "Demo", START, NOW);
    expect(lines(file).find((line) => line.startsWith("SUMMARY"))).toBe(`SUMMARY:${written}`);
  });

  it("keeps the name of an event when it says something else, or is in another week", () => {
    const uid = (file: string) => lines(file).find((line) => line.startsWith("UID"));
    const first = calendar([entry("One", 2)], "Demo", START, NOW);
    expect(uid(calendar([entry("Other", 9)], "Demo", START + 30, new Date(0)))).toBe(uid(first));
  });

  it("folds whatever is said into lines of at most 75 octets, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (say) => {
        const file = calendar([entry(`x${say}`)], "Demo", START, NOW);
        for (const line of file.split("\r\n")) expect(octets(line)).toBeLessThanOrEqual(75);
        const [summary = ""] = lines(file).filter((line) => line.startsWith("SUMMARY:"));
        const read = summary.slice(9).replace(/\\([\\;,n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
        const kept = say.replace(/\r\n|\r/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
        expect(read).toBe(kept);
      }),
    );
  });

  it("folds exactly at the limit, and between characters", () => {
    const [first, second] = calendar([entry("é".repeat(60))], "Demo", START, NOW)
      .split("\r\n")
      .filter((line) => line.includes("é"));
    expect([octets(first ?? ""), second?.charAt(0)]).toEqual([74, " "]);
  });
});
