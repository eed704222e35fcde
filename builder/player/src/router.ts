/**
 * The open page in the address, so that the browser's back and forward lead through the pages, inside
 * the LMS's frame as well. In frames and on `file:` the history may be closed to scripts: then the
 * course works without.
 */
import { listen } from "./living";

export class Router {
  constructor(private readonly win: Window) {}

  /** What the address names after `#`. */
  get target(): string {
    return decoded(this.win.location.hash);
  }

  /** Calls back when back, forward or a hand-written address lead elsewhere. */
  listen(arrived: (target: string) => void): void {
    listen(this.win, "hashchange", () => arrived(this.target));
  }

  /** Names the page in the address: as a new step of the history, or in place of this one. */
  write(page: string, how: "push" | "replace"): void {
    if (page === this.target) return;
    try {
      if (how === "push") this.win.history.pushState(null, "", `#${page}`);
      else this.win.history.replaceState(null, "", `#${page}`);
    } catch {
      // Closed to scripts: the address stays as it is.
    }
  }
}

/** What a `#…` names. A badly written one names nothing. */
export function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
