/**
 * Days as small numbers: 1 is the first of January 2000. A day has no time and no zone, so that a plan
 * is the same wherever it is read.
 */
const LENGTH = 86_400_000;
const EPOCH = Date.UTC(1999, 11, 31);

/** `2026-09-07` as a number; 0 for anything else. */
export function dayOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? 0 : Math.max(0, Math.round((time - EPOCH) / LENGTH));
}

export function dateOf(day: number): Date {
  return new Date(EPOCH + day * LENGTH);
}

/** `2026-09-07`. */
export function isoOf(day: number): string {
  return dateOf(day).toISOString().slice(0, 10);
}

/** The first day of a week, where week 1 begins on `start`. */
export function firstOfWeek(start: number, week: number): number {
  return start + 7 * (week - 1);
}

/** The days of a week as people write them in that language. */
export function weekWritten(first: number, language: string | undefined): string {
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const [from, to] = [dateOf(first), dateOf(first + 6)];
  return (format as Ranged).formatRange?.(from, to) ?? `${format.format(from)} – ${format.format(to)}`;
}

/** Browsers before 2021 cannot write a range. */
interface Ranged {
  formatRange?(from: Date, to: Date): string;
}
