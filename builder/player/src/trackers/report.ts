/** The teacher's report of a SCORM attempt: what becomes of answers, and of objectives. */
import type { AnsweredFact, Fact, ObjectiveFact } from "../logic";
import type { Plan } from "../plan";
import type { Api } from "./api";
import type { Sent } from "./sent";

/** `rows`: see `Snapshot.rows`. */
export interface Report {
  write(fact: Fact, rows: readonly number[]): void;
  /** Whether the LMS has not, or cannot tell that it has, what a fact says. */
  lacks(fact: Fact, rows: readonly number[]): boolean;
}

/** How one of the standards makes the report of an attempt. */
export type Reports = (api: Api, plan: Plan, sent: Sent, now: () => Date) => Report;

/** One of the two lists of a report. */
interface List<F> {
  write(fact: F, rows: readonly number[]): void;
  lacks(fact: F, rows: readonly number[]): boolean;
}

export function reporting(interactions: List<AnsweredFact>, objectives: List<ObjectiveFact>): Report {
  return {
    write(fact, rows) {
      if (fact.fact === "answered") interactions.write(fact, rows);
      if (fact.fact === "objective") objectives.write(fact, rows);
    },
    lacks(fact, rows) {
      if (fact.fact === "answered") return interactions.lacks(fact, rows);
      return fact.fact === "objective" && objectives.lacks(fact, rows);
    },
  };
}
