/*
 * The SCORM 1.2 `API` object of the player page: the frame that Moodle 4.5 and an LMS by the letter
 * share, and the table of all kinds of LMS.
 *
 * Behaviour: docs/lms-facts.md 1.4-1.7, 3.1 and O.
 */
"use strict";

/*
 * One row per kind of LMS; the player page names it (`/player?mode=...`). What their servers do is
 * a row of RULES in `modes.py`.
 *   api        makes the API object from a page (see `player.js`)
 *   transport  makes the way to the server
 *   object     the name of the API object, where it is another than `API`
 *   prefix     of its calls, where it is another than `LMS`
 */
const MODES = {
  // as installed: scormstandard=0 (O3)
  moodle: strict(moodleRules({ longText: 64000, shortText: 64000 }), createMoodleTransport),
  // scormstandard=1
  "moodle-strict": strict(moodleRules({ longText: 4096, shortText: 255 }), createMoodleTransport),
  letter: strict(letterRules(), createLetterTransport),
  openedx: { api: createOpenedxApi, transport: createOpenedxTransport },
  "moodle-2004": strict2004(moodleRules2004(), createMoodleTransport),
  "letter-2004": strict2004(letterRules2004(), createLetterTransport),
};

function strict(rules, transport) {
  return { api: (page, post) => createApi(rules, page, post), transport };
}

const ERROR_TEXTS = {
  0: "No error",
  101: "General exception",
  201: "Invalid argument error",
  202: "Element cannot have children",
  203: "Element not an array - cannot have count",
  301: "Not initialized",
  401: "Not implemented error",
  402: "Invalid set value, element is a keyword",
  403: "Element is read only",
  404: "Element is write only",
  405: "Incorrect data type",
};

/** Why an element cannot be read: it is unknown, or a keyword of something that has none. */
function unreadable(model, element, unknown) {
  const parent = (suffix) => modelName(element).slice(0, -suffix.length);
  if (element.endsWith("._children") && parent("._children") in model) return "202";
  const isGroup = (name) => Object.keys(model).some((key) => key.startsWith(`${name}.`));
  const list = parent("._count");
  return element.endsWith("._count") && (list in model || isGroup(list)) ? "203" : unknown;
}

/** `page` tells the SCO that is shown, by `page.sco()`, and which elements are rejected. */
function createApi(rules, page, post) {
  const { model } = rules;
  const perSco = new Map();
  let state = "new"; // new -> open -> finished
  let lastError = "0";

  /** The values of the SCO that is shown now. */
  function values() {
    if (!perSco.has(page.sco())) reset();
    return perSco.get(page.sco());
  }

  function reset() {
    perSco.set(page.sco(), createValues(model, page.sco().elements, NAMES12));
  }

  const session = { values, reset, state: () => state };

  function answer(error, result, failure = "false") {
    lastError = error;
    return error === "0" ? result : failure;
  }

  function fail(error) {
    return answer(error, "");
  }

  const unknown = (element) => (element === "" ? "201" : rules.unknown);

  /** The other fields of the interaction that an element belongs to. */
  function siblingsOf(element) {
    const row = element.match(/^cmi\.interactions\.\d+\./)?.[0] ?? "";
    return (name) => values().get(row + name);
  }

  /** "0", or why this value may not be set: first the value is looked at, then the index. */
  function refusal(element, value) {
    if (state !== "open") return "301";
    if (typeof element !== "string" || !rules.isArgument(value)) return "201";
    const rule = model[modelName(element)];
    if (!rule) return unknown(element);
    if (rule.access === "keyword") return "402";
    if (rule.access === "read") return "403";
    const rejected = page.rejects(element);
    if (rejected) return rejected;
    const text = String(value);
    const whole = rule.appends ? rules.checked(rule, values().get(element), text) : text;
    if (!rule.accepts(whole, siblingsOf(element))) return "405";
    return values().reserve(element) ? "0" : "201";
  }

  function setValue(element, value) {
    const error = refusal(element, value);
    if (error !== "0") return fail(error);
    const rule = model[modelName(element)];
    const text = rule.appends ? values().get(element) + value : String(value);
    values().set(element, rules.kept(rule, text));
    return answer("0", "true");
  }

  function getValue(element) {
    if (state !== "open") return answer("301", "", "");
    if (typeof element !== "string") return answer("201", "", "");
    const rule = model[modelName(element)];
    if (!rule) return answer(unreadable(model, element, unknown(element)), "", "");
    if (rule.access === "write") return answer("404", "", "");
    if (rule.counter) return readCount(element);
    if (rule.access === "keyword") return answer("0", rule.value);
    const exists = modelName(element) === element || values().has(element);
    return answer(exists ? "0" : "201", values().get(element), "");
  }

  function readCount(element) {
    const list = element.slice(0, -"._count".length);
    const row = list.match(/^(cmi\.interactions)\.(\d+)\./);
    const exists = !row || Number(row[2]) < Number(values().count(row[1]));
    return exists ? answer("0", rules.counted(values().count(list))) : answer("201", "", "");
  }

  /** LMSFinish (1.5): a status that was never set, and a mastery score that overrules the SCO. */
  function settleStatus() {
    const mode = values().get("cmi.core.lesson_mode");
    if (values().get(NAMES12.status) === "not attempted") values().set(NAMES12.status, rules.untouchedStatus(mode));
    const mastery = values().get("cmi.student_data.mastery_score");
    const raw = values().get("cmi.core.score.raw");
    if (mode === "normal" && mastery !== "" && raw !== "") {
      values().set(NAMES12.status, Number(raw) >= Number(mastery) ? "passed" : "failed");
    }
  }

  function initialize(parameter) {
    const error = rules.initialize(session, parameter);
    if (error !== "0") return fail(error);
    state = "open";
    return answer("0", "true");
  }

  function commit(parameter) {
    if (state !== "open") return fail("301");
    if (parameter !== "") return fail("201");
    return answer(post(rules.commit(values())) ? "0" : "101", "true");
  }

  function finish(parameter) {
    if (state !== "open") return fail("301");
    if (parameter !== "") return fail("201");
    state = "finished";
    settleStatus();
    return answer(post(rules.finish(values())) ? "0" : "101", "true");
  }

  return {
    LMSInitialize: initialize,
    LMSFinish: finish,
    LMSGetValue: getValue,
    LMSSetValue: setValue,
    LMSCommit: commit,
    LMSGetLastError: () => lastError,
    LMSGetErrorString: (code) => ERROR_TEXTS[code] ?? "",
    LMSGetDiagnostic: (code) => ERROR_TEXTS[code || lastError] ?? "",
  };
}
