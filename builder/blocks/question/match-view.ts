/**
 * Items, each with a list to choose from. Above them stand the answers, to be dragged to an item, or
 * tapped and put there with a second tap; both do no more than choose in the item's list.
 */
import type { Values } from "../../player/src/logic";
import { makeDraggable } from "./drag";
import { isRight } from "./logic";
import { MATCH, matchedIn, type Match, type MatchedEvent } from "./match";
import { all, arrange, learnersOrder, mark, type Asked, type View } from "./view";

export class MatchView implements View {
  /** The answer that was tapped and not put anywhere yet. */
  private taken: HTMLElement | null = null;

  constructor(private readonly asked: Asked) {
    this.arrangeChoices();
    for (const tile of this.tiles) this.setUpTile(tile);
    for (const row of this.rows) this.setUpRow(row);
    asked.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.take(null);
    });
  }

  read(): MatchedEvent {
    const matched = this.rows.map((row): Match => [idOf(row), selectOf(row).value]);
    return { type: "match", matched: matched.filter(([, choice]) => choice !== "") };
  }

  fault(): string {
    return this.rows.every((row) => selectOf(row).value !== "") ? "" : "question.match-first";
  }

  fill(values: Values): void {
    const matched = new Map(matchedIn(values));
    for (const row of this.rows) selectOf(row).value = matched.get(idOf(row)) ?? "";
    this.markUsed();
  }

  lock(values: Values): void {
    this.take(null);
    this.tray.hidden = true;
    const right = MATCH.right(this.asked.item, values);
    for (const row of this.rows) {
      selectOf(row).disabled = true;
      const isThere = isRight(values) || right.includes(idOf(row));
      mark(row, isThere ? "right" : "wrong", this.asked.host.word(isThere ? "question.row-right" : "question.row-wrong"));
      for (const solution of all(row, "[data-right]")) solution.hidden = isThere;
    }
  }

  private get tray(): HTMLElement {
    return this.asked.form.querySelector<HTMLElement>("[data-tray]") ?? this.asked.form;
  }

  private get tiles(): HTMLElement[] {
    return all(this.tray, "[data-tile]");
  }

  private get rows(): HTMLElement[] {
    return all(this.asked.form, "[data-row]");
  }

  /** The same order in all lists. A list that loses its chosen option for a moment chooses another one. */
  private arrangeChoices(): void {
    const tiles = new Map(this.tiles.map((tile) => [idOf(tile), tile]));
    const order = learnersOrder(this.asked, this.tray, [...tiles.keys()]);
    arrange(order.flatMap((id) => tiles.get(id) ?? []));
    for (const row of this.rows) {
      const select = selectOf(row);
      const options = new Map([...select.options].map((option) => [option.value, option]));
      arrange(["", ...order].flatMap((id) => options.get(id) ?? []));
      select.value = "";
    }
  }

  private setUpTile(tile: HTMLElement): void {
    for (const grip of all(tile, "[data-grip]")) grip.hidden = false;
    tile.addEventListener("click", () => this.take(this.taken === tile ? null : tile));
    let from = [0, 0];
    makeDraggable(tile, tile.querySelector<HTMLElement>("[data-grip]"), {
      start: (x, y) => {
        this.take(null);
        from = [x + window.scrollX, y + window.scrollY];
        tile.toggleAttribute("data-dragged", true);
      },
      move: (x, y) => {
        const [left = 0, top = 0] = from;
        tile.style.transform = `translate(${x + window.scrollX - left}px, ${y + window.scrollY - top}px)`;
        const over = this.rowAt(x, y);
        for (const row of this.rows) row.toggleAttribute("data-over", row === over);
      },
      end: (dropped) => {
        tile.removeAttribute("data-dragged");
        tile.style.transform = "";
        const over = this.rows.find((row) => row.hasAttribute("data-over"));
        over?.removeAttribute("data-over");
        if (dropped && over) this.put(tile, over);
      },
    });
  }

  private setUpRow(row: HTMLElement): void {
    selectOf(row).addEventListener("change", () => this.markUsed());
    for (const button of all(row, "[data-put]")) {
      button.addEventListener("click", () => {
        const { taken } = this;
        if (taken) this.put(taken, row);
        selectOf(row).focus({ preventScroll: true });
      });
    }
  }

  private rowAt(x: number, y: number): HTMLElement | undefined {
    return this.rows.find((row) => {
      const { left, right, top, bottom } = row.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
  }

  /** Takes an answer up, or puts it back. */
  private take(tile: HTMLElement | null): void {
    if (tile === this.taken) return;
    this.taken = tile;
    for (const one of this.tiles) one.toggleAttribute("data-taken", one === tile);
    const say = tile ? wordsOf(tile) : "";
    for (const button of all(this.asked.form, "[data-put]")) {
      button.hidden = tile === null;
      button.textContent = this.asked.host.word("question.put", { say });
    }
    if (tile) this.asked.host.announce(this.asked.host.word("question.taken", { say }));
  }

  private put(tile: HTMLElement, row: HTMLElement): void {
    const select = selectOf(row);
    this.take(null);
    if (select.disabled || select.value === idOf(tile)) return;
    select.value = idOf(tile);
    this.markUsed();
    const { host, item } = this.asked;
    const to = item.interactions[0]?.options.find(({ id }) => id === idOf(row))?.text ?? "";
    host.announce(host.word("question.matched", { say: wordsOf(tile), to }));
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** An answer may be used again; it only looks used. */
  private markUsed(): void {
    const used = this.rows.map((row) => selectOf(row).value);
    for (const tile of this.tiles) tile.toggleAttribute("data-used", used.includes(idOf(tile)));
  }
}

function idOf(part: HTMLElement): string {
  return part.dataset["row"] ?? part.dataset["tile"] ?? "";
}

function wordsOf(tile: HTMLElement): string {
  return tile.querySelector("[data-say]")?.textContent?.trim() ?? "";
}

function selectOf(row: HTMLElement): HTMLSelectElement {
  const select = row.querySelector("select");
  if (!select) throw new Error("a row has no select");
  return select;
}
