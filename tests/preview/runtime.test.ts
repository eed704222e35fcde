/** The API objects of the preview's LMS: what each call answers, table by table, and what a commit carries. */
import { describe, expect, test } from "vitest";
import { Runtime, type Made } from "../../builder/preview/src/scorm/runtime";
import { SCORM12, SCORM2004, type Standard } from "../../builder/preview/src/scorm/standards";
import type { Elements } from "../../builder/preview/src/scorm/values";

type Api = (name: string, ...args: unknown[]) => string;

interface Lms {
  readonly call: Api;
  readonly error: () => string;
  readonly posted: Elements[];
  readonly told: Made[];
  readonly runtime: Runtime;
}

function lms(standard: Standard, given: Elements = {}, takes: () => boolean = () => true): Lms {
  const posted: Elements[] = [];
  const told: Made[] = [];
  const post = (elements: Elements): boolean => {
    posted.push(elements);
    return takes();
  };
  const runtime = new Runtime(standard, given, post, (made) => told.push(made));
  const call: Api = (name, ...args) => runtime.api[standard.prefix + name]?.(...args) ?? "no such call";
  return { call, error: () => call("GetLastError"), posted, told, runtime };
}

const open12 = (given: Elements = {}, takes?: () => boolean): Lms => {
  const made = lms(SCORM12, given, takes);
  expect(made.call("Initialize", "")).toBe("true");
  return made;
};

const open2004 = (given: Elements = {}, takes?: () => boolean): Lms => {
  const made = lms(SCORM2004, given, takes);
  expect(made.call("Initialize", "")).toBe("true");
  return made;
};

const GIVEN12 = { "cmi.core.student_id": "anna", "cmi.core.lesson_mode": "normal", "cmi.core.total_time": "00:00:00" };
const GIVEN2004 = { "cmi.learner_id": "anna", "cmi.mode": "normal", "cmi.total_time": "PT0S" };

describe("setting in SCORM 1.2", () => {
  test.each([
    ["cmi.core.lesson_status", "completed", "0"],
    ["cmi.core.lesson_status", "done", "405"],
    ["cmi.core.lesson_status", "not attempted", "405"],
    ["cmi.core.score.raw", "66.67", "0"],
    ["cmi.core.score.raw", "101", "405"],
    ["cmi.core.exit", "suspend", "0"],
    ["cmi.core.session_time", "0000:01:02.50", "0"],
    ["cmi.core.session_time", "1:2", "405"],
    ["cmi.core.student_id", "eve", "403"],
    ["cmi.core._children", "x", "402"],
    ["cmi.interactions._count", "3", "402"],
    ["cmi.suspend_data", "x".repeat(4096), "0"],
    ["cmi.suspend_data", "x".repeat(4097), "405"],
    ["cmi.interactions.0.id", "one", "0"],
    ["cmi.interactions.1.id", "one", "201"],
    ["cmi.interactions.0.student_response", "x".repeat(256), "405"],
    ["cmi.interactions.0.result", "neutral", "0"],
    ["cmi.interactions.0.result", "0.5", "0"],
    ["cmi.interactions.0.type", "essay", "405"],
    ["cmi.objectives.0.status", "not attempted", "0"],
    ["cmi.nothing", "x", "201"],
    ["", "x", "201"],
  ])("%s = %s", (element, value, error) => {
    const { call, error: last } = open12(GIVEN12);
    expect(call("SetValue", element, value)).toBe(String(error === "0"));
    expect(last()).toBe(error);
  });

  test("what is no value at all is refused", () => {
    expect(open12().call("SetValue", "cmi.core.lesson_location", undefined)).toBe("false");
  });
});

describe("reading in SCORM 1.2", () => {
  test.each([
    ["cmi.core.student_id", "anna", "0"],
    ["cmi.core.lesson_status", "not attempted", "0"],
    ["cmi.core.lesson_location", "", "0"],
    ["cmi.core.score._children", "raw,min,max", "0"],
    ["cmi.interactions._count", "0", "0"],
    ["cmi._version", "3.4", "0"],
    ["cmi.core.exit", "", "404"],
    ["cmi.interactions.0.id", "", "404"],
    ["cmi.objectives.0.id", "", "201"],
    ["cmi.suspend_data._children", "", "202"],
    ["cmi.core._count", "", "203"],
    ["cmi.nothing", "", "201"],
  ])("%s", (element, value, error) => {
    const { call, error: last } = open12(GIVEN12);
    expect(call("GetValue", element)).toBe(value);
    expect(last()).toBe(error);
  });
});

