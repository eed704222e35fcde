/**
 * One learner's sitting: the only one that changes the state.
 *
 *     starting ──start()──▶ running ──finish()──▶ finished
 *                              │
 *                              └──another tab──▶ ceded
 *
 * In `running` every change goes to the saver, which keeps it (keeping/saver.ts). In `finished` and
 * `ceded` nothing changes any more; a page that comes back from the browser's cache must be loaded
 * anew. What is done in review, browse and none mode is shown, and never written.
 */
import { decode, encode, type Refusal } from "./codec";
import type { Course } from "./course";
import { progress } from "./derive";
import { Journal, placeOf } from "./keeping/journal";
import type { Health, Probe } from "./keeping/probe";
import { restore } from "./keeping/restore";
import { Saver } from "./keeping/saver";
import { Tabs } from "./keeping/tabs";
import type { Fact } from "./logic";
import type { PlannedPage } from "./plan";
import { MORE } from "./registry";
import { FRESH, fitted, newAttempt, type State } from "./state";
import { settle, step, touch, type Event } from "./step";
import { storageOf } from "./storage";
import { NOWHERE, type Snapshot, type Start, type Tracker } from "./tracker";

export type Phase = "starting" | "running" | "finished" | "ceded";

/** What listeners are told: the item that an event was for (if it was for one). */
export interface Change {
  readonly item?: string;
  readonly before: State;
}

/** What a learner should be told at the start, or in the middle. */
export type Notice = "damaged" | "newer" | "none" | "from-device" | "other-tab";

export class Session {
  phase: Phase = "starting";
  state: State = FRESH;
  info: Start = NOWHERE;
  readonly notices: Notice[] = [];
  /** Finished work of an earlier attempt that this device still has, and the LMS perhaps not. */
  earlier: State | null = null;
  /** The course in the words in which it is shown now. What is tracked is always of `course`. */
  spoken: Course;
  /** null: there is no server whose word alone proves nothing. */
  readonly probe: Probe | null;
  readonly saver: Saver;

  private readonly changed = new Set<(change: Change) => void>();
  private readonly saved = new Set<() => void>();
  private readonly noticed = new Set<() => void>();
  private readonly storage: Storage | null;
  private journal: Journal | null = null;
  private tabs: Tabs | null = null;
  private refused: Refusal | null = null;
  private begun = 0;

  constructor(
    readonly course: Course,
    readonly tracker: Tracker,
    private readonly win: Window,
  ) {
    this.spoken = course;
    this.probe = tracker.Probe ? new tracker.Probe(win) : null;
    this.storage = storageOf(win);
    this.saver = new Saver(tracker, { check: () => this.check() }, this, () => this.tellSaving());
  }

  /** Opens the session. Called once. */
  start(): void {
    this.begun = performance.now();
    this.info = this.tracker.start(this.course.plan);
    this.phase = "running";
    const kept = decode(this.info.state);
    if (typeof kept === "string" && kept !== "empty") this.refuse(kept);
    if (this.info.mode === "none") this.notices.push("none");
    if (this.info.mode !== "none") this.openJournal();
    if (this.writes) this.take(kept);
    else if (typeof kept !== "string") this.look(kept);
  }

  /** Whether what the learner does is kept. A state of a newer player is left alone. */
  get writes(): boolean {
    return this.phase === "running" && this.info.mode === "normal" && this.refused !== "newer";
  }

  /** Whether anyone but the learner gets to see what the learner does. */
  get reports(): boolean {
    return this.tracker.reports && this.info.mode !== "none";
  }

  /** Whether this device can keep a copy of what the LMS has not confirmed. */
  get copies(): boolean {
    return this.journal !== null;
  }

  /** What happened: changes the state, and tells everyone. */
  send(event: Event): void {
    if (this.phase !== "running" || !this.mine()) return;
    const before = this.state;
    const [state, facts] = step(this.course, before, event);
    this.state = state;
    if (this.writes && (state !== before || facts.length > 0)) this.keep(facts);
    const item = event.type === "block" ? { item: event.item } : {};
    for (const listener of [...this.changed]) listener({ ...item, before });
  }

  /** Pages that are held back, each with the one that holds it; none is where the course is only looked at. */
  held(): ReadonlyMap<PlannedPage, PlannedPage> {
    return (this.writes && MORE.gates?.held(this.spoken, this.state)) || new Map();
  }

  /** Hands over now what is still waiting, because the page may go away without another word. */
  flush(): void {
    if (this.writes && this.mine()) this.saver.flush();
  }

  /** The page is looked at again, or the network is back. */
  wake(): void {
    if (this.writes && this.mine()) this.saver.wake();
  }

  /** Ends the session, once. `asked`: whether the learner asked to leave. */
  finish(asked = false): void {
    if (this.phase !== "running") return;
    if (!this.writes) this.tracker.close?.(asked);
    else if (this.mine()) this.saver.end(asked);
    if (this.phase === "running") this.phase = "finished";
    this.tabs?.leave();
  }

