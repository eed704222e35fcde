/** The teacher's report of a SCORM attempt: what becomes of answers, and of objectives. */
import type { AnsweredFact, Fact, ObjectiveFact } from "../logic";
import type { Plan } from "../plan";
import { objectiveId } from "./answers";
import type { Api } from "./api";
import type { Sent } from "./sent";

/** `rows`: see `Snapshot.rows`. */
export interface Report {
  write(fact: Fact, rows: readonly number[]): void;
  /** Which of all facts that the state tells the LMS has not, or cannot tell that it has. */
  lacks(facts: readonly Fact[], rows: readonly number[]): Fact[];
}

/** How one of the standards makes the report of an attempt. */
export type Reports = (api: Api, plan: Plan, sent: Sent, now: () => Date) => Report;

/** One of the two lists of a report; it is known by `K`. */
interface List<F, K> {
  write(fact: F, rows: readonly number[]): void;
  /** What there should be; told before it is asked what is not. */
  expect(all: K): void;
  lacks(fact: F, rows: readonly number[]): boolean;
}

export function reporting(interactions: List<AnsweredFact, readonly number[]>, objectives: List<ObjectiveFact, string[]>): Report {
  return {
    write(fact, rows) {
      if (fact.fact === "answered") interactions.write(fact, rows);
      if (fact.fact === "objective") objectives.write(fact, rows);
    },
    lacks(facts, rows) {
      interactions.expect(rows);
      objectives.expect(facts.flatMap((fact) => (fact.fact === "objective" ? objectiveId(fact) : [])));
      return facts.filter((fact) => {
        if (fact.fact === "answered") return interactions.lacks(fact, rows);
        return fact.fact === "objective" && objectives.lacks(fact, rows);
      });
    },
  };
}
