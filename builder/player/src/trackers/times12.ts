/** Times as SCORM 1.2 writes them (RTE 3.4.4: CMITime, CMITimespan; two decimals at most, lms-facts.md, 1.4). */

/** `HH:MM:SS`, the local time of day. */
export const timeOfDay = (now: Date): string => now.toTimeString().slice(0, "HH:MM:SS".length);

const HOUR = 3_600_000;

/** `HHHH:MM:SS.ss`, a length of time. */
export function timespan(milliseconds: number): string {
  const length = 10 * Math.max(0, Math.round(milliseconds / 10));
  const hours = String(Math.min(9999, Math.floor(length / HOUR)));
  return `${hours.padStart(4, "0")}:${new Date(length).toISOString().slice("1970-01-01T00:".length, -"0Z".length)}`;
}
