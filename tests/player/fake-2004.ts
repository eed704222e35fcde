/** A SCORM 2004 API as small as the tests need: keeps values, gives them back, and refuses what it is told to refuse. */
import { Scorm2004 } from "../../builder/player/src/trackers/scorm2004";
import type { Plan } from "../../builder/player/src/plan";
import { nested } from "./fake-lms";
import { NOON, plan } from "./scorm12-help";

export interface Behaviour2004 {
  /** What it holds at the start. */
  readonly values: Record<string, unknown>;
  /** What is refused when set, as patterns of `element=value`, with the error code. */
  readonly refuse: readonly (readonly [RegExp, string])[];
  /** Lists of which it cannot tell how many rows they have. */
  readonly uncounted: boolean;
  readonly answers: Partial<Record<"Initialize" | "Commit" | "Terminate", readonly [answer: unknown, error: string]>>;
  readonly throws: readonly string[];
}

const USUAL = {
  "cmi._version": "1.0",
  "cmi.completion_status": "not attempted",
  "cmi.success_status": "unknown",
  "cmi.mode": "normal",
  "cmi.credit": "credit",
  "cmi.entry": "ab-initio",
  "cmi.learner_name": "Muster, Anna",
};

export class FakeLms2004 {
  /** `element=value`, `Commit`, `Terminate` in order. */
  readonly calls: string[] = [];
  readonly values: Map<string, unknown>;
  private error = "0";

  constructor(private readonly behaviour: Partial<Behaviour2004> = {}) {
    this.values = new Map<string, unknown>(Object.entries({ ...USUAL, ...behaviour.values }));
  }

  /** What it holds below this beginning, by the rest of the name. */
  held(beginning: string): Record<string, unknown> {
    const found = [...this.values].filter(([name]) => name.startsWith(beginning));
    return Object.fromEntries(found.map(([name, value]) => [name.slice(beginning.length), value]));
  }

  /** The calls since the last time; those that hold `part` only. */
  take(part = ""): string[] {
    return this.calls.splice(0).filter((call) => call.includes(part));
  }

  readonly api = {
    Initialize: () => this.call("Initialize"),
    Commit: () => this.call("Commit"),
    Terminate: () => this.call("Terminate"),
    GetLastError: () => this.error,
    GetValue: (element: string): unknown => {
      this.fail("GetValue");
      if (element.endsWith("._count")) return this.count(element.slice(0, -"._count".length));
      this.error = this.values.has(element) ? "0" : "403";
      return this.values.get(element) ?? "";
    },
    SetValue: (element: string, value: string): unknown => {
      this.fail("SetValue");
      const refused = this.behaviour.refuse?.find(([pattern]) => pattern.test(`${element}=${value}`));
      this.error = refused?.[1] ?? "0";
      this.calls.push(`${refused ? "refused " : ""}${element}=${value}`);
      if (!refused) this.values.set(element, value);
      return String(!refused);
    },
  };

  private count(list: string): unknown {
    this.error = "0";
    if (this.behaviour.uncounted) return "";
    return [...this.values.keys()].filter((name) => name.startsWith(`${list}.`) && /\.\d+\.id$/.test(name)).length;
  }

  private call(name: "Initialize" | "Commit" | "Terminate"): unknown {
    this.fail(name);
    this.calls.push(name);
    const [answer, error] = this.behaviour.answers?.[name] ?? ["true", "0"];
    this.error = error;
    return answer;
  }

  private fail(name: string): void {
    if (this.behaviour.throws?.includes(name)) throw new TypeError(`${name} broke`);
  }
}

/** A tracker over it, started. */
export function started2004(behaviour: Partial<Behaviour2004> = {}, course: Plan = plan) {
  const lms = new FakeLms2004(behaviour);
  const tracker = new Scorm2004(nested({}, { API_1484_11: lms.api } as never), NOON);
  const start = tracker.start(course);
  return { lms, tracker, start };
}

/** The same LMS at the next visit. */
export function nextVisit(lms: FakeLms2004, course: Plan = plan) {
  return started2004({ values: Object.fromEntries(lms.values) }, course);
}
