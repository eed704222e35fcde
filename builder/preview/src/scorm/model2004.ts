/**
 * The data model of SCORM 2004 4th edition (Run-Time Environment 4.2), with the formats of Moodle
 * (docs/lms-facts.md, 1.10). Left out: comments, learner preferences, limits of time.
 */
import { counter, keyword, matches, oneOf, readOnly, readWrite, text, writeOnly, type Model, type Rule, type Test } from "./formats";

const MOMENT = /^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,2}(Z|[+-]\d{2}(:\d{2})?)?)?)?)?)?)?)?$/;
const INTERVAL = /^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const COMPLETIONS = ["completed", "incomplete", "not attempted", "unknown"];
const SUCCESSES = ["passed", "failed", "unknown"];
const TYPES = [
  "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other",
];
const REQUESTS = ["_none_", "previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"];

const decimal = matches(/^-?\d{1,5}(\.\d{1,18})?$/);
const longId = matches(/^\S{1,4000}$/);
const line = matches(/^(\{lang=[\w-]+\})?([^{].{0,250})?$/);
const oneLine: Test = (value) => !/[\n\r\u2028\u2029]/.test(value);
const interval = matches(INTERVAL);
const verdict: Test = (value) => oneOf("correct", "incorrect", "unanticipated", "neutral")(value) || decimal(value);

const within = (low: number, high: number): Rule => ({
  ...readWrite(decimal),
  inRange: (value) => Number(value) >= low && Number(value) <= high,
});

const score = (group: string): Model => ({
  [`${group}._children`]: keyword("max,raw,scaled,min"),
  [`${group}.scaled`]: within(-1, 1),
  [`${group}.raw`]: readWrite(decimal),
  [`${group}.min`]: readWrite(decimal),
  [`${group}.max`]: readWrite(decimal),
});

const OBJECTIVES: Model = {
  "cmi.objectives._children": keyword("progress_measure,completion_status,success_status,description,score,id"),
  "cmi.objectives._count": counter(),
  "cmi.objectives.n.id": readWrite(longId),
  ...score("cmi.objectives.n.score"),
  "cmi.objectives.n.success_status": readWrite(oneOf(...SUCCESSES)),
  "cmi.objectives.n.completion_status": readWrite(oneOf(...COMPLETIONS)),
  "cmi.objectives.n.progress_measure": within(0, 1),
  "cmi.objectives.n.description": readWrite(line),
};

const INTERACTIONS: Model = {
  "cmi.interactions._children": keyword(
    "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
  ),
  "cmi.interactions._count": counter(),
  "cmi.interactions.n.id": readWrite(longId),
  "cmi.interactions.n.type": readWrite(oneOf(...TYPES)),
  "cmi.interactions.n.objectives._count": counter(),
  "cmi.interactions.n.objectives.n.id": readWrite(longId),
  "cmi.interactions.n.timestamp": readWrite(matches(MOMENT)),
  "cmi.interactions.n.correct_responses._count": counter(),
  "cmi.interactions.n.correct_responses.n.pattern": readWrite(oneLine),
  "cmi.interactions.n.weighting": readWrite(decimal),
  "cmi.interactions.n.learner_response": readWrite(oneLine),
  "cmi.interactions.n.result": readWrite(verdict),
  "cmi.interactions.n.latency": readWrite(interval),
  "cmi.interactions.n.description": readWrite(line),
};

const READ_ONLY = ["learner_id", "learner_name", "credit", "entry", "mode", "launch_data", "total_time"];

export const MODEL2004: Model = {
  "cmi._version": keyword("1.0"),
  ...Object.fromEntries(READ_ONLY.map((name) => [`cmi.${name}`, readOnly()])),
  "cmi.completion_status": readWrite(oneOf(...COMPLETIONS)),
  "cmi.success_status": readWrite(oneOf(...SUCCESSES)),
  "cmi.exit": writeOnly(oneOf("time-out", "suspend", "logout", "normal", "")),
  "cmi.location": readWrite(text(1000)),
  "cmi.suspend_data": readWrite(text(64_000)),
  "cmi.progress_measure": within(0, 1),
  "cmi.session_time": writeOnly(interval),
  ...score("cmi.score"),
  ...OBJECTIVES,
  ...INTERACTIONS,
  "adl.nav.request": readWrite((value) => REQUESTS.includes(value) || /^\{target=\S+\}(choice|jump)$/.test(value)),
};

const id = matches(/^[\w.]{1,250}$/); // Moodle takes no hyphen (1.10)
const parts = (most: number, one: Test): Test => (value) => {
  const found = value.split("[,]");
  return found.length <= most && found.every(one);
};
const pair: Test = (value) => value.split("[.]").length === 2 && value.split("[.]").every(id);

/** By type of interaction: what an answer looks like, and a right one. */
export const ANSWERS: Readonly<Record<string, Test>> = {
  "true-false": oneOf("true", "false"),
  choice: parts(36, id),
  matching: parts(36, pair),
  sequencing: parts(36, id),
  likert: id,
  numeric: (value) => value.split("[:]").every(decimal),
};

/** Adds two lengths of time, to the hundredth of a second. */
export function addIntervals(first: string, second: string): string {
  const hundredths = [first, second].reduce((sum, span) => {
    const [, days = "0", hours = "0", minutes = "0", seconds = "0"] =
      /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(span) ?? [];
    return sum + Math.round((((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 100);
  }, 0);
  return `PT${Math.floor(hundredths / 360_000)}H${Math.floor(hundredths / 6000) % 60}M${(hundredths % 6000) / 100}S`;
}
