/** The tracking plan as `builder/plan/model.py` writes it: what the player runs on. */

export interface Plan {
  readonly format: 1;
  readonly course: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly language: string;
    /** For xAPI, if the author gave it. */
    readonly iri?: string;
    readonly description?: string;
  };
  readonly rules: Rules;
  readonly modules: readonly PlannedModule[];
  readonly pages: readonly PlannedPage[];
  readonly items: readonly PlannedItem[];
}

export interface Rules {
  readonly order: "free" | "linear";
  readonly completion: {
    readonly when: "all-required" | "pages" | "modules";
    /** For `pages`: the share of pages to open, 0 to 1. */
    readonly share: number;
    readonly modules: readonly string[];
    /** Per cent of all points; absent in an unscored course. */
    readonly passMark?: number;
  };
  readonly status: "completed" | "passed";
  /** For cmi5: each module is launched by itself (unit.ts). */
  readonly units?: "modules";
}

export interface PlannedModule {
  readonly id: string;
  readonly title: string;
  /** Its outcomes, for xAPI. */
  readonly description?: string;
  readonly pages: readonly string[];
}

export interface PlannedPage {
  readonly id: string;
  readonly slot: number;
  readonly title: string;
  readonly module: string;
  /** Whether the next page opens only when every item here is done. */
  readonly gate: boolean;
  readonly items: readonly string[];
}

export type FieldType = "number" | "set" | "list" | "text";

export interface PlannedField {
  readonly slot: number;
  readonly type: FieldType;
  /** Largest number, most entries of a list, or most UTF-16 units of a text as it is kept (see text.ts). */
  readonly limit: number;
}

export interface PlannedItem {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly page: string;
  readonly required: boolean;
  readonly points: number;
  readonly private: boolean;
  /** Full id of the pool from which this item is drawn, or not. */
  readonly pool?: string;
  /** Of a pool: how many of its items a learner gets. Its points are those of that many. */
  readonly draw?: number;
  readonly fields: Readonly<Record<string, PlannedField>>;
  /** Option id to the option's own slot within the item. */
  readonly options: Readonly<Record<string, number>>;
  readonly interactions: readonly Interaction[];
  readonly objectives: readonly Objective[];
  /** What the block's logic needs; its shape is declared in the block's `logic.ts`. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Interaction {
  /** Rows of a report are remembered by this number (unique in the course), never by position. */
  readonly slot: number;
  readonly key: string;
  readonly type:
    | "choice"
    | "true-false"
    | "fill-in"
    | "long-fill-in"
    | "numeric"
    | "likert"
    | "matching"
    | "sequencing";
  readonly ask: string;
  /** What can be picked or put in order; the sources that are matched with `targets`. */
  readonly options: readonly Option[];
  readonly targets?: readonly Option[];
  /** Ids (of `sequencing` in their order), accepted texts, or `SOURCE.TARGET` for each that is matched. */
  readonly correct: readonly string[];
  /** Type `numeric`: how far from the right number an answer may be; absent where it is the same as 0. */
  readonly tolerance?: number;
  readonly weight: number;
}

export interface Option {
  readonly id: string;
  readonly text: string;
}

export interface Objective {
  readonly key: string;
  readonly title: string;
}

/** Whether there is a mark to reach, so that whoever completes the course has passed it. */
export function isMarked({ rules, items }: Plan): boolean {
  return rules.completion.passMark !== undefined && items.some(({ points }) => points > 0);
}
