/**
 * Sees to it that the learner's work is kept: the only one that writes, and the only one that ends.
 *
 *                ┌────────── change ──────────┐
 *                ▼                            │
 *     begin ▶ saving ──sent, taken, probed──▶ saved
 *              ▲  │
 *    probed,   │  └─failed, refused, or no server / nobody signed in──▶ unsaved ─┐
 *    sent again│                                                          ▲      │ every 10 s, when the
 *              └──────────────────────────────────────────────────────────┴──────┘ network is back, on waking
 *
 * The journal on this device gets every change at once. The LMS gets answers within a twentieth of
 * a second and the rest within one, together. "Saved" takes three: the LMS said so, its server is there,
 * and it knows the learner still. After a loss nothing new is handed over until the server is
 * there again; then everything that was not confirmed goes out once more, in a way that an LMS
 * which takes it for known cannot ignore (Tracker.sendAgain).
 */
import type { Fact } from "../logic";
import { MORE } from "../registry";
import type { Delivery, Snapshot, Tracker } from "../tracker";
import type { Outbox } from "./outbox";
import type { Health } from "./probe";

/** How much of the learner's work the other side has confirmed. `off`: nothing is kept. */
export type Saving = "off" | "saved" | "saving" | "unsaved";

/**
 * Why something is not saved. `offline`: no answer from the server. `signed-out`: the server does not know the
 * learner any more. `refused`: the server is there, but did not take it.
 */
export type Trouble = "offline" | "signed-out" | "refused";

/** Answers go out at once, everything else is collected; both within a second (design.md). */
export const SOON = 50;
export const LATER = 900;
/** How long to wait before trying again what was not confirmed. */
export const RETRY = 10_000;
/** A slow LMS blocks the page at each commit: it gets a tenth of the time at most, but while someone types only. */
const SHARE = 10;
const LATEST = 15_000;

/** What the saver asks of the session. */
export interface Work {
  snapshot(): Snapshot;
  /** Whether this page may still write. Asked before each sending: a frozen tab hears of nothing. */
  mine(): boolean;
  /** Whether the page is looked at. */
  seen(): boolean;
  /** Makes the state differ, so that it is sent again. */
  touch(): void;
  /** Keeps the state on this device, and what may not have arrived; returns whether that worked. */
  note(waiting: readonly string[]): boolean;
  /** The other side has the state, and all that belongs to it. */
  confirmed(): void;
}

export class Saver {
  saving: Saving = "off";
  trouble: Trouble | null = null;
  savedAt: Date | null = null;
  /** Whether this device has a copy of what is not confirmed. */
  copied = false;

  /** undefined: there are no rows that could be lost. */
  private readonly outbox: Outbox | undefined = MORE.rows && new MORE.rows.Outbox();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  private pause = LATER;
  /** Whether something has changed since the last sending. */
  private changed = false;
  /** Whether what was sent may not have arrived. */
  private lost = false;
  private delivery: Delivery = "taken";
  /** Whether a hidden page sent it. */
  private blind = false;
  /**
   * Whether the other side has refused something since it last took everything. Then only a page that is
   * looked at gets a true answer: Moodle says "true" to all that a hidden page sends, also when it was signed
   * out and the learner has signed in again in another tab, which is lost on this page (O1.4, O2).
   */
  private refused = false;
  private sendings = 0;
  private probing = false;
  /** Ended, or stopped: nothing goes out any more. */
  private over = false;

  constructor(
    private readonly tracker: Tracker,
    private readonly probe: { check(): Promise<Health> },
    private readonly work: Work,
    private readonly told: () => void,
  ) {}

  /** Begins with what the other side lacks. The first probe, soon after, learns what is usual for this server. */
  begin(missing: readonly Fact[]): void {
    setTimeout(() => void this.probe.check());
    this.keep(missing);
  }

  /** Something has changed. */
  keep(facts: readonly Fact[]): void {
    if (this.tracker.queues) this.tracker.record(facts, this.work.snapshot());
    else this.outbox?.add(facts);
    this.changed = true;
    this.note();
    if (this.trouble) return;
    this.tell("saving");
    this.plan(facts.some(({ fact }) => fact === "answered") ? SOON : this.pause);
  }

  /** Sends what waits, because the page may go away without another word. */
  flush(): void {
    if (this.changed || this.lost) this.send();
  }

  /** Tries again now: the network is back, or the page is looked at again. */
  wake(): void {
    if (this.trouble) void this.retry();
  }

