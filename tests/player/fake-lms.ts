/** A SCORM 1.2 API as small as the tests need: keeps values, and refuses what it is told to refuse. */

export interface Behaviour {
  /** What it holds at the start; `_count` and `_children` are answered from here as well. */
  readonly values: Record<string, unknown>;
  /** What is refused when set, as patterns of `element=value`, with the error code. */
  readonly refuse: readonly (readonly [RegExp, string])[];
  /** Elements that it does not know. */
  readonly lacks: readonly string[];
  /** What calls give back. */
  readonly answers: Partial<Record<"initialize" | "commit" | "finish", unknown>>;
  readonly throws: readonly string[];
  /** Whether it gives back what was set, and counts rows. */
  readonly keeps: boolean;
}

const USUAL = {
  "cmi.core.lesson_status": "not attempted",
  "cmi.core.lesson_mode": "normal",
  "cmi.core.credit": "credit",
  "cmi.core.student_name": "Muster, Anna",
  "cmi.core.score._children": "raw,min,max",
  "cmi.interactions._children": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  "cmi.interactions._count": "0",
  "cmi.objectives._children": "id,score,status",
  "cmi.objectives._count": "0",
};

export class FakeLms {
  /** `SetValue element=value`, `Commit`, `Finish` in order. */
  readonly calls: string[] = [];
  readonly values: Map<string, unknown>;
  private error = "0";

  constructor(private readonly behaviour: Partial<Behaviour> = {}) {
    this.values = new Map<string, unknown>(Object.entries({ ...USUAL, ...behaviour.values }));
    for (const element of behaviour.lacks ?? []) this.values.delete(element);
  }

  /** What was set, as far as it was taken. */
  get set(): Record<string, unknown> {
    return Object.fromEntries(this.taken);
  }

  /** The calls since the last time. */
  take(): string[] {
    return this.calls.splice(0);
  }

  readonly taken = new Map<string, string>();

  readonly api = {
    LMSInitialize: (text: string) => this.call("Initialize", text, "initialize"),
    LMSCommit: (text: string) => this.call("Commit", text, "commit"),
    LMSFinish: (text: string) => this.call("Finish", text, "finish"),
    LMSGetLastError: () => this.error,
    LMSGetValue: (element: string): unknown => {
      this.fail("GetValue");
      this.error = this.values.has(element) ? "0" : "401";
      return this.values.get(element) ?? "";
    },
    LMSSetValue: (element: string, value: string): unknown => {
      this.fail("SetValue");
      const refused = this.behaviour.refuse?.find(([pattern]) => pattern.test(`${element}=${value}`));
      this.error = refused?.[1] ?? "0";
      this.calls.push(`${refused ? "refused " : ""}${element}=${value}`);
      if (!refused) this.keep(element, value);
      return String(!refused);
    },
  };

  private keep(element: string, value: string): void {
    this.taken.set(element, value);
    if (!this.behaviour.keeps) return;
    this.values.set(element, value);
    const [, list, row] = /^(cmi\.\w+)\.(\d+)\.id$/.exec(element) ?? [];
    if (list) this.values.set(`${list}._count`, Math.max(Number(this.values.get(`${list}._count`)), Number(row) + 1));
  }

  private call(name: string, text: string, answer: "initialize" | "commit" | "finish"): unknown {
    this.fail(name);
    if (text !== "") throw new Error(`LMS${name} needs ""`);
    this.calls.push(name);
    const result = this.behaviour.answers?.[answer] ?? "true";
    this.error = String(result) === "true" ? "0" : "101";
    return result;
  }

  private fail(name: string): void {
    if (this.behaviour.throws?.includes(name)) throw new TypeError(`${name} broke`);
  }
}

/** Windows one in the other, the innermost first; `"closed"` is one of another origin. */
export function nested(...windows: ({ readonly API?: unknown; readonly opener?: unknown } | "closed")[]): Window {
  let outer: unknown = null;
  for (const window of windows.reverse()) {
    const made: Record<string, unknown> = window === "closed" ? closed() : { opener: null, ...window };
    Object.defineProperty(made, "parent", { value: outer ?? made });
    outer = made;
  }
  let top = outer as Window;
  while (top.parent !== top) top = top.parent;
  for (let at = outer as Window; ; at = at.parent) {
    Object.defineProperty(at, "top", { value: top });
    if (at === top) return outer as Window;
  }
}

function closed(): Record<string, unknown> {
  const denied = { get: () => { throw new DOMException("Blocked a frame", "SecurityError"); } };
  return Object.defineProperties({}, { API: denied, opener: denied, menubar: denied });
}
