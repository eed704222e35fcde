/** What both standards say of answers in the same way: which are right, and texts that LMSs take. */
import type { ObjectiveFact, Response } from "../logic";
import type { Interaction, Option, Plan } from "../plan";

/** Texts of a list are not cut to less than this; then the line is. */
const SHORTEST = 8;
const CONTROLS = /[\x00-\x1f\x7f\u2028\u2029]+/g;
/** Whole surrogate pairs match first, so that only lone ones are left to the last part. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** A line of a teacher's report: an interaction and its full id. */
export interface Owner {
  readonly id: string;
  readonly interaction: Interaction;
}

/** Everyone in the plan who may have a line. */
export function ownersIn(plan: Plan): readonly Owner[] {
  return plan.items.flatMap((item) =>
    item.interactions.map((interaction) => ({ id: fullId(item.id, interaction.key), interaction })),
  );
}

/** The ids of rows of answers (`Snapshot.rows`); "" where the owner has left the course. */
export function idsOf(owners: readonly Owner[], rows: readonly number[]): string[] {
  return rows.map((slot) => owners.find(({ interaction }) => interaction.slot === slot)?.id ?? "");
}

export function objectiveId({ item, objective }: ObjectiveFact): string {
  return fullId(item, objective);
}

/** Ids are printable ASCII without spaces, and what Moodle's report shows as the question (1.8). */
export function fullId(item: string, key: string): string {
  return key === "" ? item : `${item}.${key}`;
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

/**
 * The answer as a teacher reads it, on one line of at most `longest` UTF-16 units: `Red; Blue`, `1. Ask;
 * 2. Listen`, `Rome → Italy; Oslo → Norway`. Of an answer that is too long each text is cut, so that
 * none is missing.
 */
export function inWords(interaction: Interaction, response: Response, longest: number): string {
  const { options, targets = [] } = interaction;
  if ("picked" in response) return listed(response.picked.map((id) => ["", textOf(options, id)]), longest);
  if ("ordered" in response) {
    return listed(response.ordered.map((id, place) => [`${place + 1}. `, textOf(options, id)]), longest);
  }
  if ("matched" in response) {
    return listed(response.matched.map(([id, to]) => ["", textOf(options, id), " → ", textOf(targets, to)]), longest);
  }
  if ("truth" in response) return oneLine(textOf(options, String(response.truth)), longest);
  return oneLine(String("text" in response ? response.text : response.number), longest);
}

/** Entries in one line. Of each entry every other part is a text, which may be cut, after what stands before it. */
function listed(entries: readonly (readonly string[])[], longest: number): string {
  const written = (most: number): string => entries.map((parts) => cutTexts(parts, most).join("")).join("; ");
  const texts = entries.flatMap((parts) => parts.filter((_, place) => place % 2 === 1));
  let most = Math.max(0, ...texts.map((text) => text.length));
  while (most > SHORTEST && written(most).length > longest) most--;
  return oneLine(written(most), longest);
}

function cutTexts(parts: readonly string[], most: number): string[] {
  return parts.map((part, place) => (place % 2 === 1 ? cut(part, most) : part));
}

/** A line without anything that LMSs choke on, of at most `longest` UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  return cut(text.replace(PAIRS, (unit) => (unit.length === 2 ? unit : "\ufffd")).replace(CONTROLS, " "), longest);
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
