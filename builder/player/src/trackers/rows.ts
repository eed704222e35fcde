/**
 * The rows of one list of an LMS (`cmi.objectives`, in SCORM 2004 also `cmi.interactions`), found by the ids that they
 * bear. What is there follows from the learner's state: where the number of rows and the id of the last are as it says, no
 * other is asked for, so that to come back costs the same however much was done. Where not, all are.
 */
import type { Api } from "./api";
import type { Sent } from "./sent";

export class Rows {
  /** How many rows there are; null where there is no such list, or the LMS cannot tell. */
  private length: number | null | undefined;
  /** The ids that are known, by their row. */
  private readonly ids: string[] = [];
  /** The ids that the state knows of, in the order in which the rows should have them. */
  private order: string[] = [];
  /** Whether there are no other rows than these. */
  private whole?: boolean;
  /** How many rows there were at the start. */
  protected before = 0;

  constructor(
    protected readonly api: Api,
    protected readonly sent: Sent,
    protected readonly list: string,
    /** Where an LMS need not have the list: how many rows to suppose where it has it, and cannot count. */
    private readonly supposed: number | null = null,
  ) {}

  /** Asked for when it is needed. */
  get count(): number | null {
    const { api, list, supposed } = this;
    if (this.length === undefined) {
      this.length = supposed === null || api.supports(list) ? (api.count(list) ?? supposed) : null;
      this.before = this.length ?? 0;
    }
    return this.length;
  }

  /** The ids of which the state knows, to be told before anything else; `last`: which of them the last row may bear. */
  expect(order: string[], last = order): void {
    if (order.length === 0) return;
    this.order = order;
    const id = this.count === order.length ? this.idAt(order.length - 1) : "";
    this.whole = id !== "" && last.includes(id);
  }

  /** Whether the row of this id has to be looked at: the last, which a commit that was lost would have hit, or any. */
  isOpen(id: string): boolean {
    return !this.whole || this.idAt(this.order.length - 1) === id;
  }

  /** The row that bears the id, or the next one; where the LMS cannot tell, the place that it should have. */
  placeOf(id: string, otherwise = -1): number {
    const { count } = this;
    if (count === null) return otherwise;
    const place = this.order.indexOf(id);
    if (place < 0 && (this.whole ??= count === 0)) return count;
    if (this.has(place) && this.idAt(place) === id) return place;
    for (let at = count - 1; at >= 0; at--) if (this.idAt(at) === id) return at;
    this.whole = false;
    return count;
  }

  /** Whether the LMS is known to have the row. */
  has(place: number): boolean {
    return place >= 0 && place < (this.count ?? 0);
  }

  /** Makes sure that the row bears the id. */
  claim(place: number, id: string): boolean {
    if (place < 0) return false;
    if (this.has(place) && this.idAt(place) === id) return true;
    if (!this.sent.put(`${this.list}.${place}.id`, id)) return false;
    this.add(place, id);
    return true;
  }

  /** The row is there now. */
  add(place: number, id: string): void {
    this.ids[place] = this.order[place] = id;
    if (this.count !== null && place >= this.count) this.length = place + 1;
  }

  private idAt(place: number): string {
    return (this.ids[place] ??= this.api.get(`${this.list}.${place}.id`));
  }
}
