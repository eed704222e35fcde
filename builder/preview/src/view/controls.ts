/** The buttons of the LMS panel, and what can be pressed when. */
import type { Standing } from "../stage";
import type { Mode } from "../server";
import { part } from "./dom";

export type Action = "close" | "resume" | "network" | "expire" | "review" | "learner" | "attempt" | "forget";
const ACTIONS: readonly Action[] = ["close", "resume", "network", "expire", "review", "learner", "attempt", "forget"];

/** What decides on the buttons. */
export interface Situation {
  readonly target: string;
  readonly standing: Standing;
  readonly lost: boolean;
  readonly expired: boolean;
  readonly mode: Mode;
  /** Whether there is a build to open. */
  readonly ready: boolean;
}

const REVIEWABLE: readonly string[] = ["scorm12", "scorm2004", "cmi5"];
const NO_REVIEW: Readonly<Record<string, string>> = {
  web: "A web page is never reviewed.",
  xapi: "A launch by Tin Can knows no review.",
};
const NO_SERVER = "A web page keeps everything in this browser; there is no server to lose.";

/** Why a button cannot be pressed; "" where it can. */
export function hindrance(action: Action, now: Situation): string {
  const { target, standing, lost, ready } = now;
  const open = standing === "open";
  if (!ready && action !== "forget") return "There is nothing to open yet.";
  if (target === "web" && (action === "network" || action === "expire")) return NO_SERVER;
  if (action === "review" && !REVIEWABLE.includes(target)) return NO_REVIEW[target] ?? "";
  if (lost && action !== "network" && action !== "close") return "Bring the network back first: nothing can be opened without it.";
  if (action === "close" && !open) return "No visit is open.";
  if (action === "resume" && open) return "The visit is open.";
  if (action === "expire" && !now.expired && !open) return "No visit is open.";
  return "";
}

/** What a button says now. */
export function label(action: Action, { lost, expired, mode }: Situation): string | null {
  if (action === "network") return lost ? "Bring the network back" : "Lose the network";
  if (action === "expire") return expired ? "Sign in again" : "Expire the session";
  if (action === "review") return mode === "review" ? "End review mode" : "Review mode";
  return null;
}

export class Controls {
  private readonly hint = part("hint");
  private now: Situation | null = null;

  constructor(act: (action: Action) => void) {
    for (const action of ACTIONS) {
      const button = part(`do-${action}`);
      button.addEventListener("click", () => this.press(action, act));
    }
  }

  show(now: Situation): void {
    // What was said of a button stays until it may not be true any more.
    if (JSON.stringify(now) !== JSON.stringify(this.now)) this.hint.textContent = "";
    this.now = now;
    const on: readonly (readonly [Action, boolean])[] = [["network", now.lost], ["expire", now.expired], ["review", now.mode === "review"]];
    for (const action of ACTIONS) {
      const button = part(`do-${action}`);
      button.textContent = label(action, now) ?? button.textContent;
      button.toggleAttribute("data-on", on.some(([name, is]) => name === action && is));
      button.setAttribute("aria-disabled", String(hindrance(action, now) !== ""));
    }
  }

  /** A button that does nothing says why. */
  private press(action: Action, act: (action: Action) => void): void {
    const why = this.now ? hindrance(action, this.now) : "";
    this.hint.textContent = why;
    if (!why) act(action);
  }
}
