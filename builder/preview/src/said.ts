/** Statements, and requests to a learning record store, in words for authors. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A request as the server tells of it. */
export interface Heard {
  readonly visit: string;
  /** Method and path: `POST statements`. */
  readonly request: string;
  readonly status: number;
  readonly why: string;
  readonly said: { readonly statements?: readonly Json[]; readonly document?: string; readonly content?: Json; readonly given?: boolean };
}

const COMPONENTS = ["choices", "scale", "source", "target", "steps"] as const;

/** A statement in one sentence: `answered ‘What is it?’: a boat, right`. */
export function statementInWords(statement: Json): string {
  const one = objectOf(statement);
  const activity = objectOf(objectOf(one["object"])["definition"]);
  const verb = wordsOf(objectOf(one["verb"])["display"]) || lastPart(one["verb"]);
  const name = wordsOf(activity["name"]) || lastPart(one["object"]);
  const ends = [response(one, activity), verdict(one), score(one), progress(one)].filter((end) => end !== "");
  return `${verb} ‘${shortened(name, 90)}’${ends.length > 0 ? `: ${ends.join(", ")}` : ""}`;
}

/** A request that carried no statements, in words. */
export function requestInWords({ request, status, said }: Heard): string {
  const [method = "", path = ""] = request.split(" ");
  if (path === "fetch") return said.given ? "Fetches its token, which is given once" : "Asks for its token again, and gets none";
  if (path === "statements") return "Asks whether a statement has arrived";
  const name = documentInWords(said.document ?? "");
  if (method === "PUT") return `Writes ${name}`;
  return `Asks for ${name}${status === 404 ? ": there is nothing yet" : ""}`;
}

export function documentInWords(name: string): string {
  if (name === "build-course.state") return "the learner’s progress";
  if (name === "LMS.LaunchData") return "the launch data";
  if (name === "cmi5LearnerPreferences") return "the learner’s preferences";
  return `the document ${name}`;
}

function response(one: JsonObject, activity: JsonObject): string {
  const given = objectOf(one["result"])["response"];
  if (typeof given !== "string" || given === "") return "";
  const parts = COMPONENTS.flatMap((list) => listOf(activity[list])).map(objectOf);
  const words = new Map(parts.map(({ id, description }) => [String(id), wordsOf(description)]));
  const named = (id: string): string => shortened(words.get(id) || id, 60);
  return given.split("[,]").map((part) => part.split("[.]").map(named).join(" – ")).join("; ");
}

function verdict(one: JsonObject): string {
  const { success } = objectOf(one["result"]);
  return typeof success === "boolean" ? (success ? "right" : "not right") : "";
}

function score(one: JsonObject): string {
  const { raw, max } = objectOf(objectOf(one["result"])["score"]);
  return typeof raw === "number" ? `${raw}${typeof max === "number" ? ` of ${max}` : ""} points` : "";
}

function progress(one: JsonObject): string {
  const extensions = objectOf(objectOf(one["result"])["extensions"]);
  const [name, share] = Object.entries(extensions).find(([key]) => key.endsWith("/progress")) ?? [];
  if (typeof share !== "number") return "";
  return `${Math.round(name?.includes("/video/") ? 100 * share : share)}\u00a0% done`; // a video's is a share of 1
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The first language of several. */
function wordsOf(value: Json | undefined): string {
  const [first = ""] = Object.values(objectOf(value));
  return typeof first === "string" ? first : "";
}

function lastPart(value: Json | undefined): string {
  return String(objectOf(value)["id"] ?? "").split(/[/#]/).pop() ?? "";
}

function shortened(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
