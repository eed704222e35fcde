/*
 * The SCORM 1.2 data model as one table: which elements there are, who may read or write them,
 * which values they take.
 *
 * Source: SCORM 1.2 RTE 3.4, with the formats that Moodle 4.5 accepts (docs/lms-facts.md 1.4, O3,
 * O4). Every index in an element's name is written `n` here: `cmi.interactions.n.id`.
 */
"use strict";

/** Tests for one kind of value each; a value is always a string here. */
const FORMATS = {
  text: (max) => (value) => value.length <= max, // UTF-16 code units, as JavaScript counts them
  oneOf: (...words) => (value) => words.includes(value),
  identifier: (value) => /^[!-~]{0,255}$/.test(value),
  time: (value) => /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,2})?$/.test(value),
  timespan: (value) => /^\d{2,4}:\d{2}:\d{2}(?:\.\d{1,2})?$/.test(value),
  decimal: (low, high) => (value) =>
    /^-?\d{0,3}(?:\.\d*)?$/.test(value) && Number(value) >= low && Number(value) <= high,
};

const SCORE_CHILDREN = "raw,min,max";
const LESSON_STATES = ["passed", "completed", "failed", "incomplete", "browsed"];
const INTERACTION_TYPES = [
  "true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric",
];

const readOnly = () => ({ access: "read" });
const keyword = (value) => ({ access: "keyword", value });
const counter = () => ({ access: "keyword", counter: true });
const readWrite = (accepts) => ({ access: "both", accepts });
const writeOnly = (accepts) => ({ access: "write", accepts });

/** Kept as a JavaScript number, so that reading it back gives a number: Moodle does the same. */
const number = (rule) => ({ ...rule, number: true });
const score = () => number(readWrite(FORMATS.decimal(0, 100))); // "" counts as 0 (O4)

function coreElements(limits) {
  return {
    "cmi.core._children": keyword(
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time," +
        "lesson_mode,exit,session_time",
    ),
    "cmi.core.student_id": readOnly(),
    "cmi.core.student_name": readOnly(),
    "cmi.core.credit": readOnly(),
    "cmi.core.entry": readOnly(),
    "cmi.core.lesson_mode": readOnly(),
    "cmi.core.total_time": readOnly(),
    "cmi.core.lesson_location": readWrite(FORMATS.text(limits.shortText)),
    "cmi.core.lesson_status": readWrite(FORMATS.oneOf(...LESSON_STATES)),
    "cmi.core.exit": writeOnly(FORMATS.oneOf("time-out", "suspend", "logout", "")),
    "cmi.core.session_time": writeOnly(FORMATS.timespan),
    "cmi.core.score._children": keyword(SCORE_CHILDREN),
    "cmi.core.score.raw": score(),
    "cmi.core.score.min": score(),
    "cmi.core.score.max": score(),
  };
}

function learnerElements(limits) {
  return {
    "cmi.student_data._children": keyword("mastery_score,max_time_allowed,time_limit_action"),
    "cmi.student_data.mastery_score": readOnly(),
    "cmi.student_data.max_time_allowed": readOnly(),
    "cmi.student_data.time_limit_action": readOnly(),
    "cmi.student_preference._children": keyword("audio,language,speed,text"),
    "cmi.student_preference.audio": number(readWrite(FORMATS.decimal(-1, 100))),
    "cmi.student_preference.language": readWrite(FORMATS.text(limits.shortText)),
    "cmi.student_preference.speed": number(readWrite(FORMATS.decimal(-100, 100))),
    "cmi.student_preference.text": number(readWrite(FORMATS.decimal(-1, 1))),
  };
}

function objectiveElements() {
  return {
    "cmi.objectives._children": keyword("id,score,status"),
    "cmi.objectives._count": counter(),
    "cmi.objectives.n.id": readWrite(FORMATS.identifier),
    "cmi.objectives.n.status": readWrite(FORMATS.oneOf(...LESSON_STATES, "not attempted")),
    "cmi.objectives.n.score._children": keyword(SCORE_CHILDREN),
    "cmi.objectives.n.score.raw": score(),
    "cmi.objectives.n.score.min": score(),
    "cmi.objectives.n.score.max": score(),
  };
}

function interactionElements(limits) {
  const decimal = FORMATS.decimal(-Infinity, Infinity);
  const verdict = FORMATS.oneOf("correct", "wrong", "unanticipated", "neutral");
  return {
    "cmi.interactions._children": keyword(
      "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    ),
    "cmi.interactions._count": counter(),
    "cmi.interactions.n.id": writeOnly(FORMATS.identifier),
    "cmi.interactions.n.objectives._count": counter(),
    "cmi.interactions.n.objectives.n.id": writeOnly(FORMATS.identifier),
    "cmi.interactions.n.time": writeOnly(FORMATS.time),
    "cmi.interactions.n.type": writeOnly(FORMATS.oneOf(...INTERACTION_TYPES)),
    "cmi.interactions.n.correct_responses._count": counter(),
    "cmi.interactions.n.correct_responses.n.pattern": writeOnly(FORMATS.text(limits.shortText)),
    "cmi.interactions.n.weighting": number(writeOnly(FORMATS.decimal(-100, 100))),
    "cmi.interactions.n.student_response": writeOnly(FORMATS.text(limits.shortText)),
    "cmi.interactions.n.result": writeOnly((value) => verdict(value) || decimal(value)),
    "cmi.interactions.n.latency": writeOnly(FORMATS.timespan),
  };
}

/** The whole table for the given limits `{longText, shortText}`. */
function dataModel(limits) {
  return {
    "cmi._children": keyword(
      "core,suspend_data,launch_data,comments,comments_from_lms,objectives,student_data," +
        "student_preference,interactions",
    ),
    "cmi._version": keyword("3.4"),
    ...coreElements(limits),
    "cmi.suspend_data": readWrite(FORMATS.text(limits.longText)),
    "cmi.launch_data": readOnly(),
    "cmi.comments": { ...readWrite(FORMATS.text(limits.longText)), appends: true },
    "cmi.comments_from_lms": readOnly(),
    ...objectiveElements(),
    ...learnerElements(limits),
    ...interactionElements(limits),
    // Moodle's own, never stored.
    "nav.event": { ...writeOnly(FORMATS.oneOf("previous", "continue")), local: true },
  };
}
