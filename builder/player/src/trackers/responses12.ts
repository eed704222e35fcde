/**
 * Answers in the words of SCORM 1.2: for people, and for LMSs that insist on the letter of the
 * standard (SCORM 1.2 RTE, 3.4.4, `cmi.interactions`; lms-facts.md, 3.1).
 */
import type { Response } from "../logic";
import type { Interaction } from "../plan";

/** CMIString255: responses and patterns. */
const LONGEST = 255;
const CONTROLS = /[\x00-\x1f\x7f\u2028\u2029]+/g;
/** Whole surrogate pairs match first, so that only lone ones are left to the last part. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** The types that 1.2 has; longer texts are cut to its fill-in (`long-fill-in` is refused, lms-facts.md, 1.4). */
export function typeOf(interaction: Interaction): string {
  return interaction.type === "long-fill-in" ? "fill-in" : interaction.type;
}

/** The answer as a teacher reads it in a report. */
export function readable(interaction: Interaction, response: Response): string {
  if ("picked" in response) return shown(response.picked.map((id) => textOf(interaction, id)).join("; "));
  if ("truth" in response) return shown(textOf(interaction, String(response.truth)));
  return shown(String("text" in response ? response.text : response.number));
}

/** The answer as the standard spells it: `a`, `{a,b}`, `t`, a likert's digit; null where there is no other spelling. */
export function spelled(interaction: Interaction, response: Response): string | null {
  if ("truth" in response) return response.truth ? "t" : "f";
  if (!("picked" in response)) return null;
  const signs = response.picked.flatMap((id) => sign(interaction, id) ?? []);
  return signs.length > 1 ? `{${signs.join(",")}}` : signs.join();
}

/** The right answers: one for each that would do alone. */
export function rightAnswers(interaction: Interaction): Response[] {
  const { correct, type } = interaction;
  if (correct.length === 0) return [];
  if (type === "true-false") return [{ truth: correct[0] === "true" }];
  if (type === "choice" || type === "likert") return [{ picked: correct }];
  return correct.map((text) => ({ text }));
}

/** A line without anything that LMSs choke on, at most as long as they take. */
export function shown(text: string): string {
  const line = text.replace(PAIRS, (unit) => (unit.length === 2 ? unit : "\ufffd")).replace(CONTROLS, " ");
  if (line.length <= LONGEST) return line;
  const cut = line.slice(0, LONGEST - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function textOf(interaction: Interaction, id: string): string {
  return interaction.options.find((option) => option.id === id)?.text ?? id;
}

/** The single character that stands for an option: a to z; a likert's points count from 1. */
function sign(interaction: Interaction, id: string): string | null {
  const place = interaction.options.findIndex((option) => option.id === id);
  if (place < 0) return null;
  return interaction.type === "likert" ? String(place + 1) : String.fromCharCode(97 + (place % 26));
}
