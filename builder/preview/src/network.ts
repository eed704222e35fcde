/**
 * The course's way to the server. Its requests go through this window, so that they can be cut off, and so that
 * what it sends while it goes away can be waited for.
 */

/** After so many milliseconds nobody waits any longer for what is on its way. */
const PATIENCE = 3000;

export class Network {
  lost = false;
  private readonly running = new Set<Promise<unknown>>();
  private course: Window | null = null;

  constructor(private readonly cutOff: (request: string) => void) {}

  /** Takes over the requests of the course's window; called before the player runs. */
  attach(course: Window): void {
    this.course = course;
    course.fetch = (address, options) => this.ask(course, address, options);
    Object.defineProperty(course.navigator, "onLine", { configurable: true, get: () => !this.lost });
  }

  /** The course's page is gone. Its code may go on running for a while, but nobody hears it any more. */
  detach(): void {
    this.course = null;
  }

  /** Cuts the connection, or brings it back; the course hears of it as from a browser. */
  lose(lost: boolean): void {
    this.lost = lost;
    this.course?.dispatchEvent(new Event(lost ? "offline" : "online"));
  }

  /** Waits for an answer, whoever asks. */
  watch<T>(asked: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = asked.catch(() => undefined).finally(() => this.running.delete(settled));
    this.running.add(settled);
    return asked;
  }

  /** When nothing is on its way any more. */
  async quiet(): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (this.running.size > 0 && Date.now() < until) {
      await Promise.race([Promise.all(this.running), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    }
  }

  private ask(from: Window, address: RequestInfo | URL, options: RequestInit = {}): Promise<Response> {
    if (from !== this.course) return new Promise(() => undefined);
    if (!this.lost) return this.watch(fetch(address, options));
    const path = new URL(String(address), location.href).pathname;
    this.cutOff(`${options.method ?? "GET"} ${path}`);
    return Promise.reject(new TypeError("Failed to fetch"));
  }
}
