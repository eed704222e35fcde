/**
 * What Moodle makes of a SCORM 1.2 package (lms-facts.md, 1.4, O1, O2), as far as losing goes: a commit
 * posts what differs from what was last collected, and collects it even when the post fails; a page that
 * is hidden, leaving or without a network hears "true" whatever becomes of it.
 */
import type { FakePage, Reply } from "./fake-page";

const MODEL: Readonly<Record<string, string>> = {
  "cmi.core.student_id": "anna",
  "cmi.core.student_name": "Anna Muster",
  "cmi.core.lesson_mode": "normal",
  "cmi.core.credit": "credit",
  "cmi.core.score._children": "raw,min,max",
  "cmi.interactions._children": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  "cmi.objectives._children": "id,score,status",
};
const EMPTY: Readonly<Record<string, string>> = {
  "cmi.core.lesson_status": "not attempted", "cmi.core.score.raw": "", "cmi.suspend_data": "", "cmi.core.lesson_location": "",
};
const ROW = /^cmi\.(?:interactions|objectives)\.(\d+)\./;
const NUMBERS = /\.(raw|min|max|weighting)$/;

export class FakeMoodle {
  readonly stored = new Map<string, string>();
  network: "up" | "down" = "up";
  /** Whether the server only says that it is busy. */
  busy = false;
  /** Counts sign-ins; 0 while nobody is signed in. */
  session = 1;
  /** For each of the next requests whether it fails. */
  hiccups: boolean[] = [];
  private signIns = 1;
  /** Whether something was lost with a "true" that no probe has shown yet. */
  unseen = false;

  /** Someone opens the player page. `data` is what the server put into it. */
  open(page: FakePage, data: ReadonlyMap<string, string> = this.stored): Launch {
    page.reply = () => this.reply;
    return new Launch(this, page, new Map(data));
  }

  signOut(): void {
    this.session = 0;
  }

  signIn(): void {
    this.session = ++this.signIns;
  }

  /** "true" or "false", as the page is told. */
  post(delta: ReadonlyMap<string, string>, session: number, beacon: boolean): boolean {
    const fails = this.busy || (!beacon && this.hiccups.shift());
    const arrives = this.network === "up" && !fails && this.session === session;
    if (arrives) for (const [element, value] of delta) this.store(element, value);
    const told = arrives || beacon || this.network === "down";
    if (told && !arrives) this.unseen = true;
    return told;
  }

  private get reply(): Reply {
    const reply = this.network === "down" ? "down" : this.session === 0 ? "login" : this.busy ? "broken" : "there";
    if (reply !== "there") this.unseen = false;
    return reply;
  }

  /** PHP takes "88" and "88.0" for the same, and leaves the old one. */
  private store(element: string, value: string): void {
    const old = this.stored.get(element) ?? "";
    const same = old !== "" && value !== "" && !Number.isNaN(Number(old)) && Number(old) === Number(value);
    if (!same) this.stored.set(element, value);
  }
}

export class Launch {
  /** Everything that was asked for, in order. */
  readonly calls: string[] = [];
  /** The most rows that one commit was told of. */
  mostRows = 0;
  finished = 0;
  /** Calls that wrote after the end. */
  late = 0;
  private readonly values: Map<string, string>;
  private readonly collected: Map<string, string>;
  private readonly session: number;
  private readonly rows = new Set<string>();
  private error = "0";
  private open = false;

  constructor(
    private readonly moodle: FakeMoodle,
    private readonly page: FakePage,
    stored: Map<string, string>,
  ) {
    this.values = new Map([...Object.entries(EMPTY), ...stored]);
    this.session = moodle.session;
    // The rows of an earlier visit are taken for new, and sent all together once more (O3).
    this.collected = new Map([...this.values].filter(([element]) => !ROW.test(element)));
  }

  readonly api = {
    LMSInitialize: () => {
      if (this.open || this.finished > 0) return this.fails("101");
      this.open = true;
      return this.works();
    },
    LMSGetValue: (element: string): unknown => {
      this.error = "0";
      const count = /^cmi\.(interactions|objectives)\._count$/.exec(element)?.[1];
      if (count) return this.count(count);
      const fixed = MODEL[element];
      if (fixed === undefined && element.startsWith("cmi.interactions.")) return this.fails("404", "");
      return fixed ?? this.values.get(element) ?? this.fails("201", "");
    },
    LMSSetValue: (element: string, value: string) => {
      this.calls.push(`${element}=${value}`);
      if (!this.open) return this.closed();
      const row = ROW.exec(element);
      if (row && Number(row[1]) > this.count(element.split(".")[1] ?? "")) return this.fails("201");
      if (/score\.raw$/.test(element) && !(Number(value) >= 0 && Number(value) <= 100)) return this.fails("405");
      if (row) this.rows.add(row[0]);
      this.values.set(element, NUMBERS.test(element) ? String(Number(value)) : value);
      return this.works();
    },
    LMSCommit: () => {
      this.calls.push("Commit");
      return this.open ? this.commit() : this.closed();
    },
    LMSFinish: () => {
      this.calls.push("Finish");
      if (!this.open) return this.closed();
      this.finished += 1;
      this.open = false;
      return this.commit();
    },
    LMSGetLastError: () => this.error,
  };

  private commit(): string {
    const delta = new Map([...this.values].filter(([element, value]) => this.collected.get(element) !== value));
    delta.delete("cmi.core.session_time");
    for (const [element, value] of delta) this.collected.set(element, value);
    this.mostRows = Math.max(this.mostRows, this.rows.size);
    this.rows.clear();
    const beacon = this.page.window.document.visibilityState === "hidden";
    return this.moodle.post(delta, this.session, beacon) ? this.works() : this.fails("101");
  }

  private count(list: string): number {
    return [...this.values.keys()].filter((element) => element.startsWith(`cmi.${list}.`) && element.endsWith(".id")).length;
  }

  private closed(): string {
    this.late += 1;
    return this.fails("301");
  }

  private works(): string {
    this.error = "0";
    return "true";
  }

  private fails(error: string, answer = "false"): string {
    this.error = error;
    return answer;
  }
}
