/**
 * The run-time API of an LMS, found and made safe: no call throws, every result is a text. SCORM 1.2
 * and 2004 differ in names and error codes only, which are a `Dialect`.
 * Sources: SCORM 1.2 RTE, 3.3; SCORM 2004 4th edition RTE, 3; what LMSs really do: lms-facts.md, 1.4 and 1.7.
 */

import { read } from "../windows";

type Call = "initialize" | "finish" | "get" | "set" | "commit" | "lastError";
type Raw = Readonly<Record<string, (...texts: string[]) => unknown>>;

/** How one standard names the API object and its calls. */
export interface Dialect extends Readonly<Record<Call, string>> {
  /** The name of the object in a window. */
  readonly object: string;
  /** What `initialize` fails with where the session is open already. */
  readonly alreadyOpen: string;
  /** And where it has ended, for as long as the LMS's page stands; null where it can always begin again. */
  readonly over: string | null;
  /** An element that can be read in every open session. */
  readonly readable: string;
}

/** How many parents to look through; Moodle and portals around it nest up to seven deep. */
const DEPTH = 20;

/** The API up the parents, then in the window that opened this one and up its parents. */
export function findApi(win: Window, dialect: Dialect): Api | null {
  const search = (from: Window | null | undefined): Raw | null => upwards(from, dialect);
  const raw = search(win) ?? search(read(() => win.opener)) ?? search(read(() => win.top?.opener));
  return raw ? new Api(raw, dialect) : null;
}

function upwards(from: Window | null | undefined, { object, initialize }: Dialect): Raw | null {
  let win = from;
  for (let depth = 0; win && depth < DEPTH; depth++) {
    const here: Window = win;
    const raw = read(() => (here as unknown as Record<string, Raw | undefined>)[object]);
    if (raw && read(() => raw[initialize])) return raw;
    const parent: Window | undefined = read(() => here.parent);
    win = parent === here ? null : parent;
  }
  return null;
}

/** How many calls a help desk gets to see. */
const MEMORY = 12;

export class Api {
  /** The last calls that went wrong or sent something, without their values. */
  readonly memory: string[] = [];

  private readonly first: Record<string, string> = {};

  constructor(
    private readonly raw: Raw,
    private readonly dialect: Dialect,
  ) {}

  /** Whether the session is open: now, or since an earlier page in the same frame (lms-facts.md, O1.7). */
  initialize(): boolean {
    if (this.call("initialize", "") === "true") return true;
    if (this.error() !== this.dialect.alreadyOpen) return false;
    this.get(this.dialect.readable);
    return this.error() === "0";
  }

  /** Whether the last call failed because the session has ended for good. */
  get isOver(): boolean {
    return this.error() === this.dialect.over;
  }

  get(element: string): string {
    return this.call("get", element);
  }

  /** What the LMS held when it was first asked: to be asked before the element is set. */
  held(element: string): string {
    return (this.first[element] ??= this.get(element));
  }

  set(element: string, value: string): boolean {
    const taken = this.call("set", element, value) === "true";
    if (!taken) this.remember(`${this.dialect.set} ${element}`, false);
    return taken;
  }

  commit(): boolean {
    return this.remember(this.dialect.commit, this.call("commit", "") === "true");
  }

  finish(): boolean {
    return this.remember(this.dialect.finish, this.call("finish", "") === "true");
  }

  error(): string {
    return this.call("lastError");
  }

  /**
   * Whether the LMS has an optional part of the data model (SCORM 1.2 RTE, 3.4: ask for `_children`).
   * An empty answer without an error says nothing (the Open edX XBlock gives it always): then try.
   */
  supports(part: string, child = ""): boolean {
    const children = this.get(`${part}._children`);
    if (children === "") return this.error() === "0";
    return child === "" || children.split(",").some((name) => name.trim() === child);
  }

  /** How many rows a list has; null where the LMS cannot tell. */
  count(list: string): number | null {
    const text = this.get(`${list}._count`);
    return /^\d+$/.test(text) ? Number(text) : null;
  }

  private remember(call: string, taken: boolean): boolean {
    const seconds = Math.round(performance.now() / 1000);
    this.memory.push(`${seconds} s ${call}: ${taken ? "true" : `false, error ${this.error()}`}`);
    if (this.memory.length > MEMORY) this.memory.shift();
    return taken;
  }

  /** Calls as a method of the API object, since some are applets or host objects. */
  private call(name: Call, ...texts: string[]): string {
    return String(read(() => this.raw[this.dialect[name]]?.(...texts)) ?? "");
  }
}
