/**
 * cmi5 (cmi5_spec.md; lms-facts.md, 3.3). The LMS gives a token once, for one session; it stays in this tab, so
 * that the page can be loaded anew, and is kept nowhere else.
 */
import { objectIn, type Launch, type Standard } from "./launch";
import type { NotConnected } from "../../tracker";
import { answerTo, Lrs, objectOf, verdictOn } from "./lrs";
import { longerLists, type Json, type JsonObject, type Statement } from "./statement";

/** What `cmi5.xml` writes into the address of a unit that is one module (`builder/targets/cmi5.py`). */
const MODULE = "module";
const PREFIX = "build-course:session:";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories";
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
/** Statements that cmi5 defines; all others are merely allowed (cmi5, 9.3). */
const DEFINED: readonly string[] = ["initialized", "completed", "passed", "failed", "terminated"];
/** Those that decide on what the LMS moves on by (9.6.2.2). */
const MOVING_ON: readonly string[] = ["completed", "passed", "failed"];
/** What belongs to one session and to no other. */
const OF_SESSION: readonly string[] = ["initialized", "resumed", "suspended", "terminated"];

/** What this tab keeps of a session. */
interface Session {
  readonly token: string;
  /** Milliseconds since 1970 at which the session began. */
  readonly began: number;
  readonly opened: boolean;
}

interface Address {
  readonly endpoint: string;
  readonly fetch: string;
  readonly actor: JsonObject;
  readonly registration: string;
  readonly activity: string;
}

export const CMI5: Standard = {
  name: "cmi5",
  launch,
  unit: (win) => new URLSearchParams(win.location.search).get(MODULE),
  dress,
  saysInReview: (key) => key === "initialized" || key === "terminated",
  saysProgress: ({ status }) => status === "incomplete", // 9.5.5.1: not in or after `completed`
  endsToken: (key) => key === "terminated",
  outlives: (key) => !OF_SESSION.includes(key),
  opened(win) {
    const address = addressOf(win);
    const session = address && kept(win, address);
    if (address && session) keep(win, address, { ...session, opened: true });
  },
  endsOn: leavesForGood,
  closed(win) {
    const address = addressOf(win);
    if (address) forget(win, address);
  },
};

async function launch(win: Window): Promise<Launch | NotConnected> {
  watchLinks(win);
  const address = addressOf(win);
  if (!address) return "alone";
  const session = kept(win, address) ?? (await begin(win, address));
  if (typeof session === "string") return session;
  const { endpoint, actor, registration, activity } = address;
  const lrs = new Lrs(endpoint, `Basic ${session.token}`, win);
  const data = await launchData(lrs, address);
  if (typeof data === "string") return data;
  const preferences = objectOf(await lrs.readProfile(actor, "cmi5LearnerPreferences"));
  const language = preferences?.["languagePreference"];
  return {
    lrs, actor, registration, activity,
    ...toldBy(data),
    silent: preferences?.["audioPreference"] === "off",
    ...(typeof language === "string" ? { language } : {}),
    again: session.opened,
    before: session.opened ? Math.max(0, Date.now() - session.began) : 0,
    began: new Date(session.began).toISOString(),
  };
}

/** All five parts must be there (cmi5, 8.1). */
function addressOf(win: Window): Address | null {
  const told = new URLSearchParams(win.location.search);
  const [endpoint, fetch, registration, activity] = ["endpoint", "fetch", "registration", "activityId"].map((name) => told.get(name));
  const actor = objectIn(told.get("actor"));
  if (!endpoint || !fetch || !registration || !activity || !actor) return null;
  return { endpoint, fetch, actor, registration, activity };
}

/** Asks for the token, which is given once (8.2). An LMS that has given it before says so with status 200. */
async function begin(win: Window, address: Address): Promise<Session | NotConnected> {
  const reply = await answerTo(win, address.fetch, { method: "POST", cache: "no-store" });
  if (verdictOn(reply) === "gone") return "offline";
  const token = objectOf(reply)?.["auth-token"];
  if (typeof token !== "string") return "over";
  const session: Session = { token, began: Date.now(), opened: false };
  keep(win, address, session);
  return session;
}

/** The document that the LMS has written for this session (10). */
async function launchData(lrs: Lrs, { actor, registration, activity }: Address): Promise<JsonObject | NotConnected> {
  const query = { activityId: activity, agent: JSON.stringify(actor), registration, stateId: "LMS.LaunchData" };
  const reply = await lrs.readState(query);
  const verdict = verdictOn(reply);
  if (verdict === "gone") return "offline";
  return objectOf(reply) ?? (verdict === "denied" ? "over" : "refused");
}

