/**
 * How much room a text has left. Quiet while there is much of it; in words when it gets tight; and
 * said to screen readers only then, once for each step, so that nobody is told of every letter.
 * Counted is the text as it is kept (text.ts): the limit that a learner sees is the one that holds.
 */
import type { Host } from "./element";
import { clip, escapeText } from "./text";

/** From here on the learner is told: a fifth of the room, but not more than this. */
const NEAR = 100;
const FEW = 10;

type Step = 0 | 1 | 2 | 3;

export class Counter {
  private readonly quiet: string;
  private step: Step = 0;

  /** `words` is the prefix of its words: the block's kind. What stands in `place` now is shown while there is much room. */
  constructor(
    private readonly host: Host,
    private readonly words: string,
    private readonly place: HTMLElement,
    private readonly limit: number,
  ) {
    this.quiet = place.textContent;
  }

  /** Shows what is left beside this text. */
  show(text: string): void {
    const length = escapeText(text).length;
    this.step = this.stepAt(this.limit - length);
    const said = this.step === 0 ? this.quiet : this.inWords(length);
    if (this.place.textContent !== said) this.place.textContent = said;
  }

  /** The same for a text that the learner writes just now: says it when it has become tighter. */
  typed(text: string): void {
    const before = this.step;
    this.show(text);
    if (this.step > before) this.host.announce(this.place.textContent);
  }

  private stepAt(left: number): Step {
    if (left <= 0) return 3;
    if (left <= FEW && left <= this.limit / 5) return 2;
    return left <= Math.min(NEAR, this.limit / 5) ? 1 : 0;
  }

  private inWords(length: number): string {
    const left = this.limit - length;
    if (left <= 0) return this.host.word(`${this.words}.full`, { n: length, all: this.limit });
    return this.host.word(`${this.words}.left`, { n: left });
  }
}

/** A field that a learner writes in, with the counter that belongs to it. */
export class CountedField {
  private readonly counter: Counter;

  constructor(
    host: Host,
    words: string,
    readonly input: HTMLInputElement | HTMLTextAreaElement,
    place: HTMLElement,
  ) {
    this.counter = new Counter(host, words, place, input.maxLength);
    this.counter.show(input.value);
  }

  /** Shows the text that is kept, unless the learner is writing in it just now. */
  show(text: string): void {
    if (this.input === document.activeElement) return;
    if (this.input.value !== text) this.input.value = text;
    this.counter.show(text);
  }

  /** The learner wrote: what would not be kept goes at once, but not while a sign is being composed. */
  typed(composing: boolean): void {
    const { input } = this;
    const kept = clip(input.value, input.maxLength);
    if (input.value !== kept && !composing) input.value = kept;
    this.counter.typed(input.value);
  }
}
