/**
 * Answers as SCORM 2004 spells them (RTE, 4.2.9: `learner_response`, `correct_responses`), in the forms
 * that Moodle takes, too (lms-facts.md, 1.10): everything on one line, no text that begins with `{`.
 */
import type { Response } from "../logic";
import type { Interaction } from "../plan";
import { inWords, oneLine, rightAnswers } from "./answers";

/** Between the parts of an answer, of a pair, and between the ends of a range. */
const AND = "[,]";
const WITH = "[.]";
const TO = "[:]";

/** localized_string_type of this many characters (RTE, 4.1.1.3); Moodle takes no more. */
export const SHORT = 250;
const LONG = 4000;
/** Decimals of a real(10,7). */
const DECIMALS = 7;

/** The answer as its type asks for it. */
export function spelled(interaction: Interaction, response: Response): string {
  if ("picked" in response) return response.picked.map(shortId).join(AND);
  if ("ordered" in response) return response.ordered.map(shortId).join(AND);
  if ("matched" in response) return response.matched.map((pair) => pair.map(shortId).join(WITH)).join(AND);
  if ("truth" in response) return String(response.truth);
  if ("number" in response) return decimal(response.number);
  if (interaction.type === "long-fill-in") return localized(response.text, LONG);
  return localized(response.text, SHORT).split(AND).join("[ , ]");
}

/** The answer in words, for an LMS that does not take it as its type asks for it: of type `other`. */
export function otherwise(interaction: Interaction, response: Response): string {
  return inWords(interaction, response, LONG);
}

/** The right answers: one for each that would do alone. Capitals do not matter, which is the standard's default. */
export function patterns(interaction: Interaction): string[] {
  const responses = rightAnswers(interaction);
  if (interaction.type !== "numeric") return responses.map((response) => spelled(interaction, response));
  return interaction.correct.map((text) => range(Number(text), interaction.tolerance ?? 0));
}

/** A text on one line; Moodle takes none that begins with `{`, for so do the prefixes of a text's language. */
export function localized(text: string, longest: number): string {
  return oneLine(text.startsWith("{") ? ` ${text}` : text, longest);
}

/**
 * A short_identifier_type: Moodle has letters, digits, points and underscores. Authors' ids have no
 * underscores, so that it can be told what the id was.
 */
function shortId(id: string): string {
  return id.replace(/-/g, "_");
}

/** Both ends, also where they are the same: Moodle asks for them. */
function range(middle: number, tolerance: number): string {
  return decimal(middle - tolerance) + TO + decimal(middle + tolerance);
}

function decimal(number: number): string {
  return number.toFixed(DECIMALS).replace(/\.?0+$/, "");
}
