/*
 * The SCORM 1.2 `API` object of the player page: Moodle 4.5's behaviour, and where Moodle is lax
 * the standard's letter.
 *
 * Behaviour: docs/lms-facts.md 1.4-1.7 and O. Only what differs from the last *collected* value is
 * posted, and it counts as collected whether or not it arrived: what a failed commit carried is
 * lost (O1.2).
 */
"use strict";

/*
 * One row per kind of LMS; the player page names it (`/player?mode=...`). A further kind is a
 * further row.
 *   longText, shortText  the most UTF-16 units of suspend_data and of short texts (O3)
 *   letter               strings only as values, comments limited as a whole, one session per page
 */
const MODES = {
  moodle: { longText: 64000, shortText: 64000, letter: false }, // as installed: scormstandard=0
  strict: { longText: 4096, shortText: 255, letter: true }, // scormstandard=1, and the letter
};

const STATUS = "cmi.core.lesson_status";

const ERROR_TEXTS = {
  0: "No error",
  101: "General exception",
  201: "Invalid argument error",
  202: "Element cannot have children",
  203: "Element not an array - cannot have count",
  301: "Not initialized",
  402: "Invalid set value, element is a keyword",
  403: "Element is read only",
  404: "Element is write only",
  405: "Incorrect data type",
};

/** `cmi.interactions.3.id` -> `cmi.interactions.n.id`; an index with a leading zero is no index. */
function modelName(element) {
  return element.replace(/\.(?:0|[1-9]\d*)(?=\.)/g, ".n");
}

/** The lists and indexes on the way to an element: `a.3.b.0.c` -> [["a", 3], ["a.3.b", 0]]. */
function indexesIn(element) {
  const found = element.matchAll(/\.(\d+)(?=\.)/g);
  return [...found].map((match) => [element.slice(0, match.index), Number(match[1])]);
}

/** Adds two CMITimespans, to the hundredth of a second. */
function addTimes(first, second) {
  const hundredths = [first, second].reduce((sum, time) => {
    const [hours, minutes, seconds] = time.split(":").map(Number);
    return sum + Math.round((hours * 3600 + minutes * 60 + seconds) * 100);
  }, 0);
  const two = (count) => String(Math.floor(count)).padStart(2, "0");
  const rest = hundredths % 100;
  const parts = [hundredths / 360000, (hundredths / 6000) % 60, (hundredths / 100) % 60];
  const whole = parts.map(two).join(":");
  return rest ? `${whole}.${two(rest)}` : whole;
}

/** The values of one session: stored at page load, set since, and what is yet to be posted. */
function createValues(model, stored) {
  const values = new Map();
  const counts = new Map();
  const collected = new Map();

  /** Makes room for `a.3.b`, if every index exists already or is the next one; says whether. */
  function reserve(element) {
    for (const [list, index] of indexesIn(element)) {
      const count = Number(counts.get(list) ?? 0);
      if (index > count) return false;
      if (index === count) addRow(list, index);
    }
    return true;
  }

  function addRow(list, index) {
    counts.set(list, index + 1);
    if (list !== "cmi.interactions") return;
    counts.set(`${list}.${index}.objectives`, "0");
    counts.set(`${list}.${index}.correct_responses`, "0");
  }

  /** Counts rows that came back from the server; a list without rows stays undefined (1.4). */
  function countStored(element) {
    for (const [list, index] of indexesIn(element)) {
      counts.set(list, Math.max(Number(counts.get(list) ?? 0), index + 1));
    }
  }

  const isRow = (element) => modelName(element) !== element;
  const isData = (element) => (model[modelName(element)] ?? keyword()).access !== "keyword";

  function load() {
    counts.set("cmi.interactions", "0").set("cmi.objectives", "0");
    for (const [element, value] of Object.entries(stored)) {
      if (!isData(element)) continue;
      values.set(element, value);
      countStored(element);
      // The first commit of a resumed session sends all rows again (O3), the rest when it changes.
      if (!isRow(element)) collected.set(element, value);
    }
    if (!values.get(STATUS)) values.set(STATUS, "not attempted");
  }

  /** What differs from the last collected values; from now on it counts as collected. */
  function collect() {
    const changed = [];
    for (const [element, value] of values) {
      const rule = model[modelName(element)];
      if (rule.local || rule.access === "read" || element === "cmi.core.session_time") continue;
      if (String(collected.get(element) ?? "") === String(value)) continue;
      collected.set(element, value);
      changed.push([element, String(value)]);
    }
    return changed;
  }

  load();
  return {
    reserve,
    collect,
    get: (element) => values.get(element) ?? "",
    set: (element, value) => values.set(element, value),
    count: (list) => counts.get(list),
    has: (element) => values.has(element),
    collectedRows: () => [...collected.keys()].some(isRow),
  };
}

