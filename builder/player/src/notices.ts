/** Messages that a learner must see, above everything else on the page. */
import { curtain, toolButton } from "./curtain";
import { make } from "./dom";
import type { Notice, Session } from "./session";
import { loadAnew } from "./windows";
import { spoken, type Word } from "./words";

/** Shows what there is to tell now, and what comes up later. */
export function showNotices(session: Session, word: Word): void {
  const shown = new Set<Notice>();
  const show = (): void => {
    for (const name of session.notices.filter((one) => !shown.has(one))) {
      shown.add(name);
      notice(make("p", "", word(`player.notice-${name}`)));
    }
    if (session.phase === "ceded") sayCeded(session, word);
  };
  show();
  session.onNotice(show);
  if (session.earlier) offerEarlier(session, word);
  if (session.info.over === "page") askReload(word);
  if (session.info.over === "launch") askLaunch(word);
}

function sayCeded({ tracker }: Session, word: Word): void {
  const where = tracker.ceded ? "elsewhere" : "ceded";
  endWith(word, `player.${where}-title`, `player.${where}-text`, reloadButton(word, "player.ceded-here"));
}

/**
 * The session is over, and what is done now would be lost: the page came back from the browser's cache, or
 * it was loaded anew in an LMS's page that had ended it (SCORM 2004: lms-facts.md, 1.10).
 */
export function askReload(word: Word): void {
  endWith(word, "player.returned-title", "player.notice-returned", reloadButton(word, "player.reload"));
}

/** The session is over, and only the LMS can begin another one. */
export function askLaunch(word: Word): void {
  endWith(word, "player.returned-title", "player.notice-launch");
}

/** After the learner has left: nothing more can be done here, and the LMS may want the learner back. */
export async function showEnd(word: Word, session: Session, ended: Promise<boolean>): Promise<void> {
  const { returnTo } = session.info;
  endWith(word, "player.end-title", "player.end-wait");
  const safe = await ended;
  if (safe && returnTo !== undefined) return window.location.assign(returnTo);
  const kept = session.saver.copied ? "player.end-copied" : "player.end-unsaved";
  const back = returnTo === undefined ? [] : [toolButton(word("player.end-back"), () => window.location.assign(returnTo))];
  endWith(word, "player.end-title", safe ? "player.end-text" : kept, ...back);
}

/** Work of an earlier attempt: most likely the learner has begun anew on purpose, so it is only offered. */
function offerEarlier(session: Session, word: Word): void {
  const back = toolButton(word("player.earlier-back"), () => {
    session.bringBack();
    loadAnew(window);
  });
  const hide = toolButton(word("player.hide"), () => {
    session.earlier = null;
    box.remove();
  });
  const box = notice(make("p", "", word("player.notice-earlier")), make("p", "notice__tools", back, hide));
}

function endWith(word: Word, title: string, text: string, ...tools: HTMLElement[]): void {
  curtain(word(title), word(text), ...tools);
}

function reloadButton(word: Word, key: string): HTMLElement {
  return toolButton(word(key), () => loadAnew(window));
}

function notice(...inside: Node[]): HTMLElement {
  const box = spoken(make("div", "notice", ...inside));
  box.setAttribute("role", "status");
  (document.getElementById("content") ?? document.body).prepend(box);
  return box;
}
