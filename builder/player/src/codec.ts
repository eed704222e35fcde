/**
 * The state as a string, and back.
 *
 * # Layout of a state string, version 1
 *
 * A state string is what an LMS keeps of a learner's progress (SCORM `cmi.suspend_data`). It is
 * made for the worst of them: at most 4,096 UTF-16 units where the build says so, first character
 * a letter, no line feed, no lone surrogate, no character that needs care outside the texts, last
 * character never a space.
 *
 * ```text
 * state    = "B" version attempt count status best last seen rows records texts checksum
 * version  = "1"
 * attempt  = number             drawn when the attempt began; 0 unknown
 * count    = number             grows with every change
 * status   = number             0 incomplete, 1 failed, 2 completed, 3 passed
 * best     = number             0 none, otherwise 1 + best score in hundredths of a per cent: at most 10001
 * last     = number             0 none, otherwise 1 + slot of the page that was open last
 * seen     = bits               slots of the pages that were opened
 * rows     = list               slots of the interactions in the order of their first answer
 * records  = number record*     how many, then the fields that hold something, slots ascending
 * record   = key content
 * key      = number             4 * (slot - slot of the record before - 1) + type;
 *                               "the record before" of the first one is -1
 * content  = number             type 0, number: the number itself
 *          | bits               type 1, set: slots of the item's options
 *          | list               type 2, list: slots of the item's options, in order
 *          | number             type 3, text: length of the text as kept, in UTF-16 units
 * texts    = all texts as kept, in the order of their records, with nothing between them
 * checksum = 6 digits           CRC-32 of everything before it
 * ```
 *
 * Digits are the 64 characters `A`-`Z`, `a`-`z`, `0`-`9`, `-`, `_`, worth 0 to 63.
 *
 * - **number**: 0 to 2^30 - 1, five bits a digit, lowest first; 32 is added to every digit but the last.
 * - **list**: how many, then the numbers.
 * - **bits**: how many digits, then the digits; number n is the bit worth 2^(n mod 6) of digit
 *   n div 6. The last digit is not 0.
 * - **checksum**: CRC-32 (IEEE 802.3, as in zip; reflected, start and final xor 0xFFFFFFFF) over the
 *   UTF-16 units in little-endian bytes, as 6 digits of six bits, highest first.
 * - **text as kept**: the text itself, with each line feed replaced by U+2424 (␤), and each of U+0000
 *   to U+0008, U+000B to U+001F, U+007F, U+FFFE, U+FFFF, U+241B, U+2424 and lone surrogates by U+241B
 *   (␛) and its unit as 3 digits of six bits, highest first. A field's limit counts the text as kept.
 *
 * Fields that hold nothing (0, an empty set, list or text) have no record. Pages, fields,
 * interactions and the options of each item have number spaces of their own. Reading needs no plan:
 * slots that a release does not know, from an older or a newer one, are read by their type and written
 * again unchanged. A string whose checksum or structure is wrong is refused whole, and so is every string
 * that is not, unit for unit, what writing the state read from it gives: each state has one string. Every
 * later version begins with `B` and one character for the version, and ends with this checksum, so that an
 * old player can tell "newer" from "damaged".
 */
import { bitsText, listText, numberText, Reader, toDigits } from "./alphabet";
import type { State, Status, Stored } from "./state";
import { escapeText, unescapeText } from "./text";

const HEAD = "B1";
const CHECKSUM = 6;
/** In per cent. */
const BEST = 100;
const STATUSES: readonly Status[] = ["incomplete", "failed", "completed", "passed"];
const TYPES: readonly Stored["type"][] = ["number", "set", "list", "text"];

export type Refusal = "empty" | "damaged" | "newer";

export function encode(state: State): string {
  const records = [...state.values].sort(([a], [b]) => a - b);
  const body = HEAD + headText(state) + numberText(records.length) + recordsText(records);
  return body + checksum(body);
}

/** The state that the string holds, or why it cannot be had. */
export function decode(source: string): State | Refusal {
  if (source === "") return "empty";
  const body = source.slice(0, -CHECKSUM);
  if (!body.startsWith("B") || source.slice(-CHECKSUM) !== checksum(body)) return "damaged";
  if (!body.startsWith(HEAD)) return "newer";
  try {
    const state = read(new Reader(body.slice(HEAD.length)));
    return encode(state) === source && (state.best ?? 0) <= BEST ? state : "damaged";
  } catch {
    return "damaged";
  }
}

function headText(state: State): string {
  const best = state.best === null ? 0 : Math.round(state.best * 100) + 1;
  const last = state.last === null ? 0 : state.last + 1;
  const numbers = [state.attempt, state.count, STATUSES.indexOf(state.status), best, last];
  return numbers.map(numberText).join("") + bitsText(state.seen) + listText(state.rows);
}

function recordsText(records: readonly (readonly [number, Stored])[]): string {
  let before = -1;
  let head = "";
  let texts = "";
  for (const [slot, stored] of records) {
    const text = stored.type === "text" ? escapeText(stored.text) : "";
    head += numberText(4 * (slot - before - 1) + TYPES.indexOf(stored.type)) + contentText(stored, text.length);
    texts += text;
    before = slot;
  }
  return head + texts;
}

function contentText(stored: Stored, length: number): string {
  if (stored.type === "set") return bitsText(stored.slots);
  if (stored.type === "list") return listText(stored.slots);
  return numberText(stored.type === "number" ? stored.number : length);
}

function read(reader: Reader): State {
  const [attempt, count] = [reader.number(), reader.number()];
  const status = STATUSES[reader.number()] ?? "incomplete";
  const [best, last] = [lessOne(reader.number()), lessOne(reader.number())];
  const [seen, rows] = [new Set(reader.bits()), reader.list()];
  return { attempt, count, status, best: best === null ? null : best / 100, last, seen, rows, values: readValues(reader) };
}

function lessOne(number: number): number | null {
  return number === 0 ? null : number - 1;
}

/** Texts stand behind all else. */
function readValues(reader: Reader): Map<number, Stored> {
  const values = new Map<number, Stored>();
  const lengths: [slot: number, length: number][] = [];
  let slot = -1;
  for (let left = reader.number(); left > 0; left--) {
    const key = reader.number();
    const type = TYPES[key % 4] ?? "text";
    slot += Math.floor(key / 4) + 1;
    if (type === "set") values.set(slot, { type, slots: reader.bits() });
    else if (type === "list") values.set(slot, { type, slots: reader.list() });
    else if (type === "number") values.set(slot, { type, number: reader.number() });
    else lengths.push([slot, reader.number()]);
  }
  for (const [slot, length] of lengths) values.set(slot, { type: "text", text: unescapeText(reader.text(length)) });
  return values;
}

function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 16; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return toDigits(~crc >>> 0, CHECKSUM);
}
