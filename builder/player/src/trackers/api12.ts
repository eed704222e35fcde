/**
 * The SCORM 1.2 run-time API of an LMS, found and made safe: no call throws, every result is a text.
 * Source: SCORM 1.2 RTE, 3.3; what LMSs really do: lms-facts.md, 1.4 and 1.7.
 */

import { read } from "../windows";

type Call = (...texts: string[]) => unknown;
type Raw = Readonly<Record<"LMSInitialize" | "LMSFinish" | "LMSGetValue" | "LMSSetValue" | "LMSCommit" | "LMSGetLastError", Call>>;

/** How many parents to look through; Moodle and portals around it nest up to seven deep. */
const DEPTH = 20;

/** Error codes that a tracker acts on (SCORM 1.2 RTE, 3.3.4). */
export const GENERAL = "101";
export const WRONG_TYPE = "405";

/** The API up the parents, then in the window that opened this one and up its parents. */
export function findApi(win: Window): Api12 | null {
  const raw = upwards(win) ?? upwards(read(() => win.opener)) ?? upwards(read(() => win.top?.opener));
  return raw ? new Api12(raw) : null;
}

/** Whether the course, or the LMS page around it, stands in a window of its own. */
export function isPopUp(win: Window): boolean {
  const top = read(() => win.top);
  return Boolean(read(() => top?.opener) || read(() => top?.menubar.visible) === false);
}

function upwards(from: Window | null | undefined): Raw | null {
  let win = from;
  for (let depth = 0; win && depth < DEPTH; depth++) {
    const here: Window = win;
    const raw = read(() => (here as Window & { API?: Raw }).API);
    if (raw && read(() => raw.LMSInitialize)) return raw;
    const parent: Window | undefined = read(() => here.parent);
    win = parent === here ? null : parent;
  }
  return null;
}

/** How many calls a help desk gets to see. */
const MEMORY = 12;

export class Api12 {
  /** The last calls that went wrong or sent something, without their values. */
  readonly memory: string[] = [];

  constructor(private readonly raw: Raw) {}

  /** Whether the session is open: now, or since an earlier page in the same frame (lms-facts.md, O1.7). */
  initialize(): boolean {
    if (this.call("LMSInitialize", "") === "true") return true;
    if (this.error() !== GENERAL) return false;
    this.get("cmi.core.student_id");
    return this.error() === "0";
  }

  get(element: string): string {
    return this.call("LMSGetValue", element);
  }

  set(element: string, value: string): boolean {
    const taken = this.call("LMSSetValue", element, value) === "true";
    if (!taken) this.remember(`LMSSetValue ${element}`, false);
    return taken;
  }

  commit(): boolean {
    return this.remember("LMSCommit", this.call("LMSCommit", "") === "true");
  }

  finish(): boolean {
    return this.remember("LMSFinish", this.call("LMSFinish", "") === "true");
  }

  error(): string {
    return this.call("LMSGetLastError");
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

  private remember(call: string, taken: boolean): boolean {
    const seconds = Math.round(performance.now() / 1000);
    this.memory.push(`${seconds} s ${call}: ${taken ? "true" : `false, error ${this.error()}`}`);
    if (this.memory.length > MEMORY) this.memory.shift();
    return taken;
  }

  /** Calls as a method of the API object, since some are applets or host objects. */
  private call(name: keyof Raw, ...texts: string[]): string {
    return String(read(() => this.raw[name](...texts)) ?? "");
  }
}
