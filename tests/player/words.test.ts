/** The player's own words: plurals and numbers as the language has them. The same table is held against the build. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { listed } from "../../builder/player/src/listing";
import { clock, language, lookUp, numeral, spoken } from "../../builder/player/src/words";
import type { Entry, WordValues } from "../../builder/player/src/words";
import plurals from "./plurals.json";

interface Row {
  readonly language: string;
  readonly key: string;
  readonly entry: Entry;
  readonly says: readonly (readonly [WordValues, string])[];
}

const CASES = (plurals as unknown as Row[]).flatMap(({ says, ...row }) =>
  says.map(([values, text]) => ({ ...row, values, text })),
);

afterEach(() => {
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute("lang");
  document.body.innerHTML = "";
});

test.each(CASES)("in $language, $key with $values says: $text", ({ language, key, entry, values, text }) => {
  expect(lookUp({ [key]: entry }, language)(key, values)).toBe(text);
});

describe("a word", () => {
  test("that is missing shows as its key", () => {
    expect(lookUp({}, "en")("player.next")).toBe("player.next");
  });

  test("takes the form for all others where there is none for its number", () => {
    expect(lookUp({ left: { other: "{n} left" } }, "pl")("left", { n: 3 })).toBe("3 left");
  });

  test("fills in what a value says as it is", () => {
    const word = lookUp({ both: "{one} and {two}, {three}" }, "en");
    expect(word("both", { one: "{two}", two: "$&" })).toBe("{two} and $&, {three}");
  });
});

describe("the language", () => {
  const page = (lang: string, words = ""): void => {
    document.documentElement.lang = lang;
    document.body.innerHTML = `<script type="application/json" id="bc-words" ${words}>{}</script>`;
  };

  test("is the page's, or the one that the page names beside the words", () => {
    page("fr-ca");
    expect([language(), numeral(0.5)]).toEqual(["fr-CA", "0,5"]);
    page("fi", 'lang="en" dir="ltr"');
    expect([language(), numeral(0.5)]).toEqual(["en", "0.5"]);
  });

  test.each(["", "en-ab-cd-ef", "x"])("that is none («%s») stops nothing", (lang) => {
    page(lang);
    expect(language()).toBeUndefined();
    expect(lookUp({ a: "{n}" })("a", { n: 7 })).toBe("7");
  });
});

describe("names in a row", () => {
  test.each([
    ["en", "a, b, and c"],
    ["fr", "a, b et c"],
    ["ja", "a、b、c"],
  ])("in %s: %s", (lang, text) => {
    document.documentElement.lang = lang;
    expect(listed(["a", "b", "c"])).toBe(text);
  });

  test("stand behind commas where the browser knows no lists", () => {
    vi.stubGlobal("Intl", { ...Intl, ListFormat: undefined, getCanonicalLocales: () => ["en"] });
    expect(listed(["a", "b"])).toBe("a, b");
  });
});

describe("an element that the player makes", () => {
  test.each([
    ['lang="en" dir="ltr"', ["en", "ltr"]],
    ["", ["", ""]],
  ])("beside words with «%s»", (words, expected) => {
    document.body.innerHTML = `<script type="application/json" id="bc-words" ${words}>{}</script>`;
    const made = spoken(document.createElement("p"));
    expect([made.lang, made.dir]).toEqual(expected);
  });
});

const SPOKEN = ["en", ...Object.keys(import.meta.glob("../../builder/locales/*.po")).map((path) => path.replace(/^.*\/|\.po$/g, ""))];

test.each(SPOKEN)("whole numbers in %s are as browsers write them", (tag) => {
  expect(SPOKEN.length).toBeGreaterThan(5);
  for (const number of [0, 7, 10, 99, 100, 1000, 4096, -3]) {
    expect(numeral(number, tag)).toBe(number.toLocaleString(tag, { useGrouping: false }));
  }
});

test.each([...SPOKEN, "en-US", "en-GB", "fr-CA", "zh-TW"])("times in %s are as browsers write them", (tag) => {
  for (const hour of [0, 1, 9, 11, 12, 13, 23]) {
    const time = new Date(2026, 4, 1, hour, 5);
    expect(clock(time, tag)).toBe(time.toLocaleTimeString(tag, { hour: "2-digit", minute: "2-digit" }));
  }
});
