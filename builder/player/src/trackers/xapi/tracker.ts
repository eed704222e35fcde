/**
 * xAPI: what happens becomes statements, told once each, and the learner's progress a document of the
 * State API (docs/tracking.md; xAPI 1.0.3). How the course was launched is another's business (`Standard`).
 *
 * Nothing of this blocks the page. `record` puts statements into a queue on this device; `check` brings them to
 * the store and says what became of them, so that the word of the store itself is the proof.
 */
import type { Health } from "../../keeping/probe";
import type { Fact } from "../../logic";
import { isMarked, type Plan } from "../../plan";
import { MORE } from "../../registry";
import { storageOf } from "../../storage";
import { NOWHERE, type Delivery as Sent, type NotConnected, type Snapshot, type Start, type Tracker } from "../../tracker";
import { isPopUp } from "../../windows";
import { Delivery } from "./delivery";
import { StateDocument } from "./document";
import { nameOf, type Launch, type Standard } from "./launch";
import { newerOf, newsOf, toldAfter, type News } from "./news";
import { Queue, type Entry, type Told } from "./queue";
import { statementOf, type Statement, type Vocabulary } from "./statement";
import { newId } from "./uuid";

/** What is told of the end of a session; the first where the course is not done. */
const ENDS: readonly string[] = ["suspended", "terminated"];

/** All that there is while a launch lasts. */
interface Line {
  readonly launch: Launch;
  readonly document: StateDocument;
  readonly queue: Queue;
  readonly delivery: Delivery;
}

export class StatementTracker implements Tracker {
  readonly reports = true;
  readonly queues = true;
  /** Whether the work goes on elsewhere: someone else has written the learner's progress. */
  ceded = false;
  readonly unit: string | null;
  private line: Line | null = null;
  private why: NotConnected | null = null;
  private state = "";
  private elapsed = 0;
  private progress = 0;
  private running: Promise<Health> | null = null;
  private over = false;
  private marked = false;
  /** The beginning of each video's viewing, by item. */
  private readonly viewings = new Map<string, string>();

  constructor(
    private readonly standard: Standard,
    private readonly vocabulary: Vocabulary,
    private readonly win: Window,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.unit = vocabulary.units ? standard.unit(win) : null;
  }

  /** Asks the LMS for all that it knows of the learner. May be asked again after a failure. */
  async connect(): Promise<NotConnected | null> {
    const launch = await this.standard.launch(this.win);
    if (typeof launch === "string") return (this.why = launch);
    const activity = launch.activity ?? this.vocabulary.course;
    const document = new StateDocument(launch, activity);
    const verdict = await document.read();
    if (verdict !== "taken") return (this.why = verdict === "gone" ? "offline" : "refused");
    this.line = this.lineOf(launch, document, activity);
    this.why = null;
    return null;
  }

  /** The pass mark is the LMS's, if it has one (cmi5, 10.2.4: `masteryScore`). */
  planned(whole: Plan): Plan {
    const plan = this.unit === null ? whole : (MORE.units?.planOf(whole, this.unit) ?? whole);
    const mastery = this.line?.launch.mastery;
    if (mastery === undefined || plan.rules.completion.passMark === undefined) return plan;
    const completion = { ...plan.rules.completion, passMark: Math.round(10_000 * mastery) / 100 };
    return { ...plan, rules: { ...plan.rules, completion } };
  }

  get language(): string {
    return this.line?.launch.language ?? "";
  }

  start(plan: Plan): Start {
    this.marked = isMarked(plan);
    if (!this.line) return { ...NOWHERE, over: this.why === "over" ? "launch" : null };
    const { launch, document, queue } = this.line;
    this.forgetEnd(queue);
    if (!launch.again) {
      const beginning = ["initialized", ...(document.exists && launch.mode === "normal" ? ["resumed"] : [])];
      const entries = this.entries(beginning.map((key) => ({ key, outcome: {} })), launch);
      queue.begin(entries.map((entry) => ({ ...entry, at: launch.began ?? entry.at })));
      this.standard.opened(this.win, launch);
    }
    void this.check();
    return {
      mode: launch.mode,
      state: document.held.state,
      begun: document.exists,
      learner: ownerOf(launch).join(" "),
      learnerName: nameOf(launch.actor),
      room: Infinity,
      remote: true,
      tells: true,
      exit: launch.returnTo !== undefined || this.win.parent === this.win || isPopUp(this.win),
      over: null,
      relaunch: true,
      silent: launch.silent,
      ...(launch.returnTo === undefined ? {} : { returnTo: launch.returnTo }),
    };
  }

