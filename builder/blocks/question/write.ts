/** Words or a number that are written. */
import { textOf } from "../../player/src/logic";
import type { BlockEvent, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { clip } from "../../player/src/text";
import { questionData, type Answer, type Judge } from "./judge";

/** Words and numbers as they were written. */
export interface WrittenEvent extends BlockEvent {
  readonly type: "write";
  readonly text: string;
}

export const writtenIn = (values: Values): string => textOf(values, "text");

export const WRITE: Judge = {
  takes: "write",
  answer(item, { correct }, event): Answer | null {
    const { form, answer = 0, tolerance = 0, ignoreAccents } = questionData(item);
    const text = clip((event as WrittenEvent).text.trim(), item.fields["text"]?.limit ?? 0);
    if (text === "") return null;
    if (form === "fill-in") {
      return { values: { text }, response: { text }, share: isAccepted(text, correct, ignoreAccents) ? 1 : 0 };
    }
    const number = numberMeant(item, text);
    if (number === null) return null;
    return { values: { text }, response: { number }, share: isNear(number, answer, tolerance) ? 1 : 0 };
  },
  kept: (event) => ({ text: (event as WrittenEvent).text }),
  response(item, values) {
    const text = writtenIn(values);
    return questionData(item).form === "number" ? { number: numberMeant(item, text) ?? 0 } : { text };
  },
  parts: () => [],
  right: () => [],
  share: () => 0,
};

/** Of the numbers that a text may mean, the one that is right, or else the likeliest. */
function numberMeant(item: PlannedItem, text: string): number | null {
  const { answer = 0, tolerance = 0 } = questionData(item);
  const numbers = numbersFrom(text);
  return numbers.find((number) => isNear(number, answer, tolerance)) ?? numbers[0] ?? null;
}

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
