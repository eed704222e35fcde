/*
 * Where Moodle 4.5 has ways of its own (docs/lms-facts.md 1.4, O). A value that is set stays on the
 * page; a commit posts what differs from the last *collected* one, which counts as collected whether
 * or not it arrived: what a failed commit carried is lost (O1.2).
 */
"use strict";

function moodleRules(limits) {
  return {
    model: dataModel(limits),
    unknown: "201", // the standard says 401 (1.4)
    isArgument: (value) => value !== undefined && value !== null,
    /** Comments are appended, and each part may be as long as the whole (1.4). */
    checked: (rule, before, text) => text,
    kept: (rule, text) => (rule.number ? Number(text) : text),
    /** Numbers, or even undefined: only the counters that had rows are rebuilt (1.4). */
    counted: (count) => count,

    /**
     * Every call fills the data model with the page load's data, also one that says "false"; and it
     * stumbles over rows that were committed since (O1.7, 1.4). After LMSFinish it works again.
     */
    initialize(session, parameter) {
      if (session.values().collectedRows()) {
        throw new TypeError("Cannot read properties of undefined");
      }
      session.reset();
      if (parameter !== "") return "201";
      return session.state() === "open" ? "101" : "0";
    },

    /** session_time is never stored, total_time by LMSFinish alone (O4). */
    commit: (values) => values.collect(),
    finish: (values) => [...values.collect(), ["cmi.core.total_time", values.totalTime()]],

    /** LMSFinish (1.5): no status becomes completed, in Preview as well. */
    untouchedStatus: () => "completed",
  };
}
