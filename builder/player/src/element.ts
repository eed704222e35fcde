/**
 * The base of every block's custom element. The finished HTML stands in the light DOM; an element
 * adds behaviour. Data flows one way: a click becomes an event, the session changes the state,
 * `show` draws it.
 */
import type { BlockEvent, Values } from "./logic";
import type { PlannedItem } from "./plan";

/** What an element may ask of the player. */
export interface Host {
  item(id: string): PlannedItem;
  values(id: string): Values;
  /** Whether the item counts as done. */
  done(id: string): boolean;
  /**
   * Reports what the learner did; the state changes and `show` of this and of watchers follows.
   * Report at once, typed text with every `input` event: the session collects what is to be sent,
   * and what an element holds back is lost when the page goes away.
   */
  send(id: string, event: BlockEvent): void;
  /** Whether what the learner does is kept (false in review or browse mode). */
  readonly writable: boolean;
  /** Whether anyone but the learner gets to see what the learner does (not on a plain web page). */
  readonly reports: boolean;
  /** Opens a page (full id), or the first page of a module. */
  open(target: string): void;
  /** Calls back whenever the named item changes; for blocks that show another block's values. */
  watch(id: string, changed: () => void): void;
  /** All items on the course's pages, in its order; those of one module, where that was launched by itself. */
  readonly items: readonly PlannedItem[];
  /** The ids in the order that they have for this learner's attempt and the item, the same at every visit. */
  shuffled(id: string, ids: readonly string[]): readonly string[];
  /** Id and title of the course. */
  readonly course: { readonly id: string; readonly title: string };
  /** The learner's name as the LMS gives it, or "". */
  readonly learnerName: string;
  /** The course's score in per cent, or null when there is none yet. */
  readonly score: number | null;
  /** One of the player's own words by its full key (`question.check`); `{name}` in it is replaced. */
  word(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Says something to screen readers, once. */
  announce(text: string): void;
}

/** The element of a block that shows something and is not tracked (video, embed). */
export abstract class PlayerElement extends HTMLElement {
  protected host!: Host;

  /** Called once by the player, when the session's state is known. */
  connect(host: Host): void {
    this.host = host;
    this.setUp();
  }

  /** Adds listeners and controls that only make sense with scripts. Called once. */
  protected abstract setUp(): void;

  /** The one element inside that matches; a template that lacks it is a fault of the block. */
  protected one<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`${this.tagName.toLowerCase()} has no ${selector}`);
    return found;
  }

  protected all<E extends HTMLElement = HTMLElement>(selector: string): E[] {
    return [...this.querySelectorAll<E>(selector)];
  }
}

/** The element of a block that a learner uses; `data-item` names its item in the plan. */
export abstract class BlockElement extends PlayerElement {
  protected item!: PlannedItem;

  override connect(host: Host): void {
    this.item = host.item(this.dataset["item"] ?? "");
    super.connect(host);
    this.show(this.values);
  }

  /** What the learner has begun here and not handed in; undefined where there is nothing. */
  draft?(): unknown;

  /** Goes on with what was begun in the same block in another language, once it shows what is kept. */
  takeUp?(draft: unknown): void;

  /** Draws the block for these values. Called at the start and after every change; idempotent. */
  abstract show(values: Values): void;

  protected get values(): Values {
    return this.host.values(this.item.id);
  }

  protected send(event: BlockEvent): void {
    this.host.send(this.item.id, event);
  }
}
