/**
 * The teacher's report in SCORM 1.2: `cmi.interactions` and `cmi.objectives` (RTE, 3.4.4). Both are
 * optional for an LMS. Interactions cannot be read back, so a row belongs to an interaction for good
 * (`Snapshot.rows`) and is rewritten; objectives can, and are found by their id.
 */
import type { AnsweredFact, ObjectiveFact, Response } from "../logic";
import type { Interaction, Plan } from "../plan";
import { WRONG_TYPE, type Api12 } from "./api12";
import { otherValue } from "./other12";
import { readable, rightAnswers, spelled, typeOf } from "./responses12";
import { timeOfDay } from "./times12";

/** Sets an element unless it holds that value already. Returns whether the LMS took it. */
export type Put = (element: string, value: string) => boolean;

/** 1.2 says `wrong`; `incorrect` is 2004's and refused (lms-facts.md, 1.4). */
const RESULTS = { right: "correct", wrong: "wrong", neutral: "neutral" };

interface Owner {
  readonly id: string;
  readonly interaction: Interaction;
}

export class Interactions12 {
  private readonly owners: readonly Owner[];
  private readonly wanted: boolean;
  /** How many rows the LMS has; a row must not be left out on the way to a later one (error 201). */
  private count: number;
  /** Set once the LMS insisted on the letter of the standard. */
  private literal = false;

  constructor(
    private readonly api: Api12,
    plan: Plan,
    private readonly put: Put,
    private readonly now: () => Date,
  ) {
    this.owners = plan.items.flatMap((item) =>
      item.interactions.map((interaction) => ({ id: fullId(item.id, interaction.key), interaction })),
    );
    this.wanted = this.owners.length > 0 && api.supports("cmi.interactions");
    this.count = this.wanted ? countOf(api, "cmi.interactions", Infinity) : 0;
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
      this.put(`cmi.interactions.${this.count}.id`, owner?.id ?? `gone-${slot}`);
    }
  }

  private writeRow(row: string, { id, interaction }: Owner, fact: AnsweredFact, time: string | null): void {
    this.put(`${row}.id`, id);
    this.put(`${row}.type`, typeOf(interaction));
    if (time !== null) this.put(`${row}.time`, time);
    rightAnswers(interaction).forEach((response, place) =>
      this.answer(`${row}.correct_responses.${place}.pattern`, interaction, response),
    );
    this.answer(`${row}.student_response`, interaction, fact.response);
    this.put(`${row}.result`, RESULTS[fact.result]);
    if (interaction.weight > 0) this.put(`${row}.weighting`, String(interaction.weight));
  }

  /** In words that a teacher can read; spelled as the standard has it where the LMS insists on that. */
  private answer(element: string, interaction: Interaction, response: Response): void {
    if (!this.literal && this.put(element, readable(interaction, response))) return;
    const letters = spelled(interaction, response);
    if (letters === null || (!this.literal && this.api.error() !== WRONG_TYPE)) return;
    if (this.put(element, letters)) this.literal = true;
  }
}

export class Objectives12 {
  /** Full ids in the order of their rows. */
  private readonly ids: string[] = [];
  private readonly wanted: boolean;

  constructor(
    api: Api12,
    plan: Plan,
    private readonly put: Put,
  ) {
    this.wanted = plan.items.some((item) => item.objectives.length > 0) && api.supports("cmi.objectives");
    const count = this.wanted ? countOf(api, "cmi.objectives", 0) : 0;
    while (this.ids.length < count) this.ids.push(api.get(`cmi.objectives.${this.ids.length}.id`));
  }

  write(fact: ObjectiveFact): void {
    if (!this.wanted) return;
    const row = `cmi.objectives.${this.rowOf(fullId(fact.item, fact.objective))}`;
    this.put(`${row}.status`, fact.status);
    if (fact.score === undefined) return;
    this.put(`${row}.score.raw`, scoreText(fact.score));
    this.put(`${row}.score.min`, "0");
    this.put(`${row}.score.max`, "100");
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
    this.put(`cmi.objectives.${row}.id`, id);
    this.ids[row] = id;
    return row;
  }
}

/** 0 to 100 with at most two decimals; `85,5` and numbers outside are refused (lms-facts.md, 1.4). */
export function scoreText(score: number): string {
  return String(Math.round(Math.min(100, Math.max(0, score)) * 100) / 100);
}

/** Ids are printable ASCII without spaces, and what Moodle's report shows as the question (1.8). */
function fullId(item: string, key: string): string {
  return key === "" ? item : `${item}.${key}`;
}

function countOf(api: Api12, list: string, otherwise: number): number {
  const text = api.get(`${list}._count`);
  return /^\d+$/.test(text) ? Number(text) : otherwise;
}
