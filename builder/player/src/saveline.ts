/**
 * The quiet line that says what has become of the learner's work, and below it, when something is
 * wrong, why and what to do. It says "saved" only when it is.
 */
import { toolButton } from "./curtain";
import { make, part, showIf } from "./dom";
import type { Session } from "./session";
import { loadAnew } from "./windows";
import { clock, type Word } from "./words";

export class SaveLine {
  private readonly line = part("save");
  private readonly trouble = part("trouble");
  private before = "";
  private explained = "";
  /** Whether the learner was told of trouble, and not yet that it is over. */
  private troubled = false;

  constructor(
    private readonly session: Session,
    private readonly word: Word,
    private readonly announce: (text: string) => void,
  ) {
    showIf(this.line, true);
    session.onSaving(() => this.show());
    session.onChange(() => this.show());
    session.onNotice(() => this.show());
    this.show();
  }

  /** Said aloud is only trouble, and that it is over: "saved" after each answer would be a nuisance. */
  show(): void {
    const text = this.text();
    if (text !== this.before && this.line) this.line.textContent = text;
    this.before = text;
    this.line?.setAttribute("data-state", this.session.saver.saving);
    this.explain(this.session.phase === "running" ? explanation(this.session, this.word) : "");
    this.relieve();
  }

  private relieve(): void {
    if (!this.troubled || this.session.saver.saving !== "saved") return;
    this.troubled = false;
    this.announce(savingText(this.session, this.word));
  }

  private text(): string {
    const { state } = this.session;
    const words = [savingText(this.session, this.word)];
    if (state.status !== "incomplete") words.unshift(this.word(`player.status-${state.status}`));
    return words.join(" ");
  }

  private explain(text: string): void {
    if (text === this.explained) return;
    this.explained = text;
    if (text) {
      this.troubled = true;
      this.announce(this.word("player.unsaved-because", { why: text }));
    }
    showIf(this.trouble, text !== "");
    this.trouble?.replaceChildren(...(text ? this.advice(text) : []));
  }

  private advice(text: string): HTMLElement[] {
    const hide = toolButton(this.word("player.hide"), () => showIf(this.trouble, false), "quiet");
    const { trouble } = this.session.saver;
    const again = trouble === "offline" || (trouble === "signed-out" && this.session.info.relaunch) ? [] : [toolButton(this.word("player.reload"), () => loadAnew(window), "quiet")];
    return [make("p", "", text), make("p", "trouble__tools", ...again, hide)];
  }
}

/** What has become of the work, in a few words. */
export function savingText(session: Session, word: Word): string {
  const { saver, info, phase } = session;
  if (phase === "finished" || phase === "ceded") return word("player.off-left");
  if (saver.saving === "off") return word(`player.off-${info.mode === "normal" ? "none" : info.mode}`);
  if (saver.saving !== "saved" || !saver.savedAt) return word(`player.${saver.saving}`);
  return word(info.tells ? "player.saved" : "player.sent", { time: clock(saver.savedAt) });
}

/** Why it is not saved, and what to do; "" when all is well. */
export function explanation(session: Session, word: Word): string {
  const { trouble, copied } = session.saver;
  if (!trouble) return "";
  if (!session.info.remote) return word("player.trouble-here");
  const kept = copied ? "player.copied" : `player.not-copied-${trouble}`;
  const reason = trouble === "signed-out" && session.info.relaunch ? "launch" : trouble;
  return `${word(`player.trouble-${reason}`)} ${word(kept)}`;
}
