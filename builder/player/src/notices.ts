/** Messages that a learner must see, above everything else on the page. */
import { focusOn, make } from "./dom";
import type { Session } from "./session";
import type { Word } from "./words";

/** Why nothing is kept, or why the course starts afresh, if that is so. */
export function showStartNotice(session: Session, word: Word): void {
  const { refused, info } = session;
  if (refused === "damaged" || refused === "newer") notice(word(`player.notice-${refused}`));
  else if (info.mode === "none") notice(word("player.notice-none"));
}

/** The page came back from the browser's cache, but its session is over: what is done now would be lost. */
export function askReload(word: Word): void {
  const button = make("button", "button", word("player.reload"));
  button.type = "button";
  button.addEventListener("click", () => window.location.reload());
  endWith(make("p", "", word("player.notice-returned")), make("p", "", button));
}

/** After the learner has left: nothing more can be done here. */
export function showEnd(word: Word, safe: boolean): void {
  const text = word(safe ? "player.end-text" : "player.end-unsaved");
  endWith(make("h2", "", word("player.end-title")), make("p", "", text));
}

function endWith(...inside: Node[]): void {
  for (const element of document.body.children) (element as HTMLElement).hidden = true;
  const end = make("main", "main end", ...inside);
  document.body.prepend(end);
  focusOn(end);
}

function notice(text: string): void {
  const box = make("p", "notice", text);
  box.setAttribute("role", "status");
  (document.getElementById("content") ?? document.body).prepend(box);
}
