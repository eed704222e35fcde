/** The plan with its look-ups, and the logic of every kind of block: what the player runs on. */
import type { Logic } from "./logic";
import type { Interaction, Plan, PlannedItem, PlannedPage } from "./plan";

/** The logic of each kind that has one; items of other kinds ask nothing of a learner. */
export type Logics = Readonly<Record<string, Logic>>;

/** Where a link may lead: a page, or a block on it. */
export interface Place {
  readonly page: string;
  readonly item?: string;
}

export class Course {
  private readonly items: ReadonlyMap<string, PlannedItem>;
  private readonly pages: ReadonlyMap<string, PlannedPage>;
  /** The items on the course's pages; the plan of a module that was launched by itself knows others as well. */
  readonly shown: readonly PlannedItem[];

  constructor(
    readonly plan: Plan,
    private readonly logics: Logics,
  ) {
    this.items = new Map(plan.items.map((item) => [item.id, item]));
    this.pages = new Map(plan.pages.map((page) => [page.id, page]));
    this.shown = plan.items.filter((item) => this.pages.has(item.page));
  }

  /** The item of that full id. Throws when the page and the plan do not belong together. */
  item(id: string): PlannedItem {
    return known(this.items.get(id), "item", id);
  }

  page(id: string): PlannedPage {
    return known(this.pages.get(id), "page", id);
  }

  hasItem(id: string): boolean {
    return this.items.has(id);
  }

  logic(item: PlannedItem): Logic | undefined {
    return this.logics[item.kind];
  }

  itemsOf(page: PlannedPage): PlannedItem[] {
    return page.items.map((id) => this.item(id));
  }

  interaction(item: string, key: string): Interaction | undefined {
    return this.items.get(item)?.interactions.find((interaction) => interaction.key === key);
  }

  pageOfSlot(slot: number | null): PlannedPage | undefined {
    return this.plan.pages.find((page) => page.slot === slot);
  }

  /** What a target names: a page, a module (its first page), or a block (the page it is on). */
  place(target: string): Place | null {
    if (this.pages.has(target)) return { page: target };
    const item = this.items.get(target);
    if (item && this.pages.has(item.page)) return { page: item.page, item: target };
    const first = this.plan.modules.find((module) => module.id === target)?.pages[0];
    return first === undefined ? null : { page: first };
  }
}

function known<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw new Error(`The plan has no ${what} ${id}`);
  return found;
}
