/** Rating oneself; each sort of scale has a view of its own. */
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { rateData } from "./data";
import { LevelsView } from "./levels-view";
import { PointsView } from "./points-view";
import type { RateEvent } from "./data";

export class RateElement extends BlockElement {
  private view!: PointsView | LevelsView;

  protected setUp(): void {
    const form = this.one<HTMLFormElement>("form");
    const send = (event: RateEvent): void => this.send(event);
    const { sort, before } = rateData(this.item);
    const View = sort === "levels" ? LevelsView : PointsView;
    this.view = new View(form, this.item, this.host, send);
    form.addEventListener("submit", (event) => event.preventDefault());
    if (before !== undefined) this.host.watch(before, () => this.show(this.values));
  }

  show(values: Values): void {
    const { before } = rateData(this.item);
    this.view.show(values, before === undefined ? {} : this.host.values(before));
  }
}
