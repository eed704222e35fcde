/** Browser pages as far as the player sees them: a device whose pages share a storage, and a server behind them. */

export type Reply = "there" | "login" | "forbidden" | "broken" | "missing" | "no-head" | "head-breaks" | "silent" | "down";

const REPLIES: Readonly<Record<string, Partial<Response>>> = {
  there: { type: "basic", ok: true, status: 200 },
  login: { type: "opaqueredirect", ok: false, status: 0 },
  forbidden: { type: "basic", ok: false, status: 403 },
  broken: { type: "basic", ok: false, status: 503 },
  missing: { type: "basic", ok: false, status: 404 },
};

export const ADDRESS = "https://lms.test/pluginfile.php/5/mod_scorm/content/3/index.html";

/** What a browser keeps for one site. Its pages hear what another one writes, a moment later. */
export class Device {
  readonly kept = new Map<string, string>();
  readonly pages = new Set<FakePage>();
  /** How many UTF-16 units it takes. */
  room = Infinity;
  denied = false;

  /** The entries whose name contains the text. */
  of(text: string): string[] {
    return [...this.kept].flatMap(([key, value]) => (key.includes(text) ? [value] : []));
  }

  storage(page: FakePage): Storage {
    const { kept } = this;
    const guard = (): void => {
      if (this.denied) throw new DOMException("denied", "SecurityError");
    };
    return {
      get length() {
        return kept.size;
      },
      key: (at: number) => [...kept.keys()][at] ?? null,
      getItem: (key: string) => (guard(), kept.get(key) ?? null),
      setItem: (key: string, value: string) => (guard(), this.write(page, key, value)),
      removeItem: (key: string) => {
        if (kept.delete(key)) this.tell(page, key, null);
      },
      clear: () => kept.clear(),
    };
  }

  private write(page: FakePage, key: string, value: string): void {
    const others = [...this.kept].filter(([name]) => name !== key);
    const size = others.reduce((sum, [name, text]) => sum + name.length + text.length, key.length + value.length);
    if (size > this.room) throw new DOMException("full", "QuotaExceededError");
    if (this.kept.get(key) === value) return;
    this.kept.set(key, value);
    this.tell(page, key, value);
  }

  private tell(from: FakePage, key: string, newValue: string | null): void {
    for (const page of this.pages) if (page !== from) setTimeout(() => page.hear({ key, newValue }));
  }
}

export class FakePage {
  readonly window: Window;
  /** How the server answers to a probe, and how long it takes. */
  reply: Reply | (() => Reply) = "there";
  latency = 0;
  readonly probes: RequestInit[] = [];
  /** A frozen page hears of nothing. */
  frozen = false;
  private visible = true;
  private readonly document = new EventTarget();

  constructor(
    readonly device: Device = new Device(),
    address = ADDRESS,
  ) {
    device.pages.add(this);
    const { page } = { page: this };
    const { protocol, hostname, pathname, href, search } = new URL(address);
    Object.defineProperty(this.document, "visibilityState", { get: () => (page.visible ? "visible" : "hidden") });
    this.window = Object.assign(new EventTarget(), {
      location: { protocol, hostname, pathname, href, search },
      document: this.document,
      fetch: (asked: string, init: RequestInit) => this.answer(asked, init),
    }) as never;
    const storage = device.storage(this);
    Object.defineProperty(this.window, "localStorage", { get: () => storage });
    Object.defineProperty(this.window, "parent", { value: this.window });
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.document.dispatchEvent(new Event("visibilitychange"));
  }

  /** The page goes away, in the order of closing a tab. */
  close(): void {
    this.show(false);
    this.fire("pagehide");
    this.kill();
  }

  /** The page is gone without a word. */
  kill(): void {
    this.frozen = true;
    this.device.pages.delete(this);
  }

  fire(type: string, more: object = {}): void {
    this.window.dispatchEvent(Object.assign(new Event(type), more));
  }

  hear(event: { key: string; newValue: string | null }): void {
    if (!this.frozen) this.fire("storage", event);
  }

  private async answer(_asked: string, init: RequestInit): Promise<Response> {
    this.probes.push(init);
    const given = this.reply;
    const reply = typeof given === "function" ? given() : given;
    await this.wait(reply === "silent" ? Infinity : this.latency, init.signal ?? null);
    if (reply === "down") throw new TypeError("Failed to fetch");
    const status = init.method === "HEAD" ? { "no-head": 405, "head-breaks": 500 }[reply as string] : undefined;
    return { ...(REPLIES[reply] ?? REPLIES["there"]), ...(status && { ok: false, status }) } as Response;
  }

  private wait(time: number, signal: AbortSignal | null): Promise<void> {
    return new Promise((done, failed) => {
      signal?.addEventListener("abort", () => failed(new DOMException("aborted", "AbortError")));
      if (time === 0) done();
      else if (Number.isFinite(time)) setTimeout(done, time);
    });
  }
}
