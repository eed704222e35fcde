/** What a call of SCORM means, in words for authors. */
import { modelName } from "./formats";
import type { Made } from "./runtime";
import type { Standard } from "./standards";

/** Elements by their names, in both standards; the first that fits counts. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\.suspend_data$/, "the progress"],
  [/\.(lesson_location|location)$/, "the page"],
  [/\.core\.lesson_status$/, "the status"],
  [/^cmi\.completion_status$/, "the completion"],
  [/^cmi\.success_status$/, "the success"],
  [/^cmi\.progress_measure$/, "the share that is done"],
  [/(^|core\.)score\.(raw|scaled)$|^cmi\.score\.(raw|scaled)$/, "the score"],
  [/(core|cmi)\.score\.min$/, "the least score"],
  [/(core|cmi)\.score\.max$/, "the best possible score"],
  [/\.(student_id|learner_id)$/, "the learner’s id"],
  [/\.(student_name|learner_name)$/, "the learner’s name"],
  [/\.(lesson_mode|mode)$/, "the mode"],
  [/\.credit$/, "whether it counts"],
  [/\.entry$/, "whether work is taken up"],
  [/\.exit$/, "what happens on leaving"],
  [/\.session_time$/, "the length of this visit"],
  [/\.total_time$/, "the time of all visits"],
  [/^cmi\._version$/, "the version of the data model"],
  [/\._children$/, "which elements there are"],
  [/\._count$/, "how many there are"],
  [/^adl\.nav\.request$/, "where to go next"],
];

const PARTS: Readonly<Record<string, string>> = {
  id: "its id", type: "its type", time: "its time", timestamp: "its time", student_response: "the answer",
  learner_response: "the answer", result: "how right it is", weighting: "its weight", pattern: "a right answer",
  description: "its words", status: "its status", completion_status: "whether it is done", success_status: "its success",
  progress_measure: "its share", raw: "its score", scaled: "its score", min: "the least score", max: "the best possible score",
  latency: "how long it took",
};

/** An element in words: `answer 3: how right it is`. */
export function elementInWords(element: string): string {
  const [, list, index] = /^cmi\.(interactions|objectives)\.(\d+)\./.exec(element) ?? [];
  if (list && !element.endsWith("._count")) {
    const part = PARTS[element.slice(element.lastIndexOf(".") + 1)] ?? element;
    return `${list === "interactions" ? "answer" : "objective"} ${Number(index) + 1}, ${part}`;
  }
  return NAMES.find(([form]) => form.test(element))?.[1] ?? modelName(element);
}

const ENDS: Readonly<Record<string, string>> = {
  initialize: "Begins the visit",
  finish: "Ends the visit",
  commit: "Asks the LMS to save all that was set",
};

/** A call in words; what went wrong is said as well. */
export function callInWords(made: Made, standard: Standard): string {
  const said = plainly(made);
  if (made.error === "0") return said;
  const why = standard.texts[made.error] ?? "it does not say why";
  return `${said}. Error ${made.error}: ${why.toLowerCase()}`;
}

function plainly({ call, name, args, result }: Made): string {
  const [element = "", value = ""] = args;
  if (call === "set") return `Sets ${elementInWords(element)}: ${shown(element, value)}`;
  if (call === "get") return `Asks for ${elementInWords(element)}: ${shown(element, result)}`;
  if (call === "error" && !name.endsWith("LastError")) return "Asks about an error";
  if (call === "error") return `Asks whether that worked: ${result === "0" ? "yes" : `error ${result}`}`;
  return ENDS[call] ?? name;
}

function shown(element: string, value: string): string {
  if (value === "") return "nothing";
  if (element.endsWith(".suspend_data")) return `${value.length} characters`;
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
