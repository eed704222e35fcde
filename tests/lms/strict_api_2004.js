/*
 * The SCORM 2004 `API_1484_11` object of the player page, as Moodle 4.5 and an LMS by the letter share
 * it (docs/lms-facts.md 1.10; RTE 3).
 */
"use strict";

function strict2004(rules, transport) {
  return { api: (page, post) => createApi2004(rules, page, post), transport, object: "API_1484_11", prefix: "" };
}

const ERROR_TEXTS_2004 = {
  0: "No Error",
  101: "General Exception",
  103: "Already Initialized",
  104: "Content Instance Terminated",
  112: "Termination Before Initialization",
  113: "Termination After Termination",
  122: "Retrieve Data Before Initialization",
  123: "Retrieve Data After Termination",
  132: "Store Data Before Initialization",
  133: "Store Data After Termination",
  142: "Commit Before Initialization",
  143: "Commit After Termination",
  201: "General Argument Error",
  301: "General Get Failure",
  351: "General Set Failure",
  391: "General Commit Failure",
  401: "Undefined Data Model Element",
  403: "Data Model Element Value Not Initialized",
  404: "Data Model Element Is Read Only",
  405: "Data Model Element Is Write Only",
  406: "Data Model Element Type Mismatch",
  407: "Data Model Element Value Out Of Range",
  408: "Data Model Dependency Not Established",
};

/** What calls say before Initialize, and after Terminate. */
const CLOSED = {
  finish: { new: "112", finished: "113" },
  get: { new: "122", finished: "123" },
  set: { new: "132", finished: "133" },
  commit: { new: "142", finished: "143" },
};

/** `page` tells the SCO that is shown, by `page.sco()`, and which elements are rejected. */
function createApi2004(rules, page, post) {
  const { model } = rules;
  let values = null;
  let state = "new"; // new -> open -> finished, once in the life of the page
  let lastError = "0";

  function answer(error, result, failure = "false") {
    lastError = error;
    return error === "0" ? result : failure;
  }

  /** The row of a list that an element belongs to: `cmi.interactions.3`, or "". */
  const rowOf = (element) => element.match(/^cmi\.(?:interactions|objectives)\.\d+/)?.[0] ?? "";
  const typeOf = (element) => values.get(`${rowOf(element)}.type`);

  /** Every list on the way has the index, or it is the next one; and a row begins with its id. */
  function placeFault(element) {
    if (/\.0\d+(\.|$)/.test(element)) return "351";
    for (const [list, index] of indexesIn(element)) {
      const count = Number(values.count(list) ?? 0);
      if (index > count) return "351";
      const begins = element === `${list}.${index}.id` || element === `${list}.${index}.pattern`;
      if (index === count && !begins) return "408";
    }
    return "0";
  }

  /** An objective keeps its id, and no two have the same. */
  function idFault(element, value) {
    const [, list] = element.match(/^(.*objectives)\.\d+\.id$/) ?? [];
    if (!list) return "0";
    if (list === "cmi.objectives" && values.has(element)) return values.get(element) === value ? "0" : "351";
    const others = Array.from({ length: Number(values.count(list) ?? 0) }, (_, row) => `${list}.${row}.id`);
    return others.some((one) => one !== element && values.get(one) === value) ? "351" : "0";
  }

  /** An answer has the form that its interaction's type asks for. */
  function answerFault(element, value) {
    const isPattern = element.endsWith(".pattern");
    if (!isPattern && !element.endsWith(".learner_response")) return "0";
    if (!rules.isAnswer(value)) return "406";
    const type = typeOf(element);
    if (!type) return "408";
    if (isPattern && patternsFull(element, type, value)) return "351";
    return rules.forms[type][isPattern ? "pattern" : "response"](value) ? "0" : "406";
  }

  function patternsFull(element, type, value) {
    const list = `${rowOf(element)}.correct_responses`;
    const place = Number(element.split(".").at(-2));
    if (place >= (rules.most[type] ?? Infinity)) return true;
    const held = Array.from({ length: Number(values.count(list) ?? 0) }, (_, row) => `${list}.${row}.pattern`);
    return type === "choice" && held.some((one) => values.get(one) === value);
  }

  /** "0", or why this value may not be set. */
  function refusal(element, value) {
    if (state !== "open") return CLOSED.set[state];
    if (typeof element !== "string" || element === "") return "351";
    if (!rules.isArgument(value)) return "406";
    const rule = model[modelName(element)];
    if (!rule) return "401";
    if (rule.access === "keyword" || rule.access === "read") return "404";
    const text = String(value);
    if (!rule.accepts(text)) return "406";
    const faults = [page.rejects(element) || "0", placeFault(element), idFault(element, text), answerFault(element, text)];
    const first = faults.find((fault) => fault !== "0");
    return first ?? (rule.inRange && !rule.inRange(text) ? "407" : "0");
  }

  function setValue(element, value) {
    const error = refusal(element, value);
    if (error !== "0") return answer(error, "");
    values.reserve(element);
    if (element.endsWith(".type") && values.has(element)) values.drop(`${rowOf(element)}.correct_responses`);
    values.set(element, rules.given(model[modelName(element)], String(value)));
    return answer("0", "true");
  }

  function getValue(element) {
    if (state !== "open") return answer(CLOSED.get[state], "", "");
    if (typeof element !== "string" || element === "") return answer("301", "", "");
    const rule = model[modelName(element)];
    if (!rule) return answer(/\._(children|count)$/.test(element) ? "301" : "401", "", "");
    if (rule.access === "write") return answer("405", "", "");
    const row = rowOf(element);
    const [list, place] = [row.slice(0, row.lastIndexOf(".")), Number(row.slice(row.lastIndexOf(".") + 1))];
    if (row && place >= Number(values.count(list) ?? 0)) return answer("301", "", "");
    if (rule.counter) return answer("0", rules.counted(values.count(element.slice(0, -"._count".length))));
    if (rule.access === "keyword") return answer("0", rule.value);
    return answer(values.has(element) ? "0" : rules.unset, values.get(element), "");
  }

  function initialize(parameter) {
    if (parameter !== "") return answer("201", "");
    if (state !== "new") return answer(state === "open" ? "103" : "104", "");
    values = createValues(model, page.sco().elements, rules.names);
    state = "open";
    return answer("0", "true");
  }

  function commit(parameter) {
    if (parameter !== "") return answer("201", "");
    if (state !== "open") return answer(CLOSED.commit[state], "");
    return answer(post(rules.commit(values)) ? "0" : "101", "true");
  }

  function terminate(parameter) {
    if (parameter !== "") return answer("201", "");
    if (state !== "open") return answer(CLOSED.finish[state], "");
    const sent = post(rules.finish(values));
    if (sent) state = "finished"; // Moodle stays open when it could not save
    return answer(sent ? "0" : "101", "true");
  }

  return {
    Initialize: initialize,
    Terminate: terminate,
    GetValue: getValue,
    SetValue: setValue,
    Commit: commit,
    GetLastError: () => lastError,
    GetErrorString: (code) => ERROR_TEXTS_2004[code] ?? "",
    GetDiagnostic: (code) => ERROR_TEXTS_2004[code || lastError] ?? "",
  };
}
