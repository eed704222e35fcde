/** Times as SCORM 1.2 writes them (RTE 3.4.4: CMITime, CMITimespan; two decimals at most, lms-facts.md, 1.4). */

/** `HH:MM:SS`, the local time of day. */
export function timeOfDay(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => pad(part, 2)).join(":");
}

/** `HHHH:MM:SS.ss`, a length of time. */
export function timespan(milliseconds: number): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10));
  const seconds = Math.floor(hundredths / 100);
  const hours = Math.min(9999, Math.floor(seconds / 3600));
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2)).join(":");
  return `${pad(hours, 4)}:${rest}.${pad(hundredths % 100, 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