describe("setting in SCORM 2004", () => {
  test.each([
    ["cmi.completion_status", "completed", "0"],
    ["cmi.completion_status", "passed", "406"],
    ["cmi.success_status", "passed", "0"],
    ["cmi.score.scaled", "0.5", "0"],
    ["cmi.score.scaled", "1.5", "407"],
    ["cmi.score.scaled", "half", "406"],
    ["cmi.progress_measure", "1", "0"],
    ["cmi.session_time", "PT1M2.5S", "0"],
    ["cmi.session_time", "P", "406"],
    ["cmi.learner_id", "eve", "404"],
    ["cmi._version", "2", "404"],
    ["cmi.location", "x".repeat(1001), "406"],
    ["cmi.suspend_data", "x".repeat(64_000), "0"],
    ["cmi.interactions.0.id", "one", "0"],
    ["cmi.interactions.0.type", "choice", "408"],
    ["cmi.interactions.1.id", "one", "351"],
    ["adl.nav.request", "suspendAll", "0"],
    ["adl.nav.request", "home", "406"],
    ["cmi.core.exit", "suspend", "401"],
  ])("%s = %s", (element, value, error) => {
    const { call, error: last } = open2004(GIVEN2004);
    expect(call("SetValue", element, value)).toBe(String(error === "0"));
    expect(last()).toBe(error);
  });

  test.each([
    ["choice", "one[,]two", "0"],
    ["choice", "with-hyphen", "406"],
    ["true-false", "true", "0"],
    ["true-false", "yes", "406"],
    ["matching", "a[.]b[,]c[.]d", "0"],
    ["matching", "a", "406"],
    ["numeric", "3.5", "0"],
    ["numeric", "three", "406"],
    ["long-fill-in", "Whatever {it} is", "0"],
    ["long-fill-in", "two\nlines", "406"],
  ])("an answer to a %s: %s", (type, answer, error) => {
    const { call, error: last } = open2004();
    call("SetValue", "cmi.interactions.0.id", "one");
    expect(call("SetValue", "cmi.interactions.0.learner_response", answer)).toBe("false");
    call("SetValue", "cmi.interactions.0.type", type);
    call("SetValue", "cmi.interactions.0.learner_response", answer);
    expect(last()).toBe(error);
  });

  test("an objective keeps its id, and no two have the same", () => {
    const { call } = open2004();
    expect(call("SetValue", "cmi.objectives.0.id", "a")).toBe("true");
    expect(call("SetValue", "cmi.objectives.0.id", "b")).toBe("false");
    expect(call("SetValue", "cmi.objectives.1.id", "a")).toBe("false");
    expect(call("SetValue", "cmi.objectives.1.id", "b")).toBe("true");
  });

  test("another type drops the right answers", () => {
    const { call } = open2004();
    call("SetValue", "cmi.interactions.0.id", "one");
    call("SetValue", "cmi.interactions.0.type", "choice");
    call("SetValue", "cmi.interactions.0.correct_responses.0.pattern", "a");
    expect(call("GetValue", "cmi.interactions.0.correct_responses._count")).toBe("1");
    call("SetValue", "cmi.interactions.0.type", "likert");
    expect(call("GetValue", "cmi.interactions.0.correct_responses._count")).toBe("0");
  });
});

describe("reading in SCORM 2004", () => {
  test.each([
    ["cmi.learner_id", "anna", "0"],
    ["cmi.completion_status", "not attempted", "0"],
    ["cmi.location", "", "403"],
    ["cmi.exit", "", "405"],
    ["cmi.interactions._count", "0", "0"],
    ["cmi.interactions.0.id", "", "301"],
    ["cmi.location._count", "", "301"],
    ["cmi.nothing", "", "401"],
  ])("%s", (element, value, error) => {
    const { call, error: last } = open2004(GIVEN2004);
    expect(call("GetValue", element)).toBe(value);
    expect(last()).toBe(error);
  });
});

