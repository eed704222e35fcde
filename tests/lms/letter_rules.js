/*
 * An LMS by the letter of SCORM 1.2 (RTE 1.2, 3.3 and 3.4; docs/lms-facts.md 3.1), and of no make.
 *
 * Every value is a string. Every commit posts the whole state, so a failed one costs nothing that the
 * next does not bring. Responses and patterns have the form that the type of their interaction asks
 * for; a response that comes before its type can be of any form.
 *
 * Two liberties, for no LMS is known that insists: texts may hold any characters (the letter: ASCII),
 * identifiers any printable ones but spaces (the letter: alphanumeric).
 */
"use strict";

const LETTER_LIMITS = { longText: 4096, shortText: 255 };

const SIGN = "[0-9a-z]";
const listOf = (one) => new RegExp(`^(?:${one}(?:,${one})*|\\{${one}(?:,${one})*\\})$`);
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const RESPONSE_FORMS = {
  "true-false": /^[01tf]$/,
  choice: listOf(SIGN),
  sequencing: listOf(SIGN),
  matching: listOf(`${SIGN}\\.${SIGN}`),
  likert: new RegExp(`^${SIGN}?$`),
  numeric: DECIMAL,
};

const isShort = FORMATS.text(LETTER_LIMITS.shortText);

function isResponse(value, sibling) {
  const form = RESPONSE_FORMS[sibling("type")];
  return isShort(value) && (!form || form.test(value));
}

const isBlankOr = (form) => (value) => value === "" || form(value);
const isDecimal = (low, high) => (value) =>
  DECIMAL.test(value) && Number(value) >= low && Number(value) <= high;
const isTimespan = (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(?:\.\d{1,2})?$/.test(value);
const isIdentifier = (value) => value !== "" && FORMATS.identifier(value);

/** What the letter asks of some elements beyond, or other than, Moodle. */
function letterModel() {
  const moodle = dataModel(LETTER_LIMITS);
  const result = FORMATS.oneOf("correct", "wrong", "unanticipated", "neutral");
  const stricter = {
    "cmi.core.session_time": isTimespan,
    "cmi.interactions.n.id": isIdentifier,
    "cmi.interactions.n.objectives.n.id": isIdentifier,
    "cmi.interactions.n.latency": isTimespan,
    "cmi.interactions.n.weighting": isDecimal(-Infinity, Infinity),
    "cmi.interactions.n.result": (value) => result(value) || DECIMAL.test(value),
    "cmi.interactions.n.student_response": isResponse,
    "cmi.interactions.n.correct_responses.n.pattern": isResponse,
    "cmi.objectives.n.id": isIdentifier,
    "cmi.student_preference.audio": isDecimal(-1, 100),
    "cmi.student_preference.speed": isDecimal(-100, 100),
    "cmi.student_preference.text": isDecimal(-1, 1),
  };
  for (const group of ["cmi.core.score", "cmi.objectives.n.score"]) {
    for (const name of ["raw", "min", "max"]) {
      stricter[`${group}.${name}`] = isBlankOr(isDecimal(0, 100));
    }
  }
  const rules = Object.entries(stricter).map(([element, accepts]) => [
    element,
    { ...moodle[element], accepts },
  ]);
  const { "nav.event": _moodlesOwn, ...standard } = moodle;
  return { ...standard, ...Object.fromEntries(rules) };
}

function letterRules() {
  const whole = (values) => [...values.whole(), ["cmi.core.total_time", values.totalTime()]];
  return {
    model: letterModel(),
    unknown: "401",
    isArgument: (value) => typeof value === "string",
    /** The limit of comments is that of the whole. */
    checked: (rule, before, text) => before + text,
    kept: (rule, text) => text,
    counted: (count) => String(count ?? 0),

    /** Once per launch; a second call changes nothing. */
    initialize(session, parameter) {
      if (parameter !== "") return "201";
      return session.state() === "new" ? "0" : "101";
    },

    commit: whole,
    finish: (values) => [...whole(values), ["finished", "1"]],

    /** RTE 3.4.4, cmi.core.lesson_status: browsed when it was for looking. */
    untouchedStatus: (mode) => (mode === "browse" ? "browsed" : "completed"),
  };
}
