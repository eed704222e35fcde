/** Pieces to open: which were opened, and whether that is enough. */
import { NOTHING, idsOf } from "../../player/src/logic";
import type { BlockEvent, Change, Logic, Values } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";

export interface RevealEvent extends BlockEvent {
  readonly type: "open";
  readonly piece: string;
}

export interface RevealData {
  readonly require: "all" | "any" | "none";
}

/** The pieces of this release that were opened. */
export function opened(item: PlannedItem, values: Values): readonly string[] {
  return idsOf(values, "opened").filter((id) => id in item.options);
}

export const logic: Logic = {
  apply(item, values, event): Change {
    const { type, piece } = event as RevealEvent;
    const before = idsOf(values, "opened");
    if (type !== "open" || !(piece in item.options) || before.includes(piece)) return NOTHING;
    return { values: { opened: [...before, piece] }, facts: [] };
  },

  done(item, values): boolean {
    const { require } = item.data as unknown as RevealData;
    const count = opened(item, values).length;
    if (require === "none") return true;
    return require === "any" ? count > 0 : count === Object.keys(item.options).length;
  },
};
