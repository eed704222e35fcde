/** Pieces to open, in four styles. What is open now is the page's; what was opened is kept. */
import { showIf } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import type { Values } from "../../player/src/logic";
import { opened } from "./logic";
import type { RevealEvent } from "./logic";
import type { Tabs } from "./tabs";

/** What only some styles need; a package has those that its course uses. */
export const STYLES: { tabs?: typeof Tabs } = {};

export class RevealElement extends BlockElement {
  private tabs: Tabs | null = null;

  protected setUp(): void {
    this.one("[data-progress]").hidden = false;
    for (const fold of this.all<HTMLDetailsElement>("details[data-piece]")) this.setUpFold(fold);
    for (const spot of this.all("[data-spot]")) this.setUpSpot(spot);
    for (const card of this.all(".reveal__card")) this.setUpCard(card);
    const list = this.querySelector<HTMLElement>("[data-tabs]");
    if (list && STYLES.tabs) {
      list.setAttribute("aria-label", this.host.word("reveal.tabs"));
      this.tabs = new STYLES.tabs(list, this.all(".reveal__panel"), (piece) => this.open(piece));
    }
  }

  show(values: Values): void {
    const seen = opened(this.item, values);
    for (const piece of this.all("[data-piece]")) {
      const mark = piece.querySelector<HTMLElement>("[data-seen]");
      if (mark) mark.hidden = !seen.includes(pieceOf(piece));
    }
    for (const spot of this.all("[data-spot]")) {
      const isSeen = seen.includes(spot.dataset["spot"] ?? "");
      spot.dataset["opened"] = String(isSeen);
      showIf(spot.querySelector<HTMLElement>("[data-spot-seen]"), isSeen);
    }
    this.tabs?.mark(seen, this.host.word("reveal.seen"));
    // One tab stands open from the start; it would be odd to say that none is.
    const n = this.tabs ? Math.max(1, seen.length) : seen.length;
    const words = { n, all: Object.keys(this.item.options).length };
    this.one("[data-progress]").textContent = this.host.word("reveal.progress", words);
  }

  private open(piece: string): void {
    const event: RevealEvent = { type: "open", piece };
    this.send(event);
  }

  /** A click on the summary comes before the fold opens; printing opens folds without one. */
  private setUpFold(fold: HTMLDetailsElement): void {
    fold.querySelector("summary")?.addEventListener("click", () => this.open(pieceOf(fold)));
  }

  /** A spot opens its fold, and reading goes on there. */
  private setUpSpot(spot: HTMLElement): void {
    spot.hidden = false;
    spot.addEventListener("click", () => {
      const piece = spot.dataset["spot"] ?? "";
      const folds = this.all<HTMLDetailsElement>("details[data-piece]");
      for (const fold of folds) fold.open = pieceOf(fold) === piece;
      folds.find((fold) => fold.open)?.querySelector("summary")?.focus();
      this.open(piece);
    });
  }

  /** The title becomes a button that turns the card over, and back. */
  private setUpCard(card: HTMLElement): void {
    const front = card.querySelector<HTMLElement>("[data-front]");
    const back = card.querySelector<HTMLElement>("[data-back]");
    if (!front || !back) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "reveal__turn";
    button.append(...front.childNodes);
    button.setAttribute("aria-controls", back.id);
    front.append(button);
    const turn = (over: boolean): void => {
      button.setAttribute("aria-expanded", String(over));
      card.classList.toggle("is-closed", !over);
    };
    turn(false);
    button.addEventListener("click", () => {
      turn(button.getAttribute("aria-expanded") !== "true");
      this.open(pieceOf(card));
    });
  }
}

function pieceOf(element: HTMLElement): string {
  return element.dataset["piece"] ?? "";
}
