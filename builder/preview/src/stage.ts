/**
 * The place where the course runs: a frame in which visits begin and end as in an LMS. One thing at a time happens
 * here, in the order in which it was asked for.
 */
import { commitsOf } from "./commits";
import type { Network } from "./network";
import { Runtime, type Made } from "./scorm/runtime";
import { SCORM12, SCORM2004, type Standard } from "./scorm/standards";
import { server, type Launched, type Mode, type Wanted } from "./server";

const STANDARDS: Readonly<Record<string, Standard>> = { scorm12: SCORM12, scorm2004: SCORM2004 };

/** One visit that is open, or that was the last. */
export interface Visit extends Launched {
  readonly wanted: Wanted;
  readonly runtime: Runtime | null;
}

/** `none`: nothing was opened yet. `expired`, `left`: the course itself led to the login page, or back to the LMS. */
export type Standing = "none" | "open" | "closed" | "expired" | "left";

export interface Heeds {
  changed(): void;
  called(made: Made, standard: Standard): void;
}

export class Stage {
  visit: Visit | null = null;
  standing: Standing = "none";
  private frame: HTMLIFrameElement | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly place: HTMLElement,
    private readonly network: Network,
    private readonly heeds: Heeds,
  ) {}

  /** The course's window, while a visit is open. */
  get course(): Window | null {
    return this.standing === "open" ? (this.frame?.contentWindow ?? null) : null;
  }

  /** The page of the course that is open: what stands behind `#` in its address. */
  get page(): string {
    return this.course?.location.hash ?? "";
  }

  open(wanted: Wanted, page = ""): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.begin(wanted, page, 0);
    });
  }

  /** Ends the visit as closing the tab would: the page is hidden, says what it has to say, and goes. */
  close(): Promise<void> {
    return this.next(async () => {
      if (this.course) hide(this.course);
      await this.network.quiet();
      await this.end();
      this.stand("closed");
    });
  }

  /** The course as it is now, on the page and at the place where the learner was. */
  reload(): Promise<void> {
    return this.next(async () => {
      if (!this.visit || !this.course) return;
      const { wanted, mode, address } = this.visit;
      const [page, scrolled] = [this.page, this.course.scrollY];
      await this.end();
      // Only an API object begins anew: who speaks xAPI finds all that is needed in the address.
      if (this.visit.runtime) await this.begin({ ...wanted, mode, fresh: false, again: true }, page, scrolled);
      else this.show(address + page, scrolled);
    });
  }

  private next(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act).catch((error: unknown) => console.warn(error));
    return this.turn;
  }

  private async begin(wanted: Wanted, page: string, scrolled: number): Promise<void> {
    const launched = await server.launch(wanted);
    const standard = STANDARDS[wanted.target];
    const runtime = standard ? this.runtime(standard, launched) : null;
    this.visit = { ...launched, wanted, runtime };
    offer(runtime);
    this.show(launched.address + page, scrolled);
  }

  private runtime(standard: Standard, { visit, given }: Launched): Runtime {
    const told = (made: Made): void => this.heeds.called(made, standard);
    return new Runtime(standard, given, commitsOf(visit, this.network), told);
  }

  /** Takes the course away, and waits for its last words. */
  private async end(): Promise<void> {
    this.frame?.remove();
    this.frame = null;
    this.network.detach();
    await this.network.quiet();
  }

  private show(address: string, scrolled: number): void {
    const frame = document.createElement("iframe");
    frame.title = "The course";
    frame.allow = "fullscreen; autoplay";
    frame.src = address;
    frame.addEventListener("load", () => this.arrived(frame, scrolled), { once: true });
    frame.addEventListener("load", () => this.look(frame));
    this.frame = frame;
    this.place.append(frame);
    this.stand("open");
  }

  private arrived(frame: HTMLIFrameElement, scrolled: number): void {
    if (scrolled > 0) frame.contentWindow?.scrollTo({ top: scrolled, behavior: "instant" });
  }

  /** Notices where the course has gone by itself. */
  private look(frame: HTMLIFrameElement): void {
    if (frame !== this.frame) return;
    const path = frame.contentWindow?.location.pathname;
    if (path === "/login") this.stand("expired");
    if (path === "/left") this.stand("left");
  }

  private stand(standing: Standing): void {
    this.standing = standing;
    this.heeds.changed();
  }
}

/** Puts the API where a course looks for it, and takes away that of another standard. */
function offer(runtime: Runtime | null): void {
  const place = window as unknown as Record<string, unknown>;
  delete place["API"];
  delete place["API_1484_11"];
  if (runtime) place[runtime.standard.object] = runtime.api;
}

/** What a browser tells a page whose tab is closed, before it takes it away. */
function hide(course: Window): void {
  Object.defineProperty(course.document, "visibilityState", { configurable: true, get: () => "hidden" });
  Object.defineProperty(course.document, "hidden", { configurable: true, get: () => true });
  course.document.dispatchEvent(new Event("visibilitychange"));
}

/** The other mode. */
export function otherMode(mode: Mode): Mode {
  return mode === "normal" ? "review" : "normal";
}
