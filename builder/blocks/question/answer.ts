/** Right or wrong: how answers are compared. */

/** Capitals, outer spaces and the shape of quotes and spaces do not matter. */
export function folded(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

export function isAccepted(text: string, accepted: readonly string[]): boolean {
  return accepted.map(folded).includes(folded(text));
}

/**
 * The number that someone wrote, or null. A comma or a point may stand before the decimals; spaces,
 * also narrow ones, may group thousands.
 */
export function numberFrom(text: string): number | null {
  const bare = text.replace(/[\s\u00A0\u202F']/g, "").replace(/^[\u2212\u2013]/, "-");
  if (!/^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(bare)) return null;
  return Number(bare.replace(",", "."));
}

/** Whether a number is near enough; binary fractions do not count against it. */
export function isNear(number: number, answer: number, tolerance: number): boolean {
  const dust = 1e-9 * Math.max(1, Math.abs(answer));
  return Math.abs(number - answer) <= tolerance + dust;
}

export function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