  /** A page that has just gone may have written it after this one has read. */
  knows(state: string): void {
    this.line?.document.knows(state);
  }

  record(facts: readonly Fact[], now: Snapshot): void {
    if (!this.line || this.over) return;
    const { launch, queue } = this.line;
    const elapsed = launch.before + now.elapsed;
    this.state = now.state;
    this.elapsed = elapsed;
    this.progress = now.progress;
    this.tell(newsOf(facts, { ...now, elapsed }, queue.told, this.marked), toldAfter(now, queue.told));
  }

  /** On its way; `check` says what became of it. */
  save(): Sent {
    void this.check();
    return "taken";
  }

  sendAgain(): Sent {
    return this.save();
  }

  arrived(): void {}

  /** Brings all that waits to the store, and waits for its word. */
  check(): Promise<Health> {
    this.running ??= this.deliver().finally(() => (this.running = null));
    return this.running;
  }

  finish(now: Snapshot, asked: boolean): Sent {
    this.record([], now);
    this.end(asked, now.status === "incomplete");
    return "taken";
  }

  /** The end of a session in which nothing was recorded. */
  close(asked: boolean): void {
    this.end(asked, false);
  }

  report(): readonly string[] {
    const { name } = this.standard;
    if (!this.line) return [`${name}: ${this.why ?? "not asked yet"}`];
    const { launch, queue } = this.line;
    return [`${name}, ${queue.entries.length} statements waiting`, ...launch.lrs.memory];
  }

  /** The end of a session that nobody heard of: it goes on after all, or another one has begun. */
  private forgetEnd(queue: Queue): void {
    const ends = queue.entries.filter(({ key }) => ENDS.includes(key) && !this.standard.outlives(key));
    queue.remove(ends.map(({ id }) => id));
  }

  private lineOf(launch: Launch, document: StateDocument, activity: string): Line {
    const queue = new Queue(storageOf(this.win), [this.standard.name, activity, ...ownerOf(launch), ...queueOf(launch)]);
    queue.told = newerOf(queue.told, document.held.told);
    this.state = document.held.state;
    const delivery = new Delivery(launch, queue, {
      make: (entry) => this.statement(entry, launch),
      isOver: (entry) => this.isOver(entry, launch),
      admits: () => document.admits(),
      ends: (key) => this.standard.endsToken(key),
    });
    return { launch, document, queue, delivery };
  }

  private tell(news: readonly News[], told: Told): void {
    if (!this.line) return;
    const { launch, queue } = this.line;
    queue.add(this.entries(news, launch), told);
  }

  /** What of it can be said, as it will be sent. */
  private entries(news: readonly News[], { mode, session }: Launch): Entry[] {
    const at = this.now().toISOString();
    const sayable = news.filter(({ key }) => key in this.vocabulary.templates && (key !== "progressed" || this.saysProgress));
    const allowed = sayable.filter(({ key }) => mode === "normal" || this.standard.saysInReview(key));
    return allowed.map(({ key, outcome, watching }) => {
      const id = newId();
      if (watching?.begins) this.viewings.set(watching.item, id);
      const viewing = watching && this.viewings.get(watching.item);
      return { id, key, outcome, at, session, ...(viewing === undefined ? {} : { viewing }) };
    });
  }

  private get saysProgress(): boolean {
    return this.line !== null && this.standard.saysProgress(this.line.queue.told);
  }

  private isOver({ key, session }: Entry, launch: Launch): boolean {
    return session !== launch.session && !this.standard.outlives(key);
  }