function toldBy(data: JsonObject): Pick<Launch, "mode" | "context" | "session" | "mastery" | "returnTo"> {
  const { contextTemplate, launchMode, masteryScore, returnURL } = data;
  const context = (contextTemplate ?? {}) as JsonObject;
  const extensions = (context["extensions"] ?? {}) as JsonObject;
  const session = extensions[SESSION];
  return {
    mode: launchMode === "Browse" ? "browse" : launchMode === "Review" ? "review" : "normal",
    context,
    session: typeof session === "string" ? session : "",
    ...(typeof masteryScore === "number" ? { mastery: masteryScore } : {}),
    ...(typeof returnURL === "string" && /^https?:/.test(returnURL) ? { returnTo: returnURL } : {}),
  };
}

/** Categories, the mark that decided (9.6.2, 9.6.3.2), and whole points (9.5.1). */
function dress(statement: Statement, key: string, { mastery }: Launch): Statement {
  if (!DEFINED.includes(key)) return statement;
  const { result, ...others } = statement;
  const context = statement["context"] as JsonObject;
  const categories = [`${CATEGORIES}/cmi5`, ...(MOVING_ON.includes(key) ? [`${CATEGORIES}/moveon`] : [])];
  const activities = longerLists((context["contextActivities"] ?? {}) as JsonObject, { category: categories });
  const marked = mastery !== undefined && (key === "passed" || key === "failed");
  const extensions: Json = { ...(context["extensions"] as JsonObject), ...(marked ? { [MASTERY]: mastery } : {}) };
  return {
    ...others,
    ...(result === undefined ? {} : { result: withWholePoints(result as JsonObject) }),
    context: { ...context, contextActivities: activities, extensions },
  };
}

/** Rounded down, so that nothing that missed a mark looks as if it had reached it. */
function withWholePoints(result: JsonObject): JsonObject {
  const score = result["score"] as JsonObject | undefined;
  return score ? { ...result, score: { ...score, raw: Math.floor(Number(score["raw"])) } } : result;
}

/** Sessions of pages whose browser keeps nothing: the token is asked for once, however often the LMS is. */
const unkept = new WeakMap<Window, Session>();

function keep(win: Window, { fetch }: Address, session: Session): void {
  try {
    win.sessionStorage.setItem(PREFIX + fetch, JSON.stringify(session));
  } catch {
    unkept.set(win, session); // the page cannot be loaded anew then, and says so
  }
}

function kept(win: Window, { fetch }: Address): Session | null {
  try {
    const found = objectIn(win.sessionStorage.getItem(PREFIX + fetch)) as Partial<Session> | null;
    if (typeof found?.token === "string") return { began: Date.now(), opened: false, ...found, token: found.token };
  } catch {
    // only this page knows
  }
  return unkept.get(win) ?? null;
}

function forget(win: Window, { fetch }: Address): void {
  unkept.delete(win);
  try {
    win.sessionStorage.removeItem(PREFIX + fetch);
  } catch {
    // nothing was kept
  }
}

/** Windows whose page is leaving for another address. */
const leaving = new WeakSet<Window>();

interface Navigating extends Event {
  readonly navigationType?: string;
  readonly destination?: { readonly sameDocument: boolean };
  /** The name of the file that a link offers. */
  readonly downloadRequest?: string | null;
}

/**
 * A browser with the Navigation API tells when a link, and no reload, leads away from the page. The last one counts: what
 * turned out to be a file to be kept has led nowhere.
 */
function watchLinks(win: Window): void {
  const { navigation } = win as unknown as { readonly navigation?: EventTarget };
  navigation?.addEventListener("navigate", ({ navigationType, destination, downloadRequest = null }: Navigating) => {
    const away = navigationType !== "reload" && destination?.sameDocument === false && downloadRequest === null;
    if (away) leaving.add(win);
    else leaving.delete(win);
  });
}

/**
 * `terminated` ends the token, and a page that is loaded anew would stand there without one. No event says which it is;
 * but a tab that is closed is hidden before its page goes (lms-facts.md, 1.4). Where nobody can tell, the session is
 * left to the LMS, which calls it abandoned at the next launch (9.3.6).
 */
function leavesForGood(win: Window): boolean {
  return win.document.visibilityState === "hidden" || leaving.has(win);
}
