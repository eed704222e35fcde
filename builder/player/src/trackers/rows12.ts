/**
 * The teacher's report in SCORM 1.2: `cmi.interactions` and `cmi.objectives` (RTE, 3.4.4). Both are
 * optional for an LMS. Interactions cannot be read back, so a row belongs to an interaction for good
 * (`Snapshot.rows`) and is rewritten; objectives can, and are found by their id.
 */
import type { AnsweredFact, ObjectiveFact, Response } from "../logic";
import type { Interaction, Plan } from "../plan";
import { fullId, idsOf, objectiveId, ownersIn, rightAnswers, type Owner } from "./answers";
import type { Api } from "./api";
import { otherValue } from "./other12";
import { reporting, type Reports } from "./report";
import { readable, spelled, typeOf } from "./responses12";
import { Rows } from "./rows";
import { scoreText } from "./scores";
import type { Sent } from "./sent";
import { timeOfDay } from "./times12";

const LIST = "cmi.interactions";
const OBJECTIVES = "cmi.objectives";

/** An answer that has not the form which the LMS asks for (RTE, 3.3.4). */
const WRONG_TYPE = "405";

/** 1.2 says `wrong`; `incorrect` is 2004's and refused (lms-facts.md, 1.4). */
const RESULTS = { right: "correct", wrong: "wrong", neutral: "neutral" };

/** The report of an attempt. */
export const report12: Reports = (api, plan, sent, now) =>
  reporting(new Interactions12(api, plan, sent, now), new Objectives12(api, sent));

export class Interactions12 {
  private readonly owners: readonly Owner[];
  private readonly list: Rows;
  /** Set once the LMS insisted on the letter of the standard. */
  private literal = false;

  constructor(
    private readonly api: Api,
    plan: Plan,
    private readonly sent: Sent,
    private readonly now: () => Date,
  ) {
    this.owners = ownersIn(plan);
    this.list = new Rows(api, sent, LIST, Infinity);
  }

  /** Writes the row of an answer. */
  write(fact: AnsweredFact, rows: readonly number[]): void {
    const owner = this.ownerOf(fact);
    const row = owner ? rows.indexOf(owner.interaction.slot) : -1;
    if (!owner || row < 0 || this.list.count === null) return;
    this.fill(rows, row);
    // An answer that is only told again was given at another time, which the row knows if it is there.
    const time = fact.earlier && this.list.has(row) ? null : timeOfDay(this.now());
    this.writeRow(`${LIST}.${row}`, owner, fact, time);
    this.list.add(row, owner.id);
  }

  /** Nothing of it can be read back. */
  expect(): void {}

  /** Whether the LMS has not, or cannot tell that it has, the row of an answer. */
  lacks(fact: AnsweredFact, rows: readonly number[]): boolean {
    const row = rows.indexOf(this.ownerOf(fact)?.interaction.slot ?? -1);
    const { count } = this.list;
    return row >= 0 && count !== null && (count === Infinity || row >= count);
  }

  private ownerOf(fact: AnsweredFact): Owner | undefined {
    return this.owners.find(({ id }) => id === fullId(fact.item, fact.interaction));
  }

  /**
   * A row must not be left out on the way to a later one (error 201). Rows that were lost on the way, or whose owner has
   * left the course, get at least their id.
   */
  private fill(rows: readonly number[], end: number): void {
    const ids = idsOf(this.owners, rows);
    for (let row = this.list.count ?? end; row < end; row++) {
      const id = ids[row] || `gone-${rows[row]}`;
      this.sent.put(`${LIST}.${row}.id`, id);
      this.list.add(row, id);
    }
  }

  private writeRow(row: string, { id, interaction }: Owner, fact: AnsweredFact, time: string | null): void {
    this.sent.put(`${row}.id`, id);
    this.sent.put(`${row}.type`, typeOf(interaction));
    if (time !== null) this.sent.put(`${row}.time`, time);
    rightAnswers(interaction).forEach((response, place) =>
      this.answer(`${row}.correct_responses.${place}.pattern`, interaction, response),
    );
    this.answer(`${row}.student_response`, interaction, fact.response);
    this.sent.put(`${row}.result`, RESULTS[fact.result]);
    if (interaction.weight > 0) this.sent.put(`${row}.weighting`, String(interaction.weight));
  }

  /** In words that a teacher can read; spelled as the standard has it where the LMS insists on that. */
  private answer(element: string, interaction: Interaction, response: Response): void {
    if (!this.literal && this.sent.put(element, readable(interaction, response))) return;
    const letters = spelled(interaction, response);
    if (letters === null || (!this.literal && this.api.error() !== WRONG_TYPE)) return;
    if (this.sent.put(element, letters)) this.literal = true;
  }
}

export class Objectives12 {
  private readonly rows: Rows;

  constructor(
    api: Api,
    private readonly sent: Sent,
  ) {
    this.rows = new Rows(api, sent, OBJECTIVES, 0);
  }

  write(fact: ObjectiveFact): void {
    const id = objectiveId(fact);
    const place = this.placeOf(id);
    if (!this.rows.claim(place, id)) return;
    const row = `${OBJECTIVES}.${place}`;
    this.sent.put(`${row}.status`, fact.status);
    if (fact.score === undefined) return;
    this.sent.put(`${row}.score.raw`, scoreText(fact.score));
    this.sent.put(`${row}.score.min`, "0");
    this.sent.put(`${row}.score.max`, "100");
  }

  expect(ids: string[]): void {
    this.rows.expect(ids);
  }

  /** Whether the LMS turns out not to have the result. */
  lacks(fact: ObjectiveFact): boolean {
    const id = objectiveId(fact);
    return this.rows.isOpen(id) && this.rows.count !== null && !this.rows.has(this.rows.placeOf(id));
  }

  /** A row may bear another id, left by a detour that was not gone to its end (other12.ts). */
  private placeOf(id: string): number {
    const place = this.rows.placeOf(id);
    return this.rows.has(place) ? place : this.rows.placeOf(otherValue("cmi.objectives.0.id", id) ?? id);
  }
}