  /** Ends the session; says whether the learner's work is safe. */
  async leave(): Promise<boolean> {
    const { writes } = this;
    this.finish(true);
    if (writes) return this.saver.confirmEnd();
    await this.tracker.check?.(); // nothing was to be kept, but the other side has to hear of the end
    return true;
  }

  /** Takes up finished work of an earlier attempt in this one; to be followed by loading the page anew. */
  bringBack(): void {
    const { earlier } = this;
    if (!earlier) return;
    this.finish();
    const { attempt, count } = this.state;
    const newest = Math.max(earlier.count, count) + 1;
    this.journal?.write(attempt, encode({ ...earlier, attempt, count: newest }), []);
  }

  onChange(listener: (change: Change) => void): void {
    this.changed.add(listener);
  }

  onSaving(listener: () => void): void {
    this.saved.add(listener);
  }

  /** Told of a notice that comes up in the middle, and when another tab takes over. */
  onNotice(listener: () => void): void {
    this.noticed.add(listener);
  }

  /** Nobody who was listening hears anything from now on. */
  unheard(): void {
    for (const listeners of [this.changed, this.saved, this.noticed]) listeners.clear();
  }

  /** For the saver. */
  touch(): void {
    this.state = touch(this.state);
  }

  /** For the saver. */
  note(waiting: readonly string[]): boolean {
    return this.journal?.write(this.state.attempt, encode(this.state), waiting) ?? false;
  }

  /** For the saver. */
  confirmed(): void {
    this.journal?.confirm(this.state.attempt, encode(this.state));
  }

  /** For the saver. */
  seen(): boolean {
    return this.win.document.visibilityState !== "hidden";
  }

  /** Whether no other tab has taken over; if one has, this one stops. Also for the saver. */
  mine(): boolean {
    if (this.tracker.ceded || (this.tabs && !this.tabs.mine)) this.cede();
    return this.phase === "running";
  }

  /** For the saver. */
  snapshot(): Snapshot {
    const { course, state } = this;
    return {
      state: encode(fitted(course.plan, state, (one) => encode(one).length <= this.info.room)),
      page: course.pageOfSlot(state.last)?.id ?? course.plan.pages[0]?.id ?? "",
      status: state.status,
      score: state.best,
      rows: state.rows,
      progress: progress(course, state),
      elapsed: performance.now() - this.begun,
    };
  }

  /** What has become of all that was sent: by the word of who got it, or by a look at the server. */
  private check(): Promise<Health> {
    if (this.tracker.check) return this.tracker.check();
    return (this.info.remote && this.probe?.check()) || Promise.resolve("well");
  }

  private refuse(why: Exclude<Refusal, "empty">): void {
    this.refused = why;
    this.notices.push(why);
  }

  private openJournal(): void {
    const { learner } = this.info;
    if (!this.storage || learner === "") return;
    this.journal = new Journal(this.storage, this.course.plan.course.id, learner, placeOf(this.win.location));
  }

  /** Nothing is written; but that the LMS does hold this, the journal may know. */
  private look(kept: State): void {
    this.journal?.confirm(kept.attempt, this.info.state);
    this.state = settle(this.course, kept);
  }

  private take(kept: State | Refusal): void {
    const restored = restore(kept, this.info.begun, this.journal?.entries() ?? []);
    this.earlier = restored.earlier;
    this.state = restored.state ? settle(this.course, restored.state) : newAttempt();
    if (restored.state) this.tracker.knows?.(encode(restored.state));
    if (restored.missing) this.replaceNotice();
    this.openTab();
    const { course, state, tracker } = this;
    this.saver.begin((!tracker.queues && MORE.rows?.missing(course, state, restored, kept, tracker)) || []);
  }

  /** What was lost is found again: nothing to worry the learner with. */
  private replaceNotice(): void {
    this.notices.splice(0, Infinity, "from-device");
  }

  /** This browser's own storage is written at once: it costs nothing, and another tab may ask for it. */
  private keep(facts: readonly Fact[]): void {
    this.saver.keep(facts);
    if (!this.info.remote) this.saver.flush();
  }

  private openTab(): void {
    if (!this.storage) return;
    this.tabs = new Tabs(this.storage, this.win, `${this.course.plan.course.id}:${this.state.attempt}`, {
      taken: () => this.cede(),
      otherStopped: () => this.notice("other-tab"),
    });
  }

  private cede(): void {
    if (this.phase !== "running") return;
    this.phase = "ceded";
    this.saver.stop();
    for (const listener of [...this.noticed]) listener();
  }

  private notice(notice: Notice): void {
    this.notices.push(notice);
    for (const listener of [...this.noticed]) listener();
  }

  private tellSaving(): void {
    for (const listener of [...this.saved]) listener();
  }
}
