/**
 * The teacher's report in SCORM 1.2: `cmi.interactions` and `cmi.objectives` (RTE, 3.4.4). Both are
 * optional for an LMS. Interactions cannot be read back, so a row belongs to an interaction for good
 * (`Snapshot.rows`) and is rewritten; objectives can, and are found by their id.
 */
import type { AnsweredFact, ObjectiveFact, Response } from "../logic";
import type { Interaction, Plan } from "../plan";
import { fullId, ownersIn, rightAnswers, type Owner } from "./answers";
import type { Api } from "./api";
import { otherValue } from "./other12";
import { reporting, type Reports } from "./report";
import { readable, spelled, typeOf } from "./responses12";
import { scoreText } from "./scores";
import type { Sent } from "./sent";
import { timeOfDay } from "./times12";

/** An answer that has not the form which the LMS asks for (RTE, 3.3.4). */
const WRONG_TYPE = "405";

/** 1.2 says `wrong`; `incorrect` is 2004's and refused (lms-facts.md, 1.4). */
const RESULTS = { right: "correct", wrong: "wrong", neutral: "neutral" };

/** The report of an attempt. */
export const report12: Reports = (api, plan, sent, now) =>
  reporting(new Interactions12(api, plan, sent, now), new Objectives12(api, plan, sent));

export class Interactions12 {
  private readonly owners: readonly Owner[];
  private readonly wanted: boolean;
  /** How many rows the LMS has; a row must not be left out on the way to a later one (error 201). */
  private count: number;
  /** Set once the LMS insisted on the letter of the standard. */
  private literal = false;

  constructor(
    private readonly api: Api,
    plan: Plan,
    private readonly sent: Sent,
    private readonly now: () => Date,
  ) {
    this.owners = ownersIn(plan);
    this.wanted = this.owners.length > 0 && api.supports("cmi.interactions");
    this.count = this.wanted ? (api.count("cmi.interactions") ?? Infinity) : 0;
  }

  /** Writes the row of an answer. */
  write(fact: AnsweredFact, rows: readonly number[]): void {
    const owner = this.ownerOf(fact);
    const row = owner ? rows.indexOf(owner.interaction.slot) : -1;
    if (!this.wanted || !owner || row < 0) return;
    this.fill(rows, row);
    // An answer that is only told again was given at another time, which the row knows if it is there.
    const time = fact.earlier && row < this.count ? null : timeOfDay(this.now());
    this.writeRow(`cmi.interactions.${row}`, owner, fact, time);
    this.count = Math.max(this.count, row + 1);
  }

  /** Whether the LMS has not, or cannot tell that it has, the row of an answer. */
  lacks(fact: AnsweredFact, rows: readonly number[]): boolean {
    const row = rows.indexOf(this.ownerOf(fact)?.interaction.slot ?? -1);
    return this.wanted && row >= 0 && (this.count === Infinity || row >= this.count);
  }

  private ownerOf(fact: AnsweredFact): Owner | undefined {
    return this.owners.find(({ id }) => id === fullId(fact.item, fact.interaction));
  }

  /** Rows that were lost on the way, or whose owner has left the course, get at least their id. */
  private fill(rows: readonly number[], end: number): void {
    for (; this.count < end; this.count++) {
      const slot = rows[this.count];
      const owner = this.owners.find(({ interaction }) => interaction.slot === slot);
      this.sent.put(`cmi.interactions.${this.count}.id`, owner?.id ?? `gone-${slot}`);
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
  /** Full ids in the order of their rows. */
  private readonly ids: string[] = [];
  private readonly wanted: boolean;

  constructor(
    api: Api,
    plan: Plan,
    private readonly sent: Sent,
  ) {
    this.wanted = plan.items.some((item) => item.objectives.length > 0) && api.supports("cmi.objectives");
    const count = this.wanted ? (api.count("cmi.objectives") ?? 0) : 0;
    while (this.ids.length < count) this.ids.push(api.get(`cmi.objectives.${this.ids.length}.id`));
  }

  write(fact: ObjectiveFact): void {
    if (!this.wanted) return;
    const row = `cmi.objectives.${this.rowOf(fullId(fact.item, fact.objective))}`;
    this.sent.put(`${row}.status`, fact.status);
    if (fact.score === undefined) return;
    this.sent.put(`${row}.score.raw`, scoreText(fact.score));
    this.sent.put(`${row}.score.min`, "0");
    this.sent.put(`${row}.score.max`, "100");
  }

  /** Whether the LMS turns out not to have the result. */
  lacks(fact: ObjectiveFact): boolean {
    return this.wanted && !this.ids.includes(fullId(fact.item, fact.objective));
  }

  /** A row may bear another id, left by a detour that was not gone to its end (other12.ts). */
  private rowOf(id: string): number {
    const held = this.ids.indexOf(id);
    if (held >= 0) return held;
    const other = this.ids.indexOf(otherValue("cmi.objectives.0.id", id) ?? id);
    const row = other >= 0 ? other : this.ids.length;
    this.sent.put(`cmi.objectives.${row}.id`, id);
    this.ids[row] = id;
    return row;
  }
}
