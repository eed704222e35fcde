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
  let plurals: Intl.PluralRules | undefined;
  const formOf = (number: number): string => (plurals ??= new Intl.PluralRules(tag)).select(number);
  return (key, values = {}) => {
    const entry = words[key] ?? key;
    const text = typeof entry === "string" ? entry : (entry[formOf(Number(values["n"]))] ?? entry["other"] ?? key);
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

/**
 * A number as people write it; without groups of digits, as four have none in many languages. The first that a browser is
 * asked for takes it 20 ms, four times that on a phone, so it is not asked what a whole number is: of the languages of the
 * player, only Arabic may have digits of its own.
 */
export function numeral(number: number, tag = language()): string {
  if (Number.isInteger(number) && number >= 0 && tag && !tag.startsWith("ar")) return String(number);
  return number.toLocaleString(tag, { useGrouping: false });
}

/** A time of day. As with numbers, most languages of the player are not worth asking for. */
export function clock(time: Date, tag = language() ?? ""): string {
  const hours = time.getHours();
  const of = (hour: number): string => [hour, time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  if (/^(de|es|fr|he|it|ja|nl|pl|pt|zh)$/.test(tag)) return of(hours);
  if (/^en(-US)?$/.test(tag)) return `${of(hours % 12 || 12)} ${hours < 12 ? "AM" : "PM"}`;
  return time.toLocaleTimeString(tag || undefined, { hour: "2-digit", minute: "2-digit" });
}
