/** Calls, statements and requests in words; which buttons can be pressed when; what is not saved yet. */
import { describe, expect, test } from "vitest";
import { requestInWords, statementInWords, type Heard } from "../../builder/preview/src/said";
import type { Made } from "../../builder/preview/src/scorm/runtime";
import { SCORM12, SCORM2004 } from "../../builder/preview/src/scorm/standards";
import { callInWords } from "../../builder/preview/src/scorm/words";
import { hindrance, label, type Action, type Situation } from "../../builder/preview/src/view/controls";
import { rowsOf } from "../../builder/preview/src/view/values";

const made = (call: Made["call"], args: string[], result = "true", error = "0"): Made => ({
  call, name: call === "error" ? "GetLastError" : call, args, result, error,
});

test.each([
  [made("initialize", [""]), "Begins the visit"],
  [made("finish", [""]), "Ends the visit"],
  [made("commit", [""], "false", "101"), "Asks the LMS to save all that was set. Error 101: general exception"],
  [made("set", ["cmi.suspend_data", "B1abc"]), "Sets the progress: 5 characters"],
  [made("set", ["cmi.core.lesson_status", "incomplete"]), "Sets the status: incomplete"],
  [made("set", ["cmi.core.score.raw", "50"]), "Sets the score: 50"],
  [made("set", ["cmi.interactions.2.student_response", "A boat"]), "Sets answer 3, the answer: A boat"],
  [made("set", ["cmi.objectives.0.score.raw", "50"]), "Sets objective 1, its score: 50"],
  [made("get", ["cmi.core.entry"], "resume"), "Asks for whether work is taken up: resume"],
  [made("get", ["cmi.interactions._count"], "0"), "Asks for how many there are: 0"],
  [made("get", ["cmi.unheard.of"], "", "201"), "Asks for cmi.unheard.of: nothing. Error 201: invalid argument error"],
  [made("error", [], "0"), "Asks whether that worked: yes"],
])("%j", (call, words) => {
  expect(callInWords(call, SCORM12)).toBe(words);
});

test("the elements of SCORM 2004 have the same names", () => {
  expect(callInWords(made("set", ["cmi.score.scaled", "0.5"]), SCORM2004)).toBe("Sets the score: 0.5");
  expect(callInWords(made("set", ["cmi.completion_status", "completed"]), SCORM2004)).toBe("Sets the completion: completed");
});

describe("statements", () => {
  const verb = (id: string) => ({ id: `http://adlnet.gov/expapi/verbs/${id}`, display: { en: id } });
  const choices = [{ id: "a", description: { en: "A boat" } }, { id: "b", description: { en: "A car" } }];
  const asks = { id: "x", definition: { name: { en: "What is it?" }, choices } };
  test.each([
    [{ verb: verb("answered"), object: asks, result: { response: "b", success: true } }, "answered ‘What is it?’: A car, right"],
    [{ verb: verb("answered"), object: asks, result: { response: "a[,]b", success: false } }, "answered ‘What is it?’: A boat; A car, not right"],
    [{ verb: verb("answered"), object: asks, result: { response: "a[.]b" } }, "answered ‘What is it?’: A boat – A car"],
    [{ verb: verb("answered"), object: asks, result: { response: "z" } }, "answered ‘What is it?’: z"],
    [{ verb: verb("passed"), object: { definition: { name: { en: "Course" } } }, result: { success: true, score: { raw: 3, max: 4 } } }, "passed ‘Course’: right, 3 of 4 points"],
    [{ verb: verb("progressed"), object: { id: "https://x.org/#page/a" }, result: { extensions: { "https://w3id.org/xapi/cmi5/result/extensions/progress": 40 } } }, "progressed ‘a’: 40\u00a0% done"],
    [{ verb: verb("paused"), object: asks, result: { extensions: { "https://w3id.org/xapi/video/extensions/progress": 0.5 } } }, "paused ‘What is it?’: 50\u00a0% done"],
    [{}, " ‘’"],
    [null, " ‘’"],
  ])("%#", (statement, words) => {
    expect(statementInWords(statement as never)).toBe(words);
  });
});

test.each([
  ["POST fetch", 200, { given: true }, "Fetches its token, which is given once"],
  ["POST fetch", 200, { given: false }, "Asks for its token again, and gets none"],
  ["GET activities/state", 404, { document: "build-course.state" }, "Asks for the learner’s progress: there is nothing yet"],
  ["PUT activities/state", 204, { document: "build-course.state" }, "Writes the learner’s progress"],
  ["GET agents/profile", 404, { document: "cmi5LearnerPreferences" }, "Asks for the learner’s preferences: there is nothing yet"],
  ["GET statements", 200, {}, "Asks whether a statement has arrived"],
])("%s %i", (request, status, said, words) => {
  expect(requestInWords({ visit: "v", request, status, said, why: "" } as Heard)).toBe(words);
});

describe("the buttons", () => {
  const open: Situation = { target: "scorm12", standing: "open", lost: false, expired: false, mode: "normal", ready: true };
  const pressable = (now: Situation): Action[] =>
    (["close", "resume", "network", "expire", "review", "learner", "attempt", "forget"] as const).filter((one) => hindrance(one, now) === "");

  test.each([
    ["an open visit", {}, ["close", "network", "expire", "review", "learner", "attempt", "forget"]],
    ["a closed visit", { standing: "closed" }, ["resume", "network", "review", "learner", "attempt", "forget"]],
    ["no network", { lost: true }, ["close", "network"]],
    ["an expired session", { standing: "expired", expired: true }, ["resume", "network", "expire", "review", "learner", "attempt", "forget"]],
    ["a web page", { target: "web" }, ["close", "learner", "attempt", "forget"]],
    ["Tin Can", { target: "xapi" }, ["close", "network", "expire", "learner", "attempt", "forget"]],
    ["no build", { ready: false, standing: "none" }, ["forget"]],
  ])("%s", (_, now, can) => {
    expect(pressable({ ...open, ...(now as Partial<Situation>) })).toEqual(can);
  });

  test("what they say", () => {
    expect(label("network", { ...open, lost: true })).toBe("Bring the network back");
    expect(label("expire", { ...open, expired: true })).toBe("Sign in again");
    expect(label("review", { ...open, mode: "review" })).toBe("End review mode");
    expect(label("close", open)).toBeNull();
  });
});

test("values that the LMS does not hold yet are marked, and rows stand in the order of their numbers", () => {
  const session = [["b.10.id", "x"], ["b.2.id", "y"], ["a", "new"], ["own", "z"]] as const;
  const rows = rowsOf(session, { a: "old", "b.2.id": "y", kept: "k" }, (name) => name === "own");
  expect(rows.map(({ name, unsaved }) => [name, unsaved])).toEqual([
    ["a", true], ["b.2.id", false], ["b.10.id", true], ["kept", false], ["own", false],
  ]);
});
