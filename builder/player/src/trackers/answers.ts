/** What both standards say of answers in the same way: which are right, and texts that LMSs take. */
import type { Response } from "../logic";
import type { Interaction, Plan } from "../plan";

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
  return correct.map((text) => ({ text }));
}

/** The answer as a teacher reads it, on one line of at most `longest` UTF-16 units. */
export function inWords(interaction: Interaction, response: Response, longest: number): string {
  const textOf = (id: string): string => interaction.options.find((option) => option.id === id)?.text ?? id;
  if ("picked" in response) return oneLine(response.picked.map(textOf).join("; "), longest);
  if ("truth" in response) return oneLine(textOf(String(response.truth)), longest);
  return oneLine(String("text" in response ? response.text : response.number), longest);
}

/** A line without anything that LMSs choke on, of at most `longest` UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(PAIRS, (unit) => (unit.length === 2 ? unit : "\ufffd")).replace(CONTROLS, " ");
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** 0 to 100 with at most two decimals; `85,5` and numbers outside are refused (lms-facts.md, 1.4). */
export function scoreText(score: number): string {
  return String(Math.round(Math.min(100, Math.max(0, score)) * 100) / 100);
}

/** Whether an LMS that holds one value should get the other: what it holds is never replaced by one worth less. */
export function isWorthMore(order: readonly string[], wanted: string, held: string): boolean {
  return order.indexOf(wanted) > order.indexOf(held);
}
