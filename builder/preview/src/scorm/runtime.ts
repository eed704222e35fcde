/**
 * The API object of the LMS for one visit, as Moodle behaves where a course notices (docs/lms-facts.md, 1.4 to
 * 1.10). Every call is told, with what was answered.
 */
import { indexesIn, modelName } from "./formats";
import type { Call, Fault, Phase, Standard } from "./standards";
import { Values, type Elements } from "./values";

/** One call that the course made. */
export interface Made {
  readonly call: Call | "error";
  readonly name: string;
  readonly args: readonly string[];
  readonly result: string;
  readonly error: string;
}

/** Hands over what changed; false where the LMS says that it was not taken. */
export type Post = (elements: Elements) => boolean;

/** What came of a call: nothing more than that it worked, a value, or why it failed. */
interface Came {
  readonly value?: string;
  readonly fault?: Fault | null;
  /** The code itself, where it depends on more than the fault. */
  readonly code?: string;
}

export class Runtime {
  /** What stands in the window. */
  readonly api: Readonly<Record<string, (...args: unknown[]) => string>>;
  readonly values: Values;
  private phase: Phase = "new";
  private error = "0";

  constructor(
    readonly standard: Standard,
    private readonly given: Elements,
    private readonly post: Post,
    private readonly told: (made: Made) => void,
  ) {
    this.values = new Values(standard.model, given);
    const { element, untouched } = standard.status;
    if (!this.values.get(element)) this.values.set(element, untouched);
    this.api = this.calls();
  }

  /** Whether the course may write. */
  get isOpen(): boolean {
    return this.phase === "open";
  }

  private calls(): Runtime["api"] {
    const { calls, prefix, texts } = this.standard;
    return {
      [calls.initialize]: (...args) => this.answer("initialize", args, () => ({ fault: this.initialize(args) })),
      [calls.finish]: (...args) => this.answer("finish", args, () => ({ fault: this.finish(args) })),
      [calls.get]: (...args) => this.answer("get", args, () => this.get(String(args[0] ?? ""))),
      [calls.set]: (...args) => this.answer("set", args, () => ({ fault: this.set(String(args[0] ?? ""), args[1]) })),
      [calls.commit]: (...args) => this.answer("commit", args, () => ({ fault: this.commit(args) })),
      [`${prefix}GetLastError`]: () => this.say("GetLastError", [], this.error),
      [`${prefix}GetErrorString`]: (code) => this.say("GetErrorString", [code], texts[String(code)] ?? ""),
      [`${prefix}GetDiagnostic`]: (code) => this.say("GetDiagnostic", [code], texts[String(code || this.error)] ?? ""),
    };
  }

  /** Answers a call, and tells of it. */
  private answer(call: Call, args: readonly unknown[], act: () => Came): string {
    const came = this.isOpen || call === "initialize" ? act() : { code: this.standard.closed(call, this.phase) };
    this.error = came.code ?? (came.fault ? this.standard.codes[came.fault] : "0");
    const worked = this.error === "0";
    const result = call === "get" ? (came.value ?? "") : String(worked);
    this.told({ call, name: this.standard.calls[call], args: args.map(String), result, error: this.error });
    return result;
  }

  private say(name: string, args: readonly unknown[], result: string): string {
    this.told({ call: "error", name: `${this.standard.prefix}${name}`, args: args.map(String), result, error: "0" });
    return result;
  }

  private initialize(args: readonly unknown[]): Fault | null {
    if (args[0] !== "") return "argument";
    if (this.phase === "open") return "open";
    if (this.phase === "over" && !this.standard.reopens) return "over";
    this.phase = "open";
    return null;
  }

  private commit(args: readonly unknown[]): Fault | null {
    if (args[0] !== "") return "argument";
    return this.post(this.standard.collect(this.values)) ? null : "failed";
  }

  /** A status that nobody has set becomes `completed` in SCORM 1.2 (1.5); the time is added up. */
  private finish(args: readonly unknown[]): Fault | null {
    if (args[0] !== "") return "argument";
    const { element, untouched, inTheEnd } = this.standard.status;
    if (inTheEnd && this.values.get(element) === untouched) this.values.set(element, inTheEnd);
    const time = this.standard.totalTime(this.values, this.given);
    const taken = this.post({ ...this.standard.collect(this.values), ...time });
    if (taken || this.standard.reopens) this.phase = "over";
    return taken ? null : "failed";
  }

  private get(element: string): Came {
    const fault = this.unreadable(element);
    if (fault) return { fault };
    const rule = this.standard.model[modelName(element)];
    if (rule?.counter) return { value: String(this.values.count(element.slice(0, -"._count".length))) };
    return { value: rule?.value ?? this.values.get(element) };
  }

  private unreadable(element: string): Fault | null {
    const rule = this.standard.model[modelName(element)];
    if (!rule) return this.unknown(element);
    if (rule.access === "write") return "write-only";
    if (indexesIn(element).some(([list, index]) => index >= this.values.count(list))) return "no-row";
    return rule.access === "keyword" || this.values.has(element) ? null : "unset";
  }

  /** An element that is not there may be a keyword of one that has none. */
  private unknown(element: string): Fault {
    const { model } = this.standard;
    const parent = modelName(element).replace(/\._(children|count)$/, "");
    const isThere = parent in model || Object.keys(model).some((name) => name.startsWith(`${parent}.`));
    if (!isThere) return "unknown";
    if (element.endsWith("._children")) return "no-children";
    return element.endsWith("._count") ? "no-count" : "unknown";
  }

  private set(element: string, given: unknown): Fault | null {
    if (given === undefined || given === null) return "argument";
    const value = String(given);
    const refused = this.refusal(element, value);
    if (refused) return refused;
    if (element.endsWith(".type") && this.values.has(element)) this.values.drop(`${rowOf(element)}.correct_responses`);
    this.values.set(element, value);
    return null;
  }

  private refusal(element: string, value: string): Fault | null {
    const rule = this.standard.model[modelName(element)];
    if (!rule) return "unknown";
    if (rule.access === "keyword") return "keyword";
    if (rule.access === "read") return "read-only";
    if (!rule.accepts(value)) return "type";
    return this.misplaced(element, value) ?? (rule.inRange?.(value) === false ? "range" : null);
  }

  private misplaced(element: string, value: string): Fault | null {
    if (!this.values.reaches(element)) return "index";
    if (!this.standard.strictRows) return null;
    if (this.values.begins(element) && !/\.(id|pattern)$/.test(element)) return "dependency";
    return this.idTaken(element, value) ? "index" : this.misformed(element, value);
  }

  /** An objective keeps its id, and no two have the same. */
  private idTaken(element: string, value: string): boolean {
    if (!/^cmi\.objectives\.\d+\.id$/.test(element)) return false;
    if (this.values.has(element)) return this.values.get(element) !== value;
    return this.values.all().some(([name, id]) => /^cmi\.objectives\.\d+\.id$/.test(name) && id === value);
  }

  /** An answer has the form that the type of its interaction asks for. */
  private misformed(element: string, value: string): Fault | null {
    if (!/\.(pattern|learner_response)$/.test(element)) return null;
    const type = this.values.get(`${rowOf(element)}.type`);
    if (!type) return "dependency";
    return this.standard.answers[type]?.(value) === false ? "type" : null;
  }
}

function rowOf(element: string): string {
  return /^cmi\.(?:interactions|objectives)\.\d+/.exec(element)?.[0] ?? "";
}
