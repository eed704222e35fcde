/**
 * When the browser takes the page away. A hidden page may never be heard of again (a phone), so what
 * waits is handed over then; `pagehide` is the end (lms-facts.md, 1.4 and O2: both come, in either
 * order). Nothing listens to `unload` or `beforeunload`: browsers stop sending the first, and Moodle's
 * page never sends the second to a course that it removes.
 */
import type { Session } from "./session";

/** Ties a session to the page. `onReturn` is called when a finished page is shown again as it was. */
export function follow(session: Session, win: Window, onReturn: () => void): void {
  win.document.addEventListener("visibilitychange", () => {
    if (win.document.visibilityState === "hidden") session.flush();
    else session.wake();
  });
  win.addEventListener("online", () => session.wake());
  win.addEventListener("pagehide", () => session.finish());
  win.addEventListener("pageshow", (event) => {
    if (event.persisted) onReturn();
  });
}
