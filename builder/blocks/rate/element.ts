/** Rating oneself; each sort of scale has a view of its own. */
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { rateData } from "./data";
import type { RateData, RateEvent } from "./data";
import type { LevelsView } from "./levels-view";
import type { PointsView } from "./points-view";

/** By the sort of scale; a package has those that its course uses. */
export const VIEWS: { levels?: typeof LevelsView; points?: typeof PointsView } = {};

export class RateElement extends BlockElement {
  private view!: PointsView | LevelsView;

  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    const send = (event: RateEvent): void => this.send(event);
    const { sort, before } = rateData(this.item);
    const View = viewOf(sort);
    this.view = new View(form, this.item, this.host, send);
    form.addEventListener("submit", (event) => event.preventDefault());
    if (before !== undefined) this.host.watch(before, () => this.show(this.values));
  }

  show(values: Values): void {
    const { before } = rateData(this.item);
    this.view.show(values, before === undefined ? {} : this.host.values(before));
  }
}

function viewOf(sort: RateData["sort"]): typeof LevelsView | typeof PointsView {
  const View = VIEWS[sort];
  if (!View) throw new Error(`The player came without ratings by ${sort}`);
  return View;
}
