/*
 * The data model of SCORM 2004 4th edition as one table: which elements there are, who may read or
 * write them, which values they take.
 *
 * Source: SCORM 2004 4th edition RTE 4.2, with the formats that Moodle 4.5 accepts (docs/lms-facts.md
 * 1.10). Every index in an element's name is written `n` here. What two kinds of LMS see differently
 * is in `rules_2004.js`. Left out: comments, learner preferences, limits of time.
 */
"use strict";

/** A moment: a zone may only follow a fraction of a second, and no fraction has three digits. */
const MOMENT = new RegExp(
  "^(19[7-9]\\d|20[0-2]\\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])" +
    "(T([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d(\\.\\d{1,2}(Z|[+-]([01]\\d|2[0-3])(:[0-5]\\d)?)?)?)?)?)?)?)?$",
);
const INTERVAL =
  /^P(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;

const FORMATS_2004 = {
  moment: (value) => MOMENT.test(value),
  interval: (value) => value !== "P" && INTERVAL.test(value),
  longId: (value) => /^\S{1,4000}$/.test(value),
};

const SCORES_2004 = "max,raw,scaled,min";
const COMPLETIONS = ["completed", "incomplete", "not attempted", "unknown"];
const SUCCESSES = ["passed", "failed", "unknown"];
const TYPES_2004 = [
  "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing",
  "likert", "numeric", "other",
];
const NAVIGATION = [
  "_none_", "previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll",
];

/** A number between two ends; out of them is another error than no number at all. */
const within = (low, high, decimal) => ({
  ...number(readWrite(decimal)),
  inRange: (value) => Number(value) >= low && Number(value) <= high,
});

/** The elements of a score; raw, min and max may be any number. */
function scoreElements(group, decimal) {
  return {
    [`${group}._children`]: keyword(SCORES_2004),
    [`${group}.scaled`]: within(-1, 1, decimal),
    [`${group}.raw`]: readWrite(decimal),
    [`${group}.min`]: readWrite(decimal),
    [`${group}.max`]: readWrite(decimal),
  };
}

/** The whole table; `decimal` and `line` (a short text) differ between kinds of LMS. */
function dataModel2004({ decimal, line }) {
  const { text, oneOf } = FORMATS;
  const { moment, interval, longId } = FORMATS_2004;
  const verdict = oneOf("correct", "incorrect", "unanticipated", "neutral");
  const reads = ["learner_id", "learner_name", "credit", "entry", "mode", "launch_data", "total_time"];
  return {
    "cmi._version": keyword("1.0"),
    ...Object.fromEntries(reads.map((name) => [`cmi.${name}`, readOnly()])),
    "cmi.completion_status": readWrite(oneOf(...COMPLETIONS)),
    "cmi.success_status": readWrite(oneOf(...SUCCESSES)),
    "cmi.exit": writeOnly(oneOf("time-out", "suspend", "logout", "normal", "")),
    "cmi.location": readWrite(text(1000)),
    "cmi.suspend_data": readWrite(text(64000)),
    "cmi.progress_measure": within(0, 1, decimal),
    "cmi.session_time": writeOnly(interval),
    ...scoreElements("cmi.score", decimal),
    "cmi.objectives._children": keyword("progress_measure,completion_status,success_status,description,score,id"),
    "cmi.objectives._count": counter(),
    "cmi.objectives.n.id": readWrite(longId),
    ...scoreElements("cmi.objectives.n.score", decimal),
    "cmi.objectives.n.success_status": readWrite(oneOf(...SUCCESSES)),
    "cmi.objectives.n.completion_status": readWrite(oneOf(...COMPLETIONS)),
    "cmi.objectives.n.progress_measure": within(0, 1, decimal),
    "cmi.objectives.n.description": readWrite(line),
    "cmi.interactions._children": keyword(
      "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    ),
    "cmi.interactions._count": counter(),
    "cmi.interactions.n.id": readWrite(longId),
    "cmi.interactions.n.type": readWrite(oneOf(...TYPES_2004)),
    "cmi.interactions.n.objectives._count": counter(),
    "cmi.interactions.n.objectives.n.id": readWrite(longId),
    "cmi.interactions.n.timestamp": readWrite(moment),
    "cmi.interactions.n.correct_responses._count": counter(),
    "cmi.interactions.n.correct_responses.n.pattern": readWrite(() => true),
    "cmi.interactions.n.weighting": readWrite(decimal),
    "cmi.interactions.n.learner_response": readWrite(() => true),
    "cmi.interactions.n.result": readWrite((value) => verdict(value) || decimal(value)),
    "cmi.interactions.n.latency": readWrite(interval),
    "cmi.interactions.n.description": readWrite(line),
    "adl.nav.request": readWrite((value) => NAVIGATION.includes(value) || /^\{target=\S+\}(choice|jump)$/.test(value)),
  };
}

/** Adds two lengths of time, to the hundredth of a second. */
function addIntervals(first, second) {
  const hundredths = [first, second].reduce((sum, time) => {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
      time.match(/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/) ?? [];
    return sum + Math.round((((days * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 100);
  }, 0);
  const seconds = (hundredths % 6000) / 100;
  return `PT${Math.floor(hundredths / 360000)}H${Math.floor(hundredths / 6000) % 60}M${seconds}S`;
}

const NAMES_2004 = {
  status: "cmi.completion_status",
  sessionTime: "cmi.session_time",
  totalTime: "cmi.total_time",
  noTime: "PT0S",
  addTimes: addIntervals,
};
