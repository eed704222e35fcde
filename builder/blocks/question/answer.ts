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

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "");
}

export function isAccepted(text: string, accepted: readonly string[], ignoreAccents = false): boolean {
  const compared = (one: string): string => folded(ignoreAccents ? withoutAccents(one) : one);
  return accepted.map(compared).includes(compared(text));
}

const DECIMAL = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/;
const GROUPED = /^[-+]?[1-9]\d{0,2}((,\d{3})+(\.\d+)?|(\.\d{3})+(,\d+)?)$/;

/**
 * The numbers that someone may have meant, the likeliest first; none if it is no number. A comma or a
 * point may stand before the decimals or between groups of three digits: 1,000 may be one or a
 * thousand. Spaces, also narrow ones, and apostrophes between digits do not matter. Digits and signs of Arabic, Persian
 * and full-width writing count like those of European languages.
 */
export function numbersFrom(text: string): readonly number[] {
  const bare = western(text).replace(/[\s\u00A0\u202F'\u2019]/g, "").replace(/^[\u2212\u2013]/, "-");
  const numbers = DECIMAL.test(bare) ? [Number(bare.replace(",", "."))] : [];
  return GROUPED.test(bare) ? [...numbers, ungrouped(bare)] : numbers;
}

/** Arabic, Persian and full-width digits are sixteen apart from others, and so end in their value. */
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g;

/** Marks of direction and the Arabic sign between groups say nothing. */
function western(text: string): string {
  return text
    .replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u066B\uFF0E]/g, ".")
    .replace(/[\u060C\uFF0C]/g, ",")
    .replace(/\uFF0D/g, "-")
    .replace(/[\u066C\u061C\u200E\u200F]/g, "");
}

/** Of two different signs the last stands before the decimals; of one sort, all are between groups. */
function ungrouped(bare: string): number {
  const [first = ""] = bare.match(/[.,]/) ?? [];
  return Number(bare.split(first).join("").replace(",", "."));
}

/** Whether a number is near enough; binary fractions do not count against it. */
export function isNear(number: number, answer: number, tolerance: number): boolean {
  const dust = 1e-9 * Math.max(1, Math.abs(answer));
  return Math.abs(number - answer) <= tolerance + dust;
}

/** How much of an answer of several choices is right: right ones less wrong ones, by all that are right. */
export function shareOfChoices(picked: readonly string[], correct: readonly string[]): number {
  const right = picked.filter((id) => correct.includes(id)).length;
  return Math.max(0, right - (picked.length - right)) / Math.max(1, correct.length);
}

/** How much of a match is right: the share of its sources. Both are `SOURCE.TARGET`. */
export function shareOfMatches(matched: readonly string[], correct: readonly string[]): number {
  return correct.filter((one) => matched.includes(one)).length / Math.max(1, correct.length);
}

/**
 * How much of an order is right: of all steps from one item to the next, the share that are steps of
 * the right order. So one item in the wrong place costs little, and chance earns next to nothing.
 */
export function shareOfOrder(order: readonly string[], correct: readonly string[]): number {
  const steps = order.slice(1).filter((id, before) => correct.indexOf(id) === correct.indexOf(order[before] ?? "") + 1);
  return steps.length / Math.max(1, correct.length - 1);
}
