/**
 * The teacher's report in SCORM 2004: `cmi.interactions` and `cmi.objectives` (RTE, 4.2.9 and 4.2.17).
 * Both can be read back, so a row is found by its id, and of a row only what differs is written.
 */
import type { AnsweredFact, ObjectiveFact, Response } from "../logic";
import type { Interaction, Plan } from "../plan";
import { fullId, idsOf, objectiveId, ownersIn, type Owner } from "./answers";
import type { Api } from "./api";
import { reporting, type Reports } from "./report";
import { SHORT, localized, otherwise, patterns, spelled } from "./responses2004";
import { Rows } from "./rows";
import { scores } from "./scores2004";
import type { Sent } from "./sent";
import { timestamp } from "./times2004";

/** 2004 says `incorrect`; `wrong` is 1.2's and refused (lms-facts.md, 1.10). */
const RESULTS = { right: "correct", wrong: "incorrect", neutral: "neutral" };

/** The report of an attempt. */
export const report2004: Reports = (api, plan, sent, now) =>
  reporting(new Interactions2004(api, plan, sent, now), new Objectives2004(api, plan, sent));

export class Interactions2004 {
  private readonly owners: readonly Owner[];
  private readonly rows: Rows2004;

  constructor(
    api: Api,
    plan: Plan,
    private readonly sent: Sent,
    private readonly now: () => Date,
  ) {
    this.owners = ownersIn(plan);
    this.rows = new Rows2004(api, sent, "cmi.interactions");
  }

  /** Writes the row of an answer. `order`: see `Snapshot.rows`. */
  write(fact: AnsweredFact, order: readonly number[]): void {
    const owner = this.ownerOf(fact);
    const place = owner ? this.rows.placeOf(owner.id, order.indexOf(owner.interaction.slot)) : -1;
    if (!owner || place < 0) return;
    // An answer that is only told again was given at another time, which the row knows if it is there.
    const time = fact.earlier && this.rows.has(place) ? null : timestamp(this.now());
    if (this.rows.claim(place, owner.id)) this.writeRow(this.rows.at(place), owner.interaction, fact, time);
  }

  expect(order: readonly number[]): void {
    const ids = idsOf(this.owners, order);
    this.rows.expect(ids, ids.slice(-1));
  }

  /** Whether the LMS has not, or cannot tell that it has, an answer as it is. */
  lacks(fact: AnsweredFact, order: readonly number[]): boolean {
    const owner = this.ownerOf(fact);
    if (!owner || !this.rows.isOpen(owner.id)) return false;
    const place = this.rows.placeOf(owner.id, order.indexOf(owner.interaction.slot));
    if (place < 0 || !this.rows.has(place)) return place >= 0;
    const row = this.rows.at(place);
    const { interaction } = owner;
    const answers = [spelled(interaction, fact.response), otherwise(interaction, fact.response)];
    return !row.shows("learner_response", ...answers) || !row.shows("result", RESULTS[fact.result]);
  }

  private ownerOf(fact: AnsweredFact): Owner | undefined {
    return this.owners.find(({ id }) => id === fullId(fact.item, fact.interaction));
  }

  private writeRow(row: Row, interaction: Interaction, fact: AnsweredFact, time: string | null): void {
    this.setType(row, interaction.type);
    if (time !== null) row.put("timestamp", time);
    patterns(interaction).forEach((pattern, place) => row.put(`correct_responses.${place}.pattern`, pattern));
    if (interaction.weight > 0) row.put("weighting", String(interaction.weight));
    this.writeResponse(row, interaction, fact.response);
    row.put("result", RESULTS[fact.result]);
    row.put("description", localized(interaction.ask, SHORT));
  }

  /** Where nothing was picked there is nothing to write; Moodle takes no empty answer to a choice (1.10). */
  private writeResponse(row: Row, interaction: Interaction, response: Response): void {
    const said = spelled(interaction, response);
    if (said === "" && row.shows("learner_response", "")) return;
    if (row.put("learner_response", said)) return;
    this.setType(row, "other");
    row.put("learner_response", otherwise(interaction, response));
  }

  /** With another type an LMS drops the right answers, which had the form of the old one. */
  private setType(row: Row, type: string): void {
    if (!row.shows("type", type)) this.sent.forget(`${row.name}.correct_responses.`);
    row.put("type", type);
  }
}

export class Objectives2004 {
  private readonly titles: ReadonlyMap<string, string>;
  private readonly rows: Rows2004;

  constructor(api: Api, plan: Plan, sent: Sent) {
    const objectives = plan.items.flatMap((item) =>
      item.objectives.map(({ key, title }) => [fullId(item.id, key), title] as const),
    );
    this.titles = new Map(objectives);
    this.rows = new Rows2004(api, sent, "cmi.objectives");
  }

  /** Success is not told: nobody passes or fails an objective of a course. */
  write(fact: ObjectiveFact): void {
    const id = objectiveId(fact);
    const place = this.rows.placeOf(id);
    if (!this.rows.claim(place, id)) return;
    const row = this.rows.at(place);
    const title = this.titles.get(id) ?? "";
    if (title !== "") row.put("description", localized(title, SHORT));
    for (const [element, value] of Object.entries(results(fact))) row.put(element, value);
  }

  expect(ids: string[]): void {
    this.rows.expect(ids);
  }

  /** Whether the LMS turns out not to have the result as it is. */
  lacks(fact: ObjectiveFact): boolean {
    const id = objectiveId(fact);
    if (!this.rows.isOpen(id)) return false;
    const place = this.rows.placeOf(id);
    if (!this.rows.has(place)) return true;
    const row = this.rows.at(place);
    return Object.entries(results(fact)).some(([element, value]) => !row.shows(element, value));
  }
}

function results({ status, score }: ObjectiveFact): Readonly<Record<string, string>> {
  const done = { completion_status: status, ...(status === "completed" && { progress_measure: "1" }) };
  return score === undefined ? done : { ...done, ...scores("score.", score) };
}

class Rows2004 extends Rows {
  at(place: number): Row {
    return new Row(this.api, this.sent, `${this.list}.${place}`, place < this.before);
  }
}

class Row {
  constructor(
    private readonly api: Api,
    private readonly sent: Sent,
    readonly name: string,
    /** Whether the LMS had it at the start. */
    private readonly old: boolean,
  ) {}

  /** Whether the LMS has one of these values. */
  shows(element: string, ...values: string[]): boolean {
    const name = `${this.name}.${element}`;
    return values.includes(this.sent.value(name) ?? (this.old ? this.api.get(name) : ""));
  }

  /** Sets an element unless the LMS has that value already. */
  put(element: string, value: string): boolean {
    const name = `${this.name}.${element}`;
    if (this.old && this.shows(element, value)) this.sent.holds(name, value);
    return this.sent.put(name, value);
  }
}
