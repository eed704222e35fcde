/** Requests to a learning record store (xAPI-Communication.md). None of them throws. */
import { objectIn } from "./launch";
import type { Json, JsonObject, Statement } from "./statement";

/** xAPI 1.0.3, which newer stores take as well (lms-facts.md, 3.4). */
const VERSION = "1.0.3";
/** After so many milliseconds a server counts as gone. */
const PATIENCE = 30_000;

/** A server's answer; status 0: there was none. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** null where the server has none, or does not let scripts of other sites see it. */
  readonly etag: string | null;
}

/** What became of a request. `gone`: the server did not answer, or is out of order. */
export type Verdict = "taken" | "gone" | "denied" | "conflict" | "stale" | "bad";

const NO_REPLY: Reply = { status: 0, body: "", etag: null };

export function verdictOn({ status }: Reply): Verdict {
  if (status >= 200 && status < 300) return "taken";
  if (status === 401 || status === 403) return "denied";
  if (status === 409) return "conflict";
  if (status === 412) return "stale";
  return status === 0 || status === 408 || status === 429 || status >= 500 ? "gone" : "bad";
}

interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request may outlive the page; browsers give all of these together 64 KiB. */
  readonly keepalive?: boolean;
}

/** What a server answers within `PATIENCE`. Never throws. */
export async function answerTo(win: Window, address: string, request: RequestInit): Promise<Reply> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await win.fetch(address, { ...request, signal: stop.signal });
    return { status: response.status, body: await response.text(), etag: response.headers.get("ETag") };
  } catch {
    return NO_REPLY;
  } finally {
    clearTimeout(timer);
  }
}

export class Lrs {
  private readonly endpoint: string;
  /** Of the endpoint: what waits for one store is not for another. */
  readonly origin: string;
  /** The last answers, for a help desk: nothing of what was sent. */
  readonly memory: string[] = [];

  constructor(
    endpoint: string,
    private readonly authorization: string,
    private readonly win: Window,
  ) {
    this.endpoint = endpoint.replace(/\/*$/, "/");
    this.origin = originOf(this.endpoint, win);
  }

  post(statements: readonly Statement[], keepalive: boolean): Promise<Reply> {
    return this.ask("POST", "statements", { body: statements as unknown as Json, keepalive });
  }

  /** Whether the store has a statement with this id. */
  async has(statementId: string): Promise<boolean> {
    return verdictOn(await this.ask("GET", "statements", { query: { statementId } })) === "taken";
  }

  readState(query: Readonly<Record<string, string>>): Promise<Reply> {
    return this.ask("GET", "activities/state", { query });
  }

  writeState(
    query: Readonly<Record<string, string>>,
    body: JsonObject,
    headers: Readonly<Record<string, string>>,
    keepalive: boolean,
  ): Promise<Reply> {
    return this.ask("PUT", "activities/state", { query, body, headers, keepalive });
  }

  readProfile(agent: JsonObject, profileId: string): Promise<Reply> {
    return this.ask("GET", "agents/profile", { query: { agent: JSON.stringify(agent), profileId } });
  }

  private async ask(method: string, path: string, asked: Asked): Promise<Reply> {
    const { query = {}, body, headers = {}, keepalive = false } = asked;
    const search = new URLSearchParams(query).toString();
    const reply = await answerTo(this.win, `${this.endpoint}${path}${search ? `?${search}` : ""}`, {
      method,
      headers: { ...this.headers(body !== undefined), ...headers },
      // A preflight is remembered only for requests that may use the cache; a store that is written to is never in it.
      cache: method === "GET" ? "no-store" : "default",
      credentials: "omit",
      keepalive,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return this.remember(method, path, reply);
  }

  private headers(withBody: boolean): Readonly<Record<string, string>> {
    return {
      Authorization: this.authorization,
      "X-Experience-API-Version": VERSION,
      ...(withBody ? { "Content-Type": "application/json" } : {}),
    };
  }

  private remember(method: string, path: string, reply: Reply): Reply {
    const seconds = Math.round(performance.now() / 1000);
    this.memory.push(`${seconds} s ${method} ${path}: ${reply.status === 0 ? "no answer" : reply.status}`);
    if (this.memory.length > MEMORY) this.memory.shift();
    return reply;
  }
}

function originOf(endpoint: string, win: Window): string {
  try {
    return new URL(endpoint, win.location.href).origin;
  } catch {
    return endpoint; // nothing can be sent there, which is found out soon enough
  }
}

/** How many answers a help desk gets to see. */
const MEMORY = 12;

/** How long something is as the body of a request. */
export function bytesIn(body: Json): number {
  return new TextEncoder().encode(JSON.stringify(body)).length;
}

/** The body of an answer as an object; null where it is none. */
export function objectOf(reply: Reply): JsonObject | null {
  return objectIn(reply.body);
}
