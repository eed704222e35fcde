/**
 * Answers in the words of SCORM 1.2: for people, and for LMSs that insist on the letter of the
 * standard (SCORM 1.2 RTE, 3.4.4, `cmi.interactions`; lms-facts.md, 3.1).
 */
import type { Response } from "../logic";
import type { Interaction } from "../plan";
import { inWords } from "./answers";

/** CMIString255: responses and patterns. */
const LONGEST = 255;

/** The types that 1.2 has; longer texts are cut to its fill-in (`long-fill-in` is refused, lms-facts.md, 1.4). */
export function typeOf(interaction: Interaction): string {
  return interaction.type === "long-fill-in" ? "fill-in" : interaction.type;
}

/** The answer as a teacher reads it in a report. */
export function readable(interaction: Interaction, response: Response): string {
  return inWords(interaction, response, LONGEST);
}

/** The answer as the standard spells it: `a`, `{a,b}`, `t`, a likert's digit; null where there is no other spelling. */
export function spelled(interaction: Interaction, response: Response): string | null {
  if ("truth" in response) return response.truth ? "t" : "f";
  if (!("picked" in response)) return null;
  const signs = response.picked.flatMap((id) => sign(interaction, id) ?? []);
  return signs.length > 1 ? `{${signs.join(",")}}` : signs.join();
}

/** The single character that stands for an option: a to z; a likert's points count from 1. */
function sign(interaction: Interaction, id: string): string | null {
  const place = interaction.options.findIndex((option) => option.id === id);
  if (place < 0) return null;
  return interaction.type === "likert" ? String(place + 1) : String.fromCharCode(97 + (place % 26));
}
