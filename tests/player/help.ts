/** A small course, and two kinds of block as simple as can be, for the tests of the player's core. */
import { Course, type Logics } from "../../builder/player/src/course";
import { NOTHING, numberOf, textOf, type BlockEvent, type Logic } from "../../builder/player/src/logic";
import type { Plan, PlannedItem, PlannedPage, Rules } from "../../builder/player/src/plan";
import { Probe } from "../../builder/player/src/keeping/probe";
import type { Fact } from "../../builder/player/src/logic";
import { NOWHERE, type Delivery, type Snapshot, type Start, type Tracker } from "../../builder/player/src/tracker";

/** A question with the options a and b; a is right. `tries` in its data, 1 by default. */
const ask: Logic = {
  apply(item, values, event) {
    const tries = numberOf(values, "tries");
    if (tries >= most(item)) return NOTHING;
    const { pick } = event as BlockEvent & { readonly pick: string };
    const result = pick === "a" ? "right" : "wrong";
    return {
      values: { answer: [pick], tries: tries + 1, right: Number(result === "right") },
      facts: [{ fact: "answered", item: item.id, interaction: "", response: { picked: [pick] }, result }],
    };
  },
  done: (item, values) => numberOf(values, "right") === 1 || numberOf(values, "tries") >= most(item),
  score: (item, values) => numberOf(values, "right") * item.points,
  open: (item, values) => numberOf(values, "right") === 0 && numberOf(values, "tries") < most(item),
  recall(item, values) {
    const answer = values["answer"];
    if (!Array.isArray(answer)) return [];
    const result = numberOf(values, "right") ? "right" : "wrong";
    return [{ fact: "answered", item: item.id, interaction: "", response: { picked: answer }, result }];
  },
};

/** A text to write; done when there is one. */
const write: Logic = {
  apply(item, _values, event) {
    const { text } = event as BlockEvent & { readonly text: string };
    return {
      values: { text },
      facts: [
        { fact: "answered", item: item.id, interaction: "", response: { text }, result: "neutral" },
        { fact: "objective", item: item.id, objective: "", status: "completed", score: 50 },
      ],
    };
  },
  done: (_item, values) => textOf(values, "text") !== "",
  recall(item, values) {
    const text = textOf(values, "text");
    return text === "" ? [] : this.apply(item, {}, { type: "text", text } as never).facts;
  },
};

/** A text that is nobody else's business: no facts at all. */
const jot: Logic = {
  apply: (_item, _values, event) => ({ values: { text: (event as BlockEvent & { readonly text: string }).text }, facts: [] }),
  done: (_item, values) => textOf(values, "text") !== "",
};

const LOGICS: Logics = { ask, write, jot };

function most(item: PlannedItem): number {
  return Number(item.data["tries"] ?? 1);
}

/** `ask` items are named q…, `write` items w…, `jot` items j…, items of unknown kind x…; slots count up. */
export function course(pages: Record<string, string[]>, change: Partial<Change> = {}): Course {
  const items: PlannedItem[] = [];
  const planned = Object.entries(pages).map(([id, names], slot): PlannedPage => {
    for (const name of names) items.push(item(id, name, items.length, change));
    const gate = change.gates?.includes(id) ?? false;
    return { id, slot, title: id.toUpperCase(), module: id.split(".")[0] ?? "", gate, items: names.map((name) => `${id}.${name}`) };
  });
  return new Course(plan(planned, items, change), LOGICS);
}

interface Change {
  readonly order: Rules["order"];
  readonly when: Rules["completion"]["when"];
  readonly share: number;
  readonly modules: readonly string[];
  readonly passMark: number;
  readonly status: Rules["status"];
  readonly gates: readonly string[];
  readonly tries: number;
  readonly optional: readonly string[];
  readonly secret: readonly string[];
  readonly practice: boolean;
  readonly units: "modules";
}

function plan(pages: PlannedPage[], items: PlannedItem[], change: Partial<Change>): Plan {
  const { order = "free", when = "all-required", share = 1, modules = [], passMark, status = "completed", units } = change;
  const ids = [...new Set(pages.map((page) => page.module))];
  const of = (id: string) => pages.filter((page) => page.module === id).map((page) => page.id);
  return {
    format: 1,
    course: { id: "test", title: "Test", version: "1", language: "en" },
    rules: { order, completion: { when, share, modules, ...(passMark === undefined ? {} : { passMark }) }, status, ...(units && { units }) },
    modules: ids.map((id) => ({ id, title: id, pages: of(id) })),
    pages,
    items,
  };
}

function item(page: string, name: string, index: number, change: Partial<Change>): PlannedItem {
  const kind = { q: "ask", w: "write", j: "jot" }[name[0] ?? ""] ?? "show";
  const slot = 10 * index;
  return {
    id: `${page}.${name}`,
    kind,
    label: `Label ${name}`,
    page,
    required: !change.optional?.includes(name),
    points: kind === "ask" && !change.practice ? 1 : 0,
    private: change.secret?.includes(name) ?? false,
    fields: {
      answer: { slot, type: "set", limit: 2 },
      tries: { slot: slot + 1, type: "number", limit: 9 },
      right: { slot: slot + 2, type: "number", limit: 1 },
      text: { slot: slot + 3, type: "text", limit: 50 },
    },
    options: { a: 0, b: 1 },
    interactions:
      kind === "show" || kind === "jot"
        ? []
        : [
            {
              slot: index,
              key: "",
              type: kind === "ask" ? "choice" : "long-fill-in",
              ask: `Ask ${name}?`,
              options: kind === "ask" ? [{ id: "a", text: "First" }, { id: "b", text: "Second" }] : [],
              correct: kind === "ask" ? ["a"] : [],
              weight: kind === "ask" ? 1 : 0,
            },
          ],
    objectives: kind === "write" ? [{ key: "", title: "Written" }] : [],
    data: { tries: change.tries ?? 1 },
  };
}

/** A tracker that keeps what it is told, and answers as it is told to. */
export class Notebook implements Tracker {
  readonly reports = true;
  readonly Probe = Probe;
  readonly told: { readonly what: string; readonly facts: readonly Fact[]; readonly now?: Snapshot }[] = [];
  /** What becomes of what is sent; the first of `answers` goes first. */
  answer: Delivery = "taken";
  readonly answers: Delivery[] = [];
  /** What it turns out not to have. */
  lacking: (fact: Fact) => boolean = () => false;

  constructor(readonly begin: Partial<Start> = {}) {}

  start(): Start {
    return { ...NOWHERE, mode: "normal", learner: "anna", remote: true, ...this.begin };
  }

  lacks(facts: readonly Fact[]): readonly Fact[] {
    return facts.filter(this.lacking);
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    this.told.push({ what: "record", facts, now });
  }

  save(): Delivery {
    return this.deliver("save");
  }

  sendAgain(): Delivery {
    return this.deliver("again");
  }

  arrived(): void {
    this.told.push({ what: "arrived", facts: [] });
  }

  finish(now: Snapshot): Delivery {
    return this.deliver("finish", now);
  }

  report(): readonly string[] {
    return ["Notebook"];
  }

  /** What was done, in words. */
  get log(): string {
    return this.told.map(({ what }) => what).join(" ");
  }

  /** What was done since the last time, in words. */
  take(): string {
    const { log } = this;
    this.told.length = 0;
    return log;
  }

  private deliver(what: string, now?: Snapshot): Delivery {
    this.told.push({ what, facts: [], ...(now && { now }) });
    return this.answers.shift() ?? this.answer;
  }
}
