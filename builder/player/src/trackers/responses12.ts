/**
 * Answers in the words of SCORM 1.2: for people, and for LMSs that insist on the letter of the
 * standard (SCORM 1.2 RTE, 3.4.4, `cmi.interactions`; lms-facts.md, 3.1).
 */
import type { Response } from "../logic";
import type { Interaction, Option } from "../plan";

/** CMIString255: responses and patterns. */
const LONGEST = 255;
/** Texts of a list are not cut to less than this; then the line is. */
const SHORTEST = 8;
/** What the standard calls an option by; beyond the end they come again. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "123456789abcdefghijklmnopqrstuvwxyz";
const CONTROLS = /[\x00-\x1f\x7f\u2028\u2029]+/g;
/** Whole surrogate pairs match first, so that only lone ones are left to the last part. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** The types that 1.2 has; longer texts are cut to its fill-in (`long-fill-in` is refused, lms-facts.md, 1.4). */
export function typeOf(interaction: Interaction): string {
  return interaction.type === "long-fill-in" ? "fill-in" : interaction.type;
}

/**
 * The answer as a teacher reads it in a report: `Red; Blue`, `1. Ask; 2. Listen`, `Rome → Italy; Oslo →
 * Norway`. Of an answer that is too long each text is cut, so that none is missing.
 */
export function readable(interaction: Interaction, response: Response): string {
  const { options, targets = [] } = interaction;
  if ("picked" in response) return listed(response.picked.map((id) => ["", textOf(options, id)]));
  if ("ordered" in response) {
    return listed(response.ordered.map((id, place) => [`${place + 1}. `, textOf(options, id)]));
  }
  if ("matched" in response) {
    return listed(response.matched.map(([id, to]) => ["", textOf(options, id), " → ", textOf(targets, to)]));
  }
  if ("truth" in response) return shown(textOf(options, String(response.truth)));
  return shown(String("text" in response ? response.text : response.number));
}

/**
 * The answer as the standard spells it: `a`, `{a,b}`, `t`, a likert's digit, `c,a,b` in order, `1.c,2.a`
 * matched; null where there is no other spelling.
 */
export function spelled(interaction: Interaction, response: Response): string | null {
  const { options, targets = [], type } = interaction;
  if ("truth" in response) return response.truth ? "t" : "f";
  if ("ordered" in response) return response.ordered.flatMap((id) => sign(options, id, LETTERS) ?? []).join();
  if ("matched" in response) {
    return response.matched.flatMap(([id, to]) => pair(sign(options, id, DIGITS), sign(targets, to, LETTERS))).join();
  }
  if (!("picked" in response)) return null;
  const signs = response.picked.flatMap((id) => sign(options, id, type === "likert" ? DIGITS : LETTERS) ?? []);
  return signs.length > 1 ? `{${signs.join(",")}}` : signs.join();
}

function pair(source: string | null, target: string | null): string[] {
  return source === null || target === null ? [] : [`${source}.${target}`];
}

/** The right answers: one for each that would do alone. */
export function rightAnswers(interaction: Interaction): Response[] {
  const { correct, type } = interaction;
  if (correct.length === 0) return [];
  if (type === "true-false") return [{ truth: correct[0] === "true" }];
  if (type === "choice" || type === "likert") return [{ picked: correct }];
  if (type === "sequencing") return [{ ordered: correct }];
  if (type === "matching") return [{ matched: correct.map(matchOf) }];
  return correct.map((text) => ({ text }));
}

/** The source and the target of a `SOURCE.TARGET`. */
function matchOf(correct: string): [string, string] {
  const [source = "", target = ""] = correct.split(".");
  return [source, target];
}

/** Entries in one line. Of each entry every other part is a text, which may be cut, after what stands before it. */
function listed(entries: readonly (readonly string[])[]): string {
  const written = (most: number): string => entries.map((parts) => cutTexts(parts, most).join("")).join("; ");
  const texts = entries.flatMap((parts) => parts.filter((_, place) => place % 2 === 1));
  let most = Math.max(0, ...texts.map((text) => text.length));
  while (most > SHORTEST && written(most).length > LONGEST) most--;
  return shown(written(most));
}

function cutTexts(parts: readonly string[], most: number): string[] {
  return parts.map((part, place) => (place % 2 === 1 ? cut(part, most) : part));
}

/** A line without anything that LMSs choke on, at most as long as they take. */
export function shown(text: string): string {
  const line = text.replace(PAIRS, (unit) => (unit.length === 2 ? unit : "\ufffd")).replace(CONTROLS, " ");
  return cut(line, LONGEST);
}

/** At most so many units of a text, with a sign that more was there. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

function textOf(options: readonly Option[], id: string): string {
  return options.find((option) => option.id === id)?.text ?? id;
}

/** The single character that stands for an option. */
function sign(options: readonly Option[], id: string, signs: string): string | null {
  const place = options.findIndex((option) => option.id === id);
  return place < 0 ? null : (signs[place % signs.length] ?? null);
}