  /** Ends the session. `asked`: whether the learner asked for it. */
  end(asked: boolean): void {
    this.close();
    const settled = this.settled && this.saving === "saved";
    const again = this.lost ? this.sendAgain() : "taken";
    this.tracker.record(this.take(), this.work.snapshot());
    const last = this.tracker.finish(this.work.snapshot(), asked);
    // After a commit that failed, Moodle says "true" to one that has nothing to carry (O1.2).
    this.lost = again !== "taken" || last !== "taken";
    if (!settled) this.note();
  }

  /** Stops without another word: another tab has taken over. */
  stop(): void {
    this.close();
    this.tell("off");
  }

  /** After the end: whether the server was there to take it. */
  async confirmEnd(): Promise<boolean> {
    const health = await this.probe.check();
    if (health !== "well" || this.lost) return false;
    this.outbox?.arrived();
    if (this.isEmpty) this.work.confirmed();
    return true;
  }

  private close(): void {
    this.unplan();
    this.over = true;
  }

  private get settled(): boolean {
    return !this.changed && !this.lost && this.isEmpty;
  }

  private get isEmpty(): boolean {
    return this.outbox?.empty ?? true;
  }

  private take(): readonly Fact[] {
    return this.outbox?.take() ?? [];
  }

  private plan(delay: number): void {
    const due = performance.now() + delay;
    if (due >= this.due) return;
    this.unplan();
    this.due = due;
    this.timer = setTimeout(() => (this.trouble ? void this.retry() : this.send()), delay);
  }

  private unplan(): void {
    clearTimeout(this.timer);
    this.due = Infinity;
  }

  private send(): void {
    this.unplan();
    if (!this.work.mine()) return;
    const began = performance.now();
    this.blind = !this.work.seen();
    this.delivery = this.lost ? this.sendAgain() : this.sendNew();
    this.lost = this.delivery !== "taken";
    this.pause = Math.min(LATEST, Math.max(LATER, SHARE * (performance.now() - began)));
    this.sendings += 1;
    void this.confirm();
  }

  private sendNew(): Delivery {
    this.handOver(this.take());
    return this.tracker.save();
  }

  /** After a loss only the state, and what was lost: other rows wait until the server is there again. */
  private sendAgain(): Delivery {
    this.work.touch();
    this.handOver([]);
    return this.tracker.sendAgain();
  }

  private handOver(facts: readonly Fact[]): void {
    this.tracker.record(facts, this.work.snapshot());
    this.changed = false;
    this.note();
  }

  private note(): void {
    this.copied = this.work.note(this.outbox?.names ?? []);
  }

  /** One probe at a time; it counts for what was sent before it began. */
  private async confirm(): Promise<void> {
    if (this.probing) return;
    this.probing = true;
    let health: Health;
    let sendings: number;
    do {
      sendings = this.sendings;
      health = await this.probe.check();
      if (health !== "well") this.lost = true;
    } while (sendings !== this.sendings && !this.over);
    this.probing = false;
    if (!this.over) this.conclude(health);
  }

  private conclude(health: Health): void {
    if (!this.work.mine()) return;
    if (health !== "well") this.fail(health);
    else if (this.delivery !== "taken") this.fail("refused");
    else if (this.refused && this.blind) this.doubt();
    else if (this.lost) this.send();
    else this.succeed();
  }

  private doubt(): void {
    this.lost = true;
    this.fail(this.trouble ?? "refused");
  }

  private fail(trouble: Trouble): void {
    this.trouble = trouble;
    if (trouble !== "offline") this.refused = true;
    this.tell("unsaved");
    this.plan(RETRY);
  }

  private succeed(): void {
    this.tracker.arrived();
    this.outbox?.arrived();
    this.trouble = null;
    this.refused = false;
    if (!this.settled) {
      this.plan(this.isEmpty ? this.pause : LATER); // nothing was planned in times of trouble
      return this.tell("saving");
    }
    this.savedAt = new Date();
    this.work.confirmed();
    this.tell("saved");
  }

  /** The server first: a commit that fails blocks the page for nothing. */
  private async retry(): Promise<void> {
    this.unplan();
    if (this.probing) return;
    if (this.refused && !this.work.seen()) return this.plan(RETRY);
    this.probing = true;
    const health = await this.probe.check();
    this.probing = false;
    if (this.over || !this.work.mine()) return;
    this.lost = true; // what a hidden page has sent meanwhile is lost too, for all that is known
    if (health === "well") this.send();
    else this.fail(health);
  }

  private tell(saving: Saving): void {
    this.saving = saving;
    this.told();
  }
}
