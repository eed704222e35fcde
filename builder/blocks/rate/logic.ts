/** Rating oneself, on a scale of points or of levels; each sort has a file of its own. */
import { NOTHING, idsOf } from "../../player/src/logic";
import type { Change, Fact, Logic } from "../../player/src/logic";
import { rateData } from "./data";
import type { RateEvent } from "./data";
import { applyMark, applyNext, applyShow, factsOf, isShown, nextChoices } from "./levels";
import { answered, applyNotApplicable, applyPoint, factsOf as factsOfPoints, isComplete } from "./points";

export * from "./data";

export const logic: Logic = {
  apply(item, values, event): Change {
    const told = event as RateEvent;
    switch (told.type) {
      case "rate":
        return applyPoint(item, values, told);
      case "not-applicable":
        return applyNotApplicable(item, values, told);
      case "mark":
        return applyMark(item, values, told);
      case "show":
        return applyShow(item, values);
      case "next":
        return applyNext(item, values, told);
      default:
        return NOTHING;
    }
  },

  done(item, values): boolean {
    const { sort, pickNext } = rateData(item);
    if (sort === "points") return isComplete(item, values);
    if (!isShown(values)) return false;
    const open = pickNext === true && nextChoices(item, values).length > 0;
    return !open || idsOf(values, "next").length > 0;
  },

  recall(item, values): readonly Fact[] {
    if (rateData(item).sort === "points") return factsOfPoints(item, values, answered(item, values));
    return isShown(values) ? factsOf(item, values, () => true) : [];
  },
};
