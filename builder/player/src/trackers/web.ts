/**
 * No LMS: the course on a web server or opened by double-click. Progress stays in this browser, for
 * this course at this address. Where the browser denies storage (private windows, some `file:`
 * pages) nothing is kept, and the learner is told.
 */
import type { Fact } from "../logic";
import type { Plan } from "../plan";
import { NOWHERE, type Delivery, type Snapshot, type Start, type Tracker } from "../tracker";
import { storageOf } from "../storage";

export class Web implements Tracker {
  readonly reports = false;
  private store: Storage | null = null;
  private key = "";
  private state = "";

  constructor(private readonly win: Window) {}

  start(plan: Plan): Start {
    this.key = `build-course:${plan.course.id}:${this.win.location.pathname}`;
    this.store = storageOf(this.win);
    const state = this.store?.getItem(this.key) ?? "";
    return { ...NOWHERE, mode: this.store ? "normal" : "none", state, begun: state !== "" };
  }

  record(_facts: readonly Fact[], now: Snapshot): void {
    this.state = now.state;
  }

  save(): Delivery {
    try {
      this.store?.setItem(this.key, this.state);
      return this.store ? "taken" : "failed";
    } catch {
      return "failed";
    }
  }

  sendAgain(): Delivery {
    return this.save();
  }

  arrived(): void {}

  finish(now: Snapshot): Delivery {
    this.state = now.state;
    return this.save();
  }

  report(): readonly string[] {
    return [this.store ? "Kept in this browser" : "This browser keeps nothing"];
  }
}
