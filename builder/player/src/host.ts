/** What the blocks' elements see of the player, and who tells them when something changed. */
import { BlockElement, PlayerElement, type Host } from "./element";
import { itemDone } from "./items";
import type { BlockEvent, Values } from "./logic";
import type { PlannedItem } from "./plan";
import type { Session } from "./session";
import { shuffled } from "./shuffle";
import type { State } from "./state";
import { valuesOf } from "./values";
import type { Word } from "./words";

/** How long, in milliseconds, blocks that are out of sight may take in one go. */
const MOMENT = 5;

export type ElementClass = new () => HTMLElement;

export class PlayerHost implements Host {
  private readonly elements = new Map<string, BlockElement>();
  private readonly watchers = new Map<string, (() => void)[]>();
  /** Every block that has behaviour; those of the pages that were not opened at the start; those that have it by now. */
  private readonly tags: string;
  private waiting?: Set<Element>;
  private readonly alive = new WeakSet<Element>();

  constructor(
    private readonly session: Session,
    readonly word: Word,
    readonly open: (target: string) => void,
    readonly announce: (text: string) => void,
    kinds: Readonly<Record<string, ElementClass>>,
    private readonly begun: ReadonlyMap<string, unknown> = new Map(),
  ) {
    session.onChange(({ item, before }) => {
      if (item !== undefined) this.refresh(item);
      else this.refreshPage(before);
    });
    for (const [kind, made] of Object.entries(kinds)) {
      if (!customElements.get(`bc-${kind}`)) customElements.define(`bc-${kind}`, made);
    }
    this.tags = Object.keys(kinds).map((kind) => `bc-${kind}`).join();
  }

  /** Brings the blocks in there to life. */
  connect(root: ParentNode): void {
    for (const element of root.querySelectorAll(this.tags)) this.connectOne(element);
  }

  /** Some of those that wait still, for a moment; whether there are more. */
  connectSome(): boolean {
    const end = performance.now() + MOMENT;
    this.waiting ??= new Set(document.querySelectorAll(this.tags));
    for (const element of this.waiting) {
      this.connectOne(element);
      if (performance.now() > end) break;
    }
    return this.waiting.size > 0;
  }

  get items(): readonly PlannedItem[] {
    return this.session.spoken.shown;
  }

  get writable(): boolean {
    return this.session.writes;
  }

  get reports(): boolean {
    return this.session.reports;
  }

  get course(): { readonly id: string; readonly title: string } {
    return this.session.spoken.plan.course;
  }

  get learnerName(): string {
    return this.session.info.learnerName;
  }

  get score(): number | null {
    return this.session.state.best;
  }

  item(id: string): PlannedItem {
    return this.session.spoken.item(id);
  }

  values(id: string): Values {
    return valuesOf(this.item(id), this.session.state);
  }

  done(id: string): boolean {
    return itemDone(this.session.spoken, this.session.state, this.item(id));
  }

  shuffled(id: string, ids: readonly string[]): readonly string[] {
    return shuffled(ids, this.session.state.attempt, id);
  }

  send(id: string, event: BlockEvent): void {
    this.session.send({ type: "block", item: id, event });
  }

  watch(id: string, changed: () => void): void {
    this.watchers.set(id, [...(this.watchers.get(id) ?? []), changed]);
  }

  /** What was begun and not handed in, by item; for the host of the same page in another language. */
  get drafts(): ReadonlyMap<string, unknown> {
    const drafts = new Map(this.begun);
    for (const [id, element] of this.elements) guarded(() => drafts.set(id, element.draft?.()));
    return drafts;
  }

  private connectOne(element: Element): void {
    this.waiting?.delete(element);
    if (this.alive.has(element) || !(element instanceof PlayerElement)) return;
    this.alive.add(element);
    const { item = "" } = element.dataset;
    if (element instanceof BlockElement) this.elements.set(item, element);
    guarded(() => {
      element.connect(this);
      const draft = this.begun.get(item);
      if (draft !== undefined && element instanceof BlockElement) element.takeUp?.(draft);
    });
  }

  /** What was decided when the page was opened is to be seen on it. */
  private refreshPage(before: State): void {
    const { spoken: course, state } = this.session;
    for (const id of course.pageOfSlot(state.last)?.items ?? []) {
      const item = course.item(id);
      if (JSON.stringify(valuesOf(item, before)) !== JSON.stringify(valuesOf(item, state))) this.refresh(id);
    }
  }

  private refresh(item: string): void {
    guarded(() => this.elements.get(item)?.show(this.values(item)));
    for (const changed of this.watchers.get(item) ?? []) guarded(changed);
  }
}

/** One block's fault must not stop the others, nor the saving. */
function guarded(what: () => void): void {
  try {
    what();
  } catch (error) {
    console.error(error);
  }
}
