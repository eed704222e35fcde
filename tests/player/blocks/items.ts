/** Planned items as small as a block's logic needs them, and a way to play events on them. */
import type { BlockEvent, Fact, Logic, Values } from "../../../builder/player/src/logic";
import type { FieldType, Interaction, PlannedItem } from "../../../builder/player/src/plan";

interface Parts {
  readonly kind: string;
  readonly points?: number;
  readonly private?: boolean;
  /** Name to type, or to type and limit: `tries: "number 2"`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  readonly rows?: readonly Partial<Interaction>[];
  readonly data?: object;
  readonly id?: string;
}

export function item(parts: Parts): PlannedItem {
  return {
    id: parts.id ?? "m.p.b",
    kind: parts.kind,
    label: "Label",
    page: "m.p",
    required: true,
    points: parts.points ?? 0,
    private: parts.private ?? false,
    fields: Object.fromEntries(Object.entries(parts.fields).map(([name, sort], slot) => [name, field(sort, slot)])),
    options: Object.fromEntries((parts.options ?? []).map((option, slot) => [option, slot])),
    interactions: (parts.rows ?? []).map((row, slot) => ({
      slot,
      key: "",
      type: "choice",
      ask: "Ask?",
      options: [],
      correct: [],
      weight: 0,
      ...row,
    })),
    objectives: [],
    data: { ...parts.data },
  };
}

function field(sort: string, slot: number): PlannedItem["fields"][string] {
  const [type = "number", limit = "1"] = sort.split(" ");
  return { slot, type: type as FieldType, limit: Number(limit) };
}

/** Options of a row: `a=Words` for each. */
export function options(...words: string[]): { id: string; text: string }[] {
  return words.map((word) => {
    const [id = "", text = id] = word.split("=");
    return { id, text };
  });
}

export interface Played {
  readonly values: Values;
  /** The facts of the last event. */
  readonly last: readonly Fact[];
}

/** Tells the events one after the other. */
export function play(logic: Logic, of: PlannedItem, ...events: (BlockEvent & Record<string, unknown>)[]): Played {
  let played: Played = { values: {}, last: [] };
  for (const event of events) {
    const change = logic.apply(of, played.values, event);
    played = { values: { ...played.values, ...change.values }, last: change.facts };
  }
  return played;
}

/** Facts in short: `key=response result`, `key: status score`, of a video `event time`. */
export function told(facts: readonly Fact[]): string[] {
  return facts.map((fact) => {
    if (fact.fact === "answered") {
      return `${fact.interaction}=${JSON.stringify(Object.values(fact.response)[0])} ${fact.result}`;
    }
    if (fact.fact === "objective") return `${fact.objective}: ${fact.status} ${fact.score ?? "-"}`;
    if (fact.fact === "video") return `${fact.event} ${fact.time}`;
    return fact.fact === "viewed" ? fact.page : fact.fact;
  });
}
