/** A learning record store as far as the player sees it, with faults on demand. Strict about ids and tags. */
import type { JsonObject, Statement } from "../../../builder/player/src/trackers/xapi/statement";

/**
 * How the store behaves. `down`: no answer. `lost`: it does what it is asked to, but the answer is lost.
 * `half`: it stores the first half of a batch, and breaks. `denied`: it lets nobody in.
 */
export type Mood = "well" | "down" | "lost" | "half" | "broken" | "denied";

interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly etag?: string;
}

export class FakeStore {
  mood: Mood = "well";
  readonly statements = new Map<string, Statement>();
  readonly documents = new Map<string, { readonly text: string; readonly etag: string }>();
  /** What each request asked for. */
  readonly log: string[] = [];
  /** Statements that it does not like, by their template's verb and object. */
  dislikes: (statement: Statement) => number | null = () => null;
  /** Whether it lets scripts of other sites see its tags, and send conditions. */
  showsTags = true;
  takesConditions = true;
  /** Whether a proxy changes its tags, so that none is ever the right one. */
  changesTags = false;
  /** Requests that get lost on the way, as in the log. */
  loses: (asked: string) => boolean = () => false;
  largest = Infinity;
  private writes = 0;

  readonly fetch = (address: string, init: RequestInit = {}): Promise<Response> => this.request(address, init);

  protected async request(address: string, init: RequestInit): Promise<Response> {
    const url = new URL(address);
    const path = url.pathname.replace(/^\/xapi\//, "");
    const method = init.method ?? "GET";
    this.log.push(`${method} ${path}${init.keepalive ? " keepalive" : ""}`);
    await Promise.resolve();
    if (this.mood === "down" || this.loses(`${method} ${path}`)) throw new TypeError("Failed to fetch");
    const headers = new Headers(init.headers);
    const conditional = headers.has("If-Match") || headers.has("If-None-Match");
    if (conditional && !this.takesConditions) throw new TypeError("Failed to fetch");
    const reply = this.answer(method, path, url.searchParams, String(init.body ?? ""), headers);
    if (this.mood === "lost") throw new TypeError("Failed to fetch");
    const shown: Record<string, string> = reply.etag !== undefined && this.showsTags ? { ETag: reply.etag } : {};
    const empty = reply.status === 204;
    return new Response(empty ? null : (reply.body ?? ""), { status: reply.status, headers: shown });
  }

  /** What was told, as `verb object`. */
  get told(): string[] {
    return [...this.statements.values()].map(spoken);
  }

  private answer(method: string, path: string, query: URLSearchParams, body: string, headers: Headers): Reply {
    if (this.mood === "broken") return { status: 503 };
    if (this.mood === "denied") return { status: 401 };
    if (body.length > this.largest) return { status: 413 };
    if (path === "statements") return method === "GET" ? this.find(query) : this.store(JSON.parse(body) as Statement[]);
    return method === "GET" ? this.read(query) : this.write(query, body, headers);
  }

  private find(query: URLSearchParams): Reply {
    const found = this.statements.get(query.get("statementId") ?? "");
    return found ? { status: 200, body: JSON.stringify(found) } : { status: 404 };
  }

  private store(statements: Statement[]): Reply {
    const refusal = statements.map(this.dislikes).find((status) => status !== null);
    if (refusal !== undefined && refusal !== null) return { status: refusal };
    for (const one of statements) {
      const before = this.statements.get(String(one["id"]));
      if (before && JSON.stringify(before) !== JSON.stringify(one)) return { status: 409 };
    }
    const half = this.mood === "half" && statements.length > 1;
    for (const one of half ? statements.slice(0, statements.length / 2) : statements) this.statements.set(String(one["id"]), one);
    return half ? { status: 500 } : { status: 200, body: JSON.stringify(statements.map(({ id }) => id ?? null)) };
  }

  private read(query: URLSearchParams): Reply {
    const found = this.documents.get(keyOf(query));
    return found ? { status: 200, body: found.text, etag: found.etag } : { status: 404 };
  }

  private write(query: URLSearchParams, text: string, headers: Headers): Reply {
    const before = this.documents.get(keyOf(query));
    const match = headers.get("If-Match");
    if (match !== null && (this.changesTags || match !== before?.etag)) return { status: 412 };
    if (headers.has("If-None-Match") && before) return { status: 412 };
    this.writes += 1;
    this.documents.set(keyOf(query), { text, etag: `"${this.writes}"` });
    return { status: 204 };
  }
}

function keyOf(query: URLSearchParams): string {
  return [...query].map((pair) => pair.join("=")).sort().join("&");
}

/** `verb end-of-the-object's-id response|score`. */
export function spoken(statement: Statement): string {
  const verb = String((statement["verb"] as JsonObject)["id"]).split("/").pop() ?? "";
  const object = String((statement["object"] as JsonObject)["id"]).split("#")[1] ?? "";
  const { response, score } = (statement["result"] ?? {}) as { response?: string; score?: { raw: number } };
  return [verb, object, response, score?.raw].filter((part) => part !== undefined && part !== "").join(" ");
}
