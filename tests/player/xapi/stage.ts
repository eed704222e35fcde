/** A course that speaks xAPI, on pages of one device, with one store. */
import { vi } from "vitest";
import { Course } from "../../../builder/player/src/course";
import { follow } from "../../../builder/player/src/lifecycle";
import { Session } from "../../../builder/player/src/session";
import type { Standard } from "../../../builder/player/src/trackers/xapi/launch";
import type { JsonObject, Template, Vocabulary } from "../../../builder/player/src/trackers/xapi/statement";
import { TIN_CAN } from "../../../builder/player/src/trackers/xapi/tincan";
import { StatementTracker } from "../../../builder/player/src/trackers/xapi/tracker";
import type { Event } from "../../../builder/player/src/step";
import type { Plan } from "../../../builder/player/src/plan";
import { Device, FakePage } from "../fake-page";
import { course } from "../help";
import { FakeStore } from "./fake-store";

export const IRI = "https://courses.test/a";
const VERBS = [
  "initialized", "resumed", "progressed", "scored", "completed", "passed", "failed", "suspended", "terminated", "experienced",
  "answered", "interacted",
];
export const on = course({ "m.a": ["q1", "q2"], "m.b": ["w1"] }, { tries: 3, passMark: 50, status: "passed" });

/** As the build would make it for the little course. */
export function vocabularyOf({ rules, modules, pages, items }: Plan): Vocabulary {
  const template = (verb: string, object: string, more: Partial<Template> = {}): Template => ({
    verb, object, parent: [""], grouping: [], ...more,
  });
  const scored = { takes: ["score", "duration"], max: 100 };
  const templates: Record<string, Template> = {
    "initialized": template("initialized", ""),
    "resumed": template("resumed", ""),
    "progressed": template("progressed", "", { takes: ["progress"] }),
    "scored": template("scored", "", { takes: ["score"], max: 100 }),
    "completed": template("completed", "", { takes: ["duration"], result: { completion: true } }),
    "passed": template("passed", "", { ...scored, result: { success: true } }),
    "failed": template("failed", "", { ...scored, result: { success: false } }),
    "suspended": template("suspended", "", { takes: ["duration", "progress"] }),
    "terminated": template("terminated", "", { takes: ["duration", "progress"] }),
  };
  for (const { id } of pages) templates[`viewed/${id}`] = template("experienced", `page/${id}`);
  for (const { id, points } of items) {
    templates[`answered/${id}`] = template("answered", `interaction/${id}`, { takes: ["response", "success", "score"], max: points });
  }
  const units = modules.map(({ id }) => `module/${id}`);
  const keys = ["", ...units, ...pages.map(({ id }) => `page/${id}`), ...items.map(({ id }) => `interaction/${id}`)];
  const activities = Object.fromEntries(keys.map((key): [string, JsonObject] => [key, { name: { en: key || "Course" } }]));
  const verbs = Object.fromEntries(VERBS.map((verb): [string, JsonObject] => [verb, { id: `http://adlnet.gov/expapi/verbs/${verb}` }]));
  const head = { format: 1, course: IRI, profile: `${IRI}#xapi/profile/1`, language: "en", revision: "1" } as const;
  return { ...head, verbs, activities, templates, ...(rules.units ? { units } : {}) };
}

export const ACTOR: JsonObject = { objectType: "Agent", name: "Anna", account: { homePage: "https://lms.test", name: "7" } };
export const REGISTRATION = "0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a";

export function launchAddress(more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    endpoint: "https://lrs.test/xapi", auth: "Basic a2V5OnNlY3JldA==", actor: JSON.stringify(ACTOR), registration: REGISTRATION, ...more,
  });
  return `https://files.test/course/index.html?${query}`;
}

export interface Stage {
  readonly store: FakeStore;
  readonly device: Device;
  readonly page: FakePage;
  readonly tracker: StatementTracker;
  readonly session: Session;
}

interface Setting {
  readonly store?: FakeStore;
  readonly device?: Device;
  readonly address?: string;
  readonly standard?: Standard;
  readonly release?: Course;
  /** What the page's browser has besides. */
  readonly browser?: object;
}

/** A page that has been opened. */
export async function opened(setting: Setting = {}): Promise<Stage> {
  const { store = new FakeStore(), device = new Device(), address = launchAddress(), standard = TIN_CAN, release = on } = setting;
  const page = new FakePage(device, address);
  const fetch = (asked: string, init: RequestInit): Promise<Response> =>
    page.frozen ? new Promise(() => undefined) : store.fetch(asked, init);
  Object.assign(page.window, { fetch, ...setting.browser });
  const tracker = new StatementTracker(standard, vocabularyOf(release.plan), page.window, () => new Date());
  const why = await tracker.connect();
  const session = new Session(new Course(tracker.planned(release.plan), logicsOf(release)), tracker, page.window);
  session.start();
  follow(session, page.window, () => undefined);
  if (why === null) await settle();
  return { store, device, page, tracker, session };
}

function logicsOf(release: Course): never {
  return (release as unknown as { logics: never }).logics;
}

/** Lets all that is planned within a second happen. */
export const settle = (time = 1000): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

export const open = (page: string): Event => ({ type: "opened", page });
export const answer = (item: string, pick: string): Event => ({ type: "block", item, event: { type: "answer", pick } as never });
export const write = (item: string, text: string): Event => ({ type: "block", item, event: { type: "text", text } as never });
