/** The help panel: how the work is kept, and a report for a help desk, without the learner's texts. */
import { part, showIf } from "./dom";
import { explanation, savingText } from "./saveline";
import type { Session } from "./session";
import { supportReport } from "./support";
import type { Word } from "./words";

export class Help {
  private readonly panel = part("help") as HTMLDialogElement | null;
  private readonly report = part("report") as HTMLTextAreaElement | null;

  constructor(
    private readonly session: Session,
    private readonly word: Word,
  ) {
    const opener = part("help-button");
    // Safari before 15.4 knows no dialogs: it would show this one at the end of the page.
    const opens = this.panel !== null && "showModal" in this.panel;
    showIf(opener, opens);
    if (!opens) showIf(this.panel, false);
    opener?.addEventListener("click", () => this.open());
    part("help-close")?.addEventListener("click", () => this.panel?.close());
    part("report-copy")?.addEventListener("click", () => void this.copy());
    session.onSaving(() => this.show());
  }

  private open(): void {
    this.say("");
    const how = part("help-how");
    if (how) how.textContent = this.word(this.how);
    this.panel?.showModal();
    this.show();
    if (this.report) this.report.value = supportReport(this.session, window);
  }

  /** How the work is kept, which is another thing without an LMS, and where nothing is kept. */
  private get how(): string {
    if (!this.session.writes) return "player.help-how-off";
    return this.session.info.remote ? "player.help-how" : "player.help-how-here";
  }

  private show(): void {
    const now = part("help-saving");
    if (!this.panel?.open || !now) return;
    now.textContent = [savingText(this.session, this.word), explanation(this.session, this.word)].join(" ").trim();
  }

  private async copy(): Promise<void> {
    const text = supportReport(this.session, window);
    if (this.report) this.report.value = text;
    this.say(this.word((await this.toClipboard(text)) ? "player.report-copied" : "player.report-by-hand"));
  }

  /** In an LMS's frame the clipboard is often closed to scripts: then the text stands there, marked. */
  private async toClipboard(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      this.report?.closest("details")?.setAttribute("open", "");
      this.report?.select();
      return document.execCommand("copy");
    }
  }

  private say(text: string): void {
    const state = part("report-state");
    if (state) state.textContent = text;
  }
}
