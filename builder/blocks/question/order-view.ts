/**
 * Lines to bring into order: by buttons, arrow keys or dragging. A line that is moved stays in the
 * document while the others go round it, so that it keeps the focus and the pointer.
 */
import type { Values } from "../../player/src/logic";
import { numeral } from "../../player/src/words";
import { makeDraggable } from "./drag";
import { correctOf } from "./judge";
import { isRight } from "./logic";
import { ORDER, orderIn, type OrderedEvent } from "./order";
import { all, arrange, learnersOrder, mark, type Asked, type View } from "./view";

export class OrderView implements View {
  private locked = false;

  constructor(private readonly asked: Asked) {
    this.arrange(this.first());
    for (const entry of this.entries) this.setUp(entry);
  }

  read(): OrderedEvent {
    return { type: "order", order: this.order };
  }

  /** Any order is an answer. */
  fault(): string {
    return "";
  }

  fill(values: Values): void {
    const order = orderIn(values);
    this.arrange([...order, ...this.order.filter((id) => !order.includes(id))]);
  }

  lock(values: Values): void {
    this.locked = true;
    const right = ORDER.right(this.asked.item, values);
    const correct = correctOf(this.asked.item);
    for (const entry of this.entries) {
      for (const part of all(entry, "[data-moves], [data-grip]")) part.hidden = true;
      const id = idOf(entry);
      const isThere = isRight(values) || right.includes(id);
      const word = isThere ? "question.place-right" : "question.place-wrong";
      mark(entry, isThere ? "right" : "wrong", this.asked.host.word(word, { n: correct.indexOf(id) + 1 }));
    }
  }

  /** The learner's own order to begin with; what is to be put in order never lies there in order. */
  private first(): readonly string[] {
    const correct = correctOf(this.asked.item);
    const [first = "", ...others] = learnersOrder(this.asked, this.list, this.order);
    const order = [first, ...others];
    return order.join() === correct.join() ? [...others, first] : order;
  }

  private get list(): HTMLElement {
    return this.asked.form.querySelector<HTMLElement>("[data-order]") ?? this.asked.form;
  }

  private get entries(): HTMLElement[] {
    return all(this.list, "[data-entry]");
  }

  private get order(): readonly string[] {
    return this.entries.map(idOf);
  }

  private arrange(order: readonly string[]): void {
    const entries = new Map(this.entries.map((entry) => [idOf(entry), entry]));
    arrange(order.flatMap((id) => entries.get(id) ?? []));
    this.number();
  }

  /** Numbers the lines, and tells which way each can go. */
  private number(): void {
    const { entries } = this;
    entries.forEach((entry, place) => {
      const number = entry.querySelector("[data-place]");
      if (number) number.textContent = numeral(place + 1);
      for (const button of all(entry, "[data-move]")) {
        const stuck = entries[place + stepOf(button)] === undefined;
        if (stuck) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    });
  }

  private setUp(entry: HTMLElement): void {
    for (const part of all(entry, "[data-moves], [data-grip], [data-place]")) part.hidden = false;
    for (const button of all(entry, "[data-move]")) {
      button.addEventListener("click", () => this.step(entry, stepOf(button)));
    }
    entry.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by === undefined || this.locked) return;
      event.preventDefault();
      this.step(entry, by);
    });
    this.letDrag(entry);
  }

  private step(entry: HTMLElement, by: number): void {
    const place = this.entries.indexOf(entry);
    if (this.locked || this.entries[place + by] === undefined) return;
    this.put(entry, place + by);
    this.changed(entry);
    entry.scrollIntoView?.({ block: "nearest" });
  }

  /** Lets the others go round the line until it has this place. */
  private put(entry: HTMLElement, place: number): void {
    const others = this.entries.filter((one) => one !== entry);
    const before = others.slice(0, place).filter((one) => isAfter(one, entry));
    const after = others.slice(place).filter((one) => isAfter(entry, one));
    for (const one of before) entry.before(one);
    for (const one of after.reverse()) entry.after(one);
    this.number();
  }

  private changed(entry: HTMLElement): void {
    const { host, item } = this.asked;
    const say = item.interactions[0]?.options.find(({ id }) => id === idOf(entry))?.text ?? "";
    const { entries } = this;
    host.announce(host.word("question.moved", { say, n: entries.indexOf(entry) + 1, all: entries.length }));
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private letDrag(entry: HTMLElement): void {
    let from = 0;
    let held = 0;
    makeDraggable(entry, entry.querySelector<HTMLElement>("[data-grip]"), {
      start: (_, y) => {
        from = this.entries.indexOf(entry);
        held = y - entry.getBoundingClientRect().top;
        entry.toggleAttribute("data-dragged", !this.locked);
      },
      move: (_, y) => {
        if (!this.locked) this.follow(entry, y - held);
      },
      end: (dropped) => {
        entry.removeAttribute("data-dragged");
        entry.style.transform = "";
        if (!dropped) this.put(entry, from);
        else if (this.entries.indexOf(entry) !== from) this.changed(entry);
      },
    });
  }

  /** The line goes with the pointer, its top to `y` of the window; the others make room. */
  private follow(entry: HTMLElement, y: number): void {
    const middle = y + entry.offsetHeight / 2;
    const above = this.entries.filter((one) => one !== entry && middleOf(one) < middle);
    this.put(entry, above.length);
    entry.style.transform = "";
    entry.style.transform = `translateY(${y - entry.getBoundingClientRect().top}px)`;
  }
}

function idOf(entry: HTMLElement): string {
  return entry.dataset["entry"] ?? "";
}

function stepOf(button: HTMLElement): number {
  return Number(button.dataset["move"]);
}

function isAfter(one: HTMLElement, other: HTMLElement): boolean {
  return (other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function middleOf(entry: HTMLElement): number {
  const { top, height } = entry.getBoundingClientRect();
  return top + height / 2;
}
