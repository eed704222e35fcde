/**
 * One learner's sitting: the only writer of the state, and the only one that ends it.
 *
 *     starting ──start()──▶ running ──finish()──▶ finished
 *
 * In `running` every change is handed to the tracker within a second. In `finished` nothing changes
 * any more; a page that comes back from the browser's cache must be loaded anew. What is done in
 * review, browse and none mode is shown, and never written.
 */
import { decode, encode, type Refusal } from "./codec";
import type { Course } from "./course";
import { held, progress } from "./derive";
import type { Fact } from "./logic";
import type { PlannedPage } from "./plan";
import { FRESH, type State } from "./state";
import { recall, settle, step, touch, type Event } from "./step";
import type { Snapshot, Start, Tracker } from "./tracker";

export type Phase = "starting" | "running" | "finished";

/** How much of the learner's work the other side has confirmed. `off`: nothing is kept. */
export type Saving = "off" | "saved" | "saving" | "unsaved";

/** What listeners are told: the item that an event was for (if it was for one). */
export interface Change {
  readonly item?: string;
  readonly before: State;
}

/** Answers go out at once, everything else is collected; both within a second (design.md). */
export const SOON = 50;
export const LATER = 900;
/** How long to wait before trying again what was not confirmed. */
export const RETRY = 10_000;

const NOWHERE: Start = { mode: "none", state: "", learnerName: "", exit: false };

export class Session {
  phase: Phase = "starting";
  state: State = FRESH;
  saving: Saving = "off";
  info: Start = NOWHERE;
  /** Why the kept state could not be taken up, if it could not. */
  refused: Refusal | null = null;

  private readonly changed = new Set<(change: Change) => void>();
  private readonly saved = new Set<() => void>();
  private facts: Fact[] = [];
  /** Whether what was sent last was not confirmed. */
  private lost = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  private begun = 0;

  constructor(
    readonly course: Course,
    private readonly tracker: Tracker,
  ) {}

  /** Opens the session. Called once. */
  start(): void {
    this.begun = performance.now();
    this.info = this.tracker.start(this.course.plan);
    this.phase = "running";
    this.restore(decode(this.info.state));
    if (!this.writes) return;
    this.tracker.resume(recall(this.course, this.state), this.snapshot());
    this.keep([]);
  }

  /** Whether what the learner does is kept. A state of a newer player is left alone. */
  get writes(): boolean {
    return this.phase === "running" && this.info.mode === "normal" && this.refused !== "newer";
  }

  /** Whether anyone but the learner gets to see what the learner does. */
  get reports(): boolean {
    return this.tracker.reports && this.info.mode !== "none";
  }

  /** What happened: changes the state, and tells everyone. */
  send(event: Event): void {
    if (this.phase !== "running") return;
    const before = this.state;
    const [state, facts] = step(this.course, before, event);
    this.state = state;
    if (this.writes && (state !== before || facts.length > 0)) this.keep(facts);
    const item = event.type === "block" ? { item: event.item } : {};
    for (const listener of [...this.changed]) listener({ ...item, before });
  }

  /** Pages that are held back, each with the one that holds it; none is where the course is only looked at. */
  held(): ReadonlyMap<PlannedPage, PlannedPage> {
    return this.writes ? held(this.course, this.state) : new Map();
  }

  /** Hands over now what is still waiting, because the page may go away without another word. */
  flush(): void {
    if (this.writes && this.saving !== "saved") this.save();
  }

  /** Ends the session, once. Returns whether the learner's work is safe. */
  finish(): boolean {
    if (this.phase === "finished") return !this.lost;
    const { writes } = this;
    this.phase = "finished";
    clearTimeout(this.timer);
    if (!writes) return true;
    this.handOver();
    this.lost = !this.tracker.finish(this.snapshot());
    return !this.lost;
  }

  onChange(listener: (change: Change) => void): void {
    this.changed.add(listener);
  }

  onSaving(listener: () => void): void {
    this.saved.add(listener);
  }

  private restore(kept: State | Refusal): void {
    if (typeof kept !== "string") this.state = settle(this.course, kept);
    else if (kept !== "empty") this.refused = kept;
  }

  private keep(facts: readonly Fact[]): void {
    this.facts.push(...facts);
    this.tell("saving");
    this.plan(facts.some(({ fact }) => fact === "answered") ? SOON : LATER);
  }

  /** Saves in so many milliseconds, unless that is to happen sooner anyway. */
  private plan(delay: number): void {
    const due = performance.now() + delay;
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.save(), delay);
  }

  private save(): void {
    clearTimeout(this.timer);
    this.due = Infinity;
    if (this.lost) this.state = touch(this.state);
    this.handOver();
    this.lost = !this.tracker.save();
    this.tell(this.lost ? "unsaved" : "saved");
    if (this.lost) this.plan(RETRY);
  }

  private handOver(): void {
    const { facts } = this;
    this.facts = [];
    this.tracker.record(facts, this.snapshot());
  }

  private tell(saving: Saving): void {
    this.saving = saving;
    for (const listener of [...this.saved]) listener();
  }

  private snapshot(): Snapshot {
    const { course, state } = this;
    return {
      state: encode(state),
      page: course.pageOfSlot(state.last)?.id ?? course.plan.pages[0]?.id ?? "",
      status: state.status,
      score: state.best,
      rows: state.rows,
      progress: progress(course, state),
      elapsed: performance.now() - this.begun,
    };
  }
}