  private statement(entry: Entry, launch: Launch): Statement | null {
    const { id, key, outcome, session, viewing } = entry;
    const earlier = session !== launch.session;
    if (this.isOver(entry, launch)) return null;
    const { actor, registration, activity, context, began } = launch;
    const sending = {
      id, actor, timestamp: earlier ? (began ?? entry.at) : entry.at,
      ...(registration === undefined ? {} : { registration }),
      ...(this.unit === null ? {} : { unit: `module/${this.unit}` }),
      ...(activity === undefined ? {} : { activity }),
      ...(context === undefined ? {} : { context }),
      ...(viewing === undefined ? {} : { session: viewing }),
    };
    const made = statementOf(this.vocabulary, key, outcome, sending);
    return made && this.standard.dress(made, key, launch);
  }

  private async deliver(): Promise<Health> {
    if (!this.line) return "offline";
    const { launch, document, queue } = this.line;
    for (;;) {
      const ending = this.over;
      const trouble = await this.bring(this.line, ending);
      if (ending !== this.over) continue; // the learner has left meanwhile
      if (trouble) return trouble;
      if (queue.entries.length === 0 && this.isKept(document, queue.told)) break;
    }
    if (this.over) this.standard.closed(this.win, launch);
    return "well";
  }

  /**
   * Statements first: what the document says was told has been told. At the end of a session it is the other way round.
   * A statement that is refused does not hold up the learner's progress.
   */
  private async bring({ document, queue, delivery }: Line, ending: boolean): Promise<Exclude<Health, "well"> | null> {
    const { told } = queue;
    const early = ending ? await this.keep(document, told) : null;
    if (early) return early;
    const trouble = await delivery.run(ending);
    if (trouble !== "refused") return trouble ?? this.keep(document, told);
    return (await this.keep(document, document.held.told)) ?? trouble;
  }

  private isKept(document: StateDocument, told: Told): boolean {
    const { launch } = this.line as Line;
    if (launch.mode !== "normal" || this.state === "") return true;
    return document.held.state === this.state && JSON.stringify(document.held.told) === JSON.stringify(told);
  }

  private async keep(document: StateDocument, told: Told): Promise<Exclude<Health, "well"> | null> {
    if (this.isKept(document, told)) return null;
    if (this.ceded) return "refused"; // what was found there is another's, and is not written over
    const verdict = await document.write({ state: this.state, told });
    if (verdict === "stale") this.ceded = true;
    if (verdict === "taken") return null;
    return verdict === "gone" ? "offline" : verdict === "denied" ? "signed-out" : "refused";
  }

  /**
   * Requests of a page that goes away may overtake each other, and nothing must be written after the end of a session
   * that ends the token: then the progress comes first, and the end is left to the LMS.
   */
  private get mayEndAtOnce(): boolean {
    if (!this.line) return false;
    return !this.standard.endsToken("terminated") || this.isKept(this.line.document, this.line.queue.told);
  }

  private end(asked: boolean, unfinished: boolean): void {
    if (!this.line || this.over) return;
    const { launch, document, queue, delivery } = this.line;
    const elapsed = this.elapsed || launch.before + performance.now();
    const outcome = { elapsed, ...(this.saysProgress ? { progress: this.progress } : {}) };
    if (asked || (this.standard.endsOn(this.win) && this.mayEndAtOnce)) {
      const ends = unfinished ? ENDS : ENDS.slice(1);
      this.tell(ends.map((key) => ({ key, outcome })), queue.told);
      this.over = true;
    }
    if (asked) return void this.check();
    delivery.last(this.isKept(document, queue.told) ? 0 : document.writeLast({ state: this.state, told: queue.told }));
    if (this.over) this.standard.closed(this.win, launch);
  }
}

/** Who takes the course in which registration, told to which store: to keep work apart on one device. */
function ownerOf({ actor, registration, lrs }: Launch): string[] {
  const { objectType: _type, name: _name, ...identifier } = actor;
  return [JSON.stringify(identifier), registration ?? "", lrs.origin];
}

/** Where the course is only looked at, what waits of the learner's work is not to be told: it stays for the next visit. */
function queueOf({ mode }: Launch): string[] {
  return mode === "normal" ? [] : [mode];
}
