/**
 * Learners' texts as they stand in a state string: in clear, but without what LMSs lose or alter.
 * NUL is dropped by Moodle, a line feed becomes two characters in a beacon, a lone surrogate makes
 * LMSCommit throw (lms-facts.md, O3); other control characters and U+FFFE/FFFF are not allowed in
 * XML, in which some LMSs keep their records. The layout is described in codec.ts.
 */
import { fromDigits, toDigits } from "./alphabet";

const LINE = "\u2424";
const ESCAPE = "\u241b";
/** Whole surrogate pairs match first, so that only lone ones are left to the last part. */
const UNSAFE =
  /[\ud800-\udbff][\udc00-\udfff]|[\x00-\x08\x0a-\x1f\x7f\ufffe\uffff\u241b\u2424\ud800-\udfff]/g;
const ESCAPED = /\u241b([A-Za-z0-9_-]{3})|\u2424/g;

/** The text as it is kept. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (unit) => {
    if (unit.length === 2) return unit;
    return unit === "\n" ? LINE : ESCAPE + toDigits(unit.charCodeAt(0), 3);
  });
}

/** The text as the learner wrote it. */
export function unescapeText(kept: string): string {
  return kept.replace(ESCAPED, (_, digits?: string) =>
    digits === undefined ? "\n" : String.fromCharCode(fromDigits(digits)),
  );
}

/** As much of the text as fits into `limit` UTF-16 units when it is kept; no character is halved. */
export function clip(text: string, limit: number): string {
  if (escapeText(text).length <= limit) return text;
  let room = limit;
  let end = 0;
  for (const character of text) {
    room -= escapeText(character).length;
    if (room < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}
