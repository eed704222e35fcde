/**
 * The data model of SCORM 1.2 (Run-Time Environment 3.4), with the formats of Moodle's strict setting
 * (docs/lms-facts.md, 1.4 and O3): what passes here passes everywhere.
 */
import { counter, keyword, matches, oneOf, readOnly, readWrite, text, writeOnly, type Model, type Test } from "./formats";

const SHORT = text(255);
const LONG = text(4096);
const STATES = ["passed", "completed", "failed", "incomplete", "browsed"];
const TYPES = ["true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"];

const identifier = matches(/^[!-~]{0,255}$/);
const time = matches(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,2})?$/);
const timespan = matches(/^\d{2,4}:\d{2}:\d{2}(?:\.\d{1,2})?$/);
const decimal = (low: number, high: number): Test => (value) =>
  /^-?\d{0,3}(?:\.\d*)?$/.test(value) && Number(value) >= low && Number(value) <= high;
const score = readWrite(decimal(0, 100));
const verdict: Test = (value) =>
  oneOf("correct", "wrong", "unanticipated", "neutral")(value) || decimal(-Infinity, Infinity)(value);

const CORE: Model = {
  "cmi.core._children": keyword(
    "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
  ),
  "cmi.core.student_id": readOnly(),
  "cmi.core.student_name": readOnly(),
  "cmi.core.credit": readOnly(),
  "cmi.core.entry": readOnly(),
  "cmi.core.lesson_mode": readOnly(),
  "cmi.core.total_time": readOnly(),
  "cmi.core.lesson_location": readWrite(SHORT),
  "cmi.core.lesson_status": readWrite(oneOf(...STATES)),
  "cmi.core.exit": writeOnly(oneOf("time-out", "suspend", "logout", "")),
  "cmi.core.session_time": writeOnly(timespan),
  "cmi.core.score._children": keyword("raw,min,max"),
  "cmi.core.score.raw": score,
  "cmi.core.score.min": score,
  "cmi.core.score.max": score,
};

const LEARNER: Model = {
  "cmi.student_data._children": keyword("mastery_score,max_time_allowed,time_limit_action"),
  "cmi.student_data.mastery_score": readOnly(),
  "cmi.student_data.max_time_allowed": readOnly(),
  "cmi.student_data.time_limit_action": readOnly(),
  "cmi.student_preference._children": keyword("audio,language,speed,text"),
  "cmi.student_preference.audio": readWrite(decimal(-1, 100)),
  "cmi.student_preference.language": readWrite(SHORT),
  "cmi.student_preference.speed": readWrite(decimal(-100, 100)),
  "cmi.student_preference.text": readWrite(decimal(-1, 1)),
};

const OBJECTIVES: Model = {
  "cmi.objectives._children": keyword("id,score,status"),
  "cmi.objectives._count": counter(),
  "cmi.objectives.n.id": readWrite(identifier),
  "cmi.objectives.n.status": readWrite(oneOf(...STATES, "not attempted")),
  "cmi.objectives.n.score._children": keyword("raw,min,max"),
  "cmi.objectives.n.score.raw": score,
  "cmi.objectives.n.score.min": score,
  "cmi.objectives.n.score.max": score,
};

const INTERACTIONS: Model = {
  "cmi.interactions._children": keyword(
    "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  ),
  "cmi.interactions._count": counter(),
  "cmi.interactions.n.id": writeOnly(identifier),
  "cmi.interactions.n.objectives._count": counter(),
  "cmi.interactions.n.objectives.n.id": writeOnly(identifier),
  "cmi.interactions.n.time": writeOnly(time),
  "cmi.interactions.n.type": writeOnly(oneOf(...TYPES)),
  "cmi.interactions.n.correct_responses._count": counter(),
  "cmi.interactions.n.correct_responses.n.pattern": writeOnly(SHORT),
  "cmi.interactions.n.weighting": writeOnly(decimal(-100, 100)),
  "cmi.interactions.n.student_response": writeOnly(SHORT),
  "cmi.interactions.n.result": writeOnly(verdict),
  "cmi.interactions.n.latency": writeOnly(timespan),
};

export const MODEL12: Model = {
  "cmi._children": keyword(
    "core,suspend_data,launch_data,comments,comments_from_lms,objectives,student_data,student_preference,interactions",
  ),
  "cmi._version": keyword("3.4"),
  "cmi.suspend_data": readWrite(LONG),
  "cmi.launch_data": readOnly(),
  "cmi.comments": readWrite(LONG),
  "cmi.comments_from_lms": readOnly(),
  ...CORE,
  ...LEARNER,
  ...OBJECTIVES,
  ...INTERACTIONS,
};

/** Adds two timespans, to the hundredth of a second. */
export function addTimespans(first: string, second: string): string {
  const hundredths = [first, second].reduce((sum, span) => {
    const [hours = 0, minutes = 0, seconds = 0] = span.split(":").map(Number);
    return sum + Math.round((hours * 3600 + minutes * 60 + seconds) * 100);
  }, 0);
  const two = (count: number): string => String(Math.floor(count)).padStart(2, "0");
  const whole = [hundredths / 360_000, (hundredths / 6000) % 60, (hundredths / 100) % 60].map(two).join(":");
  const rest = hundredths % 100;
  return rest ? `${whole}.${two(rest)}` : whole;
}
