/**
 * Tin Can: the LMS writes all that is needed into the address of the course (Rustici Software's launch of
 * Tin Can packages, lms_lrs.md; lms-facts.md, 2).
 */
import { objectIn, type Launch, type Standard } from "./launch";
import type { NotConnected } from "../../tracker";
import { Lrs } from "./lrs";
import type { Json, JsonObject } from "./statement";

/** What tells a learner from others; xAPI takes exactly one of them (xAPI-Data.md, 2.4.2.3). */
const IDENTIFIERS = ["account", "mbox", "mbox_sha1sum", "openid"];

export const TIN_CAN: Standard = {
  name: "xAPI",
  launch: (win) => Promise.resolve(launchOf(win)),
  unit: () => null,
  dress: (statement) => statement,
  saysInReview: () => true,
  saysProgress: () => true,
  endsToken: () => false,
  outlives: () => true,
  opened: () => undefined,
  endsOn: () => true,
  closed: () => undefined,
};

function launchOf(win: Window): Launch | NotConnected {
  const told = new URLSearchParams(win.location.search);
  const endpoint = told.get("endpoint");
  const actor = agentOf(objectIn(told.get("actor")));
  if (!endpoint || !actor) return "alone";
  const registration = told.get("registration");
  const activity = told.get("activity_id");
  return {
    lrs: new Lrs(endpoint, authorizationOf(told.get("auth") ?? ""), win),
    actor,
    ...(registration ? { registration } : {}),
    ...(activity ? { activity } : {}),
    mode: "normal",
    session: "",
    silent: false,
    again: false,
    before: 0,
  };
}

/** Some LMSs leave out the name of the scheme, as the example of the specification does. */
function authorizationOf(auth: string): string {
  return auth === "" || auth.includes(" ") ? auth : `Basic ${auth}`;
}

/** The learner in today's form. Older LMSs give lists of one, and other names for what an account has. */
export function agentOf(given: JsonObject | null): JsonObject | null {
  if (!given) return null;
  const name = first(given["name"]);
  const [found] = IDENTIFIERS.flatMap((key) => identifierIn(key, first(given[key])));
  return found ? { objectType: "Agent", ...(typeof name === "string" && name !== "" ? { name } : {}), ...found } : null;
}

/** What tells the learner from all others; nothing where it would not. */
function identifierIn(key: string, value: Json | undefined): JsonObject[] {
  if (key === "account") return accountOf((value ?? {}) as JsonObject).map((account) => ({ account }));
  if (typeof value !== "string" || value === "") return [];
  return [{ [key]: key === "mbox" ? withScheme(value) : value }];
}

function first(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? (value as Json[])[0] : value;
}

function accountOf(given: JsonObject): JsonObject[] {
  const homePage = given["homePage"] ?? given["accountServiceHomePage"];
  const name = given["name"] ?? given["accountName"];
  return homePage && name ? [{ homePage, name }] : [];
}

function withScheme(mbox: string): string {
  return mbox.startsWith("mailto:") ? mbox : `mailto:${mbox}`;
}
