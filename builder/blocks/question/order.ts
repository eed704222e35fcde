/** Items that are brought into an order. */
import { idsOf } from "../../player/src/logic";
import type { BlockEvent, Values } from "../../player/src/logic";
import { correctOf, questionData, type Answer, type Judge } from "./judge";

export interface OrderedEvent extends BlockEvent {
  readonly type: "order";
  readonly order: readonly string[];
}

export const orderIn = (values: Values): readonly string[] => idsOf(values, "order");

export const ORDER: Judge = {
  takes: "order",
  answer(_, row, event): Answer | null {
    const { order } = event as OrderedEvent;
    const complete = row.options.every(({ id }) => order.includes(id));
    if (!complete || order.length !== row.options.length) return null;
    return { values: { order }, response: { ordered: order }, share: shareOfOrder(order, row.correct) };
  },
  kept: (event) => ({ order: (event as OrderedEvent).order }),
  response(_, values) {
    const ordered = orderIn(values);
    return ordered.length > 0 ? { ordered } : null;
  },
  /** Of a rank, what was put first. */
  parts: (item, values) => orderIn(values).slice(0, questionData(item).form === "rank" ? 1 : Infinity),
  right: (item, values) => orderIn(values).filter((id, place) => correctOf(item)[place] === id),
  share: (item, values) => shareOfOrder(orderIn(values), correctOf(item)),
};

/**
 * How much of an order is right: of all steps from one item to the next, the share that are steps of
 * the right order. So one item in the wrong place costs little, and chance earns next to nothing.
 */
export function shareOfOrder(order: readonly string[], correct: readonly string[]): number {
  const steps = order.slice(1).filter((id, before) => correct.indexOf(id) === correct.indexOf(order[before] ?? "") + 1);
  return steps.length / Math.max(1, correct.length - 1);
}
