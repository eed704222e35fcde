/** The player's own words, which the page brings along in the course's language. */

export type WordValues = Readonly<Record<string, string | number>>;
export type Word = (key: string, values?: WordValues) => string;

/** Looks words up by their full key. A missing one shows as its key, so that it is noticed and nothing breaks. */
export function lookUp(words: Readonly<Record<string, string>>): Word {
  return (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