describe("the life of a visit", () => {
  const CALLS: readonly (readonly [string, readonly string[], string, string])[] = [
    ["GetValue", ["cmi._version"], "301", "122"],
    ["SetValue", ["cmi.suspend_data", "x"], "301", "132"],
    ["Commit", [""], "301", "142"],
  ];

  test.each(CALLS)("%s before the beginning and after the end", (name, args, code12, code2004) => {
    for (const [standard, code, ends] of [[SCORM12, code12, "Finish"], [SCORM2004, code2004, "Terminate"]] as const) {
      const { call, error } = lms(standard);
      call(name, ...args);
      expect(error()).toBe(code);
      call("Initialize", "");
      expect(call(ends, "")).toBe("true");
      call(name, ...args);
      expect(error()).toBe(standard === SCORM12 ? code : String(Number(code) + 1));
    }
  });

  test("SCORM 1.2 may begin again, SCORM 2004 may not", () => {
    const one = open12();
    expect(one.call("Initialize", "")).toBe("false");
    expect(one.error()).toBe("101");
    one.call("Finish", "");
    expect(one.call("Initialize", "")).toBe("true");
    const other = open2004();
    other.call("Initialize", "");
    expect(other.error()).toBe("103");
    other.call("Terminate", "");
    other.call("Initialize", "");
    expect(other.error()).toBe("104");
  });

  test("every call wants its empty text", () => {
    for (const name of ["Commit", "Finish"]) {
      const { call, error } = open12();
      expect(call(name)).toBe("false");
      expect(error()).toBe("201");
    }
    expect(lms(SCORM2004).call("Initialize")).toBe("false");
  });

  test("a status that nobody has set is completed at the end of SCORM 1.2, and stays in 2004", () => {
    const one = open12(GIVEN12);
    one.call("Finish", "");
    expect(one.posted[0]).toMatchObject({ "cmi.core.lesson_status": "completed" });
    const other = open2004(GIVEN2004);
    other.call("Terminate", "");
    expect(other.runtime.values.get("cmi.completion_status")).toBe("not attempted");
  });

  test("the times of all visits are added up", () => {
    const one = open12({ ...GIVEN12, "cmi.core.total_time": "00:59:59.50" });
    one.call("SetValue", "cmi.core.session_time", "0000:00:01.25");
    one.call("Finish", "");
    expect(one.posted[0]?.["cmi.core.total_time"]).toBe("01:00:00.75");
    const other = open2004({ ...GIVEN2004, "cmi.total_time": "PT1H59M59S" });
    other.call("SetValue", "cmi.session_time", "PT1.5S");
    other.call("Terminate", "");
    expect(other.posted[0]?.["cmi.total_time"]).toBe("PT2H0M0.5S");
  });
});

describe("what a commit carries", () => {
  test("SCORM 1.2: what differs from what was collected before, arrived or not", () => {
    let takes = false;
    const { call, error, posted } = open12({ ...GIVEN12, "cmi.suspend_data": "old" }, () => takes);
    call("SetValue", "cmi.suspend_data", "new");
    expect(call("Commit", "")).toBe("false");
    expect(error()).toBe("101");
    takes = true;
    call("SetValue", "cmi.core.lesson_location", "page");
    expect(call("Commit", "")).toBe("true");
    expect(posted[0]).toMatchObject({ "cmi.suspend_data": "new" });
    expect(posted[1]).toEqual({ "cmi.core.lesson_location": "page" });
  });

  test("SCORM 2004: what differs from the beginning, and all rows, each time", () => {
    const { call, posted } = open2004({ ...GIVEN2004, "cmi.location": "page", "cmi.objectives.0.id": "a" });
    call("SetValue", "cmi.suspend_data", "new");
    call("SetValue", "cmi.session_time", "PT1S");
    call("Commit", "");
    call("Commit", "");
    expect(posted[1]).toEqual(posted[0]);
    expect(posted[0]).toEqual({ "cmi.suspend_data": "new", "cmi.objectives.0.id": "a", "cmi.completion_status": "not attempted" });
  });

  test("a visit of SCORM 2004 that could not be saved stays open", () => {
    const { call, runtime } = open2004({}, () => false);
    expect(call("Terminate", "")).toBe("false");
    expect(runtime.isOpen).toBe(true);
  });
});

test("every call is told with its arguments, its answer and its error", () => {
  const { call, told } = open12();
  call("SetValue", "cmi.nothing", 3);
  expect(told[told.length - 1]).toEqual({ call: "set", name: "LMSSetValue", args: ["cmi.nothing", "3"], result: "false", error: "201" });
  call("GetErrorString", "201");
  expect(told[told.length - 1]).toMatchObject({ call: "error", name: "LMSGetErrorString", result: "Invalid argument error" });
});
