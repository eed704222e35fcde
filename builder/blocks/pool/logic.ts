/** A pool: draws its questions. What they are worth and whether they are done is theirs to say. */
import { idsOf } from "../../player/src/logic";
import type { Change, Logic, Values } from "../../player/src/logic";
import { NOTHING } from "../../player/src/logic";
import type { PlannedItem } from "../../player/src/plan";
import { shuffled } from "../../player/src/shuffle";

export const logic: Logic = {
  apply(): Change {
    return NOTHING;
  },

  /** What was drawn once stays; where a release has lost some of it, others are drawn. */
  begin(item, values, attempt): Values {
    const drawn = idsOf(values, "drawn");
    const left = Object.keys(item.options).filter((id) => !drawn.includes(id));
    const missing = Math.max(0, (item.draw ?? 0) - drawn.length);
    return missing === 0 ? {} : { drawn: [...drawn, ...shuffled(left, attempt, item.id).slice(0, missing)] };
  },

  done: isDrawn,

  open(item, values): boolean {
    return item.points > 0 && !isDrawn(item, values);
  },
};

function isDrawn(item: PlannedItem, values: Values): boolean {
  return idsOf(values, "drawn").length >= (item.draw ?? 0);
}
