/** What a help desk needs to know, as text. Nothing that the learner wrote is in it, nor who it is. */
import { encode } from "./codec";
import type { Session } from "./session";
import type { State } from "./state";

/** In English, whatever the course's language: it is for people and programs that know many courses. */
export function supportReport(session: Session, win: Window): string {
  const { course, state, saver, info } = session;
  const facts = course.plan.course;
  const length = encode(state).length;
  const room = Number.isFinite(info.room) ? ` of ${info.room}` : "";
  return [
    `Course: ${facts.title} (${facts.id} ${facts.version})`,
    `Made with: ${generator(win)}, ${win.document.body.dataset["bcTarget"] ?? "unknown target"}`,
    `Page: ${course.pageOfSlot(state.last)?.id ?? "none"}`,
    `Session: ${session.phase}, mode ${info.mode}`,
    `Saving: ${saver.saving}${saver.trouble ? ` (${saver.trouble})` : ""}, last saved ${saver.savedAt?.toISOString() ?? "never"}`,
    `Copy on this device: ${session.copies ? (saver.copied ? "yes" : "nothing to copy yet, or no room") : "not possible"}`,
    `Server of this page: ${session.probe?.last ?? "not asked"}`,
    `Status: ${state.status}, score ${state.best ?? "none"}`,
    `State: attempt ${state.attempt}, change ${state.count}, ${length}${room} characters`,
    `State without texts: ${encode(withoutTexts(state))}`,
    `Notices: ${session.notices.join(", ") || "none"}`,
    `Browser: ${win.navigator.userAgent}`,
    `Window: ${win.innerWidth} x ${win.innerHeight}, ${framed(win)}, ${win.navigator.onLine ? "online" : "offline"}`,
    `Time: ${new Date().toISOString()}`,
    "Connection:",
    ...session.tracker.report().map((line) => `  ${line}`),
  ].join("\n");
}

function withoutTexts(state: State): State {
  return { ...state, values: new Map([...state.values].filter(([, { type }]) => type !== "text")) };
}

function generator(win: Window): string {
  return win.document.querySelector<HTMLMetaElement>("meta[name=generator]")?.content ?? "unknown";
}

function framed(win: Window): string {
  return win.parent === win ? "a window of its own" : "in a frame";
}
