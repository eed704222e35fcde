/**
 * A pool: shows the questions that were drawn, and no others. Before its page is opened nothing is
 * drawn, and nothing hidden: on paper the course is whole.
 */
import { BlockElement } from "../../player/src/element";
import { idsOf } from "../../player/src/logic";
import type { Values } from "../../player/src/logic";

export class PoolElement extends BlockElement {
  protected setUp(): void {
    this.one("[data-about]").hidden = false;
  }

  show(values: Values): void {
    const drawn = idsOf(values, "drawn");
    for (const question of this.all("[data-of-pool]")) {
      question.hidden = drawn.length > 0 && !drawn.includes(question.dataset["ofPool"] ?? "");
    }
  }
}
