/**
 * One attempt, one tab: the one that was opened last goes on, all others stop before anything gets
 * mixed up. Told through the storage that all tabs of a site share; each tab draws a number, and the
 * highest has the attempt.
 */
const PREFIX = "build-course:tab:";
/** Behind the number: an older tab has stopped for the one with this number. */
const STOPPED = "!";

export class Tabs {
  private readonly key: string;
  private readonly turn: number;

  constructor(
    private readonly storage: Storage,
    win: Window,
    attempt: string,
    private readonly told: { taken(): void; otherStopped(): void },
  ) {
    this.key = PREFIX + attempt;
    this.turn = this.highest + 1;
    win.addEventListener("storage", (event) => this.hear(event));
    this.write(String(this.turn));
  }

  /** Whether no other tab has the attempt. To be asked before each write: a frozen tab hears nothing. */
  get mine(): boolean {
    return this.highest <= this.turn;
  }

  /**
   * This tab needs the attempt no more. Where there was another before it, the number stays: a frozen one may
   * hear of it much later, and no number may come twice.
   */
  leave(): void {
    if (this.mine && this.turn === 1) this.storage.removeItem(this.key);
  }

  private get highest(): number {
    return Number.parseInt(this.storage.getItem(this.key) ?? "0", 10) || 0;
  }

  private hear({ key, newValue }: StorageEvent): void {
    if (key !== this.key || newValue === null) return;
    const turn = Number.parseInt(newValue, 10);
    if (turn > this.turn) this.stop(newValue);
    else if (newValue === this.turn + STOPPED) this.told.otherStopped();
  }

  private stop(value: string): void {
    this.told.taken();
    const current = this.storage.getItem(this.key) === value;
    if (current && !value.endsWith(STOPPED)) this.write(value + STOPPED);
  }

  private write(value: string): void {
    try {
      this.storage.setItem(this.key, value);
    } catch {
      // a full storage: the tabs do not notice each other
    }
  }
}
