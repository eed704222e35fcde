/**
 * A plan as a calendar file (iCalendar, RFC 5545): one event for each action, over all days of its
 * week. It does not make the week look busy (`TRANSP`), and it can be imported again after a change:
 * an action keeps its `UID`, so calendars move its event and do not make another one.
 */
import { firstOfWeek, isoOf } from "./days";

export interface Entry {
  /** Stays the same whatever the action says and whenever it is. */
  readonly uid: string;
  readonly say: string;
  readonly week: number;
  readonly about: string;
}

/** The whole file. `start` is the day on which week 1 begins, `now` when the file is made. */
export function calendar(entries: readonly Entry[], name: string, start: number, now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//build-course//Plan//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${text(name)}`,
    ...entries.flatMap((entry) => event(entry, start, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function event({ uid, say, week, about }: Entry, start: number, now: Date): string[] {
  const first = firstOfWeek(start, week);
  return [
    "BEGIN:VEVENT",
    `UID:${text(uid)}`,
    `DTSTAMP:${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`,
    `DTSTART;VALUE=DATE:${date(first)}`,
    `DTEND;VALUE=DATE:${date(first + 7)}`,
    `SUMMARY:${text(say)}`,
    `DESCRIPTION:${text(about)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function date(day: number): string {
  return isoOf(day).replace(/-/g, "");
}

/** A text value (3.3.11): what has a meaning is escaped, and control characters are not allowed. */
function text(value: string): string {
  return value
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|[\r\n]/g, "\\n")
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
}

const LONGEST = 75;

/** No line is longer than 75 octets (3.1); the rest goes on after a line break and a blank. No character is halved. */
function folded(line: string): string {
  let room = LONGEST;
  let found = "";
  for (const character of line) {
    const size = octets(character);
    if (size > room) {
      found += "\r\n ";
      room = LONGEST - 1;
    }
    found += character;
    room -= size;
  }
  return found;
}

/** How many octets a character has in UTF-8. */
function octets(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
