/**
 * Whether the server behind the page is there and knows the learner still. An LMS may say "true" for
 * what it lost; a request for the page's own address tells the truth (lms-facts.md, O1.1 and O1.3).
 *
 * Servers differ in what they make of such a request, so the first answer counts as the usual one:
 * where it is no plain "there it is", only a server that does not answer at all is a bad sign. Pages
 * that come from no server (`file:`, the web views of apps) are never asked for.
 */

/** `refused`: it is there, but would not have what was sent; only a tracker can know that. */
export type Health = "well" | "offline" | "signed-out" | "refused";

type Answer = "there" | "elsewhere" | "forbidden" | "broken" | "other";

/** After so many milliseconds a server counts as gone. */
export const PATIENCE = 10_000;

export class Probe {
  private usual: Answer | null = null;
  private method: "HEAD" | "GET" = "HEAD";
  /** What was found last, in words for a help desk. */
  last = "not asked yet";

  constructor(private readonly win: Window) {}

  async check(): Promise<Health> {
    if (!/^https?:$/.test(this.win.location.protocol)) return "well";
    const answer = await this.ask();
    this.last = answer ?? "no answer";
    if (answer === null) return this.neverAnswers ? "well" : "offline";
    if (answer !== "broken") this.usual ??= answer;
    if (answer === "there" || answer === this.usual) return "well";
    if (answer === "broken") return "offline";
    return this.usual === "there" && answer !== "other" ? "signed-out" : "well";
  }

  /** An app's web view has `localhost` for its files, and may answer no questions (1.11). */
  private get neverAnswers(): boolean {
    return this.usual === null && this.win.location.hostname === "localhost";
  }

  private async ask(): Promise<Answer | null> {
    const response = await this.request();
    if (this.method === "HEAD" && response && this.dislikesHead(response)) {
      this.method = "GET";
      return this.ask();
    }
    return response && answerOf(response);
  }

  private dislikesHead({ status }: Response): boolean {
    return status === 405 || (status >= 500 && this.usual === null);
  }

  private async request(): Promise<Response | null> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers: Record<string, string> = this.method === "GET" ? { Range: "bytes=0-0" } : {};
    try {
      const address = this.win.location.href.split("#")[0] ?? "";
      return await this.win.fetch(address, {
        method: this.method, headers, cache: "no-store", redirect: "manual", credentials: "same-origin", signal: stop.signal,
      });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      stop.abort(); // the head is enough, should the server send the whole page
    }
  }
}

function answerOf(response: Response): Answer {
  if (response.type === "opaqueredirect") return "elsewhere";
  if (response.ok || response.status === 304) return "there";
  if (response.status === 401 || response.status === 403) return "forbidden";
  return response.status >= 500 ? "broken" : "other";
}
