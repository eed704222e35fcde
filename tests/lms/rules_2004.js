/*
 * What Moodle 4.5 and an LMS by the letter do each in their own way with SCORM 2004 (docs/lms-facts.md
 * 1.10, 3.2; RTE 4.1.1 and 4.2.9).
 *
 *   forms     by type of interaction: `response` and `pattern`, tests of a whole answer
 *   most      how many right answers a type may have; any number where it is left out
 *   unset     the error of reading what has no value yet
 */
"use strict";

const MOST_PATTERNS = { "true-false": 1, likert: 1, numeric: 1, other: 1 };

const single = (one) => ({ response: one, pattern: one });
const isTruth = (value) => value === "true" || value === "false";

/** At most `most` parts with `[,]` between them, each of a form. */
const parts = (most, one, unique = false) => (value) => {
  const found = value.split("[,]");
  return found.length <= most && found.every(one) && (!unique || new Set(found).size === found.length);
};
const pairs = (one) => (value) => value.split("[.]").length === 2 && value.split("[.]").every(one);
const same = (test) => ({ response: test, pattern: test });

/** `low[:]high`; by the letter either end may be left out. */
const range = (decimal, open) => (value) => {
  const ends = value.split("[:]");
  const isEnd = (end) => (open && end === "") || decimal(end);
  const [low, high] = ends;
  if (!ends.every(isEnd) || ends.length > 2) return false;
  return low === "" || high === "" || high === undefined || Number(low) <= Number(high);
};

function moodleRules2004() {
  const decimal = (value) => /^-?\d{1,5}(\.\d{1,18})?$/.test(value);
  const id = (value) => /^[\w.]{1,250}$/.test(value); // no hyphen
  const anything = () => true;
  const line = (value) => value === "" || /^(\{lang=[\w-]+\})?([^{].{0,250})?$/.test(value);
  return {
    names: { ...NAMES_2004, untouched: "not attempted" },
    model: dataModel2004({ decimal, line }),
    unset: "403",
    isArgument: () => true,
    counted: (count) => Number(count ?? 0),
    given: (rule, text) => (rule.number ? Number(text) : text),
    /** All answers and patterns are one line. */
    isAnswer: (value) => !/[\n\r\u2028\u2029]/.test(value),
    most: MOST_PATTERNS,
    forms: {
      "true-false": single(isTruth),
      choice: same(parts(36, id, true)),
      "fill-in": same(parts(10, anything)),
      "long-fill-in": single(anything),
      matching: same(parts(36, pairs(id))),
      performance: same(parts(250, anything)),
      sequencing: same(parts(36, id)),
      likert: single(id),
      numeric: { response: decimal, pattern: range(decimal, false) },
      other: single(FORMATS.text(4000)),
    },
    commit: (values) => values.sinceLoad(),
    finish: (values) => [...values.sinceLoad(), ["cmi.total_time", values.totalTime()]],
  };
}

function letterRules2004() {
  const decimal = (value) => /^-?\d+(\.\d+)?$/.test(value);
  const id = (value) => /^[\w.:/-]{1,250}$/.test(value);
  const withoutLanguage = (value) => value.replace(/^\{lang=[\w-]*\}/, "");
  const words = (most) => (value) => withoutLanguage(value).length <= most;
  const bare = (value) => value.replace(/^(\{(case|order)_matters=(true|false)\})*/, "");
  const texts = parts(10, words(250));
  const orNone = (test) => (value) => value === "" || test(value);
  const ids = parts(36, id, true);
  const whole = (values) => [...values.whole(), ["cmi.total_time", values.totalTime()]];
  return {
    names: { ...NAMES_2004, untouched: "unknown" },
    model: dataModel2004({ decimal, line: words(250) }),
    unset: "403",
    isArgument: (value) => typeof value === "string",
    counted: (count) => String(count ?? 0),
    given: (rule, text) => text,
    isAnswer: () => true,
    most: MOST_PATTERNS,
    forms: {
      "true-false": single(isTruth),
      choice: { response: orNone(ids), pattern: ids },
      "fill-in": { response: texts, pattern: (value) => texts(bare(value)) },
      "long-fill-in": { response: words(4000), pattern: (value) => words(4000)(bare(value)) },
      matching: same(parts(36, pairs(id))),
      performance: same(parts(250, words(250))),
      sequencing: same(parts(36, id)),
      likert: single(id),
      numeric: { response: decimal, pattern: (value) => value.includes("[:]") && range(decimal, true)(value) },
      other: single(FORMATS.text(4000)),
    },
    commit: whole,
    finish: (values) => [...whole(values), ["finished", "1"]],
  };
}
