/** Turns what was called, said and done into entries of the log. */
import type { Log } from "./log";
import { requestInWords, statementInWords, type Heard } from "./said";
import type { Made } from "./scorm/runtime";
import type { Standard } from "./scorm/standards";
import { callInWords } from "./scorm/words";

/** So many characters of an argument stand in the line; all of them when it is folded out. */
const SHORT = 60;

export class Chronicle {
  constructor(private readonly log: Log) {}

  called(made: Made, standard: Standard): void {
    const words = callInWords(made, standard);
    const long = made.args.some((arg) => arg.length > SHORT) || made.result.length > SHORT;
    this.log.add({
      kind: made.call === "get" || made.call === "error" ? "read" : "write",
      bad: isBad(made),
      words,
      code: spelled(made, SHORT),
      whole: long ? spelled(made, Infinity) : "",
    });
  }

  heard(heard: Heard): void {
    const bad = heard.status >= 400 && heard.status !== 404;
    const answer = `${heard.request} → ${heard.status}`;
    for (const statement of heard.said.statements ?? []) {
      const words = bad ? `Not taken: ${statementInWords(statement)}. ${heard.why}` : statementInWords(statement);
      this.log.add({ kind: "write", bad, words, code: answer, whole: JSON.stringify(statement, null, 2) });
    }
    if (heard.said.statements) return;
    const { content } = heard.said;
    this.log.add({
      kind: heard.request.startsWith("GET") ? "read" : "write",
      bad,
      words: `${requestInWords(heard)}${bad ? `: ${heard.why}` : ""}`,
      code: answer,
      whole: content === undefined ? "" : JSON.stringify(content, null, 2),
    });
  }

  cutOff(request: string): void {
    this.log.add({ kind: "write", bad: true, words: "Does not arrive: there is no network", code: `${request} → no answer`, whole: "" });
  }

  /** Moodle says "true" to a commit that never arrives (docs/lms-facts.md, O1.1). */
  lost(): void {
    this.log.note("Nothing of this arrives. Moodle says “true” all the same; the player has to find out by itself.", true);
  }
}

/** Asking for what has no value yet is no mistake. */
function isBad({ call, error }: Made): boolean {
  return error !== "0" && !(call === "get" && error === "403");
}

function spelled({ name, args, result, error }: Made, most: number): string {
  const quoted = args.map((arg) => `"${arg.length > most ? `${arg.slice(0, most - 1)}…` : arg}"`).join(", ");
  const answer = result.length > most ? `${result.slice(0, most - 1)}…` : result;
  return `${name}(${quoted}) → "${answer}"${error === "0" ? "" : `, error ${error}`}`;
}
