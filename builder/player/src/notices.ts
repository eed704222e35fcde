/** Messages that a learner must see, above everything else on the page. */
import { focusOn, make } from "./dom";
import type { Notice, Session } from "./session";
import { loadAnew } from "./windows";
import type { Word } from "./words";

/** Shows what there is to tell now, and what comes up later. */
export function showNotices(session: Session, word: Word): void {
  const shown = new Set<Notice>();
  const show = (): void => {
    for (const name of session.notices.filter((one) => !shown.has(one))) {
      shown.add(name);
      notice(make("p", "", word(`player.notice-${name}`)));
    }
    if (session.phase === "ceded") endWith(word, "player.ceded-title", "player.ceded-text", "player.ceded-here");
  };
  show();
  session.onNotice(show);
  if (session.earlier) offerEarlier(session, word);
  if (session.info.over) askReload(word);
}

/**
 * The session is over, and what is done now would be lost: the page came back from the browser's cache, or
 * it was loaded anew in an LMS's page that had ended it (SCORM 2004: lms-facts.md, 1.10).
 */
export function askReload(word: Word): void {
  endWith(word, "player.returned-title", "player.notice-returned", "player.reload");
}

/** After the learner has left: nothing more can be done here. */
export async function showEnd(word: Word, ended: Promise<boolean>, copied: () => boolean): Promise<void> {
  endWith(word, "player.end-title", "player.end-wait");
  const safe = await ended;
  const kept = copied() ? "player.end-copied" : "player.end-unsaved";
  endWith(word, "player.end-title", safe ? "player.end-text" : kept);
}

/** Work of an earlier attempt: most likely the learner has begun anew on purpose, so it is only offered. */
function offerEarlier(session: Session, word: Word): void {
  const back = button(word("player.earlier-back"), () => {
    session.bringBack();
    loadAnew(window);
  });
  const hide = button(word("player.hide"), () => box.remove());
  const box = notice(make("p", "", word("player.notice-earlier")), make("p", "notice__tools", back, hide));
}

function endWith(word: Word, title: string, text: string, reload?: string): void {
  document.querySelector("main.end")?.remove();
  for (const element of document.body.children) (element as HTMLElement).hidden = true;
  const again = reload === undefined ? [] : [make("p", "", button(word(reload), () => loadAnew(window)))];
  const end = make("main", "main end", make("h1", "", word(title)), make("p", "", word(text)), ...again);
  document.body.prepend(end);
  focusOn(end);
}

function notice(...inside: Node[]): HTMLElement {
  const box = make("div", "notice", ...inside);
  box.setAttribute("role", "status");
  (document.getElementById("content") ?? document.body).prepend(box);
  return box;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = make("button", "button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
