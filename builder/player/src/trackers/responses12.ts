/**
 * Answers as SCORM 1.2 tells them: in words that a teacher can read, and as the short signs of the
 * standard (SCORM 1.2 RTE, 3.4.4, `cmi.interactions`; lms-facts.md, 3.1).
 */
import type { Response } from "../logic";
import type { Interaction, Option } from "../plan";
import { inWords } from "./answers";

/** CMIString255: responses and patterns. */
const LONGEST = 255;
/** What the standard calls an option by; beyond the end they come again. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "123456789abcdefghijklmnopqrstuvwxyz";

/** The types that 1.2 has; longer texts are cut to its fill-in (`long-fill-in` is refused, lms-facts.md, 1.4). */
export function typeOf(interaction: Interaction): string {
  return interaction.type === "long-fill-in" ? "fill-in" : interaction.type;
}

/** The answer as a teacher reads it in a report. */
export function readable(interaction: Interaction, response: Response): string {
  return inWords(interaction, response, LONGEST);
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

/** The single character that stands for an option. */
function sign(options: readonly Option[], id: string, signs: string): string | null {
  const place = options.findIndex((option) => option.id === id);
  return place < 0 ? null : (signs[place % signs.length] ?? null);
}
