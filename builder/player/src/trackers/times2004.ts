/** Times as SCORM 2004 writes them (RTE, 4.1.1.7: ISO 8601), in the forms that Moodle takes, too (lms-facts.md, 1.10). */

/** A moment: UTC, always with two decimals, for Moodle refuses a `Z` without any, and with three. */
export function timestamp(now: Date): string {
  return now.toISOString().replace(/(\.\d\d)\d?Z$/, "$1Z");
}

/** A length of time, to the hundredth of a second: `PT1H2M3.45S`. */
export function duration(milliseconds: number): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10));
  const minutes = Math.floor(hundredths / 6000);
  const seconds = (hundredths % 6000) / 100;
  return `PT${Math.floor(minutes / 60)}H${minutes % 60}M${seconds}S`;
}
