/*
 * The values of one session under Moodle or an LMS by the letter: what was stored at page load, what
 * was set since, how many rows the lists have.
 */
"use strict";

/** What the values need to know of a standard: some elements, the status that nobody has set, and times. */
const NAMES12 = {
  status: "cmi.core.lesson_status",
  untouched: "not attempted",
  sessionTime: "cmi.core.session_time",
  totalTime: "cmi.core.total_time",
  noTime: "00:00:00",
  addTimes,
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

function createValues(model, stored, names) {
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
    if (!values.get(names.status)) values.set(names.status, names.untouched);
  }

  /** Everything that an LMS keeps of a session but its length. */
  function postable() {
    return [...values].filter(([element]) => {
      const rule = model[modelName(element)];
      return !rule.local && rule.access !== "read" && element !== names.sessionTime;
    });
  }

  /** What differs from the last collected values; from now on it counts as collected (O1.2). */
  function collect() {
    const changed = [];
    for (const [element, value] of postable()) {
      if (String(collected.get(element) ?? "") === String(value)) continue;
      collected.set(element, value);
      changed.push([element, String(value)]);
    }
    return changed;
  }

  /** Moodle's SCORM 2004: what differs from the page load, and all rows, each time anew (1.10). */
  function sinceLoad() {
    return postable()
      .map(([element, value]) => [element, String(value)])
      .filter(([element, value]) => isRow(element) || String(stored[element] ?? "") !== value);
  }

  /** Forgets what stands below a list or group, and its rows. */
  function drop(group) {
    for (const element of [...values.keys()]) if (element.startsWith(`${group}.`)) values.delete(element);
    if (counts.has(group)) counts.set(group, 0);
  }

  load();
  return {
    reserve,
    collect,
    sinceLoad,
    drop,
    whole: () => postable().map(([element, value]) => [element, String(value)]),
    get: (element) => values.get(element) ?? "",
    set: (element, value) => values.set(element, value),
    count: (list) => counts.get(list),
    has: (element) => values.has(element),
    collectedRows: () => [...collected.keys()].some(isRow),
    /** The total of the page load and this session's time. */
    totalTime: () =>
      names.addTimes(stored[names.totalTime], values.get(names.sessionTime) || names.noTime),
  };
}
