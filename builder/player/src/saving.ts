/** The quiet line that says what has become of the learner's work. It says "saved" only when it is. */
import { part } from "./dom";
import type { Session } from "./session";
import type { Word } from "./words";

export class SaveLine {
  private readonly line = part("save");
  private before = "";

  constructor(
    private readonly session: Session,
    private readonly word: Word,
    private readonly announce: (text: string) => void,
  ) {
    if (this.line) this.line.hidden = false;
    session.onSaving(() => this.show());
    session.onChange(() => this.show());
    this.show();
  }

  /** Only that work could not be saved is said aloud: "saved" after each answer would be a nuisance. */
  show(): void {
    const text = this.text();
    if (text === this.before) return;
    this.before = text;
    if (this.line) this.line.textContent = text;
    this.line?.setAttribute("data-state", this.session.saving);
    if (this.session.saving === "unsaved") this.announce(text);
  }

  private text(): string {
    const { saving, state, info } = this.session;
    const kept = saving === "off" ? `off-${info.mode === "normal" ? "none" : info.mode}` : saving;
    const words = [this.word(`player.${this.session.phase === "finished" ? "off-left" : kept}`)];
    if (state.status !== "incomplete") words.unshift(this.word(`player.status-${state.status}`));
    return words.join(" ");
  }
}
