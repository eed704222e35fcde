/**
 * No LMS: the course on a web server or opened by double-click. Progress stays in this browser, for
 * this course at this address. Where the browser denies storage (private windows, some `file:`
 * pages) nothing is kept, and the learner is told.
 */
import type { Fact } from "../logic";
import type { Plan } from "../plan";
import type { Snapshot, Start, Tracker } from "../tracker";

export class Web implements Tracker {
  readonly reports = false;
  private store: Storage | null = null;
  private key = "";
  private state = "";

  constructor(private readonly win: Window) {}

  start(plan: Plan): Start {
    this.key = `build-course:${plan.course.id}:${this.win.location.pathname}`;
    this.store = usable(this.win);
    const state = this.store?.getItem(this.key) ?? "";
    return { mode: this.store ? "normal" : "none", state, learnerName: "", exit: false };
  }

  resume(): void {}

  record(_facts: readonly Fact[], now: Snapshot): void {
    this.state = now.state;
  }

  save(): boolean {
    try {
      this.store?.setItem(this.key, this.state);
      return this.store !== null;
    } catch {
      return false;
    }
  }

  finish(now: Snapshot): boolean {
    this.state = now.state;
    return this.save();
  }
}

/** Browsers deny storage at the first touch or only when something is written. */
function usable(win: Window): Storage | null {
  const probe = "build-course:probe";
  try {
    win.localStorage.setItem(probe, probe);
    win.localStorage.removeItem(probe);
    return win.localStorage;
  } catch {
    return null;
  }
}
