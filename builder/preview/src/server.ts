/** What the page asks its server for, and what the server tells by itself. */
import type { Elements } from "./scorm/values";
import type { Heard, JsonObject } from "./said";

export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly file: string;
  /** The same, from the root of the disk on. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string;
  /** The line of source, and the carets below it. */
  readonly excerpt: readonly [string, string] | null;
}

/** The last build, as a target sees it. */
export interface Build {
  readonly number: number;
  /** The number of the last good build; 0: there was none. */
  readonly shown: number;
  readonly seconds: number;
  /** When it was made, in seconds since 1970. */
  readonly at: number;
  readonly failed: boolean;
  readonly problem: string;
  readonly findings: readonly Finding[];
  readonly title: string;
  readonly course: string;
  readonly units: readonly (readonly [id: string, title: string])[];
  readonly target: string;
  readonly targets: readonly string[];
  readonly learners: Readonly<Record<string, string>>;
}

export interface Wanted {
  readonly target: string;
  readonly learner: string;
  readonly unit: string;
  readonly mode: Mode;
  readonly fresh?: boolean;
  readonly again?: boolean;
}

export type Mode = "normal" | "review";

export interface Launched {
  readonly visit: string;
  readonly address: string;
  readonly mode: Mode;
  /** Whether the attempt is finished, so that it was opened for review. */
  readonly closed: boolean;
  readonly attempt: number;
  readonly given: Elements;
}

/** What the LMS holds of an attempt. */
export interface Held {
  readonly elements: Elements;
  readonly documents: Readonly<Record<string, JsonObject>>;
  readonly statements: number;
}

/** A learner's progress in words. */
export type Explained =
  | { readonly ok: false; readonly reason: string; readonly message: string; readonly help: string }
  | {
      readonly ok: true;
      readonly attempt: number | null;
      readonly changes: number;
      readonly status: string;
      readonly best_score: number | null;
      readonly last_page: string | null;
      readonly pages: readonly { readonly id: string; readonly title: string; readonly opened: boolean }[];
      readonly items: readonly ExplainedItem[];
    };

export interface ExplainedItem {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly page: string;
  readonly begun: boolean;
  readonly private: boolean;
  readonly says: readonly string[];
}

/** What the server tells by itself. */
export interface Events {
  hello(run: string): void;
  built(): void;
  kept(visit: string): void;
  heard(heard: Heard): void;
  gone(): void;
}

async function read<T>(address: string, body?: unknown): Promise<T> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(address, body === undefined ? {} : post);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const server = {
  build: (target: string | null): Promise<Build> => read(`/api/course${target ? `?target=${encodeURIComponent(target)}` : ""}`),
  launch: (wanted: Wanted): Promise<Launched> => read("/api/launch", wanted),
  held: (visit: string): Promise<Held> => read(`/api/held/${visit}`),
  expire: (visit: string): Promise<void> => read(`/api/expire/${visit}`, {}),
  forget: (): Promise<void> => read("/api/forget", {}),
  explain: (target: string, state: string): Promise<Explained> => read("/api/explain", { target, state }),
};

export function listen(events: Events): void {
  const source = new EventSource("/api/events");
  const on = <T>(kind: string, act: (data: T) => void): void =>
    source.addEventListener(kind, (event) => act(JSON.parse((event as MessageEvent<string>).data) as T));
  on<{ run: string }>("hello", ({ run }) => events.hello(run));
  on("built", () => events.built());
  on<{ visit: string }>("kept", ({ visit }) => events.kept(visit));
  on<Heard>("lrs", (heard) => events.heard(heard));
  source.addEventListener("error", () => events.gone());
}