/** Why an element cannot be read: it is unknown, or a keyword of something that has none. */
function unknownElement(model, element) {
  const parent = (suffix) => modelName(element).slice(0, -suffix.length);
  if (element.endsWith("._children") && parent("._children") in model) return "202";
  const isGroup = (name) => Object.keys(model).some((key) => key.startsWith(`${name}.`));
  const list = parent("._count");
  return element.endsWith("._count") && (list in model || isGroup(list)) ? "203" : "201";
}

function createApi(launch, post) {
  const mode = MODES[launch.mode];
  const model = dataModel(mode);
  let values = createValues(model, launch.elements);
  let state = "new"; // new -> open -> finished
  let lastError = "0";

  function answer(error, result, failure = "false") {
    lastError = error;
    return error === "0" ? result : failure;
  }

  function fail(error) {
    return answer(error, "");
  }

  /** "0", or why this value may not be set: first the value is looked at, then the index. */
  function refusal(element, value) {
    if (state !== "open") return "301";
    if (typeof element !== "string" || value === undefined || value === null) return "201";
    if (mode.letter && typeof value !== "string") return "201";
    const rule = model[modelName(element)];
    if (!rule) return "201";
    if (rule.access === "keyword") return "402";
    if (rule.access === "read") return "403";
    const whole = mode.letter && rule.appends ? values.get(element) + value : String(value);
    if (!rule.accepts(whole)) return "405";
    return values.reserve(element) ? "0" : "201";
  }

  function setValue(element, value) {
    const error = refusal(element, value);
    if (error !== "0") return fail(error);
    const rule = model[modelName(element)];
    const text = rule.appends ? values.get(element) + value : String(value);
    values.set(element, rule.number ? Number(text) : text);
    return answer("0", "true");
  }

  function getValue(element) {
    if (state !== "open") return answer("301", "", "");
    if (typeof element !== "string") return answer("201", "", "");
    const rule = model[modelName(element)];
    if (!rule) return answer(unknownElement(model, element), "", "");
    if (rule.access === "write") return answer("404", "", "");
    if (rule.counter) return readCount(element);
    if (rule.access === "keyword") return answer("0", rule.value);
    const exists = modelName(element) === element || values.has(element);
    return answer(exists ? "0" : "201", values.get(element), "");
  }

  function readCount(element) {
    const list = element.slice(0, -"._count".length);
    const row = list.match(/^(cmi\.interactions)\.(\d+)\./);
    const exists = !row || Number(row[2]) < Number(values.count(row[1]));
    return exists ? answer("0", values.count(list)) : answer("201", "", "");
  }

  /** LMSFinish (1.5): no status becomes completed, and a mastery score overrules the SCO. */
  function settleStatus() {
    if (values.get(STATUS) === "not attempted") values.set(STATUS, "completed");
    const mastery = values.get("cmi.student_data.mastery_score");
    const raw = values.get("cmi.core.score.raw");
    const counts = values.get("cmi.core.lesson_mode") === "normal";
    if (counts && mastery !== "" && raw !== "") {
      values.set(STATUS, Number(raw) >= Number(mastery) ? "passed" : "failed");
    }
  }

  function totalTime() {
    const session = values.get("cmi.core.session_time") || "00:00:00";
    return addTimes(launch.elements["cmi.core.total_time"], session);
  }

  function initialize(parameter) {
    if (mode.letter && state === "finished") return fail("101");
    // Moodle fills the data model with the page load's data at every call, and stumbles over rows
    // that were committed since (O1.7, 1.4).
    if (values.collectedRows()) throw new TypeError("Cannot read properties of undefined");
    values = createValues(model, launch.elements);
    if (parameter !== "") return fail("201");
    if (state === "open") return fail("101");
    state = "open";
    return answer("0", "true");
  }

  function commit(parameter) {
    if (state !== "open") return fail("301");
    if (parameter !== "") return fail("201");
    return answer(post(values.collect()) ? "0" : "101", "true");
  }

  function finish(parameter) {
    if (state !== "open") return fail("301");
    if (parameter !== "") return fail("201");
    state = "finished";
    settleStatus();
    const elements = [...values.collect(), ["cmi.core.total_time", totalTime()]];
    return answer(post(elements) ? "0" : "101", "true");
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
