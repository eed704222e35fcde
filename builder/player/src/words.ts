/** The player's own words, which the page brings along in the course's language. */

export type WordValues = Readonly<Record<string, string | number>>;
export type Word = (key: string, values?: WordValues) => string;
/** A text, or a text for each category of numbers (`one`, `other` …); the value `n` chooses one. */
export type Entry = string | Readonly<Record<string, string>>;

/**
 * Looks words up by their full key, and writes numbers in them as their language does. A missing one shows as its key,
 * so that it is noticed and nothing breaks.
 */
export function lookUp(words: Readonly<Record<string, Entry>>, tag = language()): Word {
  const plurals = new Intl.PluralRules(tag);
  return (key, values = {}) => {
    const entry = words[key] ?? key;
    const text = typeof entry === "string" ? entry : (entry[plurals.select(Number(values["n"]))] ?? entry["other"] ?? key);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name] ?? whole;
      return typeof value === "number" ? numeral(value, tag) : value;
    });
  };
}

/** Says of an element that it is in the language of the words, where that is not the page's. */
export function spoken<E extends HTMLElement>(element: E): E {
  const words = document.getElementById("bc-words");
  if (words?.lang) [element.lang, element.dir] = [words.lang, words.dir];
  return element;
}

/** The language of the words: the page's, or one that the page names beside them. */
export function language(): string | undefined {
  const words = document.getElementById("bc-words") ?? document.documentElement;
  try {
    return Intl.getCanonicalLocales(words.closest<HTMLElement>("[lang]")?.lang)[0];
  } catch {
    return undefined; // what is no language must not stop the player
  }
}

/** A number as people write it; without groups of digits, as four have none in many languages. */
export function numeral(number: number, tag = language()): string {
  return number.toLocaleString(tag, { useGrouping: false });
}
